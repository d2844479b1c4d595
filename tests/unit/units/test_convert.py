"""Conversion between units, by the table that is handed in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from globulin.errors import UnitError
from globulin.units import Factor, Factors, convert, format_number

FACTORS = Factors(
    (
        Factor(analyte="*", from_unit="g/L", to_unit="mg/dL", factor=100, source="s"),
        Factor(analyte="big", from_unit="umol/L", to_unit="mg/dL", factor=97.1, source="s"),
    )
)


def test_a_factor_serves_both_ways() -> None:
    """One row of the table converts there and back, without the dust of binary fractions."""
    there = convert(2.3, analyte="x", from_unit="g/L", to_unit="mg/dL", factors=FACTORS)
    back = convert(230, analyte="x", from_unit="mg/dL", to_unit="g/L", factors=FACTORS)

    assert (230.0, 2.3) == (there, back)


def test_a_factor_of_one_analyte_is_not_lent_to_another() -> None:
    """A molar mass belongs to one analyte: for another one the unit is refused, not guessed."""
    with pytest.raises(UnitError, match="no conversion of small from umol/L to mg/dL"):
        convert(1, analyte="small", from_unit="umol/L", to_unit="mg/dL", factors=FACTORS)


@given(st.integers(min_value=1, max_value=10**7))
def test_there_and_back_again_reads_the_same(hundredths: int) -> None:
    """A value as reports print it survives the way through the other unit."""
    value = hundredths / 100
    other = convert(value, analyte="x", from_unit="mg/dL", to_unit="g/L", factors=FACTORS)
    again = convert(other, analyte="x", from_unit="g/L", to_unit="mg/dL", factors=FACTORS)

    assert format_number(value) == format_number(again)
