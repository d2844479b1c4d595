"""Numbers, comparators and ranges as reports write them."""

import re

from globulin.model import Comparator, Limits

# A comma before exactly three digits separates thousands, unless a zero stands before it.
NUMBER = r"(?:[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?|\.\d+)"
# Beyond this a floating-point number no longer holds every whole one.
LARGEST_WHOLE = 2.0**53
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_SIGNS: dict[str, Comparator] = {
    "<": "<",
    "<=": "<=",
    "=<": "<=",
    "≤": "<=",
    ">": ">",
    ">=": ">=",
    "=>": ">=",
    "≥": ">=",
}
SIGN = r"(?:<=|>=|=<|=>|<|>|≤|≥)"
_DASH = r"\s*(?:-|–|—|−|~|\.\.|\bto\b|\bbis\b)\s*"  # noqa: RUF001 - dashes as printed
RANGE = rf"(?P<low>{NUMBER}){_DASH}(?P<high>{NUMBER})"
_RANGE = re.compile(RANGE, re.IGNORECASE)
_ONE_SIDED = re.compile(rf"(?P<sign>{SIGN}|\bup to\b)\s*(?P<end>{NUMBER})", re.IGNORECASE)
# What begins with a sign, a point or a colon after a number makes it a range, a date or a titer.
_VALUE = re.compile(
    rf"\s*(?P<sign>{SIGN}|=)?\s*(?P<number>{NUMBER})\s*(?P<unit>[^\d\s:/.,~\u2010-\u2015\u2212-].*)?",
    re.DOTALL,
)


def parse_number(text: str) -> float | None:
    """Return a number as printed, or None.

    >>> parse_number("1,250"), parse_number("2,4"), parse_number("0,520"), parse_number("4.1")
    (1250.0, 2.4, 0.52, 4.1)
    """
    plain = text.strip()
    if not re.fullmatch(NUMBER, plain):
        return None
    if _THOUSANDS.fullmatch(plain):
        return float(plain.replace(",", ""))
    return float(plain.replace(",", "."))


def write_number(value: float) -> str:
    """Return a number with all its digits, whole ones without a point.

    >>> write_number(412.0), write_number(1234567.5), write_number(0.000001)
    ('412', '1234567.5', '1e-06')
    """
    is_whole = value.is_integer() and abs(value) < LARGEST_WHOLE
    return str(int(value)) if is_whole else repr(value)


def write_range(low: float | None, high: float | None) -> str | None:
    """Return a range as printed; one with a single end cannot be taken for a negative number.

    >>> write_range(40.0, 230.0), write_range(None, 2.3), write_range(40.0, None)
    ('(40-230)', '(<=2.3)', '(>=40)')
    """
    if low is not None and high is not None:
        return f"({write_number(low)}-{write_number(high)})"
    if low is not None:
        return f"(>={write_number(low)})"
    return None if high is None else f"(<={write_number(high)})"


def parse_comparator(text: str | None) -> Comparator | None:
    """Return a comparator in our own spelling, or None for equality or for another sign."""
    return _SIGNS.get((text or "").strip())


def parse_value(text: str) -> tuple[Comparator | None, float, str] | None:
    """Return comparator, number and the words after it; None where the text is no number.

    >>> parse_value("<0.2 g/L")
    ('<', 0.2, 'g/L')
    """
    match = _VALUE.fullmatch(text)
    number = None if match is None else parse_number(match["number"])
    if match is None or number is None:
        return None
    return parse_comparator(match["sign"]), number, (match["unit"] or "").strip()


def parse_range(text: str) -> tuple[Limits, str] | None:
    """Return the limits that a text gives and the words left over, or None.

    A text with further numbers in it is one of several ranges, and none of them is chosen.

    >>> parse_range("40 - 230 mg/dL")
    (Limits(low=40.0, high=230.0, unit=None), 'mg/dL')
    >>> parse_range("12-14 y: 40-200; 15-17 y: 40-230")
    """
    match = _RANGE.search(text)
    if match is not None:
        limits = Limits(low=parse_number(match["low"]), high=parse_number(match["high"]))
    else:
        match = _ONE_SIDED.search(text)
        if match is None:
            return None
        end = parse_number(match["end"])
        is_lower = match["sign"].startswith((">", "≥", "=>"))
        limits = Limits(low=end) if is_lower else Limits(high=end)
    if limits.low is not None and limits.high is not None and limits.low >= limits.high:
        return None
    rest = (text[: match.start()] + " " + text[match.end() :]).strip(" ()[]:;,\t\n")
    return None if any(sign.isdigit() for sign in rest) else (limits, rest)
