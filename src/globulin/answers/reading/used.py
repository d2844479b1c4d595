"""The interval that a value was judged by: its limits, its bands and sources, how it is told."""

from globulin.answers.reading.columns import OneJudged
from globulin.answers.reading.own import number_of_own
from globulin.answers.reading.telling import Telling
from globulin.intervals import bands_at
from globulin.intervals.choose import (
    BY_DEFAULT,
    BY_LABORATORY,
    BY_METHOD,
    BY_ORDER,
    BY_PREGNANCY,
    NO_TABLE,
)
from globulin.intervals.judge import LABORATORY, PUBLISHED, REPORTED
from globulin.model import Analyte, ReferenceInterval, UsedInterval
from globulin.units import convert

PLACES = {
    BY_DEFAULT: "published",
    BY_LABORATORY: "named_laboratory",
    BY_METHOD: "named_method",
    BY_ORDER: "other_table",
    BY_PREGNANCY: "pregnant",
}
# What was assumed with a published interval that is not the default.
CHOSEN_WORDS = {
    BY_LABORATORY: "laboratory",
    BY_METHOD: "method",
    BY_ORDER: "other_table",
    BY_PREGNANCY: "pregnant",
}


def place_of_interval(one: OneJudged, used: UsedInterval) -> str:
    """Return the place of the sentence that tells which interval was used."""
    choice = int(one.judged.choice[one.row])
    return f"report.interval_{PLACES.get(choice, used.basis)}"


def used_interval(
    one: OneJudged, analyte: Analyte, telling: Telling
) -> tuple[UsedInterval | None, list[ReferenceInterval]]:
    """Return the interval that was used, in the unit of the value, and its published bands."""
    result, basis = one.result, int(one.judged.basis[one.row])
    printed = result.interval
    if printed is not None and (basis == REPORTED or one.amount is None):
        # Where the number was not used, the range stands as it was printed.
        unit = None if one.amount is None else result.unit
        return (
            UsedInterval(low=printed.low, high=printed.high, unit=unit, basis="reported"),
            [],
        )
    if basis not in {PUBLISHED, LABORATORY} or result.age_days is None:
        return None, []
    unit = analyte.units[0] if result.unit is None or result.refusal else result.unit
    low, high = (
        None if end is None else _in_unit(end, analyte, unit, telling)
        for end in (one.number("low"), one.number("high"))
    )
    if basis == LABORATORY:
        own = (number_of_own(telling),)
        return UsedInterval(low=low, high=high, unit=unit, basis="laboratory", source=own), []
    bands = _bands(one, analyte, telling, result.age_days)
    numbers = {telling.filler.number(source) for band in bands for source in band.sources}
    source = tuple(sorted(numbers))
    return UsedInterval(low=low, high=high, unit=unit, basis="published", source=source), bands


def _bands(
    one: OneJudged, analyte: Analyte, telling: Telling, age_days: float
) -> list[ReferenceInterval]:
    """Return the published bands whose limits were used."""
    table = int(one.judged.table[one.row])
    name = None if table == NO_TABLE else one.tables.table_ids[table]
    sex = {0: "female", 1: "male"}.get(int(one.measured.sex[one.row]))
    of_table = [
        band
        for band in telling.knowledge.intervals(analyte.id)
        if band.counted and (band.pregnant if name is None else _is_of(band, name))
    ]
    return bands_at(of_table, age_days=age_days, sex=sex)


def _is_of(band: ReferenceInterval, table: str) -> bool:
    return band.table == table and not band.pregnant


def _in_unit(value: float, analyte: Analyte, unit: str, telling: Telling) -> float:
    return convert(
        value,
        analyte=analyte.id,
        from_unit=analyte.units[0],
        to_unit=unit,
        factors=telling.filler.factors,
    )
