"""How likely a person's values are in each cause: normal densities of zlog with heavy tails.

Each cause has a mean and a spread of zlog for every class, and correlations between the classes.
A share of people of every cause spreads wider by a factor, so that no single value excludes a
cause (a contaminated normal distribution; Tukey 1960). A value known as a number takes the
density at that number; one known to lie between two bounds (a flag, "<", ">") takes the area
between them; one not known takes nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from globulin.intervals.normal import normal_cdf

Floats = NDArray[np.float64]

OPEN, BOX, POINT = 0, 1, 2
# Beyond so many spreads nothing of a normal distribution is left that a double can tell.
FAR = 9.0
# Nodes of the Gauss-Legendre rule over all but the last class of which only bounds are known.
NODES = {1: 32, 2: 16}
# So many numbers at a time stay near the processor.
AT_ONCE = 2**15
# Flags without a value are few, and the same for many people.
FLAGS_KEPT = 64
SMALLEST = 1e-280


@dataclass(frozen=True, eq=False)
class DensityTable:
    """Densities of D draws of the parameters of C causes, for A classes.

    `mean` and `spread` have the shape (D, C, A); `correlation` (C, A, A) holds ones on its
    diagonal. `tail_share` (0 to 1) of people spread `tail_width` times as wide.
    """

    analytes: tuple[str, ...]
    mean: Floats
    spread: Floats
    correlation: Floats
    tail_share: float
    tail_width: float
    _factors: dict[tuple[int, ...], Floats] = field(default_factory=dict, repr=False)

    def factor(self, order: tuple[int, ...]) -> Floats:
        """Return the Cholesky factors (C, d, d) of the correlations of some classes, in order."""
        if order not in self._factors:
            part = self.correlation[:, order][:, :, order]
            self._factors[order] = np.asarray(np.linalg.cholesky(part), dtype=np.float64)
        return self._factors[order]


def likelihood(table: DensityTable, z_from: Floats, z_to: Floats) -> Floats:
    """Return the likelihood of people's values in each cause, up to a factor of each person.

    Args:
        table: D draws of C causes.
        z_from: (people, A) the least zlog that each class can have; NaN or -inf: not known.
        z_to: the most; the same number as `z_from` where the value is known.

    Returns:
        (people, D, C), above zero; 1 throughout where nothing is known.
    """
    # No bound known is no bound at all.
    z_from = np.where(np.isnan(z_from), -np.inf, z_from)
    z_to = np.where(np.isnan(z_to), np.inf, z_to)
    result = np.ones((len(z_from), *table.mean.shape[:2]))
    kinds = _kinds(z_from, z_to)
    for pattern in sorted({tuple(map(int, row)) for row in np.unique(kinds, axis=0)}):
        rows = np.flatnonzero((kinds == np.array(pattern)).all(axis=1))
        if POINT in pattern:
            result[rows] = _of_pattern(table, pattern, z_from[rows], z_to[rows])
        elif BOX in pattern:
            for row in rows:
                result[row] = _of_flags(table, pattern, tuple(z_from[row]), tuple(z_to[row]))
    return result


@lru_cache(maxsize=FLAGS_KEPT)
def _of_flags(
    table: DensityTable, pattern: tuple[int, ...], low: tuple[float, ...], high: tuple[float, ...]
) -> Floats:
    """Return the likelihood (D, C) of bounds without a value."""
    likely: Floats = _of_pattern(table, pattern, np.array([low]), np.array([high]))[0]
    return likely


def _kinds(z_from: Floats, z_to: Floats) -> NDArray[np.int8]:
    has_from, has_to = np.isfinite(z_from), np.isfinite(z_to)
    kinds = np.where(has_from | has_to, BOX, OPEN).astype(np.int8)
    kinds[has_from & has_to & (z_from == z_to)] = POINT
    return kinds


def _of_pattern(
    table: DensityTable, pattern: tuple[int, ...], z_from: Floats, z_to: Floats
) -> Floats:
    """Return the likelihood of people of whom the same is known."""
    points = [place for place, kind in enumerate(pattern) if kind == POINT]
    boxes = [place for place, kind in enumerate(pattern) if kind == BOX]
    order = (*points, *boxes)
    factor = table.factor(order)
    residuals, square, density = _residuals(table, factor, order[: len(points)], z_from)
    bounds = [
        (_standardize(table, place, z_from), _standardize(table, place, z_to)) for place in boxes
    ]
    result = np.zeros_like(square)
    for share, width in ((1.0 - table.tail_share, 1.0), (table.tail_share, table.tail_width)):
        # In place: these arrays are the largest there are.
        part = square * (-0.5 / width**2)
        np.exp(part, out=part)
        part *= density * (share / width ** len(points))
        if boxes:
            scaled = [(low / width, high / width) for low, high in bounds]
            part *= _area(factor, [u / width for u in residuals], scaled)
        result += part
    return np.maximum(result, SMALLEST, out=result)


def _standardize(table: DensityTable, place: int, z: Floats) -> Floats:
    scaled: Floats = z[:, None, None, place] - table.mean[:, :, place]
    scaled /= table.spread[:, :, place]
    return scaled


def _residuals(
    table: DensityTable, factor: Floats, points: tuple[int, ...], z: Floats
) -> tuple[list[Floats], Floats, Floats]:
    """Return what is left of each known value given those before it, its squares, the scale."""
    draws, causes, _ = table.mean.shape
    square = np.zeros((len(z), draws, causes))
    density = np.ones((1, draws, causes))
    residuals: list[Floats] = []
    for row, place in enumerate(points):
        left = _standardize(table, place, z)
        for column, before in enumerate(residuals):
            left -= factor[:, row, column] * before
        left /= factor[:, row, row]
        density /= table.spread[:, :, place] * factor[:, row, row]
        square += left * left
        residuals.append(left)
    return residuals, square, density


def _area(factor: Floats, before: list[Floats], bounds: list[tuple[Floats, Floats]]) -> Floats:
    """Return the probability that the remaining classes lie between their bounds.

    The last one is exact; those before it are integrated over their own conditional scale.
    """
    row = len(before)
    shift = sum((factor[:, row, j] * u for j, u in enumerate(before)), start=np.zeros(1))
    scale = factor[:, row, row]
    low, high = ((bound - shift) / scale for bound in bounds[0])
    if len(bounds) == 1:
        return _between(low, high)
    result = np.zeros_like(low)
    for node, weight in _nodes(low, high, NODES[len(bounds) - 1]):
        result += (weight * _area(factor, [*before, node], bounds[1:])).sum(axis=0)
    return result


def _nodes(low: Floats, high: Floats, count: int) -> Iterator[tuple[Floats, Floats]]:
    """Yield places between two bounds with their weight under the standard normal density.

    Both have one axis more than the bounds, the first: as many places as may be had at once.
    """
    start, end = np.clip(low, -FAR, FAR), np.clip(high, -FAR, FAR)
    middle, half = (start + end) / 2.0, (end - start) / 2.0
    shape = (-1, *[1] * low.ndim)
    places, weights = (each.reshape(shape) for each in np.polynomial.legendre.leggauss(count))
    step = max(AT_ONCE // max(low.size, 1), 1)
    for some in (slice(first, first + step) for first in range(0, count, step)):
        node = middle + half * places[some]
        yield node, weights[some] * half * np.exp(-0.5 * node * node) / np.sqrt(2.0 * np.pi)


def _between(low: Floats, high: Floats) -> Floats:
    """Return the area of the standard normal distribution between bounds, exact in both tails."""
    # One end alone is one tail.
    if np.isposinf(high).all():
        return normal_cdf(_finite(-low))
    if np.isneginf(low).all():
        return normal_cdf(_finite(high))
    is_right = low > 0.0
    start, end = np.where(is_right, -high, low), np.where(is_right, -low, high)
    area: Floats = normal_cdf(_finite(end)) - normal_cdf(_finite(start))
    return area


def _finite(z: Floats) -> Floats:
    # The series of the distribution function takes no infinite argument.
    return np.clip(z, -40.0, 40.0)
