"""The reference change value on the log scale against published worked examples."""

import numpy as np
import pytest

from globulin.intervals.trend_limits import Variation, as_change, log_deviation, log_limits

# The normal deviates of 95 and 99 per cent, two-sided.
Z95, Z99 = 1.96, 2.576


def limits(deviate: float, within: float, measured: float = 0.0) -> tuple[float, float]:
    """Return the limits of a fall and of a rise in whole per cent."""
    made = Variation(deviate=deviate, within=within, measured=measured, between=0.0)
    (limit,) = log_limits(made, np.array([False]))
    fall, rise = as_change(np.array([-limit, limit]))
    return round(fall * 100.0), round(rise * 100.0)


@pytest.mark.parametrize(("within", "fall", "rise"), [(7.9, -25, 33), (12.6, -37, 58)])
def test_published_limits_of_troponin(within: float, fall: float, rise: float) -> None:
    """Fahim et al., hs-cTnT in stable dialysis: weekly 7.9 %, monthly 12.6 %, limits at 99 %."""
    assert (fall, rise) == limits(Z99, within / 100.0)


def test_published_limits_of_bnp_mirror_each_other() -> None:
    """Within-person variation of BNP, Am Heart J, January 2009: up 240.4 %, down 70.6 %."""
    (fall,) = as_change(-np.log1p(np.array([2.404])))

    assert round(fall * 100.0, 1) == -70.6


def test_small_variations_come_near_the_linear_form() -> None:
    """Harris and Yasaka's root two times z times CV: IgM of 6 and 3 % gives 18.6 %."""
    made = Variation(deviate=Z95, within=0.06, measured=0.03, between=0.0)
    (limit,) = log_limits(made, np.array([False]))

    assert limit == pytest.approx(Z95 * np.sqrt(2.0) * np.hypot(0.06, 0.03), rel=0.003)


def test_deviation_of_the_logarithm() -> None:
    """A package of R for log-normal data prints 0.2935604 for a CV of 0.3."""
    assert log_deviation(0.3) == pytest.approx(0.2935604, abs=1e-7)


@pytest.mark.parametrize("between", [0.0, 0.03, 0.06, 0.2])
def test_elsewhere_never_narrows(between: float) -> None:
    """A between-laboratory figure below that of one laboratory changes nothing."""
    made = Variation(deviate=Z95, within=0.06, measured=0.06, between=between)
    here, elsewhere = log_limits(made, np.array([False, True]))

    assert (elsewhere > here) == (between > 0.06)
    assert elsewhere >= here
