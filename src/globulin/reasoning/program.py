"""The rules of the knowledge, made ready once, and what they read from columns of people."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from globulin.knowledge import Knowledge
from globulin.model import Analyte, Condition, Fact, Pattern, RedFlagRule
from globulin.reasoning.people import HIGH, LOW, People
from globulin.reasoning.rules import any_holds
from globulin.units import convert

SIDE_OF = {"high": HIGH, "low": LOW}
# Always among the causes, whatever the result.
ALWAYS = ("none", "other")
# How a value just outside its interval may come about: no disease is named for it.
PLAIN_BRANCHES = frozenset({"ordinary", "artefact", "other"})
PLAIN_CAUSES = frozenset({"transient-rise", "transient-fall"})


@dataclass(frozen=True, eq=False)
class Program:
    """Patterns, red flags and causes of one opened knowledge.

    `thresholds` are the facts that rules compare with, each in the first unit of its analyte.
    """

    patterns: tuple[Pattern, ...]
    red_flags: tuple[RedFlagRule, ...]
    conditions: tuple[Condition, ...]
    thresholds: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """What was read, by id; each column tells for whom it holds.

    `effects` are causes by (condition, analyte, direction): an effect that a person's result
    shows. `conditions` are all causes that fit.
    """

    patterns: dict[str, NDArray[np.bool_]]
    red_flags: dict[str, NDArray[np.bool_]]
    conditions: dict[str, NDArray[np.bool_]]
    effects: dict[tuple[str, str, str], NDArray[np.bool_]]


@lru_cache(maxsize=4)
def make_program(knowledge: Knowledge) -> Program:
    """Return the rules of one opened knowledge."""
    patterns = tuple(knowledge.patterns())
    red_flags = tuple(knowledge.red_flags())
    analytes = {analyte.id: analyte for analyte in knowledge.analytes()}
    rules = [rule for pattern in patterns for rule in pattern.rules]
    rules += [rule for flag in red_flags for rule in flag.report]
    named = {
        (fact, analyte)
        for rule in rules
        for table in rule.thresholds()
        for analyte, fact in table.items()
    }
    groups = {group.id: group.order for group in knowledge.groups()}
    conditions = sorted(
        (condition for condition in knowledge.conditions() if not condition.umbrella),
        key=lambda condition: (groups[condition.group], condition.order, condition.id),
    )
    return Program(
        patterns=patterns,
        red_flags=red_flags,
        conditions=tuple(conditions),
        thresholds={
            fact: _threshold(knowledge, fact, analytes[analyte]) for fact, analyte in named
        },
    )


def read_together(program: Program, people: People) -> Readings:
    """Return the patterns, red flags and causes of people."""
    effects = _effects(program, people)
    return Readings(
        patterns={
            pattern.id: any_holds(pattern.rules, people, program.thresholds)
            for pattern in program.patterns
        },
        red_flags={
            flag.id: any_holds(flag.report, people, program.thresholds)
            for flag in program.red_flags
            if flag.report
        },
        conditions=_conditions(program, people, effects),
        effects=effects,
    )


def _effects(program: Program, people: People) -> dict[tuple[str, str, str], NDArray[np.bool_]]:
    """Return which effects of conditions the results of people show.

    Just outside an interval only what is no disease counts.
    """
    found: dict[tuple[str, str, str], NDArray[np.bool_]] = {}
    for condition in program.conditions:
        is_plain = condition.branch in PLAIN_BRANCHES or condition.id in PLAIN_CAUSES
        may_be = _may_be(condition, people)
        for effect in condition.effects:
            shown = (people.side_of(effect.analyte) == SIDE_OF[effect.direction]) & may_be
            if not is_plain:
                shown = shown & ~people.is_just_outside(effect.analyte)
            found[condition.id, effect.analyte, effect.direction] = shown
    return found


def _conditions(
    program: Program, people: People, effects: dict[tuple[str, str, str], NDArray[np.bool_]]
) -> dict[str, NDArray[np.bool_]]:
    fitting = {
        condition.id: np.full(people.size, condition.id in ALWAYS, dtype=np.bool_)
        for condition in program.conditions
    }
    for (condition, _, _), shown in effects.items():
        fitting[condition] = fitting[condition] | shown
    return fitting


def _may_be(condition: Condition, people: People) -> NDArray[np.bool_]:
    """Return who can have a condition at all; an unknown age or sex excludes nothing."""
    result = np.ones(people.size, dtype=np.bool_)
    if condition.age_from_days is not None:
        result &= ~(people.age_days < condition.age_from_days)
    if condition.age_below_days is not None:
        result &= ~(people.age_days >= condition.age_below_days)
    if condition.sex == "female":
        result &= ~people.is_male
    elif condition.sex == "male":
        result &= ~people.is_female
    return result


def _threshold(knowledge: Knowledge, key: str, analyte: Analyte) -> float:
    fact = knowledge.fact(key)
    if not isinstance(fact, Fact) or fact.value is None or fact.unit is None:
        message = f"fact {key}: expected a value with a unit"
        raise LookupError(message)
    return convert(
        fact.value,
        analyte=analyte.id,
        from_unit=fact.unit,
        to_unit=analyte.units[0],
        factors=knowledge.factors(),
    )
