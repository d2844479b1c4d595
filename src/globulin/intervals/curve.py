"""Curves over age: median, limits and percentile at an age and sex, by a fit of ours.

A curve is no reference interval. It answers only where no interval does, and is marked as ours.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from globulin.intervals.normal import normal_cdf
from globulin.model import CurvePoint
from globulin.units import Factors, convert

# The standard normal deviate of a central 95 % interval.
LIMIT_Z = 1.959963984540054
SEXES = ("female", "male")
FEMALE, MALE = 0, 1

Floats = NDArray[np.float64]
Codes = NDArray[np.int8]


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """The curve of one analyte: natural logarithms in `unit`, women's row first.

    `ages` are in days, ascending, the same for both sexes.
    """

    analyte: str
    unit: str
    ages: Floats
    median: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True, eq=False)
class CurveLimits:
    """Median and limits at each asked age, in the unit of the curve."""

    median: Floats
    low: Floats
    high: Floats


def make_curve(
    points: Sequence[CurvePoint], *, analyte: str, unit: str, factors: Factors
) -> Curve | None:
    """Return the curve of an analyte in a unit, or None where there is none."""
    if not points:
        return None
    by_sex = [[point for point in points if point.sex == sex] for sex in SEXES]

    def logs(name: str) -> Floats:
        return np.log(
            [
                [
                    convert(
                        getattr(point, name),
                        analyte=analyte,
                        from_unit=point.unit,
                        to_unit=unit,
                        factors=factors,
                    )
                    for point in of_sex
                ]
                for of_sex in by_sex
            ]
        )

    ages = np.array([point.age_days for point in by_sex[0]], dtype=np.float64)
    return Curve(analyte, unit, ages, logs("median"), logs("low"), logs("high"))


def curve_limits(age_days: Floats, sex: Codes, curve: Curve) -> CurveLimits:
    """Return median and limits at ages, for sexes by the codes of `tables`; NaN without an age.

    Of an unknown sex the median is the mean of both on the log scale, and the limits are the
    wider ones. Beyond its last age a curve goes on level; before birth there is none.
    """
    return CurveLimits(*(np.exp(logs) for logs in _at(age_days, sex, curve)))


def curve_percentile(value: Floats, age_days: Floats, sex: Codes, curve: Curve) -> Floats:
    """Return the percentile (0 to 100) of values at ages and sexes, by the curve.

    Below the median the lower limit tells how wide the spread is, above it the upper one. NaN
    without an age, and for a value that is not above zero.
    """
    median, low, high = _at(age_days, sex, curve)
    with np.errstate(divide="ignore", invalid="ignore"):
        log = np.log(np.where(value > 0.0, value, np.nan))
    reach = np.where(log < median, median - low, high - median) / LIMIT_Z
    share: Floats = 100.0 * normal_cdf((log - median) / reach)
    return share


def _at(age_days: Floats, sex: Codes, curve: Curve) -> tuple[Floats, Floats, Floats]:
    """Return the logarithms of median, lower and upper limit."""
    medians, lows, highs = (
        [np.interp(age_days, curve.ages, logs, left=np.nan) for logs in of_sexes]
        for of_sexes in (curve.median, curve.low, curve.high)
    )
    sexes = [sex == FEMALE, sex == MALE]
    return (
        np.select(sexes, medians, (medians[0] + medians[1]) / 2.0),
        np.select(sexes, lows, np.minimum(*lows)),
        np.select(sexes, highs, np.maximum(*highs)),
    )
