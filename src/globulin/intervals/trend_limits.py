"""How far two results of one person differ while nothing has changed: the reference change value.

The log-normal form, whose limits for a rise and for a fall are mirror images on the log scale
(Fokkema et al., Clin Chem 2006;52:1602; Harris and Yasaka's form takes both as equal).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variation:
    """How results of one analyte vary, as coefficients of variation (shares, not per cent).

    `within` one person; `measured` again in one laboratory; `between` laboratories and methods,
    which holds the variation of each of them too. `deviate` is the standard normal deviate of the
    share of people without a change who stay inside the limits.
    """

    deviate: float
    within: float
    measured: float
    between: float


def log_deviation(*variations: Floats | float) -> Floats:
    """Return the standard deviation of the logarithm of independent parts that multiply.

    Each is a coefficient of variation. Of a log-normal value it is the root of ln(1 + CV²).
    """
    total = sum(np.square(np.asarray(part, dtype=np.float64)) for part in variations)
    return np.asarray(np.sqrt(np.log1p(total)), dtype=np.float64)


def log_limits(variation: Variation, is_elsewhere: Booleans) -> Floats:
    """Return how far the logarithms of two results may lie apart by chance, one entry a pair.

    `is_elsewhere`: the laboratory, the method or the unit changed between the two. What
    laboratories differ by then stands in the place of what one of them differs by from day to
    day, and never below it: the limit widens and never narrows.
    """
    measured = np.where(
        is_elsewhere, max(variation.between, variation.measured), variation.measured
    )
    deviation = log_deviation(variation.within, measured)
    return np.asarray(variation.deviate * np.sqrt(2.0) * deviation, dtype=np.float64)


def as_change(log_ratio: Floats) -> Floats:
    """Return the change that a difference of logarithms is: 0.5 for half as much again."""
    return np.asarray(np.expm1(log_ratio), dtype=np.float64)
