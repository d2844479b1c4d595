"""Finds the numbers of a statement, and those that its facts can account for."""

import re
from collections.abc import Iterable, Iterator

from globulin.errors import UnitError
from globulin.model import Fact, ReferenceInterval
from globulin.units import Factors, convert, format_number

UNITS = ("mg/dL", "g/L", "mg/L", "g/dL")
# A digit that follows a letter, or a letter and a hyphen, belongs to a name (IgG1, COVID-19).
_NUMBER = re.compile(r"(?<![A-Za-z\d.,])(?<![A-Za-z]-)\d[\d,]*(?:\.\d+)?")
# "per 100,000" is the unit of a rate.
_UNIT_WORDS = re.compile(r"per 100,000|CD\d+|IgG\d")


def numbers_in(text: str) -> set[str]:
    """Return the numbers of a text as they are written, thousands unmarked."""
    bare = _UNIT_WORDS.sub("", text)
    return {match[0].rstrip(",").replace(",", "") for match in _NUMBER.finditer(bare)}


def numbers_of(facts: Iterable[Fact | ReferenceInterval], factors: Factors) -> set[str]:
    """Return every number that the facts can account for, as it would be written."""
    return {
        format_number(number).replace(",", "")
        for fact in facts
        for number in _of_fact(fact, factors)
    }


def _of_fact(fact: Fact | ReferenceInterval, factors: Factors) -> Iterator[float]:
    plain = [getattr(fact, name, None) for name in ("n", "events", "year", "age_low", "age_high")]
    plain += [fact.age_low_days, fact.age_high_days] if isinstance(fact, ReferenceInterval) else []
    yield from (float(number) for number in plain if number is not None)
    if isinstance(fact, ReferenceInterval):
        yield from (days / 365.25 for days in plain if days)
    measured = [getattr(fact, name, None) for name in ("value", "low", "high")]
    for number in measured:
        if number is None:
            continue
        yield float(number)
        for unit in UNITS:
            try:
                yield convert(
                    float(number),
                    analyte=fact.analyte or "",
                    from_unit=fact.unit or "",
                    to_unit=unit,
                    factors=factors,
                )
            except UnitError:
                continue
