"""The published tables of an analyte as data: names, bands in one unit, the spread at an age."""

from collections.abc import Iterable

from globulin.answers.age_lines import InUnit, curve_points, make_in_unit
from globulin.answers.context import Context
from globulin.answers.ranges import age_words
from globulin.intervals import bands_at
from globulin.model import (
    Limits,
    ReferenceBand,
    ReferenceCurve,
    ReferenceInterval,
    ReferenceSpread,
    ReferenceTable,
    Sex,
)

SEXES: tuple[Sex, Sex] = ("female", "male")


def reference_tables(context: Context) -> tuple[ReferenceTable, ...]:
    """Return every table: the default one first, then the counted ones, each by name."""
    by_table: dict[str, list[ReferenceInterval]] = {}
    for band in context.knowledge.intervals(context.analyte.id):
        by_table.setdefault(band.table, []).append(band)
    tables = [_table(context, bands) for bands in by_table.values()]
    ordered = sorted(tables, key=lambda table: (not table.default, not table.counted, table.name))
    return tuple(ordered)


def _table(context: Context, bands: list[ReferenceInterval]) -> ReferenceTable:
    first = bands[0]
    ordered = sorted(bands, key=lambda band: (band.age_low_days, band.sex or ""))
    in_unit = _page_unit(context)
    return ReferenceTable(
        table=first.table,
        name=_name(context, bands),
        default=any(band.default for band in bands),
        counted=any(band.counted for band in bands),
        population=first.population,
        derivation=first.derivation,
        method=first.method,
        platform=first.platform,
        evidence=first.evidence,
        sources=_numbers(context, (source for band in bands for source in band.sources)),
        bands=tuple(_band(context, band, in_unit) for band in ordered),
    )


def _name(context: Context, bands: list[ReferenceInterval]) -> str:
    """Return whose table it is: the people or the laboratory, else who published it."""
    population = next((band.population for band in bands if band.population), None)
    if population is not None:
        return population
    sources = {source: None for band in bands for source in band.sources}
    found = [context.knowledge.source(source) for source in sources]
    names = dict.fromkeys(source.publisher or source.title for source in found)
    return context.filler.patterns["list_join"].join(names)


def _band(context: Context, band: ReferenceInterval, in_unit: InUnit) -> ReferenceBand:
    return ReferenceBand(
        id=band.id,
        sex=band.sex,
        age_low_days=band.age_low_days,
        age_high_days=band.age_high_days,
        age=age_words(context, band),
        pregnant=band.pregnant,
        low=None if band.low is None else in_unit(band.low, band.unit),
        high=None if band.high is None else in_unit(band.high, band.unit),
        published=Limits(low=band.low, high=band.high, unit=band.unit),
        counted=band.counted,
        note=band.note,
        checked=band.checked,
        sources=_numbers(context, band.sources),
    )


def _numbers(context: Context, sources: Iterable[str]) -> tuple[int, ...]:
    return tuple(sorted({context.filler.number(source) for source in sources}))


def reference_curves(context: Context) -> tuple[ReferenceCurve, ...]:
    """Return our curve for each sex, none for most analytes."""
    points = context.knowledge.curve(context.analyte.id)
    in_unit = _page_unit(context)
    return tuple(
        ReferenceCurve(
            sex=sex,
            points=curve_points(points, sex, in_unit),
            sources=_numbers(context, points[0].sources),
        )
        for sex in SEXES
        if points
    )


def bands_of_age(context: Context, age_days: int, sex: Sex | None) -> list[ReferenceInterval]:
    """Return the counted bands that hold at an age and sex."""
    bands = context.knowledge.intervals(context.analyte.id)
    counted = [band for band in bands if band.counted and not band.pregnant]
    return bands_at(counted, age_days=age_days, sex=sex)


def spread_at(context: Context, age_days: int, sex: Sex | None) -> ReferenceSpread | None:
    """Return between what the published limits of an age lie, or None where there is none."""
    bands = bands_of_age(context, age_days, sex)
    in_unit = _page_unit(context)
    lows = [in_unit(band.low, band.unit) for band in bands if band.low is not None]
    highs = [in_unit(band.high, band.unit) for band in bands if band.high is not None]
    if not lows or not highs:
        return None
    unit = context.filler.units[0]
    return ReferenceSpread(
        age_days=age_days,
        sex=sex,
        tables=len({band.table for band in bands}),
        lows=Limits(low=min(lows), high=max(lows), unit=unit),
        highs=Limits(low=min(highs), high=max(highs), unit=unit),
    )


def _page_unit(context: Context) -> InUnit:
    """Return what converts to the first unit of the page."""
    units = context.filler.units
    if not units:
        # Without a unit of its own an analyte is shown as it was published.
        return lambda value, _: value
    return make_in_unit(context.analyte, units[0], context.filler.factors)
