"""A percentile by our own curve over age, where no interval with both limits gives one."""

from dataclasses import replace
from functools import lru_cache

import numpy as np

from globulin.answers.reading.columns import OneJudged
from globulin.answers.reading.telling import Telling
from globulin.intervals.curve import Curve, curve_percentile, make_curve
from globulin.knowledge import Knowledge
from globulin.model import Analyte, JudgedResult

DIGITS = 4


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
