"""How likely a person's values are in each cause: normal densities of zlog with heavy tails.

Each cause has a mean and a spread of zlog for every class, and correlations between the classes.
A share of people of every cause spreads wider by a factor, so that no single value excludes a
cause (a contaminated normal distribution; Tukey 1960). A value known as a number takes the
density at that number; one known to lie between two bounds (a flag, "<", ">") takes the area
between them; one not known takes nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

import numpy as np
from numpy.typing import NDArray

from globulin.intervals.normal import normal_cdf

Floats = NDArray[np.float64]

OPEN, BOX, POINT = 0, 1, 2
# Beyond so many spreads nothing of a normal distribution is left that a double can tell.
FAR = 9.0
# Nodes of the Gauss-Legendre rule over all but the last class of which only bounds are known.
NODES = {1: 48, 2: 24}
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
    size = len(z_from)
    draws, causes, _ = table.mean.shape
    result = np.ones((size, draws, causes))
    kinds = _kinds(z_from, z_to)
    for pattern in product((OPEN, BOX, POINT), repeat=len(table.analytes)):
        rows = np.flatnonzero((kinds == np.array(pattern)).all(axis=1))
        if len(rows) and any(pattern):
            result[rows] = _of_pattern(table, pattern, z_from[rows], z_to[rows])
    return result


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
    result = np.zeros_like(density)
    for share, width in ((1.0 - table.tail_share, 1.0), (table.tail_share, table.tail_width)):
        part = share * np.exp(-0.5 * square / width**2) / width ** len(points)
        if boxes:
            scaled = [(low / width, high / width) for low, high in bounds]
            part = part * _area(factor, [u / width for u in residuals], scaled)
        result += part
    result *= density
    floored: Floats = np.maximum(result, SMALLEST)
    return floored


def _standardize(table: DensityTable, place: int, z: Floats) -> Floats:
    with np.errstate(invalid="ignore"):
        scaled: Floats = (z[:, None, None, place] - table.mean[None, :, :, place]) / table.spread[
            None, :, :, place
        ]
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
            left = left - factor[:, row, column] * before
        left = left / factor[:, row, row]
        density = density / (table.spread[:, :, place] * factor[:, row, row])
        square += left * left
        residuals.append(left)
    return residuals, square, np.broadcast_to(density, square.shape)


def _area(
    factor: Floats, before: list[Floats], bounds: list[tuple[Floats, Floats]]
) -> Floats | float:
    """Return the probability that the remaining classes lie between their bounds.

    The last one is exact; those before it are integrated over their own conditional scale.
    """
    row = len(before)
    shift = sum((factor[:, row, j] * u for j, u in enumerate(before)), start=np.zeros(1))
    scale = factor[:, row, row]
    low, high = ((bound - shift) / scale for bound in bounds[0])
    if len(bounds) == 1:
        return _between(low, high)
    result: Floats | float = 0.0
    for node, weight in _nodes(low, high, NODES[len(bounds) - 1]):
        result = result + weight * _area(factor, [*before, node], bounds[1:])
    return result


def _nodes(low: Floats, high: Floats, count: int) -> Iterator[tuple[Floats, Floats]]:
    """Yield places between two bounds with their weight under the standard normal density."""
    # NaN bounds are open ends.
    start = np.clip(np.nan_to_num(low, nan=-FAR, neginf=-FAR), -FAR, FAR)
    end = np.clip(np.nan_to_num(high, nan=FAR, posinf=FAR), -FAR, FAR)
    middle, half = (start + end) / 2.0, (end - start) / 2.0
    for place, weight in zip(*np.polynomial.legendre.leggauss(count), strict=True):
        node = middle + half * place
        yield node, weight * half * np.exp(-0.5 * node * node) / np.sqrt(2.0 * np.pi)


def _between(low: Floats, high: Floats) -> Floats:
    """Return the area of the standard normal distribution between bounds, exact in both tails."""
    low = np.nan_to_num(low, nan=-np.inf, posinf=np.inf, neginf=-np.inf)
    high = np.nan_to_num(high, nan=np.inf, posinf=np.inf, neginf=-np.inf)
    is_right = low > 0.0
    start, end = np.where(is_right, -high, low), np.where(is_right, -low, high)
    area: Floats = normal_cdf(_finite(end)) - normal_cdf(_finite(start))
    return area


def _finite(z: Floats) -> Floats:
    # The series of the distribution function takes no infinite argument.
    return np.clip(z, -40.0, 40.0)
