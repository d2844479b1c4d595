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
    has_low, has_high = ~np.isnan(low), ~np.isnan(high)
    is_open_below = ~has_low | (low <= least_low)
    below = np.where(comparator == LESS, value <= low, value < low) & (comparator <= EQUAL)
    below &= ~is_open_below
    above = np.where(comparator == MORE, value >= high, value > high) & (comparator >= EQUAL)
    is_exact = comparator == EQUAL
    under_high = ~has_high | (value <= high)
    over_low = is_open_below | (value >= low)
    within = np.where(
        is_exact,
        under_high & over_low,
        np.where(comparator < EQUAL, is_open_below & under_high, ~has_high & over_low),
    )
    side = np.full(np.broadcast(value, comparator, low, high).shape, UNKNOWN, dtype=np.int8)
    side[np.broadcast_to(within, side.shape)] = WITHIN
    side[np.broadcast_to(below, side.shape)] = BELOW
    side[np.broadcast_to(above, side.shape)] = ABOVE
    side[np.broadcast_to(np.isnan(value) | ~(has_low | has_high), side.shape)] = UNKNOWN
    return side
