"""Two causes at once, where one leaves findings unexplained."""

from typing import Any

import numpy as np
import pytest

from globulin.reasoning.differential.inputs import Band, Inputs
from globulin.reasoning.differential.numbers import Guess
from globulin.reasoning.differential.pairs import Pairs, find_pairs
from globulin.reasoning.differential.posterior import weigh
from globulin.reasoning.differential.priors import BOTH
from globulin.reasoning.differential.tables import best_guess
from tests.unit.reasoning.differential.made_inputs import (
    CAUSES,
    INFINITY,
    PLACES,
    made_inputs,
    people_of,
    person,
    seen,
    settings_of,
)

NEVER = np.array([PLACES["none"], PLACES["other"]])
# Each of two causes brings one finding that is rare otherwise; a third brings both.
TWO: dict[str, Any] = {
    "bands": tuple(
        Band(PLACES[name], -INFINITY, INFINITY, BOTH, Guess(0.05, 0.5))
        for name in ("storm-one", "storm-two", "clone-two")
    ),
    "seen": (seen("f4", "storm-one", 0.95), seen("f5", "clone-two", 0.95)),
    "background": {("f4", None): Guess(0.02, 0.3), ("f5", None): Guess(0.02, 0.3)},
}
BOTH_IN_ONE: dict[str, Any] = {
    **TWO,
    "seen": (*TWO["seen"], seen("f4", "storm-two", 0.95), seen("f5", "storm-two", 0.95)),
}


def pairs_of(inputs: Inputs, *persons: dict[str, Any], setting: str = "ward") -> Pairs:
    """Return the pairs of some people."""
    tables, people = best_guess(inputs), people_of(*persons)
    weighed = weigh(tables, people, settings_of(*[setting] * len(persons)))
    return find_pairs(tables, people, weighed, NEVER)


def times(pairs: Pairs, one: str, other: str, row: int = 0) -> float:
    """Return how many times as likely two causes at once are."""
    wanted = sorted((PLACES[one], PLACES[other]))
    return float(pairs.times[row, pairs.places.tolist().index(wanted)])


def test_two_causes_that_each_explain_one_finding_come_out_as_a_pair() -> None:
    """Together they are likelier than the likeliest cause alone, and no other pair is."""
    pairs = pairs_of(made_inputs(**TWO), person(told={"f4": True, "f5": True}))
    expected = times(pairs, "storm-one", "clone-two")

    assert expected > 1.0
    assert 1 == (pairs.times > 1.0).sum()


def test_a_single_cause_that_explains_all_has_no_pair() -> None:
    """Nothing is left to explain."""
    pairs = pairs_of(made_inputs(**BOTH_IN_ONE), person(told={"f4": True, "f5": True}))

    assert (pairs.times < 1.0).all()


def test_nothing_to_explain_has_no_pair() -> None:
    """A person of whom nothing is told has one cause at most."""
    assert (pairs_of(made_inputs(**TWO), person()).times < 1.0).all()


@pytest.mark.parametrize("told", [{"f4": True}, {"f4": False}, {"no-f4": True}])
@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        # Either cause or the background brings it.
        (0.5, 0.3, 1.0 - 0.5 * 0.7 / 0.9),
        # One brings it, the other keeps it away.
        (0.5, 0.04, 1.0 - 0.5 * 0.96 / 0.9),
        # Both keep it away: by as much as one and the other.
        (0.05, 0.02, 0.1 * 0.5 * 0.2),
        # Neither says anything of it.
        (0.1, 0.1, 0.1),
        # One is not linked to it.
        (0.6, None, 0.6),
    ],
)
def test_a_finding_in_two_causes_follows_the_noisy_or(
    told: dict[str, bool], first: float, second: float | None, both: float
) -> None:
    """The share in both at once, over a background of one in ten, number by number."""
    links = [seen("f4", "storm-one", first)]
    links += [] if second is None else [seen("f4", "clone-two", second)]
    inputs = made_inputs(seen=tuple(links), background={("f4", None): Guess(0.1, 0.3)})
    pairs = pairs_of(inputs, person(), person(told=told))
    before, after = (times(pairs, "storm-one", "clone-two", row) for row in (0, 1))
    is_there = told.get("f4", False)
    # The likeliest single cause is that of no finding, which stays where it was.
    expected = both / 0.1 if is_there else (1.0 - both) / 0.9

    assert expected == pytest.approx(after / before, rel=1e-9)


def test_means_of_values_add_up() -> None:
    """At the sum of what both do, the pair is likelier than where only one of them is."""
    inputs = made_inputs(**TWO)
    at = [inputs.mean[PLACES[name]] for name in ("storm-two", "clone-two")]
    rows = [
        person(values=dict(zip("ABC", map(float, mean), strict=True)), age=30000.0)
        for mean in (at[0] + at[1], at[1])
    ]
    pairs = pairs_of(inputs, *rows)

    assert times(pairs, "storm-two", "clone-two") > times(pairs, "storm-two", "clone-two", row=1)


def test_a_pair_counts_by_chance() -> None:
    """Without any result it is as likely as one cause times the odds of the other."""
    pairs = pairs_of(made_inputs(**TWO), person())
    expected = (0.05 * 8.0) * (0.05 * 8.0)

    assert expected == pytest.approx(times(pairs, "storm-one", "storm-two"), rel=1e-9)


def test_causes_that_are_in_no_pair_are_in_none() -> None:
    """The ordinary variation is never one of two."""
    pairs = pairs_of(made_inputs(), person(told={"f4": True}), person(told={"f5": True}))

    assert not np.isin(pairs.places, NEVER).any()


def test_too_few_causes_make_no_pairs() -> None:
    """One cause beside those that are in none has no other."""
    tables, people = best_guess(made_inputs()), people_of(person(told={"f4": True}))
    weighed = weigh(tables, people, settings_of("ward"))
    pairs = find_pairs(tables, people, weighed, np.arange(1, len(CAUSES)))

    assert ((0, 2), (1, 0)) == (pairs.places.shape, pairs.times.shape)


def test_only_pairs_of_a_persons_own_likeliest_causes_count(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Those of somebody else in the batch are zero, and people alone have the same pairs."""
    monkeypatch.setattr("globulin.reasoning.differential.pairs.MOST", 2)
    rows = [person(told={"f4": True}), person(told={"f5": True}, values={"A": 3.0, "C": 3.0})]
    together = pairs_of(made_inputs(), *rows)

    assert [1, 1] == (together.times > 0.0).sum(axis=1).tolist()
    for row, one in enumerate(rows):
        alone = pairs_of(made_inputs(), one)
        assert alone.places.tolist() == together.places[together.times[row] > 0.0].tolist()
        assert alone.times.max() == pytest.approx(together.times[row].max(), rel=1e-12)


def test_findings_inside_a_gate_make_no_pair() -> None:
    """What holds among the causes of a gate says nothing of two at once."""
    plain, gated = (pairs_of(made_inputs(), person(told=told)).times for told in ({}, {"f8": True}))

    assert plain.tobytes() == gated.tobytes()
