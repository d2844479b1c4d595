"""Chooses the bands that each result is judged by: published ones, and the laboratory's own.

Published bands, for the age and sex, in this order: of the laboratory that the report names, of
the method that it names, of the default table, of any other counted table (`BandTable.order`).
In pregnancy only bands of pregnancy. The laboratory's own: the ones that say most of the result.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from globulin.intervals.measured import NOT_NAMED, Floats, Measured, Named, fits_name
from globulin.intervals.tables import ANY_SEX, BandTable

NO_BAND = NO_TABLE = -1
# Why a published band was chosen.
NO_CHOICE, BY_LABORATORY, BY_METHOD, BY_DEFAULT, BY_ORDER, BY_PREGNANCY = 0, 1, 2, 3, 4, 5
# From the front: of the laboratory and the method, of the laboratory, the default where it is of
# the method, of the method, the default, any other.
LEVELS = np.array(
    [BY_LABORATORY, BY_LABORATORY, BY_DEFAULT, BY_METHOD, BY_DEFAULT, BY_ORDER], dtype=np.int8
)

Booleans = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The bands chosen for each result: the widest of their limits (NaN is open), and why.

    `band` is the position of the band where one alone was chosen, else NO_BAND; `table` that of
    its table, NO_TABLE where the bands are of several.
    """

    low: Floats
    high: Floats
    band: NDArray[np.int32]
    table: NDArray[np.int32]
    why: NDArray[np.int8]


def fitting(measured: Measured, tables: BandTable) -> Booleans:
    """Return which bands may apply to which results: rows by bands; the unknown fits any."""
    age, sex = measured.age_days[:, None], measured.sex[:, None]
    fits_age = np.isnan(age) | ((age >= tables.age_low) & (age < tables.age_high))
    fits_sex = (sex == ANY_SEX) | (tables.sex == ANY_SEX) | (tables.sex == sex)
    fits_pregnancy = ~tables.is_pregnant | measured.pregnant[:, None]
    result: Booleans = fits_age & fits_sex & fits_pregnancy
    return result


def choose_published(measured: Measured, fits: Booleans, tables: BandTable) -> Chosen:
    """Return the published bands to judge by, of results whose age is known.

    With the sex unknown a table without sexes goes first, then both bands of one that has them.
    In pregnancy every band of pregnancy that may apply is chosen: the week is not known.
    """
    if fits.shape[1] == 0:
        return _nothing(len(fits))
    usable = fits & ~tables.is_pregnant
    best, why = _first_bands(measured, usable, tables)
    has_age = ~np.isnan(measured.age_days)
    is_found = usable[np.arange(len(best)), best] & has_age
    chosen = Chosen(
        np.where(is_found, tables.low[best], np.nan),
        np.where(is_found, tables.high[best], np.nan),
        np.where(is_found, best, NO_BAND).astype(np.int32),
        np.where(is_found, tables.table_of[best], NO_TABLE).astype(np.int32),
        np.where(is_found, why, NO_CHOICE).astype(np.int8),
    )
    # Bands of both sexes of one table, where the sex is not known.
    is_sexed = tables.sex != ANY_SEX
    rows = np.flatnonzero(is_found & (measured.sex == ANY_SEX) & is_sexed[best])
    its_table = tables.table_of == tables.table_of[best[rows]][:, None]
    _join(chosen, rows, usable[rows] & its_table & is_sexed, tables)
    rows = np.flatnonzero(measured.pregnant & has_age)
    rows = rows[(fits[rows] & tables.is_pregnant).any(axis=1)]
    _join(chosen, rows, fits[rows] & tables.is_pregnant, tables)
    chosen.table[rows], chosen.why[rows] = NO_TABLE, BY_PREGNANCY
    return chosen


def choose_own(measured: Measured, own: BandTable) -> tuple[Chosen, Booleans]:
    """Return the laboratory's own bands of results whose age is known, also as rows by bands.

    A laboratory, a method or a sex that is not known fits any; one that is fits its own bands
    before those that name none. In pregnancy only bands that are told to hold there.
    """
    size = len(measured.value)
    named = measured.own_named or _nothing_named(size)
    fits = fitting(measured, own) & ~np.isnan(measured.age_days)[:, None]
    fits &= ~measured.pregnant[:, None] | own.holds_in_pregnancy
    weight = np.zeros(fits.shape, dtype=np.int8)
    for codes, is_of, value in (
        (named.laboratory, own.is_of_laboratory, 8),
        (named.method, own.is_of_method, 4),
    ):
        is_bound, is_its = is_of.any(axis=0), fits_name(codes, is_of)
        fits &= ~is_bound | is_its | (codes == NOT_NAMED)[:, None]
        weight += is_its * np.int8(value)
    weight += (measured.pregnant[:, None] & own.is_pregnant) * np.int8(2)
    is_sexed, is_known = own.sex != ANY_SEX, (measured.sex != ANY_SEX)[:, None]
    weight += (is_sexed == is_known) * np.int8(1)
    weight = np.where(fits, weight, np.int8(-1))
    bands = fits & (weight == weight.max(axis=1, initial=-1)[:, None])
    chosen = _nothing(size)
    _join(chosen, np.flatnonzero(bands.any(axis=1)), bands[bands.any(axis=1)], own)
    return chosen, bands


def _first_bands(
    measured: Measured, usable: Booleans, tables: BandTable
) -> tuple[NDArray[np.intp], NDArray[np.int8]]:
    """Return the band of each result that goes first, and why; any band where none is usable.

    Results that name the same are ordered together: a column has few laboratories and methods.
    """
    best = np.zeros(len(usable), dtype=np.intp)
    why = np.zeros(len(usable), dtype=np.int8)
    named = measured.named or _nothing_named(len(usable))
    is_unknown = measured.sex == ANY_SEX
    keys = np.stack([named.laboratory, named.method, is_unknown.astype(np.int32)])
    groups, group_of = np.unique(keys, axis=1, return_inverse=True)
    group_of = group_of.reshape(-1)
    for place, (laboratory, method, without_sex) in enumerate(groups.T):
        level = _levels(int(laboratory), int(method), tables)
        is_last = (tables.sex != ANY_SEX) & bool(without_sex)
        ordered = np.lexsort((tables.order, is_last, level))
        rows = np.flatnonzero(group_of == place)
        best[rows] = ordered[usable[rows].take(ordered, axis=1).argmax(axis=1)]
        why[rows] = LEVELS[level[best[rows]]]
    return best, why


def _levels(laboratory: int, method: int, tables: BandTable) -> NDArray[np.intp]:
    """Return how far in front each band stands: positions in `LEVELS`."""
    never = np.zeros(len(tables.ids), dtype=np.bool_)
    is_laboratory = tables.is_of_laboratory[laboratory] if laboratory >= 0 else never
    is_method = tables.is_of_method[method] if method >= 0 else never
    level = np.where(tables.is_default, 4, 5)
    level = np.where(is_method, np.where(tables.is_default, 2, 3), level)
    return np.where(is_laboratory, np.where(is_method, 0, 1), level).astype(np.intp)


def _join(chosen: Chosen, rows: NDArray[np.intp], bands: Booleans, tables: BandTable) -> None:
    """Set for some rows the widest limits of several bands (rows by bands)."""
    if len(rows) == 0:
        return
    low = np.where(bands, np.where(np.isnan(tables.low), -np.inf, tables.low), np.inf)
    high = np.where(bands, np.where(np.isnan(tables.high), np.inf, tables.high), -np.inf)
    least, most = low.min(axis=1), high.max(axis=1)
    chosen.low[rows] = np.where(np.isfinite(least), least, np.nan)
    chosen.high[rows] = np.where(np.isfinite(most), most, np.nan)
    chosen.band[rows] = np.where(bands.sum(axis=1) == 1, bands.argmax(axis=1), NO_BAND)


def _nothing(size: int) -> Chosen:
    limits, places = np.full(size, np.nan), np.full(size, NO_BAND, dtype=np.int32)
    return Chosen(
        limits, limits.copy(), places, places.copy(), np.full(size, NO_CHOICE, dtype=np.int8)
    )


def _nothing_named(size: int) -> Named:
    nothing = np.full(size, NOT_NAMED, dtype=np.int32)
    return Named(nothing, nothing)
