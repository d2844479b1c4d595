"""Densities of values in causes, against scipy and against themselves."""

import itertools
from typing import Any

import numpy as np
import pytest
from scipy import integrate
from scipy.special import ndtr
from scipy.stats import multivariate_normal

from globulin.reasoning.differential.densities import DensityTable, likelihood
from globulin.reasoning.differential.tables import best_guess
from tests.unit.reasoning.differential.made_inputs import (
    ANALYTES,
    INFINITY,
    SCALARS,
    made_inputs,
)

INPUTS = made_inputs()
TABLE = best_guess(INPUTS).densities
CAUSES = range(len(INPUTS.causes))
HIGH, LOW, NORMAL = (1.96, INFINITY), (-INFINITY, -1.96), (-1.96, 1.96)
NOTHING = (np.nan, np.nan)
# What the package leaves out of a density, for it is the same in every cause.
LEFT_OUT = np.sqrt(2.0 * np.pi)


def seen(table: DensityTable, *ends: Any) -> np.ndarray:
    """Return the likelihood (C,) of one person, of whom each class is a number or its bounds."""
    pairs = [end if isinstance(end, tuple) else (end, end) for end in ends]
    low, high = (np.array([[pair[side] for pair in pairs]]) for side in (0, 1))
    return likelihood(table, low, high)[0, 0]


def by_scipy(cause: int, ends: tuple[Any, ...], **precision: Any) -> float:
    """Return the density of the numbers times the area within bounds, of both components."""
    places = [place for place, end in enumerate(ends) if end != NOTHING]
    share, times = SCALARS["tail_share"], SCALARS["tail_width"]
    return sum(
        part * _component(cause, places, [ends[place] for place in places], width, precision)
        for part, width in ((1.0 - share, 1.0), (share, times))
    )


def _component(
    cause: int, places: list[int], ends: list[Any], width: float, precision: dict[str, Any]
) -> float:
    spread = INPUTS.spread[cause, places] * width
    mean = INPUTS.mean[cause, places]
    covariance = INPUTS.correlation[cause][np.ix_(places, places)] * np.outer(spread, spread)
    is_point = np.array([not isinstance(end, tuple) for end in ends])
    result, points = 1.0, np.array([end for end in ends if not isinstance(end, tuple)])
    if is_point.any():
        known = covariance[np.ix_(is_point, is_point)]
        result = multivariate_normal(mean[is_point], known).pdf(points)
        slope = covariance[np.ix_(~is_point, is_point)] @ np.linalg.inv(known)
        mean = mean[~is_point] + slope @ (points - mean[is_point])
        across = covariance[np.ix_(is_point, ~is_point)]
        covariance = covariance[np.ix_(~is_point, ~is_point)] - slope @ across
    bounds = np.array([end for end in ends if isinstance(end, tuple)])
    if len(bounds):
        result *= multivariate_normal(mean, covariance, **precision).cdf(
            bounds[:, 1], lower_limit=bounds[:, 0]
        )
    return float(result)


@pytest.mark.parametrize(
    "ends",
    [
        (2.5, NOTHING, NOTHING),
        (NOTHING, -3.0, NOTHING),
        (2.5, NOTHING, -0.5),
        (4.0, -1.0, 1.5),
        (12.0, -4.0, -4.0),
    ],
)
def test_known_values_have_the_density_of_a_normal_mixture(ends: tuple[Any, ...]) -> None:
    """Up to the square root of 2 pi for each value, which is left out, it is scipy's density."""
    expected = [by_scipy(cause, ends) for cause in CAUSES]
    known = sum(end != NOTHING for end in ends)

    np.testing.assert_allclose(seen(TABLE, *ends) / LEFT_OUT**known, expected, rtol=1e-12)


@pytest.mark.parametrize("bounds", [HIGH, LOW, NORMAL, (0.5, 0.6)])
def test_one_flag_beside_known_values_is_an_exact_area(bounds: tuple[float, float]) -> None:
    """The area between bounds, given the values of the other classes."""
    for place in range(3):
        ends: list[Any] = [3.0, -1.0, 1.0]
        ends[place] = bounds
        expected = [by_scipy(cause, tuple(ends)) for cause in CAUSES]

        np.testing.assert_allclose(seen(TABLE, *ends) / LEFT_OUT**2, expected, rtol=1e-11)


@pytest.mark.parametrize("pair", list(itertools.product([HIGH, LOW, NORMAL], repeat=2)))
def test_two_flags_are_an_area_of_two_classes(pair: tuple[Any, Any]) -> None:
    """By one integral along the first class, as accurate as an adaptive one."""
    expected = [
        sum(
            part * _rectangle(cause, pair, width)
            for part, width in (
                (1.0 - SCALARS["tail_share"], 1.0),
                (SCALARS["tail_share"], SCALARS["tail_width"]),
            )
        )
        for cause in CAUSES
    ]

    np.testing.assert_allclose(seen(TABLE, *pair, NOTHING), expected, rtol=1e-9)


def _rectangle(cause: int, pair: tuple[Any, Any], width: float) -> float:
    """Return the area of a rectangle under a normal density of two classes, adaptively."""
    mean, spread = INPUTS.mean[cause, :2], INPUTS.spread[cause, :2] * width
    slope = INPUTS.correlation[cause, 0, 1]
    (low, high), (second_low, second_high) = (
        ((np.array(ends) - mean[place]) / spread[place]) for place, ends in enumerate(pair)
    )
    rest = np.sqrt(1.0 - slope**2)

    def inner(u: float) -> float:
        ends = (second_low - slope * u) / rest, (second_high - slope * u) / rest
        # In the right tail the mirrored ends keep their digits.
        left, right = (-ends[1], -ends[0]) if ends[0] > 0 else ends
        return float(np.exp(-0.5 * u * u) / LEFT_OUT * (ndtr(right) - ndtr(left)))

    start, end = np.clip([low, high], -12.0, 12.0)
    found, _ = integrate.quad(inner, start, end, epsabs=0.0, epsrel=1e-11, limit=400)
    return float(found)


def test_two_flags_given_a_value_are_an_area_of_two_classes() -> None:
    """The value of the third class moves both of the others."""
    ends = (HIGH, 0.5, LOW)
    precision = {"abseps": 1e-13, "releps": 1e-11, "maxpts": 2_000_000}
    expected = [by_scipy(cause, ends, **precision) for cause in CAUSES]

    np.testing.assert_allclose(seen(TABLE, *ends) / LEFT_OUT, expected, rtol=1e-8, atol=1e-13)


@pytest.mark.parametrize("flags", [(HIGH, HIGH, HIGH), (HIGH, LOW, NORMAL)])
def test_three_flags_are_an_area_of_three_classes(flags: tuple[Any, ...]) -> None:
    """Scipy's own integral is random, and says so: four digits behind the point are agreed."""
    precision = {"abseps": 1e-7, "releps": 1e-6, "maxpts": 300_000}
    expected = [by_scipy(cause, flags, **precision) for cause in CAUSES]

    np.testing.assert_allclose(seen(TABLE, *flags), expected, atol=1e-5)


def test_areas_of_all_flags_add_up_to_one() -> None:
    """Everybody is low, normal or high in each of two classes, whatever the third is."""
    total = sum(
        seen(TABLE, *flags, 2.0) for flags in itertools.product([LOW, NORMAL, HIGH], repeat=2)
    )

    np.testing.assert_allclose(total, seen(TABLE, NOTHING, NOTHING, 2.0), rtol=1e-10)


def test_a_density_integrates_to_one() -> None:
    """With the square root of 2 pi that is left out, over a fine grid of one class."""
    grid = np.linspace(-60.0, 60.0, 24_001)
    nothing = np.full((len(grid), 2), np.nan)
    ends = np.column_stack([grid, nothing])
    density = likelihood(TABLE, ends, ends)[:, 0] / LEFT_OUT

    np.testing.assert_allclose(integrate.trapezoid(density, grid, axis=0), 1.0, rtol=1e-9)


def test_an_area_is_the_density_summed_between_its_bounds() -> None:
    """A flag says the same as all values beyond the limit together, given another value."""
    grid = np.linspace(1.96, 80.0, 40_001)
    ends = np.column_stack([grid, np.full(len(grid), 1.0), np.full(len(grid), np.nan)])
    density = likelihood(TABLE, ends, ends)[:, 0] / LEFT_OUT
    summed = integrate.simpson(density, grid, axis=0)

    np.testing.assert_allclose(seen(TABLE, HIGH, 1.0, NOTHING), summed, rtol=1e-9)


def test_nothing_known_says_nothing() -> None:
    """Without a value, or with one between no bounds, each cause stays where it was."""
    for ends in (NOTHING, (-INFINITY, INFINITY), (np.nan, INFINITY)):
        assert (seen(TABLE, ends, NOTHING, NOTHING) == 1.0).all()


def test_a_bound_may_be_left_out_or_infinite() -> None:
    """No upper bound and an infinite one are the same."""
    for known in ((-1.0, 2.0), (2.0,)):
        rest = (*known, HIGH, HIGH, HIGH)[:3]
        open_rest = (*known, *[(1.96, np.nan)] * 3)[:3]

        assert (seen(TABLE, *rest) == seen(TABLE, *open_rest)).all()


def test_heavy_tails_keep_the_ratio_of_causes_bounded() -> None:
    """Far out a value tells causes apart by their wide part only, and never excludes one."""
    table = DensityTable(
        analytes=ANALYTES,
        mean=np.array([[[0.0, 0, 0], [4.0, 0, 0]]]),
        correlation=np.tile(np.eye(3), (2, 1, 1)),
        tail_share=0.05,
        tail_width=3.0,
        spread=np.ones((1, 2, 3)),
    )
    near, far = (seen(table, z, NOTHING, NOTHING) for z in (6.0, 12.0))
    thin = -0.5 * (12.0 - 4.0) ** 2 + 0.5 * 12.0**2
    wide = thin / 3.0**2

    assert np.log(far[1] / far[0]) == pytest.approx(wide, abs=0.01)
    assert np.log(near[1] / near[0]) < -0.5 * 2.0**2 + 0.5 * 6.0**2
    assert (seen(table, 1000.0, NOTHING, NOTHING) > 0.0).all()


def test_the_factors_of_correlations_are_worked_out_once() -> None:
    """The same classes in the same order have the same factor."""
    assert TABLE.factor((2, 0)) is TABLE.factor((2, 0))
