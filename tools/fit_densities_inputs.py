"""What densities are fitted to: published figures, read on the scale of zlog."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from globulin.intervals.curve import LIMIT_Z, curve_limits, make_curve
from globulin.intervals.tables import ANY_SEX
from globulin.knowledge.library import Library, library_factors
from globulin.model import CurvePoint, DensityInput, Fact, ReferenceInterval
from globulin.units import convert
from tools.fit_densities_model import QUARTILES_APART, Evidence

PERCENT = "%"
HUNDRED = 100.0
GRAMS = "g/L"
# A day of adult life: the interval of adults that is shown where no laboratory's own is known.
ADULT_DAY = 14610
MOST_PEOPLE = "density-most-people"
PEOPLE_NOT_TOLD = "density-people-not-told"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The reference interval of an analyte, in logs of g/L: its middle, one standard deviation."""

    middle: float
    width: float

    def zlog(self, log_amount: float) -> float:
        """Return how many standard deviations an amount lies from the middle."""
        return (log_amount - self.middle) / self.width


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Reads inputs: the knowledge, with the scales of adults."""

    library: Library
    adults: dict[str, Scale]

    def fact(self, key: str) -> Fact:
        """Return a fact by id."""
        return self.library.of("fact", Fact)[key]

    def number(self, key: str) -> float:
        """Return the value of a fact that has one."""
        return _value(self.fact(key))

    def scale(self, row: DensityInput) -> Scale:
        """Return the scale of the people of an input."""
        if row.age_days is None:
            return self.adults[row.analyte]
        return _curve_scale(self.library, row.analyte, row.age_days)

    def log_amount(self, fact: Fact, analyte: str, amount: float) -> float:
        """Return the logarithm of an amount of a fact, in g/L."""
        factors = library_factors(self.library)
        unit = fact.unit or ""
        return math.log(
            convert(amount, analyte=analyte, from_unit=unit, to_unit=GRAMS, factors=factors)
        )


def make_reader(library: Library, analytes: tuple[str, ...]) -> Reader:
    """Return the reader of a library."""
    return Reader(library=library, adults={name: _adult_scale(library, name) for name in analytes})


def _adult_scale(library: Library, analyte: str) -> Scale:
    """Return the scale of the interval that is shown to adults of either sex."""
    bands = [
        band
        for band in library.of("interval", ReferenceInterval).values()
        if band.analyte == analyte and band.default and band.sex is None and not band.pregnant
        if band.age_low_days <= ADULT_DAY < (band.age_high_days or ADULT_DAY + 1)
    ]
    (band,) = bands
    factors = library_factors(library)
    low, high = (
        math.log(
            convert(
                end or 0.0, analyte=analyte, from_unit=band.unit, to_unit=GRAMS, factors=factors
            )
        )
        for end in (band.low, band.high)
    )
    return Scale(middle=(low + high) / 2.0, width=(high - low) / (2.0 * LIMIT_Z))


def _curve_scale(library: Library, analyte: str, age_days: int) -> Scale:
    points = [p for p in library.of("curve", CurvePoint).values() if p.analyte == analyte]
    factors = library_factors(library)
    curve = make_curve(points, analyte=analyte, unit=GRAMS, factors=factors)
    if curve is None:
        message = f"{analyte}: expected a curve (python -m tools.fit_curves)"
        raise ValueError(message)
    sex = np.full(1, ANY_SEX, dtype=np.int8)
    at = curve_limits(np.array([float(age_days)]), sex, curve)
    low, high = float(np.log(at.low[0])), float(np.log(at.high[0]))
    return Scale(middle=(low + high) / 2.0, width=(high - low) / (2.0 * LIMIT_Z))


def read_input(reader: Reader, row: DensityInput) -> Iterator[Evidence]:
    """Yield what an input says; nothing for one that is left out."""
    if row.reads in {"median", "mean"}:
        yield from _amount(reader, row)
    elif row.reads in {"ratio", "fall"}:
        yield _against_normal(reader, row)
    elif row.reads != "left-out":
        yield _share(reader, row)


def _amount(reader: Reader, row: DensityInput) -> Iterator[Evidence]:
    fact, scale = reader.fact(row.fact), reader.scale(row)
    log = reader.log_amount(fact, row.analyte, _value(fact))
    zlog = scale.zlog(log)
    if row.against is not None:
        healthy = reader.fact(row.against)
        zlog = (log - reader.log_amount(healthy, row.analyte, _value(healthy))) / scale.width
    kind = "mean" if row.reads == "mean" and row.against is None else "middle"
    people, study = _people(reader, row, fact), _study(fact)
    yield Evidence(kind=kind, value=zlog, people=people, study=study, scale=scale.width)
    if row.quartiles:
        low, high = (
            reader.log_amount(fact, row.analyte, end or 0.0) for end in (fact.low, fact.high)
        )
        spread = (high - low) / scale.width / QUARTILES_APART
        yield Evidence(kind="spread", value=spread, people=people, study=study)


def _against_normal(reader: Reader, row: DensityInput) -> Evidence:
    fact, scale = reader.fact(row.fact), reader.scale(row)
    times = _value(fact) / (HUNDRED if fact.unit == PERCENT else 1.0)
    if row.reads == "fall":
        times = 1.0 - times
    return Evidence(
        kind="middle",
        value=math.log(times) / scale.width,
        people=_people(reader, row, fact),
        study=_study(fact),
    )


def _share(reader: Reader, row: DensityInput) -> Evidence:
    fact = reader.fact(row.fact)
    share = _value(fact) / HUNDRED
    people, study = _people(reader, row, fact), _study(fact)
    if row.reads == "within":
        ends = {"limit": -LIMIT_Z, "upper": LIMIT_Z}
        return Evidence(kind="within", value=share, people=people, study=study, **ends)
    below = share if row.reads == "lowered" else 1.0 - share
    return Evidence(
        kind="below", value=below, people=people, study=study, limit=_limit(reader, row)
    )


def _limit(reader: Reader, row: DensityInput) -> float:
    if row.limit is not None:
        fact = reader.fact(row.limit)
        return reader.scale(row).zlog(reader.log_amount(fact, row.analyte, _value(fact)))
    return {"raised": LIMIT_Z, "lowered": -LIMIT_Z}.get(row.reads, 0.0)


def _people(reader: Reader, row: DensityInput, fact: Fact) -> float:
    people = row.n or fact.n or reader.number(PEOPLE_NOT_TOLD)
    return min(float(people), reader.number(MOST_PEOPLE))


def _study(fact: Fact) -> str:
    """Return which people a fact is about: of one source those of one number and description."""
    return f"{fact.sources[0]};{fact.n};{fact.population}"


def _value(fact: Fact) -> float:
    if fact.value is None:
        message = f"{fact.id}: expected a value"
        raise ValueError(message)
    return fact.value
