"""The one place that asks what day it is."""

from datetime import UTC, datetime


def today() -> str:
    """Return the date of today, ISO 8601, in the time zone of the machine."""
    return datetime.now(UTC).astimezone().date().isoformat()
