"""How a page speaks: to the person, or to those who care for a child."""

from typing import Any

DAYS_IN_YEAR = 365.25


def is_child(interface: dict[str, Any], age_days: int | None) -> bool:
    """Tell whether the person is known to be a child."""
    limit = float(interface["person"]["child_below_years"]) * DAYS_IN_YEAR
    return age_days is not None and age_days < limit


def person_words(interface: dict[str, Any], age_days: int | None) -> dict[str, str]:
    """Return the words for the person: you, or your child."""
    words: dict[str, str] = interface["person"][
        "child" if is_child(interface, age_days) else "adult"
    ]
    return words
