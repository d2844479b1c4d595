"""Dates as people and portals write them; one that could be two days is none."""

import re
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?:{'|'.join(MONTHS)})[a-z]*\.?"
DATE = re.compile(
    rf"""\d{{4}}-\d{{2}}-\d{{2}}(?:[T ]\d{{2}}:\d{{2}}(?::\d{{2}})?)?
    | \d{{1,2}}[/.]\d{{1,2}}[/.](?:\d{{4}}|\d{{2}})(?!\d)
    | {_MONTH}\s+\d{{1,2}},?\s+\d{{4}}
    | \d{{1,2}}\s+{_MONTH}\s+\d{{4}}""",
    re.IGNORECASE | re.VERBOSE,
)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_NUMBERS = re.compile(r"(\d{1,2})([/.])(\d{1,2})[/.](\d{4})")
_MONTH_FIRST = re.compile(rf"({_MONTH})\s+(\d{{1,2}}),?\s+(\d{{4}})", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"(\d{{1,2}})\s+({_MONTH})\s+(\d{{4}})", re.IGNORECASE)


def read_date(text: str) -> str | None:
    """Return an ISO date, or None where day and month could change places.

    >>> read_date("Jan 15, 2024"), read_date("01/15/2024"), read_date("01/02/2024")
    ('2024-01-15', '2024-01-15', None)
    """
    if match := _ISO.match(text):
        return _iso(int(match[1]), int(match[2]), int(match[3]))
    if match := _MONTH_FIRST.match(text):
        return _iso(int(match[3]), _month(match[1]), int(match[2]))
    if match := _DAY_FIRST.match(text):
        return _iso(int(match[3]), _month(match[2]), int(match[1]))
    if match := _NUMBERS.match(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        # With points the day stands first, in every country that writes so.
        if match[2] == "." or (first == second):
            return _iso(year, second, first)
        fitting = {(first, second), (second, first)}
        days = {_iso(year, month, day) for month, day in fitting} - {None}
        return days.pop() if len(days) == 1 else None
    return None


def year_of(text: str) -> str | None:
    """Return the year of a date whose day and month could change places.

    >>> year_of("01/02/1960"), year_of("01/02/60")
    ('1960', None)
    """
    match = re.search(r"\d{4}", text)
    return None if match is None else match[0]


def _month(word: str) -> int:
    return MONTHS.index(word[:3].lower()) + 1


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
