"""The one rounding rule."""

import pytest

from globulin.units import format_number


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.0, "0"),
        (0.4, "0.4"),
        (0.07, "0.07"),
        (2.3, "2.3"),
        (84.848, "84.85"),
        (99.996, "100"),
        (12.09, "12.09"),
        (1302.5, "1302"),
        (123.6, "123.6"),
        (1161.0, "1161"),
        (1161.4, "1161"),
        (20766, "20,766"),
        (115017, "115,017"),
        (0.00684, "0.00684"),
        (0.0068412, "0.006841"),
    ],
)
def test_four_significant_digits_and_whole_numbers_whole(value: float, expected: str) -> None:
    """A number has four significant digits, and a whole number keeps all of its own."""
    assert expected == format_number(value)
