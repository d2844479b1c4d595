"""The arithmetic of one cause, step by step."""

import math
from typing import Any

import numpy as np
import pytest

from globulin.reasoning.differential.explain import Explained, Shift, explain
from globulin.reasoning.differential.rank import rank
from globulin.reasoning.people import ABSENT, NOT_TOLD, PRESENT
from tests.unit.reasoning.differential.by_hand import density_by_hand, priors_by_hand
from tests.unit.reasoning.differential.made_inputs import (
    CAUSES,
    FINDINGS,
    INFINITY,
    PLACES,
    made_differential,
    made_inputs,
    people_of,
    person,
    settings_of,
)

DIFFERENTIAL = made_differential()
INPUTS = made_inputs()
VALUES = {"A": 4.0, "B": (1.96, INFINITY)}
TOLD = {"f1": True, "f2": True, "f3": False, "no-f4": True, "f6": True, "f8": True, "f7": None}
SICK = person(values=VALUES, told=TOLD)


def explained(cause: str, one: dict[str, Any] = SICK) -> Explained:
    """Return the arithmetic of a cause of a person on the ward."""
    return explain(DIFFERENTIAL, people_of(one), settings_of("ward"), PLACES[cause])


def probability(one: dict[str, Any]) -> np.ndarray:
    """Return the probabilities of a person on the ward."""
    ranked = rank(DIFFERENTIAL, people_of(one), settings_of("ward"), with_intervals=False)
    return ranked.probability[0]


@pytest.mark.parametrize("cause", list(CAUSES))
def test_the_steps_add_up(cause: str) -> None:
    """Prior, values, groups and what all causes leave are the logarithm of the posterior."""
    found = explained(cause)
    steps = [found.log10_prior, found.log10_values, *(g.log10_ratio for g in found.groups)]
    ranked = probability(SICK)[PLACES[cause]]

    assert math.fsum([*steps, found.log10_rest]) == pytest.approx(found.log10_posterior, abs=1e-12)
    if ranked:
        assert math.log10(ranked) == pytest.approx(found.log10_posterior, abs=1e-12)


def test_what_is_left_over_is_the_same_for_every_cause() -> None:
    """It is the sum that makes probabilities of weights: no cause hides anything in it."""
    rests = [explained(cause).log10_rest for cause in CAUSES if cause != "storm-young"]

    assert rests == pytest.approx([rests[0]] * len(rests), abs=1e-12)


def test_prior_and_values_are_told_against_what_is_ordinary() -> None:
    """The prior as it is, the values as a ratio to the ordinary variation."""
    found = explained("clone-one")
    place = PLACES["clone-one"]
    ratio = density_by_hand(INPUTS, place, VALUES) / density_by_hand(INPUTS, 0, VALUES)

    assert found.log10_prior == pytest.approx(math.log10(priors_by_hand(INPUTS, SICK, "ward")[2]))
    assert found.log10_values == pytest.approx(math.log10(ratio), abs=1e-12)
    assert 0.0 == explained("none").log10_values


def test_each_finding_has_the_ratio_of_its_tables() -> None:
    """By itself, as it was told: there or not there."""
    found = {
        step.finding: (step.state, step.log10_ratio)
        for group in explained("clone-one").groups
        for step in group.findings
    }
    expected = {
        "f1": (PRESENT, 0.7 / 0.1),
        "f2": (PRESENT, 0.4 / 0.05),
        "f3": (ABSENT, 0.4 / 0.7),
        "f6": (PRESENT, 0.8 / 0.5),
        "f8": (PRESENT, 0.9 / 0.35),
    }

    assert set(expected) == set(found)
    for name, (state, ratio) in expected.items():
        assert (state, pytest.approx(math.log10(ratio), abs=1e-12)) == found[name]


def test_a_groups_joint_ratio_is_bounded_by_its_findings() -> None:
    """It is no less than the strongest finding alone, and no more than all of them together."""
    one = person(told={"f1": True, "f2": True, "f3": True})
    (group,) = explained("clone-one", one).groups
    single = [step.log10_ratio for step in group.findings]

    assert "first" == group.group
    assert max(single) < group.log10_ratio < sum(single)


def test_numbers_are_plain_ones() -> None:
    """They can be written down as they are."""
    found = explained("clone-one")
    numbers = [found.log10_prior, found.log10_values, found.log10_rest, found.log10_posterior]
    numbers += [group.log10_ratio for group in found.groups]
    numbers += [step.log10_ratio for group in found.groups for step in group.findings]
    numbers += [shift.probability for shift in (*found.without, *found.would_change)]

    assert {float} == {type(number) for number in numbers}


def test_a_denied_finding_is_a_step_of_the_one_that_it_denies() -> None:
    """It is told as not there."""
    found = {group.group: group for group in explained("storm-one").groups}
    (step,) = found["second"].findings

    assert ("f4", ABSENT) == (step.finding, step.state)
    assert math.log10(0.1 / 0.98) == pytest.approx(step.log10_ratio, abs=1e-12)


def test_a_gate_tells_what_it_gives_back() -> None:
    """Inside, the joint ratio is the figure's and what keeps the total; outside is no step."""
    found = {group.group: group for group in explained("clone-two").groups}

    assert "clone" == found["third in clone"].gate
    assert found["fifth in clone"].log10_ratio < 0.0
    # No figure of its own: its part of the total is what the other cause gained.
    assert [0.0] == [step.log10_ratio for step in found["fifth in clone"].findings]
    assert not [group for group in explained("none").groups if group.gate]


def test_what_nobody_knows_is_no_step() -> None:
    """A finding that was asked for in vain is not told."""
    one = person(told={"f4": None, "f7": None})

    assert () == explained("storm-one", one).groups


def test_each_result_left_out_is_the_ranking_without_it() -> None:
    """Classes and findings alike; what is not known cannot be left out."""
    found = explained("clone-one")
    known = {key: value for key, value in TOLD.items() if value is not None}

    assert [*VALUES, *known] == [shift.key for shift in found.without]
    for shift in found.without:
        without = {
            field: {key: value for key, value in SICK[field].items() if key != shift.key}
            for field in ("values", "told")
        }
        expected = probability({**SICK, **without})[PLACES["clone-one"]]
        assert NOT_TOLD == shift.state
        assert expected == pytest.approx(shift.probability, rel=1e-12)


def test_nothing_known_leaves_nothing_out() -> None:
    """A person without any result has no shift."""
    assert () == explained("none", person()).without


def test_what_would_change_it_is_the_ranking_with_it() -> None:
    """Each finding that was not told, there and not there."""
    found = explained("clone-one")
    asked = sorted(set(FINDINGS) - {"f1", "f2", "f3", "f4", "f6", "f8"})

    assert [(key, state) for key in asked for state in (PRESENT, ABSENT)] == [
        (shift.key, shift.state) for shift in found.would_change
    ]
    for shift in found.would_change:
        told = {**TOLD, shift.key: shift.state == PRESENT}
        expected = probability({**SICK, "told": told})[PLACES["clone-one"]]
        assert expected == pytest.approx(shift.probability, rel=1e-12)


def test_where_all_is_told_nothing_would_change_it() -> None:
    """There is nothing left to ask for."""
    told = dict.fromkeys(FINDINGS, True)
    no_shift: tuple[Shift, ...] = ()

    assert no_shift == explained("clone-one", person(told=told)).would_change


def test_the_rival_is_the_likeliest_other_cause() -> None:
    """Of the likeliest cause the second, of every other one the likeliest."""
    order = np.argsort(-probability(SICK))

    for cause in CAUSES:
        expected = order[1] if PLACES[cause] == order[0] else order[0]
        assert expected == explained(cause).rival


def test_an_impossible_cause_stays_finite() -> None:
    """A cause of the other sex or age has a prior of zero, and still a logarithm."""
    found = explained("storm-young")

    assert math.isfinite(found.log10_prior)
    assert math.isfinite(found.log10_rest)
    assert found.log10_posterior < -300.0
