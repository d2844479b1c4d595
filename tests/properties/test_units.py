"""Units and numbers come back as they went."""

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from globulin.intake.numbers import parse_number, parse_value, write_number
from globulin.intake.units import UnitReader
from globulin.knowledge import Knowledge
from globulin.units import Factors, convert

quick = settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
ANY = "*"


@pytest.fixture(scope="module")
def factors(knowledge: Knowledge) -> Factors:
    """Return the table of factors of the project."""
    return knowledge.factors()


@quick
@given(value=st.floats(1e-6, 1e9))
def test_there_and_back_by_every_factor(value: float, factors: Factors) -> None:
    """A value that goes through another unit and back is the same to twelve digits."""
    off = []
    for row in factors.rows:
        analyte = "IgM" if row.analyte == ANY else row.analyte
        ways = {"analyte": analyte, "factors": factors}
        there = convert(value, from_unit=row.from_unit, to_unit=row.to_unit, **ways)
        back = convert(there, from_unit=row.to_unit, to_unit=row.from_unit, **ways)
        if not math.isclose(value, back, rel_tol=1e-12):
            off.append((row.analyte, row.from_unit, row.to_unit))

    assert [] == off


@quick
@given(value=st.floats(1e-3, 1e6))
def test_every_way_round_leads_to_the_same_number(value: float, factors: Factors) -> None:
    """By one step or by two: the factors of the table do not contradict each other."""
    off = []
    for row in factors.rows:
        analyte = "IgM" if row.analyte == ANY else row.analyte
        ways = {"analyte": analyte, "factors": factors}
        direct = convert(value, from_unit=row.from_unit, to_unit=row.to_unit, **ways)
        for other in ("g/L", "mg/dL"):
            legs = ((row.from_unit, other), (other, row.to_unit))
            if any(a != b and factors.find(analyte, a, b) is None for a, b in legs):
                continue
            between = convert(value, from_unit=row.from_unit, to_unit=other, **ways)
            round_about = convert(between, from_unit=other, to_unit=row.to_unit, **ways)
            # A molar mass is printed with four digits, and each unit with its own rounding.
            digits = 1e-12 if row.analyte == ANY else 2e-3
            if not math.isclose(direct, round_about, rel_tol=digits):
                off.append((row.analyte, row.from_unit, other, row.to_unit))

    assert [] == off


@given(hundredths=st.integers(0, 10**9))
def test_a_number_reads_as_it_was_written(hundredths: int) -> None:
    """A value as reports print it is written with all its digits, and read back the same."""
    value = hundredths / 100

    assert value == parse_number(write_number(value))


@given(
    hundredths=st.integers(0, 10**9),
    sign=st.sampled_from(["", "<", "<=", ">", ">="]),
    unit=st.sampled_from(["", "mg/dL", "g/L", "[IU]/mL"]),
    space=st.sampled_from(["", " "]),
)
def test_a_value_reads_as_it_was_written(hundredths: int, sign: str, unit: str, space: str) -> None:
    """Sign, number and unit in one text are told apart again."""
    value = hundredths / 100
    text = f"{sign}{space}{write_number(value)}{space}{unit}"

    assert (sign or None, value, unit) == parse_value(text)


def test_every_spelling_is_one_unit(knowledge: Knowledge) -> None:
    """Each spelling of the knowledge, and each UCUM code itself, is read; spaces do not matter."""
    reader = UnitReader(knowledge)
    off = [
        (spelling, unit)
        for spelling, unit in knowledge.spellings()
        if (unit, unit, unit)
        != (reader.read(spelling), reader.read(unit), reader.read(f" ({spelling}) "))
    ]

    assert [] == off
