"""How the published tables agree about a value: each table counts once."""

import numpy as np
from numpy.typing import NDArray

from globulin.intervals.measured import Codes, Floats, Measured
from globulin.intervals.sides import ABOVE, BELOW, UNKNOWN, WITHIN, find_sides
from globulin.intervals.tables import BandTable

Booleans = NDArray[np.bool_]
Counts = NDArray[np.int32]


def table_sides(measured: Measured, tables: BandTable) -> Codes:
    """Return the side of every value by every band: rows by bands."""
    return find_sides(
        measured.value[:, None],
        measured.comparator[:, None],
        tables.low,
        tables.high,
        least_low=tables.least_low,
    )


def limit_sides(measured: Measured, low: Floats, high: Floats, tables: BandTable) -> Codes:
    """Return the side of every value by limits of its own."""
    return find_sides(measured.value, measured.comparator, low, high, least_low=tables.least_low)


def count_tables(fits: Booleans, sides: Codes, tables: BandTable) -> tuple[Counts, ...]:
    """Return how many tables put each value below, within and above, and how many there are.

    A table whose bands that may apply disagree is counted among all of them only.
    """
    if len(tables.starts) == 0:
        nothing = np.zeros(len(fits), dtype=np.int32)
        return nothing, nothing, nothing, nothing
    lowest = np.minimum.reduceat(np.where(fits, sides, UNKNOWN + 1), tables.starts, axis=1)
    highest = np.maximum.reduceat(np.where(fits, sides, BELOW - 1), tables.starts, axis=1)
    has_band = highest >= BELOW
    is_one = has_band & (lowest == highest)
    counts = [(is_one & (lowest == side)).sum(axis=1) for side in (BELOW, WITHIN, ABOVE)]
    return tuple(count.astype(np.int32) for count in (*counts, has_band.sum(axis=1)))


def unanimous(*counts: Counts) -> Codes:
    """Return the side on which every table puts a value, or UNKNOWN."""
    below, within, above, count = counts
    side = np.full(len(count), UNKNOWN, dtype=np.int8)
    for number, of_side in ((BELOW, below), (WITHIN, within), (ABOVE, above)):
        side[(of_side == count) & (count > 0)] = number
    return side


def common_side(bands: Booleans, sides: Codes) -> Codes:
    """Return the side on which every one of the bands puts a value, or UNKNOWN."""
    lowest = np.where(bands, sides, UNKNOWN + 1).min(axis=1, initial=UNKNOWN + 1)
    highest = np.where(bands, sides, BELOW - 1).max(axis=1, initial=BELOW - 1)
    return np.where(lowest == highest, lowest, UNKNOWN).astype(np.int8)
