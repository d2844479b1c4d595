"""Patterns, red flags and causes read from columns of people."""

import numpy as np

from globulin.knowledge import Knowledge
from globulin.model import Condition, Effect
from globulin.reasoning import People, Program, make_program, read_together
from globulin.reasoning.effects import make_effect_table
from globulin.reasoning.people import HIGH, LOW, NORMAL
from tests.unit.reasoning.test_rules import codes, people


def condition(key: str, *, branch: str = "reactive", **limits: object) -> Condition:
    """Return a condition that raises A."""
    effect = Effect(analyte="A", direction="high", evidence="supported", statements=())
    return Condition(
        id=key, name=key, plain_name=key, branch=branch, group="g", effects=(effect,), **limits
    )


def fitting(*conditions: Condition, who: People) -> dict[str, list[bool]]:
    """Return for whom each condition fits."""
    program = Program(
        patterns=(),
        red_flags=(),
        conditions=conditions,
        effects=make_effect_table(conditions),
        thresholds={},
    )
    readings = read_together(program, who)
    return {key: column.tolist() for key, column in readings.conditions.items()}


def test_a_cause_fits_where_a_result_moves_as_in_it() -> None:
    """Not on the other side, nor inside; what is always named fits everybody."""
    who = people(size=3, side={"A": codes(HIGH, NORMAL, LOW)})

    assert {"x": [True, False, False], "none": [True, True, True]} == fitting(
        condition("x"), condition("none"), who=who
    )


def test_just_outside_no_disease_fits() -> None:
    """Ordinary variation, artefact and a passing rise do."""
    who = people(size=2, side={"A": codes(HIGH, HIGH)}, just_outside={"A": np.array([True, False])})
    found = fitting(
        condition("disease"),
        condition("plain", branch="ordinary"),
        condition("lab", branch="artefact"),
        condition("transient-rise"),
        who=who,
    )

    assert [False, True] == found["disease"]
    assert [[True, True]] * 3 == [found[key] for key in ("plain", "lab", "transient-rise")]


def test_age_and_sex_exclude_only_where_they_are_known() -> None:
    """A disease of women over 100 days: of a man, a baby, a woman, and somebody not described."""
    who = people(
        size=4,
        side={"A": codes(HIGH, HIGH, HIGH, HIGH)},
        age_days=np.array([500.0, 50.0, 500.0, np.nan]),
        is_male=np.array([True, False, False, False]),
        is_female=np.array([False, True, True, False]),
    )
    found = fitting(
        condition("women", sex="female", age_from_days=100),
        condition("men", sex="male"),
        condition("babies", age_below_days=100),
        who=who,
    )

    assert [False, False, True, True] == found["women"]
    assert [True, False, False, True] == found["men"]
    assert [False, True, False, True] == found["babies"]


def test_the_knowledge_makes_a_program(knowledge: Knowledge) -> None:
    """Once; thresholds in the first unit of their analyte; umbrellas are left out."""
    program = make_program(knowledge)

    assert program is make_program(knowledge)
    assert (6000.0, 7.0) == (
        program.thresholds["band-60-igm"],
        program.thresholds["iga-deficiency-definition"],
    )
    assert not any(condition.umbrella for condition in program.conditions)
