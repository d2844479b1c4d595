"""The one rounding rule: four significant digits, whole numbers whole."""

from decimal import ROUND_HALF_EVEN, Decimal

# Sources print up to four digits; a reader who compares must find the same number.
SIGNIFICANT_DIGITS = 4
GROUP_FROM = 10_000


def format_number(value: float) -> str:
    """Return `value` as readers see it.

    >>> format_number(0.4), format_number(84.848), format_number(1161.0), format_number(115017)
    ('0.4', '84.85', '1161', '115,017')
    """
    exact = Decimal(repr(value))
    if exact == exact.to_integral_value():
        whole = int(exact)
        return f"{whole:,}" if abs(whole) >= GROUP_FROM else str(whole)
    digits_before_point = exact.adjusted() + 1
    if digits_before_point >= SIGNIFICANT_DIGITS:
        return format_number(float(exact.to_integral_value(ROUND_HALF_EVEN)))
    step = Decimal(1).scaleb(digits_before_point - SIGNIFICANT_DIGITS)
    rounded = exact.quantize(step, ROUND_HALF_EVEN)
    return f"{rounded.normalize():f}"
