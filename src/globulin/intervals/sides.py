"""On which side of an interval a value lies; a value beyond a method's limit has a whole range."""

import numpy as np
from numpy.typing import NDArray

BELOW, WITHIN, ABOVE, UNKNOWN = -1, 0, 1, 9
# Comparators as numbers: how the true value may differ from the one written.
LESS, AT_MOST, EQUAL, AT_LEAST, MORE = -2, -1, 0, 1, 2
COMPARATORS = {"<": LESS, "<=": AT_MOST, None: EQUAL, ">=": AT_LEAST, ">": MORE}

Floats = NDArray[np.float64]
Sides = NDArray[np.int8]


def find_sides(
    value: Floats, comparator: Sides, low: Floats, high: Floats, *, least_low: float = 0.0
) -> Sides:
    """Return the side of each value: BELOW, WITHIN, ABOVE, or UNKNOWN where it is not certain.

    Limits belong to the interval; a NaN limit is none, and an interval without limits has no
    sides. A comparator gives a side only where every value that it allows has the same one.
    A lower limit up to `least_low` calls nothing low. Arrays are broadcast against each other;
    values and limits are in the same unit.
    """
    least, most = _bounds(value, comparator)
    floor = np.where(low > least_low, low, -np.inf)
    is_open_above = np.isnan(high)
    ceiling = np.where(is_open_above, np.inf, high)
    is_interval = ~(is_open_above & np.isnan(low))
    # A value that is not there is beyond nothing and within nothing.
    within = (least >= floor) & (most <= ceiling) & is_interval
    side = np.where(within, np.int8(WITHIN), np.int8(UNKNOWN))
    side = np.where(most < floor, np.int8(BELOW), side)
    result: Sides = np.where(least > ceiling, np.int8(ABOVE), side)
    return result


def _bounds(value: Floats, comparator: Sides) -> tuple[Floats, Floats]:
    """Return the least and the most that a value can be, by its comparator."""
    if not comparator.any():
        return value, value
    beyond = np.where(comparator == MORE, np.nextafter(value, np.inf), value)
    before = np.where(comparator == LESS, np.nextafter(value, -np.inf), value)
    is_known = ~np.isnan(value)
    least = np.where((comparator < EQUAL) & is_known, -np.inf, beyond)
    most = np.where((comparator > EQUAL) & is_known, np.inf, before)
    return least, most
