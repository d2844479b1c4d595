"""Numbers, ranges and units as they are written."""

import pytest

from globulin.intake.amounts import AmountReader
from globulin.intake.numbers import parse_number, parse_range, parse_value, write_range
from globulin.intake.raw import RawResult
from globulin.knowledge import Knowledge
from globulin.model import Limits


@pytest.fixture(scope="module")
def amounts(knowledge: Knowledge) -> AmountReader:
    """Return the reader of amounts."""
    return AmountReader(knowledge)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("412", 412.0),
        ("4.12", 4.12),
        ("4,12", 4.12),
        ("1,250", 1250.0),
        ("1,234,567.5", 1234567.5),
        ("0,520", 0.52),
        (".5", 0.5),
        ("", None),
        ("-3", None),
        ("1.2.3", None),
        ("1e3", None),
        ("4 12", None),
    ],
)
def test_numbers(text: str, expected: float | None) -> None:
    """A comma before three digits separates thousands, unless a zero stands before it."""
    assert expected == parse_number(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("412", (None, 412.0, "")),
        ("< 0.2 g/L", ("<", 0.2, "g/L")),
        ("≥200", (">=", 200.0, "")),
        ("=412 mg/dL", (None, 412.0, "mg/dL")),
        ("412 mg/dL", (None, 412.0, "mg/dL")),
        ("2-5", None),
        ("2 - 5 g/L", None),
        ("2–5", None),
        ("1:80", None),
        ("4/5", None),
        ("2026-05-02", None),
        ("negative", None),
        ("", None),
    ],
)
def test_values(text: str, expected: tuple[str | None, float, str] | None) -> None:
    """A range, a titer or a date begins with a number, and is none."""
    assert expected == parse_value(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("40-230", (Limits(low=40.0, high=230.0), "")),
        ("0,4 – 2,3 g/l", (Limits(low=0.4, high=2.3), "g/l")),
        ("40 to 230 mg/dL", (Limits(low=40.0, high=230.0), "mg/dL")),
        ("(40..230)", (Limits(low=40.0, high=230.0), "")),
        ("<2.3", (Limits(high=2.3), "")),
        ("up to 2.3", (Limits(high=2.3), "")),
        (">= 40", (Limits(low=40.0), "")),
        (">5", (Limits(low=5.0), "")),
        ("230-40", None),
        ("normal", None),
        ("<0.9 negative, 0.9-1.1 equivocal", None),
        ("18-60 y: 40-230", None),
        ("0.4-2.3 g/L (40-230 mg/dL)", None),
    ],
)
def test_ranges(text: str, expected: tuple[Limits, str] | None) -> None:
    """Of several ranges in one text none is chosen; ">5" is a lower limit."""
    assert expected == parse_range(text)


def test_a_range_reads_as_it_was_written() -> None:
    """What is written for a reader is read back as the same range."""
    for low, high in ((40.0, 230.0), (None, 2.3), (40.0, None)):
        text = write_range(low, high) or ""
        parsed = parse_range(text)

        assert parsed is not None
        assert (low, high) == (parsed[0].low, parsed[0].high)
    assert write_range(None, None) is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("mg/dL", "mg/dL"),
        ("MG/DL", "mg/dL"),
        ("mg / dl", "mg/dL"),
        ("(g/L)", "g/L"),
        ("mg%", "mg/dL"),
        ("[IU]/mL", "[IU]/mL"),
        ("IU/mL", "[IU]/mL"),
        ("foo", None),
        ("", None),
        (None, None),
    ],
)
def test_units(text: str | None, unit: str | None, amounts: AmountReader) -> None:
    """Every spelling that is known, and no guess for one that is not."""
    assert unit == amounts.units.read(text)


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("H", "H"),
        ("(H)", "H"),
        ("high", "H"),
        ("HH", "HH"),
        ("critical low", "LL"),
        ("+", "H"),
        ("↓", "L"),
        ("N", "N"),
        ("A", None),
        ("POS", None),
        ("", None),
        (None, None),
    ],
)
def test_flags(text: str | None, flag: str | None, amounts: AmountReader) -> None:
    """Only a flag with a direction is read."""
    assert flag == amounts.read_flag(text)


def test_a_limit_is_converted_exactly(amounts: AmountReader) -> None:
    """A limit of 2.3 g/L is 230 mg/dL to the last digit, so that 230 lies inside."""
    raw = RawResult(where="x", value=230.0, unit="mg/dL", high=2.3, range_unit="g/L")

    assert Limits(high=230.0, unit="mg/dL") == amounts.read(raw, "IgM").interval
