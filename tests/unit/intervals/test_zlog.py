"""The deviation on the log scale against published worked examples."""

import numpy as np
import pytest

from globulin.intervals.judge import zlog

# Hoffmann et al., J Lab Med 2017;41:23-32, table 2: value and zlog to two digits. The paper
# prints -1.66 for a bilirubin of 2, which is its lower limit: it is left out.
ALBUMIN = {42: -0.15, 34: -2.25, 38: -1.15, 43: 0.08, 50: 1.57, 27: -4.53, 31: -3.16, 24: -5.70}
BILIRUBIN = {11: 0.85, 9: 0.57, 5: -0.43, 22: 2.04, 42: 3.12, 37: 2.90, 200: 5.72, 20: 1.88}


@pytest.mark.parametrize(
    ("limits", "table", "within"), [((35, 52), ALBUMIN, 0.011), ((2, 21), BILIRUBIN, 0.035)]
)
def test_published_examples(
    limits: tuple[float, float], table: dict[float, float], within: float
) -> None:
    """Albumin and bilirubin of Hoffmann's table 2; the paper rounds its bilirubin values."""
    low, high = (np.full(len(table), float(end)) for end in limits)
    found = zlog(np.array([*table], dtype=float), low, high)

    np.testing.assert_allclose(found, [*table.values()], rtol=0.0, atol=within)


def test_middle_and_limits() -> None:
    """Zero in the middle of the logs, 1.96 at the limits."""
    found = zlog(
        np.array([53.0, 334.0, np.sqrt(53.0 * 334.0)]), np.full(3, 53.0), np.full(3, 334.0)
    )

    np.testing.assert_allclose(found, [-1.959963984540054, 1.959963984540054, 0.0], atol=1e-12)


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [(1.0, np.nan, 2.0), (1.0, 1.0, np.nan), (1.0, 0.0, 2.0), (0.0, 1.0, 2.0), (np.nan, 1.0, 2.0)],
)
def test_there_is_none_without_two_limits_above_zero(value: float, low: float, high: float) -> None:
    """A missing limit, a limit of zero or no value: no deviation, and no warning."""
    assert np.isnan(zlog(np.array([value]), np.array([low]), np.array([high]))[0])
