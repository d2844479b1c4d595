"""Tables of one analyte as arrays: published bands that are counted, or a laboratory's own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from globulin.intervals.cautions import Cautions
from globulin.model import OwnInterval, ReferenceInterval
from globulin.units import Factors, convert

ANY_SEX, FEMALE, MALE = -1, 0, 1
SEX_CODES = {None: ANY_SEX, "female": FEMALE, "male": MALE}
REFERENCE_WORK = "reference-work"


Booleans = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class BandNames:
    """What a report may name: laboratories with the sources of their tables, and methods."""

    laboratories: Mapping[str, frozenset[str]]
    methods: tuple[str, ...]


NO_NAMES = BandNames({}, ())


@dataclass(frozen=True, eq=False)
class BandTable:
    """Bands of one analyte, in the order of their tables; all arrays have one entry a band.

    `low` and `high` are in `unit`, NaN where a band has no such limit. Ages are in days,
    half-open. `starts` are the positions at which the tables begin, `table_of` the table of each
    band, `order` which table goes first where nothing else decides. `is_of_laboratory` and
    `is_of_method` hold a row for each name. A lower limit up to `least_low` calls nothing low.
    """

    analyte: str
    unit: str
    ids: tuple[str, ...]
    table_ids: tuple[str, ...]
    sex: NDArray[np.int8]
    age_low: NDArray[np.float64]
    age_high: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    is_pregnant: Booleans
    holds_in_pregnancy: Booleans
    is_default: Booleans
    starts: NDArray[np.intp]
    table_of: NDArray[np.int32]
    order: NDArray[np.int32]
    laboratories: tuple[str, ...]
    is_of_laboratory: Booleans
    methods: tuple[str, ...]
    is_of_method: Booleans
    least_low: float
    cautions: Cautions


def make_band_table(
    bands: Iterable[ReferenceInterval],
    *,
    analyte: str,
    unit: str,
    factors: Factors,
    cautions: Cautions,
    names: BandNames = NO_NAMES,
) -> BandTable:
    """Return the counted bands of an analyte as arrays, in one unit."""
    counted = sorted((band for band in bands if band.counted), key=lambda band: band.table)
    tables = [band.table for band in counted]
    table_ids = tuple(dict.fromkeys(tables))
    ranks = _ranks(counted)
    is_pregnant = _flags([bool(band.pregnant) for band in counted])
    return BandTable(
        analyte=analyte,
        unit=unit,
        ids=tuple(band.id for band in counted),
        table_ids=table_ids,
        is_pregnant=is_pregnant,
        holds_in_pregnancy=is_pregnant,
        is_default=_flags([band.default for band in counted]),
        starts=np.array([tables.index(table) for table in table_ids], dtype=np.intp),
        table_of=np.array([table_ids.index(table) for table in tables], dtype=np.int32),
        order=np.array([ranks[table] for table in tables], dtype=np.int32),
        laboratories=tuple(names.laboratories),
        is_of_laboratory=_of_names(
            [
                [not its.isdisjoint(b.sources) for b in counted]
                for its in names.laboratories.values()
            ],
            len(counted),
        ),
        methods=names.methods,
        is_of_method=_of_names(
            [[name in methods_of(band.method) for band in counted] for name in names.methods],
            len(counted),
        ),
        least_low=cautions.least_low_in(unit, analyte=analyte, factors=factors),
        cautions=cautions,
        **_columns(counted, analyte=analyte, unit=unit, factors=factors),
    )


def make_own_table(
    own: Sequence[OwnInterval],
    *,
    analyte: str,
    unit: str,
    factors: Factors,
    cautions: Cautions,
) -> BandTable:
    """Return the laboratory's own bands of an analyte as arrays, in one unit: one table."""
    size = len(own)
    laboratories = tuple(dict.fromkeys(b.laboratory for b in own if b.laboratory))
    methods = tuple(dict.fromkeys(b.method for b in own if b.method))
    return BandTable(
        analyte=analyte,
        unit=unit,
        ids=tuple(str(band.line) for band in own),
        table_ids=("",) if own else (),
        is_pregnant=_flags([band.pregnant is True for band in own]),
        holds_in_pregnancy=_flags([band.pregnant is not False for band in own]),
        is_default=_flags([True] * size),
        starts=np.zeros(min(size, 1), dtype=np.intp),
        table_of=np.zeros(size, dtype=np.int32),
        order=np.zeros(size, dtype=np.int32),
        laboratories=laboratories,
        is_of_laboratory=_of_names(
            [[band.laboratory == name for band in own] for name in laboratories], size
        ),
        methods=methods,
        is_of_method=_of_names([[band.method == name for band in own] for name in methods], size),
        least_low=cautions.least_low_in(unit, analyte=analyte, factors=factors),
        cautions=cautions,
        **_columns(own, analyte=analyte, unit=unit, factors=factors),
    )


def methods_of(text: str | None) -> list[str]:
    """Return the methods of a band: a table that holds for two of them names both."""
    return [name.strip() for name in (text or "").split(";") if name.strip()]


def _columns(
    bands: Sequence[ReferenceInterval | OwnInterval], *, analyte: str, unit: str, factors: Factors
) -> dict[str, Any]:
    """Return sexes, ages and limits of bands as arrays, in one unit."""

    def in_unit(value: float | None, band: ReferenceInterval | OwnInterval) -> float:
        if value is None:
            return np.nan
        return convert(value, analyte=analyte, from_unit=band.unit, to_unit=unit, factors=factors)

    highs = [np.inf if b.age_high_days is None else b.age_high_days for b in bands]
    return {
        "sex": np.array([SEX_CODES[band.sex] for band in bands], dtype=np.int8),
        "age_low": np.array([band.age_low_days for band in bands], dtype=np.float64),
        "age_high": np.array(highs, dtype=np.float64),
        "low": np.array([in_unit(band.low, band) for band in bands], dtype=np.float64),
        "high": np.array([in_unit(band.high, band) for band in bands], dtype=np.float64),
    }


def _ranks(counted: Sequence[ReferenceInterval]) -> dict[str, int]:
    """Return the place of each table where nothing else decides which one is used.

    Tables compared with their source go first, then a laboratory's or a study's before a
    reference work's, then those with more bands, then the name.
    """
    by_table: dict[str, list[ReferenceInterval]] = {}
    for band in counted:
        by_table.setdefault(band.table, []).append(band)
    ordered = sorted(
        by_table,
        key=lambda table: (
            not all(band.checked for band in by_table[table]),
            all(band.evidence == REFERENCE_WORK for band in by_table[table]),
            -len(by_table[table]),
            table,
        ),
    )
    return {table: place for place, table in enumerate(ordered)}


def _flags(values: Sequence[bool]) -> Booleans:
    return np.array(values, dtype=np.bool_)


def _of_names(rows: Sequence[Sequence[bool]], size: int) -> Booleans:
    """Return names by bands, also where there are no names or no bands."""
    return np.array(rows, dtype=np.bool_).reshape(len(rows), size)


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
