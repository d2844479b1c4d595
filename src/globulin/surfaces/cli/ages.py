"""Ages as they are typed: 54 (years), 18m, 20d."""

import re

from globulin.errors import UsageError

_AGE = re.compile(r"(\d{1,5}(?:\.\d+)?)\s*([ymd]?)", re.IGNORECASE)
DAYS_IN = {"y": 365.25, "m": 30.4375, "d": 1.0}
OLDEST_YEARS = 130


def parse_age_days(text: str) -> int:
    """Return an age in days.

    >>> parse_age_days("18m"), parse_age_days("20d")
    (548, 20)

    Raises:
        UsageError: the text is not an age.
    """
    match = _AGE.fullmatch(text.strip())
    days = None if match is None else float(match[1]) * DAYS_IN[match[2].lower() or "y"]
    if days is None or days > OLDEST_YEARS * DAYS_IN["y"]:
        message = "--age: expected years (54), months (18m) or days (20d)"
        raise UsageError(message)
    return round(days)
