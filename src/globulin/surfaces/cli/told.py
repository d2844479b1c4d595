"""What is told beside a question, as it is typed: findings and the date that counts as today."""

from globulin.errors import UsageError

PRESENCE = {"yes": True, "no": False, "unknown": None}


def parse_finding(text: str) -> tuple[str, bool | None]:
    """Return a finding with whether it is there.

    >>> parse_finding("night sweats"), parse_finding("fever=no"), parse_finding("rash=unknown")
    (('night sweats', True), ('fever', False), ('rash', None))

    Raises:
        UsageError: what stands behind the last `=` is none of the three words.
    """
    name, sign, presence = text.rpartition("=")
    if not sign:
        return text, True
    if presence.strip().lower() not in PRESENCE or not name.strip():
        message = "--finding: expected NAME, NAME=yes, NAME=no or NAME=unknown"
        raise UsageError(message)
    return name.strip(), PRESENCE[presence.strip().lower()]


def parse_as_of(text: str) -> str:
    """Return a date.

    Raises:
        UsageError: the text is not a date.
    """
    from globulin.intake import parse_date

    date = parse_date(text)
    if date is None:
        message = "--as-of: expected a date such as 2024-03-01"
        raise UsageError(message)
    return date
