"""Rules on columns of people: what is not known never makes one hold."""

from typing import Any

import numpy as np
import pytest

from globulin.model import Rule
from globulin.reasoning import People
from globulin.reasoning.people import ABSENT, HIGH, LOW, NORMAL, NOT_TOLD, PRESENT, UNKNOWN
from globulin.reasoning.rules import any_holds, holds

THRESHOLDS = {"ten": 10.0}


def people(**columns: Any) -> People:
    """Return columns; an age or a sex that is left out is not known."""
    size = columns.pop("size", 1)
    nobody = np.zeros(size, dtype=np.bool_)
    fields: dict[str, Any] = {
        "age_days": np.full(size, np.nan),
        "is_female": nobody,
        "is_male": nobody,
        **columns,
    }
    return People(size=size, **fields)


def codes(*numbers: int) -> Any:
    """Return a column of codes."""
    return np.array(numbers, dtype=np.int8)


def test_an_empty_rule_holds_for_everybody() -> None:
    """Every part that is left out holds."""
    assert [True, True] == holds(Rule(), people(size=2), {}).tolist()


def test_sides_are_alternatives_and_an_analyte_of_nobody_is_unknown() -> None:
    """`unknown` is a side that a rule can name; none is assumed."""
    three = people(size=3, side={"A": codes(LOW, HIGH, UNKNOWN)})

    assert [False, True, True] == holds(Rule(sides={"A": ("high", "unknown")}), three, {}).tolist()
    assert [False] * 3 == holds(Rule(sides={"B": ("high", "low", "normal")}), three, {}).tolist()
    assert [True] * 3 == holds(Rule(sides={"B": ("unknown",)}), three, {}).tolist()


def test_findings_present_absent_and_not_told() -> None:
    """Only one that is there counts; one that is not told neither fits nor excludes."""
    told = people(size=3, finding={"f": codes(PRESENT, ABSENT, NOT_TOLD)})

    assert [True, False, False] == holds(Rule(any_of=("g", "f")), told, {}).tolist()
    assert [True, False, False] == holds(Rule(all_of=("f",)), told, {}).tolist()
    assert [False] * 3 == holds(Rule(all_of=("f", "g")), told, {}).tolist()
    assert [False, True, True] == holds(Rule(none_of=("f", "g")), told, {}).tolist()


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Rule(above={"A": "ten"}), [False, False, True, False]),
        (Rule(at_least={"A": "ten"}), [False, True, True, False]),
        (Rule(below={"A": "ten"}), [True, False, False, False]),
        # Broken only by what is certain: a value that is not there breaks nothing.
        (Rule(not_above={"A": "ten"}), [True, True, False, True]),
        (Rule(not_below={"A": "ten"}), [False, True, True, True]),
    ],
)
def test_comparisons(rule: Rule, expected: list[bool]) -> None:
    """A value that is not there is neither above nor below."""
    values = np.array([9.0, 10.0, 11.0, np.nan])
    four = people(size=4, at_least={"A": values}, at_most={"A": values})

    assert expected == holds(rule, four, THRESHOLDS).tolist()


def test_a_value_beyond_a_limit_of_the_method_counts_for_what_is_certain() -> None:
    """More than 5 may be 50: it is not below 10. Less than 50 may be 5: it is not above 10."""
    more = people(at_least={"A": np.array([5.0])}, at_most={"A": np.array([np.inf])})
    less = people(at_least={"A": np.array([0.0])}, at_most={"A": np.array([50.0])})

    for one in (more, less):
        assert not holds(Rule(below={"A": "ten"}), one, THRESHOLDS)[0]
        assert not holds(Rule(above={"A": "ten"}), one, THRESHOLDS)[0]


def test_an_analyte_without_values_is_on_no_side_of_a_threshold() -> None:
    """Nobody has a result of it."""
    for rule in (Rule(above={"A": "ten"}), Rule(below={"A": "ten"}), Rule(at_least={"A": "ten"})):
        assert not holds(rule, people(), THRESHOLDS)[0]


def test_just_outside_and_any_side() -> None:
    """A mark of its own; any measured analyte may lie on the side."""
    two = people(
        size=2,
        side={"A": codes(NORMAL, NORMAL), "B": codes(LOW, UNKNOWN)},
        just_outside={"B": np.array([True, False])},
    )

    assert [True, False] == holds(Rule(just_outside=("B",)), two, {}).tolist()
    assert [False, False] == holds(Rule(just_outside=("A",)), two, {}).tolist()
    assert [True, False] == holds(Rule(any_side=("low", "high")), two, {}).tolist()
    assert not holds(Rule(any_side=("low",)), people(), {})[0]


def test_ages_are_half_open_and_an_unknown_age_fits_none() -> None:
    """From is inclusive, below is not; a rule can ask for an unknown age."""
    ages = people(size=4, age_days=np.array([9.0, 10.0, 20.0, np.nan]))
    rules = (
        Rule(age_from_days=10, age_below_days=20),
        Rule(age_from_days=10),
        Rule(age_below_days=20),
        Rule(age_unknown=True),
    )

    assert [
        [False, True, False, False],
        [False, True, True, False],
        [True, True, False, False],
        [False, False, False, True],
    ] == [holds(rule, ages, {}).tolist() for rule in rules]


def test_one_of_several_rules_suffices() -> None:
    """None at all never holds."""
    two = people(size=2, side={"A": codes(LOW, HIGH)})
    rules = (Rule(sides={"A": ("low",)}), Rule(sides={"A": ("high",)}))

    assert [True, True] == any_holds(rules, two, {}).tolist()
    assert [False, False] == any_holds((), two, {}).tolist()


def test_has_tells_what_is_there_for_certain() -> None:
    """A finding of nobody is nobody's."""
    told = people(size=2, finding={"f": codes(PRESENT, NOT_TOLD)})

    assert [True, False] == told.has("f").tolist()
    assert [False, False] == told.has("g").tolist()
