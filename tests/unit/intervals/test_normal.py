"""The normal distribution against scipy."""

import numpy as np
from scipy.special import ndtr

from globulin.intervals.normal import normal_cdf


def test_it_agrees_with_scipy_over_the_whole_range() -> None:
    """Within 1e-14 everywhere; the smallest tail is still right to a trillionth of itself."""
    z = np.linspace(-37.0, 37.0, 200_001)
    found, expected = normal_cdf(z), ndtr(z)

    np.testing.assert_allclose(found, expected, rtol=0.0, atol=1e-14)
    np.testing.assert_allclose(found[z < 0], expected[z < 0], rtol=1e-12, atol=0.0)


def test_the_ends_are_exact() -> None:
    """Nothing lies below minus infinity, all below infinity; what is not known stays so."""
    found = normal_cdf(np.array([-np.inf, np.inf, np.nan]))

    assert [0.0, 1.0] == found[:2].tolist()
    assert np.isnan(found[2])


def test_it_never_falls_and_is_even() -> None:
    """A higher deviation never has a lower percentile; both sides mirror each other."""
    z = np.linspace(0.0, 9.0, 5_001)

    assert (np.diff(normal_cdf(np.concatenate([-z[::-1], z]))) >= 0).all()
    np.testing.assert_allclose(normal_cdf(-z), 1.0 - normal_cdf(z), rtol=0.0, atol=1e-14)
