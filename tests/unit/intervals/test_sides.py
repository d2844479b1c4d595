"""On which side of an interval a value lies."""

import numpy as np
import pytest

from globulin.intervals.sides import ABOVE, BELOW, COMPARATORS, UNKNOWN, WITHIN, find_sides

NONE = float("nan")


def side(
    value: float, comparator: str | None, low: float, high: float, least_low: float = 0.0
) -> int:
    """Return the side of one value."""
    found = find_sides(
        np.array([value]),
        np.array([COMPARATORS[comparator]], dtype=np.int8),
        np.array([low]),
        np.array([high]),
        least_low=least_low,
    )
    return int(found[0])


@pytest.mark.parametrize(
    ("value", "comparator", "low", "high", "expected"),
    [
        (39.9, None, 40, 230, BELOW),
        (40, None, 40, 230, WITHIN),
        (230, None, 40, 230, WITHIN),
        (230.1, None, 40, 230, ABOVE),
        (NONE, None, 40, 230, UNKNOWN),
        (100, None, NONE, NONE, UNKNOWN),
        # One limit only.
        (10, None, NONE, 24, WITHIN),
        (25, None, NONE, 24, ABOVE),
        (39, None, 40, NONE, BELOW),
        (41, None, 40, NONE, WITHIN),
        # "<x" may be anything below x.
        (40, "<", 40, 230, BELOW),
        (41, "<", 40, 230, UNKNOWN),
        (40, "<=", 40, 230, UNKNOWN),
        (39, "<=", 40, 230, BELOW),
        (24, "<", NONE, 24, WITHIN),
        (25, "<", NONE, 24, UNKNOWN),
        (24, "<=", 0, 24, WITHIN),
        # ">x" may be anything above x.
        (230, ">", 40, 230, ABOVE),
        (229, ">", 40, 230, UNKNOWN),
        (230, ">=", 40, 230, UNKNOWN),
        (231, ">=", 40, 230, ABOVE),
        (40, ">=", 40, NONE, WITHIN),
        (40, ">", 40, NONE, WITHIN),
        (39, ">", 40, NONE, UNKNOWN),
    ],
)
def test_sides(
    value: float, comparator: str | None, low: float, high: float, expected: int
) -> None:
    """Limits belong to the interval; a sign before the value gives a side only for certain."""
    assert expected == side(value, comparator, low, high)


@pytest.mark.parametrize("low", [0.0, 1.0, 2.0])
@pytest.mark.parametrize("comparator", [None, "<", "<="])
@pytest.mark.parametrize("value", [0.0, 0.5, 1.0, 1.9])
def test_a_lower_limit_near_nothing_calls_nothing_low(
    low: float, comparator: str | None, value: float
) -> None:
    """Below a limit of 0 to 2 mg/dL a value is inside, not low."""
    assert WITHIN == side(value, comparator, low, 37.0, least_low=2.0)


def test_the_next_higher_limit_does() -> None:
    """From a limit above that on, low is low."""
    assert BELOW == side(2.9, None, 3.0, 37.0, least_low=2.0)
