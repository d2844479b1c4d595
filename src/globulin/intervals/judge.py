"""Judges values of one analyte: the interval, the side, how far, and how tables agree.

One person is an array of length one: the same code judges a report and millions of rows.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from globulin.intervals.normal import normal_cdf
from globulin.intervals.printed import complete, has_limits, is_for_adults
from globulin.intervals.sides import ABOVE, BELOW, EQUAL, UNKNOWN, WITHIN, find_sides
from globulin.intervals.tables import ANY_SEX, BandTable

NO_BASIS, REPORTED, PUBLISHED = 0, 1, 2
NO_BAND = -1
# The standard normal deviate of a central 95 % interval.
LIMIT_Z = 1.959963984540054
# Rows at a time, so that the table of rows by bands stays small whatever the batch.
CHUNK = 4096

Floats = NDArray[np.float64]
Codes = NDArray[np.int8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Values of one analyte, one entry a result; limits and values in the unit of the tables.

    `comparator` by the codes of `sides`; `low` and `high` are the printed limits (NaN: none).
    `age_days` NaN and `sex` ANY_SEX are not known; `pregnant` only where it is told.
    """

    value: Floats
    comparator: Codes
    low: Floats
    high: Floats
    age_days: Floats
    sex: Codes
    pregnant: NDArray[np.bool_]

    def part(self, start: int, stop: int) -> "Measured":
        """Return the results from `start` up to `stop`."""
        chosen = slice(start, stop)
        return Measured(
            value=self.value[chosen],
            comparator=self.comparator[chosen],
            low=self.low[chosen],
            high=self.high[chosen],
            age_days=self.age_days[chosen],
            sex=self.sex[chosen],
            pregnant=self.pregnant[chosen],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """How each result was judged; every array has one entry a result.

    `side` is UNKNOWN where none may be told. `basis` says what `low` and `high` are: printed,
    published (then `band` is the position of the default band, or NO_BAND where the limits of
    two were joined), or nothing. `below`, `within`, `above` count tables, out of `tables`.
    `is_set_aside`: the printed interval of a child is one for adults, and was not used.
    """

    side: Codes
    basis: Codes
    low: Floats
    high: Floats
    band: NDArray[np.int32]
    zlog: Floats
    percentile: Floats
    times_upper_limit: Floats
    below: NDArray[np.int32]
    within: NDArray[np.int32]
    above: NDArray[np.int32]
    tables: NDArray[np.int32]
    is_set_aside: NDArray[np.bool_]


def judge(measured: Measured, tables: BandTable) -> Judged:
    """Return how each result is judged, by the order printed, then published default.

    Without a printed interval, and without age or sex, a side is told only where every table
    that may apply puts the value on it.
    """
    size = len(measured.value)
    parts = [
        _judge_part(measured.part(start, start + CHUNK), tables)
        for start in range(0, max(size, 1), CHUNK)
    ]
    if len(parts) == 1:
        return parts[0]
    return Judged(
        **{
            name: np.concatenate([getattr(part, name) for part in parts])
            for name in Judged.__dataclass_fields__
        }
    )


def zlog(value: Floats, low: Floats, high: Floats) -> Floats:
    """Return the deviation on the log scale: 0 in the middle of the interval, 1.96 at its limits.

    Hoffmann et al., J Lab Med 2017;41:23-32. NaN where a limit is missing or not above zero.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = [np.log(np.where(x > 0.0, x, np.nan)) for x in (value, low, high)]
        middle, width = (logs[1] + logs[2]) / 2.0, logs[2] - logs[1]
        return np.where(width > 0.0, (logs[0] - middle) * 2.0 * LIMIT_Z / width, np.nan)


def _judge_part(measured: Measured, tables: BandTable) -> Judged:
    fits = _fitting(measured, tables)
    below, within, above, count = _agree(fits, _table_sides(measured, tables), tables)
    is_set_aside = is_for_adults(measured.low, measured.high, measured.age_days, tables)
    least_low = tables.least_low
    is_printed = has_limits(measured.low, measured.high, least_low) & ~is_set_aside
    low, high, band = _default_limits(measured, fits, tables)
    has_age = ~np.isnan(measured.age_days)
    has_default = has_age & ~(np.isnan(low) & np.isnan(high))
    # The default tables are not of pregnant people.
    is_known = has_default & (measured.sex != ANY_SEX) & ~measured.pregnant
    by_default = _sides(measured, low, high, least_low)
    unanimous = _unanimous(below, within, above, count)
    by_tables = np.where(is_known, by_default, unanimous)
    by_print = _sides(measured, measured.low, measured.high, least_low)
    # An interval set aside for a child may still be right: where it and a table of the age call
    # the value abnormal, it is not called normal.
    is_doubted = is_set_aside & (
        ((by_print == BELOW) & (below > 0)) | ((by_print == ABOVE) & (above > 0))
    )
    by_tables = np.where(is_doubted & (by_tables == WITHIN), UNKNOWN, by_tables)
    by_print = complete(
        by_print, measured.low, measured.high, by_tables, unanimous, least_low=least_low
    )
    side = np.where(is_printed, by_print, by_tables).astype(np.int8)
    low = np.where(is_printed, measured.low, np.where(has_default, low, np.nan))
    high = np.where(is_printed, measured.high, np.where(has_default, high, np.nan))
    exact = np.where(measured.comparator == EQUAL, measured.value, np.nan)
    deviation = zlog(exact, low, high)
    with np.errstate(divide="ignore", invalid="ignore"):
        times = np.where(high > 0.0, exact / high, np.nan)
    return Judged(
        side=side,
        basis=np.where(is_printed, REPORTED, np.where(has_default, PUBLISHED, NO_BASIS)).astype(
            np.int8
        ),
        low=low,
        high=high,
        band=np.where(is_printed | ~has_default, NO_BAND, band).astype(np.int32),
        zlog=deviation,
        percentile=100.0 * normal_cdf(deviation),
        times_upper_limit=times,
        below=below,
        within=within,
        above=above,
        tables=count,
        is_set_aside=is_set_aside,
    )


def _sides(measured: Measured, low: Floats, high: Floats, least_low: float) -> Codes:
    return find_sides(measured.value, measured.comparator, low, high, least_low=least_low)


def _table_sides(measured: Measured, tables: BandTable) -> Codes:
    """Return the side of every value by every band: rows by bands."""
    return find_sides(
        measured.value[:, None],
        measured.comparator[:, None],
        tables.low,
        tables.high,
        least_low=tables.least_low,
    )


def _fitting(measured: Measured, tables: BandTable) -> NDArray[np.bool_]:
    """Return which bands may apply to which results: rows by bands; the unknown fits any."""
    age, sex = measured.age_days[:, None], measured.sex[:, None]
    fits_age = np.isnan(age) | ((age >= tables.age_low) & (age < tables.age_high))
    fits_sex = (sex == ANY_SEX) | (tables.sex == ANY_SEX) | (tables.sex == sex)
    fits_pregnancy = ~tables.is_pregnant | measured.pregnant[:, None]
    result: NDArray[np.bool_] = fits_age & fits_sex & fits_pregnancy
    return result


def _agree(
    fits: NDArray[np.bool_], sides: Codes, tables: BandTable
) -> tuple[NDArray[np.int32], ...]:
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


def _unanimous(*counts: NDArray[np.int32]) -> Codes:
    """Return the side on which every table puts a value, or UNKNOWN."""
    below, within, above, count = counts
    side = np.full(len(count), UNKNOWN, dtype=np.int8)
    for number, of_side in ((BELOW, below), (WITHIN, within), (ABOVE, above)):
        side[(of_side == count) & (count > 0)] = number
    return side


def _default_limits(
    measured: Measured, fits: NDArray[np.bool_], tables: BandTable
) -> tuple[Floats, Floats, NDArray[np.int32]]:
    """Return the limits of the default table, and its band.

    With the sex unknown, the band without a sex, else the wider limits of both.
    """
    chosen = fits & tables.is_default & ~tables.is_pregnant
    if chosen.shape[1] == 0:
        nothing = np.full(len(fits), np.nan)
        return nothing, nothing, np.full(len(fits), NO_BAND, dtype=np.int32)
    for_any = chosen & (tables.sex == ANY_SEX)
    chosen = np.where(for_any.any(axis=1)[:, None], for_any, chosen)
    number = chosen.sum(axis=1)
    low = np.where(chosen, np.where(np.isnan(tables.low), -np.inf, tables.low), np.inf).min(axis=1)
    high = np.where(chosen, np.where(np.isnan(tables.high), np.inf, tables.high), -np.inf).max(
        axis=1
    )
    band = np.where(number == 1, chosen.argmax(axis=1), NO_BAND).astype(np.int32)
    has_age = ~np.isnan(measured.age_days) & (number > 0)
    low = np.where(has_age & np.isfinite(low), low, np.nan)
    high = np.where(has_age & np.isfinite(high), high, np.nan)
    return low, high, band
