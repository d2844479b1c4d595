"""Curves over age: every age covered, in order, and never far from the published tables."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from globulin.errors import UnitError
from globulin.knowledge.library import Library, library_factors
from globulin.model import CurvePoint, ReferenceInterval
from globulin.units import convert

SEXES = ("female", "male")
LAST_DAY = 36525
# How far beyond all published limits of its age a limit of the curve may lie.
BEYOND = 1.25


def check_curves(library: Library) -> Iterator[str]:
    """Yield a line for every curve that is broken, or that lies beyond all tables of an age."""
    curves: dict[str, dict[str, list[CurvePoint]]] = defaultdict(lambda: defaultdict(list))
    for point in library.of("curve", CurvePoint).values():
        where = f"{library.places['curve', point.id]}: {point.id}"
        if not 0.0 < point.low < point.median < point.high:
            yield f"{where}: expected low below median below high, all above zero"
        for source in point.sources:
            if source not in library.records["source"]:
                yield f"{where}: source {source!r} does not exist"
        curves[point.analyte][point.sex].append(point)
    for analyte, by_sex in curves.items():
        if analyte not in library.records["analyte"]:
            yield f"curves: analyte {analyte!r} does not exist"
        for sex in SEXES:
            yield from _ages(analyte, sex, by_sex[sex])
        points = [point for sex in SEXES for point in by_sex[sex]]
        yield from _far(library, analyte, points)


def _ages(analyte: str, sex: str, points: list[CurvePoint]) -> Iterator[str]:
    """Yield a line where the ages of a curve do not run from birth to the last year, in order."""
    if not points:
        yield f"curves: {analyte}: no curve for {sex}"
        return
    if points[0].age_days != 0 or points[-1].age_days < LAST_DAY:
        yield f"curves: {analyte}: {sex}: expected ages from 0 to {LAST_DAY} days"
    for earlier, later in pairwise(points):
        if later.age_days <= earlier.age_days:
            yield f"curves: {later.id}: expected an age above {earlier.age_days} days"
        if later.unit != earlier.unit:
            yield f"curves: {later.id}: unit {later.unit!r}: expected {earlier.unit!r}"


def _far(library: Library, analyte: str, points: list[CurvePoint]) -> Iterator[str]:
    bands = [
        band
        for band in library.of("interval", ReferenceInterval).values()
        if band.analyte == analyte and band.counted and not band.pregnant
    ]
    for point in points:
        at_age = [band for band in bands if _holds(band, point)]
        for side in ("low", "high"):
            try:
                limits = _limits(library, at_age, side, point.unit)
            except UnitError:
                # A band whose unit does not convert is an error of `units` already.
                continue
            own = getattr(point, side)
            if limits and not min(limits) / BEYOND <= own <= max(limits) * BEYOND:
                yield f"curves: {point.id}: {side} {own:g} lies beyond every table of its age"


def _holds(band: ReferenceInterval, point: CurvePoint) -> bool:
    is_before_end = band.age_high_days is None or point.age_days < band.age_high_days
    return band.age_low_days <= point.age_days and is_before_end and band.sex in {None, point.sex}


def _limits(library: Library, bands: list[ReferenceInterval], side: str, unit: str) -> list[float]:
    factors = library_factors(library)
    found = ((band, getattr(band, side)) for band in bands)
    return [
        convert(limit, analyte=band.analyte, from_unit=band.unit, to_unit=unit, factors=factors)
        for band, limit in found
        if limit
    ]
