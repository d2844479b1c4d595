"""Ages and dates of a person."""

import pytest

from globulin.intake import Told, parse_age, parse_date
from globulin.intake.person import age_from_birth, settle_as_of, settle_person
from globulin.model import Person


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("54", 19724),
        ("54y", 19724),
        ("54 years", 19724),
        ("18m", 548),
        ("3 months", 92),
        ("2w", 14),
        ("20d", 20),
        ("0", 0),
        ("0.5", 183),
        ("130", 47483),
    ],
)
def test_ages(text: str, days: int) -> None:
    """Years, months, weeks and days, each rounded up to a whole day."""
    assert days == parse_age(text)


@pytest.mark.parametrize("text", ["", "old", "-3", "131", "54 or so", "1e3", "54,5", "99999999"])
def test_what_is_no_age(text: str) -> None:
    """Nothing is made of what cannot be an age."""
    assert parse_age(text) is None


@pytest.mark.parametrize("years", range(1, 100))
def test_an_age_has_completed_its_years(years: int) -> None:
    """Whoever is said to be 18 is in the band that begins at 18 years, never in the one below."""
    assert (parse_age(str(years)) or 0) >= years * 365.25


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-03-01", "2024-03-01"),
        (" 2024-03-01 ", "2024-03-01"),
        ("2024-03-01T23:59:59+14:00", "2024-03-01"),
        ("2024-03-01 10:00", "2024-03-01"),
        ("2024-02-30", None),
        ("2024-03", None),
        ("2024", None),
        ("2024-03-015", None),
        ("0000-01-01", None),
        ("01.03.2024", None),
        ("", None),
        (None, None),
    ],
)
def test_dates(text: str | None, expected: str | None) -> None:
    """A whole ISO date, also with a time; the day is the one that is written."""
    assert expected == parse_date(text)


@pytest.mark.parametrize(
    ("birth", "as_of", "days"),
    [
        ("2024-03-01", "2024-03-21", 20),
        ("2024-03-01", "2024-02-28", None),
        ("1800-01-01", "2024-03-01", None),
        ("1980", "2024-07-01", 16071),
        ("1980-11", "2024-07-01", 16071),
        ("2015", "2024-07-01", None),
        ("unknown", "2024-07-01", None),
        ("1980", None, None),
        (None, "2024-07-01", None),
    ],
)
def test_age_from_birth(birth: str | None, as_of: str | None, days: int | None) -> None:
    """None where the birth is not known well enough, or cannot be."""
    assert days == age_from_birth(birth, as_of)


def test_what_is_told_goes_before_what_is_read() -> None:
    """Each part for itself; what is told of none stays."""
    settled = settle_person(Told(sex="male", pregnant=False), Person(age_days=30, pregnant=True))

    assert Person(age_days=30, sex="male", pregnant=False) == settled


def test_the_day_that_counts_as_today() -> None:
    """Told, else given, else the newest sample, else the clock's."""
    told = Told(as_of="2026-01-01", today="2026-12-31")
    clock = Told(today="2026-12-31")

    assert "2026-01-01" == settle_as_of(told, "2026-02-01", ["2026-03-01"])
    assert "2026-02-01" == settle_as_of(clock, "2026-02-01", ["2026-03-01"])
    assert "2026-03-01" == settle_as_of(clock, None, ["2026-03-01", "2025-01-01"])
    assert "2026-12-31" == settle_as_of(clock, None, [])
    assert settle_as_of(Told(), None, []) is None
