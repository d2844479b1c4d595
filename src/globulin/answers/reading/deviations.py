"""How far each class lies from its own interval, as bounds of its zlog: what causes are ranked by.

A number is placed by the interval it was judged by. Where an end of that is missing the curve over
age, else the middle of the published tables, gives the distance between both ends. A flag alone
tells a side, and a result beyond the limit of a method a bound.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from globulin.answers.reading.by_curve import curve_of
from globulin.answers.reading.columns import OneJudged, counted_side
from globulin.intervals.curve import curve_limits
from globulin.intervals.judge import LIMIT_Z, PUBLISHED
from globulin.knowledge import Knowledge
from globulin.model import Analyte
from globulin.reasoning.people import HIGH, LOW, NORMAL, UNKNOWN
from globulin.reasoning.thresholds import find_threshold

Bounds = tuple[float, float]
NOT_KNOWN: Bounds = (np.nan, np.nan)
BY_SIDE: dict[int, Bounds] = {
    LOW: (-np.inf, -LIMIT_Z),
    NORMAL: (-LIMIT_Z, LIMIT_Z),
    HIGH: (LIMIT_Z, np.inf),
    UNKNOWN: NOT_KNOWN,
}
# Where a number lies that is on a side, or on none.
SIDE_OF = BY_SIDE | {UNKNOWN: (-np.inf, np.inf)}
# Further out no number tells more.
FURTHEST = 15.0


def bounds_of_side(side: int) -> Bounds:
    """Return the bounds of a value of which only the side is known."""
    return BY_SIDE[side]


def deviation(one: OneJudged, analyte: Analyte, knowledge: Knowledge) -> Bounds:
    """Return the least and the most zlog that a result can have; NaN: nothing is known.

    A value of nothing lies anywhere below what methods can measure.
    """
    side, value = counted_side(one), one.amount
    limits = _limits(one, analyte, knowledge)
    if value is None or limits is None:
        return bounds_of_side(side)
    if value <= 0.0:
        return -np.inf, _zlog(least_measured(analyte, knowledge), limits)
    place = _zlog(value, limits)
    if one.result.comparator in {">", ">="}:
        return place, np.inf
    if one.result.comparator is not None:
        return -np.inf, place
    # The side that counts is never taken back: a laboratory knows its own interval.
    low, high = SIDE_OF[side]
    place = min(max(place, low), high)
    return place, place


@lru_cache(maxsize=16)
def least_measured(analyte: Analyte, knowledge: Knowledge) -> float:
    """Return the least amount that methods tell apart from nothing, in the first unit."""
    key = knowledge.table("differential")["least_measured"][analyte.id]
    return find_threshold(knowledge, key, analyte=analyte.id, unit=analyte.units[0])


def _zlog(value: float, limits: Bounds) -> float:
    low, high = np.log(limits)
    place = (np.log(value) - (low + high) / 2.0) * 2.0 * LIMIT_Z / (high - low)
    return float(np.clip(place, -FURTHEST, FURTHEST))


def _limits(one: OneJudged, analyte: Analyte, knowledge: Knowledge) -> Bounds | None:
    """Return both ends of the interval; one that is missing as far off as those of the age.

    Of published tables one may be narrow by chance: the curve that was fitted to all goes first.
    """
    low, high = one.number("low"), one.number("high")
    usual = _of_age(one, analyte, knowledge) or _of_tables(one)
    if int(one.judged.basis[one.row]) == PUBLISHED and usual is not None:
        return usual
    if low and high and low < high:
        return low, high
    if usual is None:
        return None
    width = usual[1] / usual[0]
    if high:
        return high / width, high
    return (low, low * width) if low else usual


def _of_age(one: OneJudged, analyte: Analyte, knowledge: Knowledge) -> Bounds | None:
    """Return the limits of our curve at the person's age, the sexes in the middle."""
    curve = curve_of(knowledge, analyte)
    here = slice(one.row, one.row + 1)
    if curve is None or one.result.age_days is None:
        return None
    found = curve_limits(one.measured.age_days[here], one.measured.sex[here], curve)
    return _both(found.low, found.high)


def _of_tables(one: OneJudged) -> Bounds | None:
    """Return the middle of the limits of all tables that have one for adults."""
    days = one.tables.cautions.adult_days
    adult = (one.tables.age_low <= days) & (days < one.tables.age_high)
    return _both(one.tables.low[adult], one.tables.high[adult])


def _both(low: NDArray[np.float64], high: NDArray[np.float64]) -> Bounds | None:
    lows, highs = low[low > 0.0], high[high > 0.0]
    if not len(lows) or not len(highs) or np.median(lows) >= np.median(highs):
        return None
    return float(np.median(lows)), float(np.median(highs))
