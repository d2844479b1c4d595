"""Numbers of facts with the width of what is not known of them."""

import math
from dataclasses import dataclass

from globulin.knowledge import Knowledge
from globulin.model import Fact

SHARE_UNITS = {"%": 100.0, "per 100000": 100_000.0}
# low and high of a fact hold 90 of 100: so many standard deviations lie between them.
NINETY = 2.0 * 1.6448536269514722


@dataclass(frozen=True, slots=True)
class Guess:
    """A best guess with the standard deviation of its logarithm, or of its log odds."""

    value: float
    width: float


def number_of(knowledge: Knowledge, key: str) -> float:
    """Return the value of a fact, a share in % as a fraction.

    Raises:
        LookupError: the fact has no value.
    """
    fact = _fact(knowledge, key)
    value, _, _ = _ends(fact)
    return value / SHARE_UNITS.get(fact.unit or "", 1.0)


def ratio_of(knowledge: Knowledge, key: str) -> Guess:
    """Return a rate or a factor with the width of its logarithm.

    Raises:
        LookupError: the fact has no value above zero, or no range around it.
    """
    fact = _fact(knowledge, key)
    value, low, high = _ends(fact)
    if low is None or high is None or not 0.0 < low <= high or value <= 0.0:
        message = f"fact {key}: expected a value, low and high above zero"
        raise LookupError(message)
    scale = SHARE_UNITS.get(fact.unit or "", 1.0)
    return Guess(value / scale, math.log(high / low) / NINETY)


def share_of(knowledge: Knowledge, key: str, *, least: float, people: float) -> Guess:
    """Return a share as a fraction, with the width of its log odds.

    The width is that of the printed range, else that of the people counted.

    Args:
        knowledge: the facts.
        key: the fact.
        least: no share is nearer to 0 or to 1 than this.
        people: how many are taken to be behind a share that tells no number.

    Raises:
        LookupError: the fact is no share, or has no value.
    """
    fact = _fact(knowledge, key)
    if fact.unit not in SHARE_UNITS:
        message = f"fact {key}: expected a share, found the unit {fact.unit}"
        raise LookupError(message)
    value, low, high = _ends(fact)
    scale = SHARE_UNITS[fact.unit]
    share = _inside(value / scale, least)
    if low is not None and high is not None:
        start, end = (_inside(end / scale, least) for end in (low, high))
        # A range that lies beyond the least share tells no width.
        if start < end:
            return Guess(share, (log_odds(end) - log_odds(start)) / NINETY)
    count = fact.n or people
    # Half a person on either side: no share is certain (Jeffreys' prior).
    smoothed = (share * count + 0.5) / (count + 1.0)
    return Guess(share, 1.0 / math.sqrt(count * smoothed * (1.0 - smoothed)))


def _inside(share: float, least: float) -> float:
    return min(max(share, least), 1.0 - least)


def log_odds(share: float) -> float:
    """Return the natural logarithm of the odds of a share between 0 and 1."""
    return math.log(share) - math.log1p(-share)


def _fact(knowledge: Knowledge, key: str) -> Fact:
    fact = knowledge.fact(key)
    if isinstance(fact, Fact):
        return fact
    message = f"fact {key}: expected a value, not an interval"
    raise LookupError(message)


def _ends(fact: Fact) -> tuple[float, float | None, float | None]:
    """Return the value, or the middle of both ends where only they are known, and the ends."""
    if fact.value is not None:
        return fact.value, fact.low, fact.high
    if fact.low is None or fact.high is None:
        message = f"fact {fact.id}: expected a value"
        raise LookupError(message)
    return math.sqrt(fact.low * fact.high), fact.low, fact.high
