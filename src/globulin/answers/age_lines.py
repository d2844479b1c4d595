"""Lines over age in one unit: the steps of published limits, and our curve through them."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from math import exp, log

from globulin.knowledge import Knowledge
from globulin.model import AgePoint, Analyte, CurvePoint, ReferenceInterval, Sex, Step
from globulin.units import Factors, convert

# The end of a band without one.
OLDEST_DAYS = 36525.0
# As many digits as the curve has.
DIGITS = 3
InUnit = Callable[[float, str], float]
Lines = tuple[tuple[Step, ...], tuple[Step, ...], tuple[AgePoint, ...]]


def make_in_unit(analyte: Analyte, unit: str, factors: Factors) -> InUnit:
    """Return what converts amounts of an analyte to a unit."""

    def in_unit(value: float, own: str) -> float:
        return convert(value, analyte=analyte.id, from_unit=own, to_unit=unit, factors=factors)

    return in_unit


def drawn_bands(knowledge: Knowledge, analyte: Analyte, sex: Sex | None) -> list[ReferenceInterval]:
    """Return the bands that are drawn: counted, not of pregnancy, of this sex or of any."""
    return [
        band
        for band in knowledge.intervals(analyte.id)
        if band.counted and not band.pregnant and (sex is None or band.sex in {None, sex})
    ]


@lru_cache(maxsize=32)
def age_lines(knowledge: Knowledge, analyte: Analyte, unit: str, sex: Sex | None) -> Lines:
    """Return the steps of lower and of upper limits, and the curve, in a unit."""
    in_unit = make_in_unit(analyte, unit, knowledge.factors())
    bands = drawn_bands(knowledge, analyte, sex)
    return (
        tuple(_steps(bands, "low", in_unit)),
        tuple(_steps(bands, "high", in_unit)),
        curve_points(knowledge.curve(analyte.id), sex, in_unit),
    )


def _steps(bands: list[ReferenceInterval], side: str, in_unit: InUnit) -> Iterator[Step]:
    for band in bands:
        limit = getattr(band, side)
        if limit:
            end = OLDEST_DAYS if band.age_high_days is None else float(band.age_high_days)
            yield float(band.age_low_days), end, in_unit(limit, band.unit)


def curve_points(
    points: Iterable[CurvePoint], sex: Sex | None, in_unit: InUnit
) -> tuple[AgePoint, ...]:
    """Return the curve of a sex; for both the mean on the log scale, with the wider limits."""
    by_age: dict[int, list[CurvePoint]] = {}
    for point in points:
        if sex in {None, point.sex}:
            by_age.setdefault(point.age_days, []).append(point)
    return tuple(join_points(both, in_unit) for _, both in sorted(by_age.items()))


def join_points(points: list[CurvePoint], in_unit: InUnit) -> AgePoint:
    """Return the points of one age as one."""

    def end(name: str, pick: Callable[[list[float]], float]) -> float | None:
        found = [
            in_unit(value, point.unit)
            for point in points
            if (value := getattr(point, name)) is not None
        ]
        return pick(found) if found else None

    middle = exp(sum(log(in_unit(p.median, p.unit)) for p in points) / len(points))
    return AgePoint(
        age_days=float(points[0].age_days),
        median=float(f"{middle:.{DIGITS}g}"),
        low=end("low", min) or 0.0,
        high=end("high", max) or 0.0,
        low_from=end("low_from", min),
        low_to=end("low_to", max),
        high_from=end("high_from", min),
        high_to=end("high_to", max),
    )
