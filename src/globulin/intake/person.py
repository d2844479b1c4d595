"""Who a report is about: age, sex, dates; what was told beside it goes before what it says."""

import math
import re
from dataclasses import dataclass, replace
from datetime import date

from globulin.model import Person, Sex

DAYS_IN = {"y": 365.25, "m": 30.4375, "w": 7.0, "d": 1.0}
OLDEST_DAYS = 130 * 365.25
# Younger than this, a birth date without its month leaves the interval open.
ADULT_YEARS = 18
_AGE = re.compile(r"(\d{1,5}(?:\.\d+)?)\s*([ymwd]?)[a-z]*\.?", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?=$|[T ])")
_YEAR = re.compile(r"(\d{4})(?:-\d{2})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was told beside the report: it goes before what the report says.

    `today` is the date that counts where neither the input nor `as_of` gives one. `findings`
    are (text, present) pairs.
    """

    age_days: int | None = None
    sex: Sex | None = None
    pregnant: bool | None = None
    setting: str | None = None
    as_of: str | None = None
    today: str | None = None
    findings: tuple[tuple[str, bool | None], ...] = ()


def parse_age(text: str) -> int | None:
    """Return an age in days, of years where no unit is given, or None.

    >>> parse_age("54"), parse_age("18m"), parse_age("20 days"), parse_age("200")
    (19724, 548, 20, None)
    """
    match = _AGE.fullmatch(text.strip())
    if match is None:
        return None
    days = float(match[1]) * DAYS_IN[match[2].lower() or "y"]
    # Rounded up: whoever is 18 has completed 18 years, and is in the band that begins there.
    return None if days > OLDEST_DAYS else math.ceil(days)


def parse_date(text: str | None) -> str | None:
    """Return the date of an ISO date or time, or None where it is none or not complete.

    >>> parse_date("2024-03-01T10:00:00Z"), parse_date("2024-03")
    ('2024-03-01', None)
    """
    match = _DATE.match((text or "").strip())
    if match is None:
        return None
    try:
        date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
    return match[0]


def days_between(earlier: str, later: str) -> int:
    """Return the days from one ISO date to another."""
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def age_from_birth(birth: str | None, as_of: str | None) -> int | None:
    """Return the age in days at a date; of an adult, the year of birth is enough."""
    if birth is None or as_of is None:
        return None
    day = parse_date(birth)
    if day is not None:
        days = days_between(day, as_of)
        return days if 0 <= days <= OLDEST_DAYS else None
    match = _YEAR.fullmatch(birth.strip())
    if match is None or int(match[1]) < 1:
        return None
    days = days_between(f"{match[1]}-07-01", as_of)
    return days if ADULT_YEARS * DAYS_IN["y"] <= days <= OLDEST_DAYS else None


def settle_person(told: Told, person: Person) -> Person:
    """Return the person with what was told beside the report in the place of what it says."""
    return replace(
        person,
        age_days=person.age_days if told.age_days is None else told.age_days,
        sex=told.sex or person.sex,
        pregnant=person.pregnant if told.pregnant is None else told.pregnant,
    )


def settle_as_of(told: Told, given: str | None, collected: list[str]) -> str | None:
    """Return the date that counts as today: told, given, the newest collection, or the clock's."""
    return told.as_of or given or max(collected, default=None) or told.today
