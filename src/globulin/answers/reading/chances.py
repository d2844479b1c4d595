"""Probabilities and likelihood ratios as a clinician reads them."""

from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from globulin.answers.reading.telling import Telling
from globulin.model import BranchShare, PossibleCause
from globulin.units import format_number

# So many digits tell a small number.
DIGITS = 2


def _words(telling: Telling) -> dict[str, Any]:
    words: dict[str, Any] = telling.reading["chances"]
    return words


def percent(probability: float, telling: Telling) -> str:
    """Return a probability in per cent."""
    words = _words(telling)
    return str(words["percent"].format(n=_percent(probability, telling)))


def interval(low: float, high: float, telling: Telling) -> str:
    """Return both ends of an interval in per cent."""
    ends = {"low": _percent(low, telling), "high": _percent(high, telling)}
    return str(_words(telling)["range"].format(**ends))


def _percent(probability: float, telling: Telling) -> str:
    """Return a probability in per cent, without the sign; never as nothing or as certain."""
    words, number = _words(telling), 100.0 * probability
    if number < words["least_percent"]:
        return str(words["below"].format(n=format_number(words["least_percent"])))
    if number > words["most_percent"]:
        return str(words["above"].format(n=format_number(words["most_percent"])))
    is_between = words["few_digits_from"] <= number <= words["few_digits_to"]
    return format_number(float(round(number, 0 if is_between else 1)))


def rare_percent(probability: float, telling: Telling) -> str:
    """Return a probability that may be very small in per cent, with two digits."""
    words, number = _words(telling), 100.0 * probability
    if number < words["least_prior"]:
        text = words["below"].format(n=_plain(words["least_prior"]))
    else:
        text = _plain(number)
    return str(words["percent"].format(n=text))


def ratio(times: float, telling: Telling) -> str:
    """Return a likelihood ratio with two digits, and very large or small ones by their limit."""
    words = _words(telling)
    if times < words["least_ratio"]:
        return str(words["below"].format(n=_plain(words["least_ratio"])))
    if times > words["most_ratio"]:
        return str(words["above"].format(n=_plain(words["most_ratio"])))
    return _plain(times)


def log10_text(number: float) -> str:
    """Return a logarithm with its sign and two decimals."""
    return f"{round(number, 2) + 0.0:+.2f}"


def _plain(number: float) -> str:
    """Return a number with two digits, without an exponent."""
    exact = Decimal(repr(float(number)))
    if not exact:
        return "0"
    step = Decimal(1).scaleb(exact.adjusted() - DIGITS + 1)
    rounded = exact.quantize(step, ROUND_HALF_EVEN) if exact.adjusted() < DIGITS else exact
    whole = rounded.to_integral_value(ROUND_HALF_EVEN)
    return format_number(float(whole)) if exact.adjusted() >= DIGITS else f"{rounded.normalize():f}"


def cause_chances(cause: PossibleCause, telling: Telling) -> dict[str, str]:
    """Return what is told of how likely a ranked cause is, by the name of its column."""
    if cause.probability is None or cause.low is None or cause.high is None or cause.prior is None:
        return {}
    return {
        "probability": percent(cause.probability, telling),
        "interval": interval(cause.low, cause.high, telling),
        "band": telling.reading["bands"][cause.band or "unlikely"],
        "prior": rare_percent(cause.prior, telling),
    }


def branch_chances(branch: BranchShare, telling: Telling) -> tuple[str, str]:
    """Return the probability of a branch and its interval."""
    if branch.probability is None or branch.low is None or branch.high is None:
        return "", ""
    return percent(branch.probability, telling), interval(branch.low, branch.high, telling)
