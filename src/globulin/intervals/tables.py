"""Published tables of one analyte as arrays: every band that is counted, and the default ones."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from globulin.intervals.cautions import Cautions
from globulin.model import ReferenceInterval
from globulin.units import Factors, convert

ANY_SEX, FEMALE, MALE = -1, 0, 1
SEX_CODES = {None: ANY_SEX, "female": FEMALE, "male": MALE}


@dataclass(frozen=True, eq=False)
class BandTable:
    """Bands of one analyte, in the order of their tables; all arrays have one entry a band.

    `low` and `high` are in `unit`, NaN where a band has no such limit. Ages are in days,
    half-open. `starts` are the positions at which the tables begin. A lower limit up to
    `least_low` calls nothing low.
    """

    analyte: str
    unit: str
    ids: tuple[str, ...]
    sex: NDArray[np.int8]
    age_low: NDArray[np.float64]
    age_high: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    is_pregnant: NDArray[np.bool_]
    is_default: NDArray[np.bool_]
    starts: NDArray[np.intp]
    least_low: float
    cautions: Cautions


def make_band_table(
    bands: Iterable[ReferenceInterval],
    *,
    analyte: str,
    unit: str,
    factors: Factors,
    cautions: Cautions,
) -> BandTable:
    """Return the counted bands of an analyte as arrays, in one unit."""
    counted = sorted((band for band in bands if band.counted), key=lambda band: band.table)
    tables = [band.table for band in counted]
    starts = [i for i, table in enumerate(tables) if i == 0 or tables[i - 1] != table]

    def in_unit(value: float | None, band: ReferenceInterval) -> float:
        if value is None:
            return np.nan
        return convert(value, analyte=analyte, from_unit=band.unit, to_unit=unit, factors=factors)

    return BandTable(
        analyte=analyte,
        unit=unit,
        ids=tuple(band.id for band in counted),
        sex=np.array([SEX_CODES[band.sex] for band in counted], dtype=np.int8),
        age_low=np.array([band.age_low_days for band in counted], dtype=np.float64),
        age_high=np.array(
            [np.inf if b.age_high_days is None else b.age_high_days for b in counted],
            dtype=np.float64,
        ),
        low=np.array([in_unit(band.low, band) for band in counted], dtype=np.float64),
        high=np.array([in_unit(band.high, band) for band in counted], dtype=np.float64),
        is_pregnant=np.array([bool(band.pregnant) for band in counted], dtype=np.bool_),
        is_default=np.array([band.default for band in counted], dtype=np.bool_),
        starts=np.array(starts, dtype=np.intp),
        least_low=cautions.least_low_in(unit, analyte=analyte, factors=factors),
        cautions=cautions,
    )


@lru_cache(maxsize=16)
def middle_limits(tables: BandTable) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return ages at which limits change, and the medians of the published limits from there on.

    Returns:
        Ages in days, ascending; an array of 2 (lower, upper) by ages, natural logarithms, NaN
        where no table has a limit above zero.
    """
    edges = np.unique(np.concatenate([[0.0], tables.age_low]))
    holds = (tables.age_low <= edges[:, None]) & (edges[:, None] < tables.age_high)
    holds &= ~tables.is_pregnant
    middles = np.full((2, len(edges)), np.nan)
    for row, limits in enumerate((tables.low, tables.high)):
        usable = holds & (limits > 0.0)
        has_any = usable.any(axis=1)
        shown = np.where(usable[has_any], limits, np.nan)
        middles[row, has_any] = np.log(np.nanmedian(shown, axis=1))
    return edges, middles
