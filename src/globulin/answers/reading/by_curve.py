"""Our own curve over age beside a result: a percentile, and the figure with one's value in it."""

from dataclasses import replace
from functools import lru_cache

import numpy as np

from globulin.answers.ages import Asked, ages_block
from globulin.answers.reading.columns import OneJudged
from globulin.answers.reading.telling import Telling
from globulin.intervals.curve import Curve, curve_percentile, make_curve
from globulin.intervals.tables import ANY_SEX, FEMALE, MALE
from globulin.knowledge import Knowledge
from globulin.model import Analyte, Block, JudgedResult, Sex
from globulin.units import convert

DIGITS = 4
SEXES: dict[int, Sex | None] = {ANY_SEX: None, FEMALE: "female", MALE: "male"}


def add_percentile(
    told: JudgedResult, one: OneJudged, analyte: Analyte, telling: Telling
) -> JudgedResult:
    """Return the result with a percentile by our curve, marked as ours, where it has none."""
    percentile = _by_curve(one, analyte, telling.knowledge) if told.percentile is None else None
    if percentile is None:
        return told
    assumed = (*told.assumed, telling.interface["ages"]["assumed"])
    return replace(told, percentile=round(percentile, DIGITS), assumed=assumed)


def _by_curve(one: OneJudged, analyte: Analyte, knowledge: Knowledge) -> float | None:
    """Return the percentile of an exact value; the curves are not of pregnant people."""
    measured, row = one.measured, one.row
    if one.amount is None or one.result.comparator is not None or bool(measured.pregnant[row]):
        return None
    curve = curve_of(knowledge, analyte)
    if curve is None:
        return None
    here = slice(row, row + 1)
    found = curve_percentile(
        measured.value[here], measured.age_days[here], measured.sex[here], curve
    )
    return float(found[0]) if np.isfinite(found[0]) else None


@lru_cache(maxsize=16)
def curve_of(knowledge: Knowledge, analyte: Analyte) -> Curve | None:
    """Return the curve of an analyte in its first unit, or None."""
    return make_curve(
        knowledge.curve(analyte.id),
        analyte=analyte.id,
        unit=analyte.units[0],
        factors=knowledge.factors(),
    )


def age_figure(one: OneJudged, analyte: Analyte, telling: Telling) -> Block | None:
    """Return the figure of limits over age with the value in it, where the age is known.

    It lists no source of each table: the result's own sentences name those that were used.
    """
    result, measured = one.result, one.measured
    if one.amount is None or result.comparator is not None or result.age_days is None:
        return None
    if bool(measured.pregnant[one.row]):
        return None
    units = telling.units_of(analyte, result.unit)
    filler = replace(telling.filler, units=units, words=telling.words | _words(analyte))
    value = convert(
        one.amount,
        analyte=analyte.id,
        from_unit=analyte.units[0],
        to_unit=units[0],
        factors=filler.factors,
    )
    asked = Asked(
        sex=SEXES[int(measured.sex[one.row])], age_days=float(result.age_days), value=value
    )
    return ages_block(
        telling.knowledge,
        filler,
        analyte,
        telling.interface,
        asked,
        is_sourced=False,
    )


def _words(analyte: Analyte) -> dict[str, str]:
    return {"analyte": analyte.short, "analyte.name": analyte.name}
