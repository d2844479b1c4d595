"""The rules of the knowledge, made ready once, and what they read from columns of people."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from globulin.knowledge import Knowledge
from globulin.model import Condition, Pattern, RedFlagRule
from globulin.reasoning.effects import EffectTable, find_effects, make_effect_table
from globulin.reasoning.people import People
from globulin.reasoning.rules import any_holds
from globulin.reasoning.thresholds import find_threshold

# Always among the causes, whatever the result.
ALWAYS = ("none", "other")


@dataclass(frozen=True, eq=False)
class Program:
    """Patterns, red flags and causes of one opened knowledge.

    `thresholds` are the facts that rules compare with, each in the first unit of its analyte.
    """

    patterns: tuple[Pattern, ...]
    red_flags: tuple[RedFlagRule, ...]
    conditions: tuple[Condition, ...]
    effects: EffectTable
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
        effects=make_effect_table(conditions),
        thresholds={
            fact: find_threshold(knowledge, fact, analyte=analyte, unit=analytes[analyte].units[0])
            for fact, analyte in named
        },
    )


def read_together(program: Program, people: People) -> Readings:
    """Return the patterns, red flags and causes of people."""
    shown = find_effects(program.effects, people)
    effects = {key: shown[:, place] for place, key in enumerate(program.effects.keys)}
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
        conditions=_conditions(program, shown),
        effects=effects,
    )


def _conditions(program: Program, shown: NDArray[np.bool_]) -> dict[str, NDArray[np.bool_]]:
    """Return who has which condition among the causes that fit: one effect suffices."""
    nobody = np.zeros(len(shown), dtype=np.bool_)
    fitting = {
        condition.id: ~nobody if condition.id in ALWAYS else nobody
        for condition in program.conditions
    }
    starts = program.effects.starts
    if len(starts):
        # The effects of a condition stand together.
        any_shown = np.logical_or.reduceat(shown, starts, axis=1)
        for column, start in enumerate(starts):
            condition = program.effects.keys[start][0]
            fitting[condition] = fitting[condition] | any_shown[:, column]
    return fitting
