"""What holds of the weighing of causes, whatever is told of whom."""

from typing import Any

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from globulin.reasoning.differential.posterior import weigh
from globulin.reasoning.differential.rank import rank
from tests.unit.reasoning.differential.by_hand import posterior_by_hand
from tests.unit.reasoning.differential.made_inputs import (
    ANALYTES,
    FINDINGS,
    INFINITY,
    OPPOSITES,
    SETTINGS,
    made_differential,
    made_inputs,
    people_of,
    person,
    settings_of,
)

CHECKED = settings(deadline=None, max_examples=60)
FEW = settings(deadline=None, max_examples=8)
INPUTS = made_inputs()
DIFFERENTIAL = made_differential()
TOLD = (*FINDINGS, *OPPOSITES)

numbers = st.floats(-8.0, 12.0)
ages = st.none() | st.sampled_from([0.0, 27.0, 28.0, 4999.0, 5000.0, 19999.5, 20000.0, 30000.0])
named = st.none() | st.sampled_from(SETTINGS)
flags = st.sampled_from([(1.96, INFINITY), (-INFINITY, -1.96), (-1.96, 1.96), (4.0, INFINITY)])


@st.composite
def persons(draw: st.DrawFn, *, flagged: int = 1) -> dict[str, Any]:
    """Return a person with values, at most so many of them as flags, and findings."""
    values: dict[str, Any] = draw(st.dictionaries(st.sampled_from(ANALYTES), numbers))
    for name in draw(st.lists(st.sampled_from(ANALYTES), max_size=flagged, unique=True)):
        values[name] = draw(flags)
    return person(
        age=draw(ages),
        sex=draw(st.sampled_from([None, "female", "male"])),
        values=values,
        told=draw(st.dictionaries(st.sampled_from(TOLD), st.none() | st.booleans())),
    )


@CHECKED
@given(one=persons(), setting=named)
@example(one=person(age=None, sex=None), setting=None)
@example(
    one=person(
        values={"A": 2.5, "B": (1.96, INFINITY), "C": -0.5},
        told={"f1": True, "f2": True, "f3": False, "f6": True, "f8": True, "no-f4": True},
    ),
    setting="ward",
)
def test_the_posterior_is_that_of_a_count_by_hand(one: dict[str, Any], setting: str | None) -> None:
    """Number by number in plain Python it comes out the same in every cause."""
    posterior = weigh(DIFFERENTIAL.tables, people_of(one), settings_of(setting)).posterior[0, 0]

    np.testing.assert_allclose(posterior, posterior_by_hand(INPUTS, one, setting), rtol=1e-12)


@CHECKED
@given(one=persons(flagged=2), setting=named, data=st.data())
def test_the_order_of_findings_moves_nothing(
    one: dict[str, Any], setting: str | None, data: st.DataObject
) -> None:
    """What is told first weighs the same as what is told last, to the last bit."""
    turned = {**one, "told": dict(data.draw(st.permutations(list(one["told"].items()))))}
    both = [
        weigh(DIFFERENTIAL.tables, people_of(each), settings_of(setting)).posterior.tobytes()
        for each in (one, turned)
    ]

    assert both[0] == both[1]


@FEW
@given(many=st.lists(st.tuples(persons(flagged=2), named), min_size=1, max_size=6), data=st.data())
def test_people_together_are_people_alone(
    many: list[tuple[dict[str, Any], str | None]], data: st.DataObject
) -> None:
    """Nobody's causes depend on who else is asked about, nor on the order of people."""
    order = data.draw(st.permutations(range(len(many))))
    shuffled = [many[place] for place in order]
    batch, turned = (
        weigh(
            DIFFERENTIAL.tables,
            people_of(*(one for one, _ in rows)),
            settings_of(*(setting for _, setting in rows)),
        ).posterior
        for rows in (many, shuffled)
    )

    assert batch[list(order)].tobytes() == turned.tobytes()
    for row, (one, setting) in enumerate(many):
        alone = weigh(DIFFERENTIAL.tables, people_of(one), settings_of(setting)).posterior
        np.testing.assert_allclose(batch[row], alone[0], rtol=1e-12)


@CHECKED
@given(one=persons(flagged=2), setting=named)
def test_unknown_is_not_told(one: dict[str, Any], setting: str | None) -> None:
    """A finding of which nobody knows weighs as one that was never asked for."""
    known = {name: is_there for name, is_there in one["told"].items() if is_there is not None}
    both = [
        weigh(DIFFERENTIAL.tables, people_of(each), settings_of(setting)).posterior.tobytes()
        for each in (one, {**one, "told": known})
    ]

    assert both[0] == both[1]


@FEW
@given(many=st.lists(persons(), min_size=1, max_size=4), setting=named)
def test_a_ranking_holds_together(many: list[dict[str, Any]], setting: str | None) -> None:
    """Probabilities sum to 1, branches are their causes, and every interval holds its guess."""
    rows = people_of(*many), settings_of(*[setting] * len(many))
    ranked, again = rank(DIFFERENTIAL, *rows), rank(DIFFERENTIAL, *rows)
    branch = INPUTS.branch

    np.testing.assert_allclose(ranked.probability.sum(axis=1), 1.0, rtol=1e-12)
    np.testing.assert_allclose(ranked.prior.sum(axis=1), 1.0, rtol=1e-12)
    for place in range(len(INPUTS.branches)):
        summed = ranked.probability[:, branch == place].sum(axis=1)
        np.testing.assert_allclose(ranked.branch_probability[:, place], summed, rtol=1e-12)
    assert (ranked.low <= ranked.probability).all()
    assert (ranked.probability <= ranked.high).all()
    assert (ranked.branch_low <= ranked.branch_probability).all()
    assert (ranked.branch_probability <= ranked.branch_high).all()
    assert ((ranked.leads >= 0.0) & (ranked.leads <= 1.0)).all()
    for name in type(ranked).__dataclass_fields__:
        assert getattr(ranked, name).tobytes() == getattr(again, name).tobytes()
