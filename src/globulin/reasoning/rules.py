"""Tests rules on columns of people."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from globulin.model import Rule, Side
from globulin.reasoning.people import SIDES, People

Booleans = NDArray[np.bool_]


def holds(rule: Rule, people: People, thresholds: Mapping[str, float]) -> Booleans:
    """Return for whom a rule holds; what is not known never makes it hold.

    Args:
        rule: a conjunction.
        people: the columns.
        thresholds: by id of a fact, its value in the first unit of the analyte compared.
    """
    result = np.ones(people.size, dtype=np.bool_)
    for analyte, sides in rule.sides.items():
        result &= _is_on(people.side_of(analyte), sides)
    if rule.sides and not result.any():
        # Most rules end here for most people: the rest need not be looked at.
        return result
    if rule.any_of:
        result &= _any_of(rule.any_of, people)
    for finding in rule.all_of:
        result &= people.has(finding)
    if rule.none_of:
        result &= ~_any_of(rule.none_of, people)
    if any(rule.thresholds()):
        result &= _compares(rule, people, thresholds)
    if rule.just_outside or rule.not_just or rule.not_far:
        result &= _lies_as_near(rule, people)
    if rule.any_side:
        result &= _any(_is_on(side, rule.any_side) for side in people.side.values())
    if rule.age_unknown or rule.age_from_days is not None or rule.age_below_days is not None:
        result &= _fits_age(rule, people)
    return result


def any_holds(rules: Iterable[Rule], people: People, thresholds: Mapping[str, float]) -> Booleans:
    """Return for whom one of the rules holds."""
    result = np.zeros(people.size, dtype=np.bool_)
    for rule in rules:
        if _can_hold(rule, people):
            result |= holds(rule, people, thresholds)
    return result


def _can_hold(rule: Rule, people: People) -> bool:
    """Tell whether a rule can hold for anybody: a finding that was told of nobody rules it out."""
    told = people.finding
    has_one = not rule.any_of or any(finding in told for finding in rule.any_of)
    return has_one and all(finding in told for finding in rule.all_of)


def _compares(rule: Rule, people: People, thresholds: Mapping[str, float]) -> Booleans:
    """Return whose values are for certain beyond the thresholds; one that is not there is not."""
    result = np.ones(people.size, dtype=np.bool_)
    for analyte, fact in rule.above.items():
        result &= people.least_of(analyte) > thresholds[fact]
    for analyte, fact in rule.at_least.items():
        result &= people.least_of(analyte) >= thresholds[fact]
    for analyte, fact in rule.below.items():
        result &= people.most_of(analyte) < thresholds[fact]
    for analyte, fact in rule.not_above.items():
        result &= ~(people.least_of(analyte) > thresholds[fact])
    for analyte, fact in rule.not_below.items():
        result &= ~(people.most_of(analyte) < thresholds[fact])
    return result


def _lies_as_near(rule: Rule, people: People) -> Booleans:
    """Return whose values lie as near to a limit, or as far from it, as a rule says."""
    result = np.ones(people.size, dtype=np.bool_)
    for analyte in rule.just_outside:
        result &= people.is_just_outside(analyte)
    for analyte in rule.not_just:
        result &= ~people.is_just_outside(analyte)
    for analyte in rule.not_far:
        result &= ~people.is_far_outside(analyte)
    return result


def _is_on(column: NDArray[np.int8], sides: tuple[Side, ...]) -> Booleans:
    """Return where a column has one of the sides."""
    result: Booleans = _allowed(sides)[column]
    return result


@lru_cache(maxsize=64)
def _allowed(sides: tuple[Side, ...]) -> Booleans:
    """Return for every code of a side whether it is one of these; a negative one counts back."""
    codes = [SIDES[side] for side in sides]
    table = np.zeros(max(SIDES.values()) - min(SIDES.values()) + 1, dtype=np.bool_)
    table[codes] = True
    return table


def _any_of(findings: Iterable[str], people: People) -> Booleans:
    result = np.zeros(people.size, dtype=np.bool_)
    for finding in findings:
        if finding in people.finding:
            result |= people.has(finding)
    return result


def _any(columns: Iterable[Booleans]) -> Booleans | bool:
    result: Booleans | bool = False
    for column in columns:
        result = result | column
    return result


def _fits_age(rule: Rule, people: People) -> Booleans:
    is_unknown = np.isnan(people.age_days)
    if rule.age_unknown:
        return is_unknown
    result = np.ones(people.size, dtype=np.bool_)
    if rule.age_from_days is not None:
        result &= people.age_days >= rule.age_from_days
    if rule.age_below_days is not None:
        result &= people.age_days < rule.age_below_days
    return result
