"""What findings make of causes: ratios, groups, what denies what, and gates."""

import numpy as np
import pytest

from globulin.reasoning.differential.findings import canonical, log_ratios, told_states
from globulin.reasoning.differential.gates import Gate, shift_of_gate
from globulin.reasoning.differential.posterior import weigh
from globulin.reasoning.people import ABSENT, NOT_TOLD, PRESENT
from tests.unit.reasoning.differential.made_inputs import (
    FINDINGS,
    OPPOSITES,
    PLACES,
    made_differential,
    people_of,
    person,
    settings_of,
)

TABLES = made_differential().tables
GROUPS = {group.id: group for group in TABLES.groups}
VALUES = {"A": 2.5, "B": 0.2}


def posterior(**told: bool | None) -> np.ndarray:
    """Return the posterior of a person with some values, and findings."""
    named = {name.replace("_", "-"): is_there for name, is_there in told.items()}
    people = people_of(person(values=VALUES, told=named))
    return weigh(TABLES, people, settings_of("ward")).posterior[0, 0]


def moves(**told: bool | None) -> np.ndarray:
    """Return the logarithm of what findings multiply the odds of each cause to `none` by."""
    after, before = (weighed / weighed[0] for weighed in (posterior(**told), posterior()))
    possible = before > 0.0
    return np.where(
        possible, np.log(np.where(possible, after, 1.0) / np.where(possible, before, 1.0)), 0.0
    )


def test_a_finding_moves_a_cause_by_its_ratio() -> None:
    """There: the share over the background; not there: what both leave over."""
    there, not_there = moves(f4=True), moves(f4=False)
    place = PLACES["storm-one"]

    assert np.log(0.9 / 0.02) == pytest.approx(there[place], rel=1e-12)
    assert np.log(0.1 / 0.98) == pytest.approx(not_there[place], rel=1e-12)


@pytest.mark.parametrize("is_there", [True, False])
def test_a_finding_moves_no_cause_that_it_is_not_linked_to(is_there: bool) -> None:  # noqa: FBT001 - a case
    """The odds of all other causes stay exactly what they were."""
    others = [PLACES[name] for name in ("none", "other", "clone-one", "clone-two", "storm-two")]

    np.testing.assert_allclose(moves(f4=is_there)[others], 0.0, atol=1e-14)


def test_a_finding_that_nobody_knows_moves_nothing() -> None:
    """Neither one that no cause is linked to, nor one that was asked for in vain."""
    assert posterior().tobytes() == posterior(f99=True, f1=None).tobytes()


def test_a_finding_told_twice_is_one_finding() -> None:
    """That it is there, and that what denies it is not there, is told once."""
    once = posterior(f4=True).tobytes()

    assert once == posterior(no_f4=False).tobytes()
    assert once == posterior(f4=True, no_f4=False).tobytes()


def test_a_finding_denied_is_not_there() -> None:
    """Its opposite says so; what is told of the finding itself counts first."""
    assert posterior(f4=False).tobytes() == posterior(no_f4=True).tobytes()
    assert posterior(f4=True).tobytes() == posterior(f4=True, no_f4=True).tobytes()
    assert posterior(f4=False).tobytes() == posterior(f4=None, no_f4=True).tobytes()
    assert posterior().tobytes() == posterior(no_f4=None).tobytes()


def test_only_what_denies_something_is_renamed() -> None:
    """People without such a finding stay the same object."""
    plain, denying = (people_of(person(told={name: True})) for name in ("f4", "no-f4"))

    assert canonical(plain, OPPOSITES) is plain
    assert {"f4": [ABSENT]} == {
        name: column.tolist() for name, column in canonical(denying, OPPOSITES).finding.items()
    }


def test_each_of_many_keeps_what_was_told_of_it() -> None:
    """One told a finding, one its opposite, one nothing."""
    people = people_of(
        person(told={"f4": True}), person(told={"no-f4": True}), person(told={"f1": True})
    )
    states = told_states(GROUPS["second"], canonical(people, OPPOSITES))

    assert states is not None
    assert [[PRESENT], [ABSENT], [NOT_TOLD]] == states.tolist()


def test_a_group_of_which_nothing_is_told_has_no_states() -> None:
    """It is left out of the reckoning."""
    assert told_states(GROUPS["second"], people_of(person(told={"f1": True}))) is None


def test_of_a_group_the_strongest_finding_counts_in_full() -> None:
    """The next one at the discount, the third at its square, whatever their direction."""
    place = PLACES["clone-one"]
    ratios = [np.log(0.7 / 0.1), np.log(0.4 / 0.05), np.log(0.4 / 0.7)]
    ranked = sorted(ratios, key=abs, reverse=True)
    expected = ranked[0] + 0.3 * ranked[1] + 0.09 * ranked[2]

    assert expected == pytest.approx(moves(f1=True, f2=True, f3=False)[place], rel=1e-12)


def test_findings_of_different_groups_multiply() -> None:
    """They tell different things."""
    together = moves(f3=True, f4=True)

    np.testing.assert_allclose(together, moves(f3=True) + moves(f4=True), rtol=1e-12, atol=1e-14)


def test_a_group_told_of_nobody_moves_nobody() -> None:
    """Its column is there, but holds no answer."""
    group = GROUPS["first"]
    states = np.full((2, len(group.findings)), NOT_TOLD, dtype=np.int8)

    assert not log_ratios(group, states, 0.3).any()


def test_a_gate_moves_its_causes_against_each_other_by_the_ratio() -> None:
    """The total inside and every cause outside stay what they were."""
    one, two = PLACES["clone-one"], PLACES["clone-two"]
    before, after = posterior(), posterior(f6=True, f8=True)
    ratio = (0.8 / 0.5) * (0.9 / 0.35) / (0.3 / 0.5)
    # The finding is linked outside of the gate, too, where it holds for one cause.
    outside = PLACES["storm-two"]
    before[outside] *= 0.1 / 0.4
    before /= before.sum()

    assert ratio * before[one] / before[two] == pytest.approx(after[one] / after[two], rel=1e-12)
    assert before[[one, two]].sum() == pytest.approx(after[[one, two]].sum(), rel=1e-12)
    np.testing.assert_allclose(np.delete(before, [one, two]), np.delete(after, [one, two]), 1e-12)


def test_a_gate_of_impossible_causes_moves_nothing() -> None:
    """Where all causes inside weigh nothing there is no total to give back."""
    weights = np.array([[[1.0, 0.0, 0.0]]])
    shift = shift_of_gate(Gate("g", np.array([1, 2])), weights, np.array([[[0.5, -0.5]]]))

    assert [0.5, -0.5] == shift[0, 0].tolist()


def test_every_made_up_finding_is_weighed() -> None:
    """The world of these tests has no finding that nothing is linked to."""
    assert set(FINDINGS) == {name for group in TABLES.groups for name in group.findings}
