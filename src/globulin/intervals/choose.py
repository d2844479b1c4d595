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
    """The bands chosen for each result (rows by bands), why, and of which table."""

    bands: Booleans
    why: NDArray[np.int8]
    table: NDArray[np.int32]

    @property
    def band(self) -> NDArray[np.int32]:
        """Return the position of the band where one alone was chosen, else NO_BAND."""
        if self.bands.shape[1] == 0:
            return np.full(len(self.bands), NO_BAND, dtype=np.int32)
        is_one = self.bands.sum(axis=1) == 1
        return np.where(is_one, self.bands.argmax(axis=1), NO_BAND).astype(np.int32)


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
    size, has_age = len(fits), ~np.isnan(measured.age_days)
    if fits.shape[1] == 0:
        nothing = np.full(size, NO_TABLE, dtype=np.int32)
        return Chosen(fits, np.zeros(size, dtype=np.int8), nothing)
    in_pregnancy = fits & tables.is_pregnant & measured.pregnant[:, None]
    has_pregnancy = in_pregnancy.any(axis=1) & has_age
    usable = fits & ~tables.is_pregnant & has_age[:, None]
    level = _level(measured.named, tables, size)
    is_sexed = (measured.sex == ANY_SEX)[:, None] & (tables.sex != ANY_SEX)
    most = 2 * len(tables.ids) + 2
    score = level * most + is_sexed * (most // 2) + tables.order
    score = np.where(usable, score, np.iinfo(np.int32).max)
    best, rows = score.argmin(axis=1), np.arange(size)
    has_any = usable.any(axis=1)
    chosen = usable & (tables.table_of == tables.table_of[best][:, None])
    # Bands of both sexes beside one for anybody: the one for anybody.
    chosen &= is_sexed[rows, best][:, None] | ~is_sexed
    why = np.where(has_any, LEVELS[level[rows, best]], NO_CHOICE)
    table = np.where(has_any & ~has_pregnancy, tables.table_of[best], NO_TABLE)
    return Chosen(
        np.where(has_pregnancy[:, None], in_pregnancy, chosen),
        np.where(has_pregnancy, BY_PREGNANCY, why).astype(np.int8),
        table.astype(np.int32),
    )


def choose_own(measured: Measured, own: BandTable) -> Chosen:
    """Return the laboratory's own bands of results whose age is known.

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
    chosen = fits & (weight == weight.max(axis=1, initial=-1)[:, None])
    table = np.where(chosen.any(axis=1), 0, NO_TABLE).astype(np.int32)
    return Chosen(chosen, np.zeros(size, dtype=np.int8), table)


def widest(chosen: Chosen, tables: BandTable) -> tuple[Floats, Floats]:
    """Return the lowest lower and the highest upper limit of the bands chosen; NaN is open."""
    bands = chosen.bands
    low = np.where(bands, np.where(np.isnan(tables.low), -np.inf, tables.low), np.inf)
    high = np.where(bands, np.where(np.isnan(tables.high), np.inf, tables.high), -np.inf)
    least, most = low.min(axis=1, initial=np.inf), high.max(axis=1, initial=-np.inf)
    return (
        np.where(np.isfinite(least), least, np.nan),
        np.where(np.isfinite(most), most, np.nan),
    )


def _level(named: Named | None, tables: BandTable, size: int) -> NDArray[np.int32]:
    """Return how far in front each band stands for each result: positions in `LEVELS`."""
    named = named or _nothing_named(size)
    is_laboratory = fits_name(named.laboratory, tables.is_of_laboratory)
    is_method = fits_name(named.method, tables.is_of_method)
    level = np.where(tables.is_default, 4, 5) + np.zeros((size, 1), dtype=np.int32)
    level = np.where(is_method, np.where(tables.is_default, 2, 3), level)
    return np.where(is_laboratory, np.where(is_method, 0, 1), level).astype(np.int32)


def _nothing_named(size: int) -> Named:
    nothing = np.full(size, NOT_NAMED, dtype=np.int32)
    return Named(nothing, nothing)
