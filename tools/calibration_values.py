"""Draws the values of people, and how likely values are where their tails are heavier."""

import numpy as np
from numpy.typing import NDArray

from globulin.reasoning.differential.densities import DensityTable
from tools.calibration_worlds import World

Floats = NDArray[np.float64]

# Of so many people only whether the first class is low, normal or high is known.
FLAG_ONLY = 0.15
# Of so many more only the value of the first class.
ONE_ONLY = 0.15
# The limits of a reference interval, as zlog.
LIMIT = 1.959963984540054
FREEDOM = 3.0


def draw_values(
    world: World, cause: NDArray[np.intp], generator: np.random.Generator
) -> tuple[Floats, Floats]:
    """Return the least and the most that the zlog of each class can be (people, classes)."""
    table = world.tables.densities
    size, classes = len(cause), len(table.analytes)
    if world.is_heavy:
        width = np.sqrt(FREEDOM / generator.chisquare(FREEDOM, size=size))
    else:
        is_wide = generator.random(size) < table.tail_share
        width = np.where(is_wide, table.tail_width, 1.0)
    factor = table.factor(tuple(range(classes)))[cause]
    deviates = np.einsum("nij,nj->ni", factor, generator.standard_normal((size, classes)))
    z = table.mean[0, cause] + table.spread[0, cause] * deviates * width[:, None]
    known = generator.random(size)
    z[known < FLAG_ONLY + ONE_ONLY, 1:] = np.nan
    z_from, z_to = z.copy(), z.copy()
    is_flag = known < FLAG_ONLY
    first = z[:, 0]
    ends = np.array([-np.inf, -LIMIT, LIMIT, np.inf])
    side = np.searchsorted(ends[1:3], first)
    z_from[is_flag, 0] = ends[side][is_flag]
    z_to[is_flag, 0] = ends[side + 1][is_flag]
    return z_from, z_to


def heavy_likelihood(table: DensityTable, z_from: Floats, z_to: Floats) -> Floats:
    """Return the likelihood (people, 1, C) of values under t distributions, as `likelihood` does.

    Known are either some of the classes as numbers, from the first on, or bounds of the first.
    """
    is_point = np.isfinite(z_from) & (z_from == z_to)
    result = np.ones((len(z_from), 1, table.mean.shape[1]))
    for known in range(1, len(table.analytes) + 1):
        rows = is_point.sum(axis=1) == known
        result[rows, 0] = _density(table, z_from[rows, :known])
    is_flag = ~is_point[:, 0]
    low, high = (
        heavy_cumulated((z[is_flag, :1] - table.mean[0, :, 0]) / table.spread[0, :, 0])
        for z in (z_from, z_to)
    )
    result[is_flag, 0] = high - low
    return result


def _density(table: DensityTable, z: Floats) -> Floats:
    """Return the density of t distributions of some classes (people, C), up to a number."""
    known = z.shape[1]
    factor = table.factor(tuple(range(known)))
    scaled = (z[:, None] - table.mean[0, :, :known]) / table.spread[0, :, :known]
    square = np.zeros(scaled.shape[:2])
    residuals: list[Floats] = []
    for row in range(known):
        left = scaled[:, :, row]
        for column, before in enumerate(residuals):
            left = left - factor[:, row, column] * before
        residuals.append(left / factor[:, row, row])
        square += residuals[-1] ** 2
    scale = np.prod(table.spread[0, :, :known], axis=1)
    scale = scale * np.prod(np.diagonal(factor, axis1=1, axis2=2), axis=1)
    density: Floats = (1.0 + square / FREEDOM) ** (-(FREEDOM + known) / 2.0) / scale
    return density


def heavy_cumulated(t: Floats) -> Floats:
    """Return the distribution function of t with three degrees of freedom."""
    with np.errstate(invalid="ignore"):
        part = np.where(np.isinf(t), 0.0, t / np.sqrt(FREEDOM) / (1.0 + t * t / FREEDOM))
    total: Floats = 0.5 + (part + np.arctan(t / np.sqrt(FREEDOM))) / np.pi
    return total
