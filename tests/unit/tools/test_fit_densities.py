"""The fit of densities, on figures that were made from a density that is known."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from tools.fit_densities_model import QUARTILES_APART, Between, Evidence, Placed, fit

BETWEEN = Between(means=0.5, spreads=0.25)
EXACT = Between(means=0.05, spreads=0.02)
WIDE = Placed(mean=0.0, mean_width=5.0, spread=1.3, spread_width=0.8)
CLASS = Placed(mean=2.3, mean_width=0.8, spread=1.3, spread_width=0.2)
MEAN, SPREAD = 2.8, 1.7
LIMIT = 1.959963984540054


def figure(kind: Any, value: float, study: str = "one", **more: float) -> Evidence:
    """Return a figure of a large study."""
    return Evidence(kind=kind, value=value, people=more.pop("people", 5000.0), study=study, **more)


def raised(share: float, study: str = "one", people: float = 100.0) -> Evidence:
    """Return a share of people above the upper limit."""
    return figure("below", 1.0 - share, study, limit=LIMIT, people=people)


def test_without_a_study_the_class_stands() -> None:
    """Nothing is computed, so nothing is rounded either."""
    assert CLASS == fit(CLASS, [], BETWEEN)


def test_median_and_quartiles_are_found_again() -> None:
    """The middle half of a normal distribution tells its spread."""
    found = fit(WIDE, [figure("middle", MEAN), figure("spread", SPREAD)], EXACT)

    assert pytest.approx(MEAN, abs=0.06) == found.mean
    assert pytest.approx(SPREAD, rel=0.04) == found.spread
    assert pytest.approx(QUARTILES_APART) == norm.ppf(0.75) - norm.ppf(0.25)


def test_share_raised_and_median_are_found_again() -> None:
    """Where the median is known the share beyond the limit tells the spread."""
    share = float(norm.sf(LIMIT, MEAN, SPREAD))
    found = fit(WIDE, [figure("middle", MEAN), raised(share, people=5000.0)], EXACT)

    assert pytest.approx(MEAN, abs=0.06) == found.mean
    assert pytest.approx(SPREAD, rel=0.15) == found.spread


def test_shares_low_and_within_are_found_again() -> None:
    """Two shares tell mean and spread."""
    mean = -0.8
    low = float(norm.cdf(-LIMIT, mean, SPREAD))
    within = float(norm.cdf(LIMIT, mean, SPREAD)) - low
    figures = [
        figure("below", low, limit=-LIMIT),
        figure("within", within, limit=-LIMIT, upper=LIMIT),
    ]
    found = fit(WIDE, figures, EXACT)

    assert pytest.approx(mean, abs=0.1) == found.mean
    assert pytest.approx(SPREAD, rel=0.15) == found.spread


def test_a_mean_of_amounts_lies_above_the_mean_of_the_logarithms() -> None:
    """By half of the variance: the mean of a log-normal distribution."""
    scale = 0.5
    told = MEAN + scale * SPREAD**2 / 2.0
    figures = [figure("mean", told, scale=scale), figure("spread", SPREAD)]

    assert pytest.approx(MEAN, abs=0.1) == fit(WIDE, figures, EXACT).mean


def test_one_study_is_weighed_against_the_class_by_hand() -> None:
    """A study of very many is as sure as studies agree: a normal with the width between them."""
    found = fit(CLASS, [figure("middle", 3.5, people=1e6)], BETWEEN)
    weights = (1.0 / CLASS.mean_width**2, 1.0 / BETWEEN.means**2)
    expected = (weights[0] * CLASS.mean + weights[1] * 3.5) / sum(weights)

    assert pytest.approx(expected, abs=0.01) == found.mean
    assert pytest.approx(sum(weights) ** -0.5, abs=0.01) == found.mean_width


def test_figures_of_one_study_count_less_than_those_of_two() -> None:
    """The same people are off together."""
    same = fit(CLASS, [figure("middle", 4.0), figure("middle", 4.0)], BETWEEN)
    apart = fit(CLASS, [figure("middle", 4.0), figure("middle", 4.0, "two")], BETWEEN)

    assert apart.mean > same.mean
    assert apart.mean_width < same.mean_width


def test_all_of_few_people_is_a_bound() -> None:
    """Three of three push the mean up; they do not carry it away."""
    found = fit(CLASS, [raised(1.0, people=3.0)], BETWEEN)

    assert CLASS.mean < found.mean < CLASS.mean + CLASS.mean_width


def test_what_is_not_known_is_never_nothing() -> None:
    """Many studies that agree leave a width."""
    figures = [figure("middle", 2.0, str(number)) for number in range(40)]
    figures += [figure("spread", 1.2, str(number)) for number in range(40)]
    found = fit(CLASS, figures, EXACT)

    assert 0.15 == found.mean_width
    assert 0.1 == found.spread_width


@settings(max_examples=10, deadline=None)
@given(
    low=st.floats(0.02, 0.95),
    more=st.floats(0.02, 0.5),
    people=st.floats(3.0, 100.0),
)
def test_more_people_raised_is_a_higher_mean(low: float, more: float, people: float) -> None:
    """Of two studies of one size the one with the higher share has the higher mean."""
    shares = (low, min(low + more, 1.0))
    lower, higher = (fit(CLASS, [raised(share, people=people)], BETWEEN) for share in shares)

    assert lower.mean < higher.mean


def test_the_order_of_studies_says_nothing() -> None:
    """The same figures in another order are the same density."""
    figures = [raised(0.7), figure("middle", 2.0, "two"), figure("spread", 1.5, "three")]
    one, other = fit(CLASS, figures, BETWEEN), fit(CLASS, figures[::-1], BETWEEN)

    assert pytest.approx(one.mean) == other.mean
    assert pytest.approx(one.spread) == other.spread
