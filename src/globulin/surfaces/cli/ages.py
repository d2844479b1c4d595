"""Ages as they are typed: 54 (years), 18m, 20d."""

from globulin.errors import UsageError


def parse_age_days(text: str) -> int:
    """Return an age in days.

    >>> parse_age_days("18m"), parse_age_days("20d")
    (548, 20)

    Raises:
        UsageError: the text is not an age.
    """
    from globulin.intake import parse_age

    days = parse_age(text)
    if days is None:
        message = "--age: expected years (54), months (18m) or days (20d)"
        raise UsageError(message)
    return days
