"""Median, limits and percentile by a curve over age."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from globulin.intervals.curve import Curve, curve_limits, curve_percentile, make_curve
from globulin.intervals.tables import ANY_SEX, FEMALE, MALE
from globulin.knowledge import Knowledge
from globulin.model import CurvePoint
from globulin.units import Factors


def point(sex: str, age_days: int, low: float, median: float, high: float) -> CurvePoint:
    """Return a point of a made-up curve."""
    return CurvePoint(
        id=f"made-{sex}-{age_days}",
        analyte="Made",
        sex="female" if sex == "female" else "male",
        age_days=age_days,
        median=median,
        low=low,
        high=high,
        unit="mg/dL",
        tables=1,
        sources=("made",),
    )


POINTS = (
    point("female", 0, 10.0, 20.0, 40.0),
    point("female", 1000, 40.0, 80.0, 160.0),
    point("male", 0, 10.0, 20.0, 40.0),
    point("male", 1000, 10.0, 20.0, 80.0),
)


def made() -> Curve:
    """Return a made-up curve on which everything is told by heart."""
    curve = make_curve(POINTS, analyte="Made", unit="mg/dL", factors=Factors(()))
    assert curve is not None
    return curve


def percentile(value: float, age: float, sex: int) -> float:
    """Return one percentile by the made-up curve."""
    of_sex = np.array([sex], dtype=np.int8)
    return float(curve_percentile(np.array([value]), np.array([age]), of_sex, made())[0])


@pytest.mark.parametrize(
    ("value", "age", "sex", "expected"),
    [
        (80.0, 1000.0, FEMALE, 50.0),
        (40.0, 1000.0, FEMALE, 2.5),
        (160.0, 1000.0, FEMALE, 97.5),
        # The spread above the median is not the one below it.
        (10.0, 1000.0, MALE, 2.5),
        (80.0, 1000.0, MALE, 97.5),
        # Half the way in days is half the way of the logarithms.
        (40.0, 500.0, FEMALE, 50.0),
        # An unknown sex: the mean of 80 and 20 on the log scale, and the wider limits.
        (40.0, 1000.0, ANY_SEX, 50.0),
        (10.0, 1000.0, ANY_SEX, 2.5),
        (160.0, 1000.0, ANY_SEX, 97.5),
        # The curve goes on level beyond its last age.
        (160.0, 40000.0, FEMALE, 97.5),
    ],
)
def test_a_percentile_by_heart(value: float, age: float, sex: int, expected: float) -> None:
    """The median is 50, the limits are 2.5 and 97.5, at every age and sex."""
    assert pytest.approx(expected) == percentile(value, age, sex)


@pytest.mark.parametrize(("value", "age"), [(50.0, np.nan), (0.0, 10.0), (np.nan, 10.0), (5.0, -1)])
def test_nothing_is_told_of_what_is_not_there(value: float, age: float) -> None:
    """Without an age, before birth, or without an amount above zero there is no percentile."""
    assert np.isnan(percentile(value, age, FEMALE))


def test_no_points_make_no_curve() -> None:
    """Most analytes have none."""
    assert make_curve([], analyte="Made", unit="mg/dL", factors=Factors(())) is None


@settings(deadline=None, max_examples=40)
@given(
    age=st.floats(0, 40000),
    sex=st.sampled_from([ANY_SEX, FEMALE, MALE]),
    pair=st.tuples(st.floats(0.01, 1e5), st.floats(0.01, 1e5)),
)
def test_more_is_never_a_lower_percentile(age: float, sex: int, pair: tuple[float, float]) -> None:
    """A greater value has a percentile that is at least as high."""
    lower, upper = sorted(pair)

    assert percentile(lower, age, sex) <= percentile(upper, age, sex)


def test_the_unit_changes_nothing(knowledge: Knowledge) -> None:
    """The same amount in g/L and in mg/dL has the same percentile; limits follow the unit."""
    points, factors = knowledge.curve("IgM"), knowledge.factors()
    grams = make_curve(points, analyte="IgM", unit="g/L", factors=factors)
    milligrams = make_curve(points, analyte="IgM", unit="mg/dL", factors=factors)
    assert grams is not None
    assert milligrams is not None
    age, sex = np.array([20000.0]), np.array([FEMALE], dtype=np.int8)

    assert pytest.approx(curve_percentile(np.array([240.0]), age, sex, milligrams)) == (
        curve_percentile(np.array([2.4]), age, sex, grams)
    )
    assert pytest.approx(curve_limits(age, sex, milligrams).high) == (
        100.0 * curve_limits(age, sex, grams).high
    )
