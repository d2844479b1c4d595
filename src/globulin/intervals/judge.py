"""Judges values of one analyte: the interval, the side, how far, and how tables agree.

One person is an array of length one: the same code judges a report and millions of rows.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from globulin.intervals.agree import (
    common_side,
    count_tables,
    limit_sides,
    table_sides,
    unanimous,
)
from globulin.intervals.choose import (
    NO_BAND,
    NO_CHOICE,
    NO_TABLE,
    Chosen,
    choose_own,
    choose_published,
    fitting,
)
from globulin.intervals.measured import Codes, Floats, Measured
from globulin.intervals.normal import normal_cdf
from globulin.intervals.pregnancy import side_in_pregnancy
from globulin.intervals.printed import complete, has_limits, is_for_adults
from globulin.intervals.sides import ABOVE, BELOW, EQUAL, UNKNOWN, WITHIN
from globulin.intervals.tables import ANY_SEX, BandTable

NO_BASIS, REPORTED, PUBLISHED, LABORATORY = 0, 1, 2, 3
# The standard normal deviate of a central 95 % interval.
LIMIT_Z = 1.959963984540054
# Rows at a time, so that the table of rows by bands stays small whatever the batch.
CHUNK = 4096

Booleans = NDArray[np.bool_]
Places = NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """How each result was judged; every array has one entry a result.

    `side` is UNKNOWN where none may be told. `basis` says what `low` and `high` are: printed, the
    laboratory's own, published, or nothing. Of published ones `choice` says why they were chosen
    (codes of `choose`), `table` is the position of their table and `band` that of their band;
    NO_TABLE, NO_BAND where the limits of several were joined. `own_band` is the position among
    the laboratory's own. `below`, `within`, `above` count tables, out of `tables`.
    `is_set_aside`: the printed interval of a child is one for adults, and was not used;
    `is_own_set_aside`: so is the laboratory's own.
    """

    side: Codes
    basis: Codes
    low: Floats
    high: Floats
    band: Places
    table: Places
    choice: Codes
    own_band: Places
    zlog: Floats
    percentile: Floats
    times_upper_limit: Floats
    below: Places
    within: Places
    above: Places
    tables: Places
    is_set_aside: Booleans
    is_own_set_aside: Booleans


@dataclass(frozen=True, slots=True)
class _Limits:
    """Limits of one kind: where they may be used, and the side by them."""

    is_usable: Booleans
    low: Floats
    high: Floats
    side: Codes


def judge(measured: Measured, tables: BandTable, own: BandTable | None = None) -> Judged:
    """Return how each result is judged: printed interval, laboratory's own, published default.

    Without a printed interval and without an age a side is told only where every table that may
    apply puts the value on it; without the sex, where every published one does or the
    laboratory's own do. `own` holds the laboratory's own bands, in the unit of `tables`.
    """
    size = len(measured.value)
    parts = [
        _judge_part(measured.part(start, start + CHUNK), tables, own)
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


def _judge_part(measured: Measured, tables: BandTable, own: BandTable | None) -> Judged:
    fits, by_band = fitting(measured, tables), table_sides(measured, tables)
    counts = count_tables(fits, by_band, tables)
    all_sides = unanimous(*counts)
    chosen = choose_published(measured, fits, tables)
    published = _by_published(measured, chosen, fits, by_band, tables, all_sides)
    published = _agreed_without_age(measured, published, own)
    laboratory, is_own_aside, own_band = _by_own(measured, own, published, all_sides, tables)
    beside = _first_of(laboratory, _doubt(published, laboratory.side, is_own_aside, counts))
    printed, is_aside = _by_print(measured, beside, all_sides, tables)
    used = _first_of(printed, _doubt(beside, printed.side, is_aside, counts))
    usable = [part.is_usable for part in (printed, laboratory, published)]
    basis = np.select(usable, [REPORTED, LABORATORY, PUBLISHED], NO_BASIS).astype(np.int8)
    is_published = basis == PUBLISHED
    below, within, above, count = counts
    return Judged(
        side=used.side,
        basis=basis,
        low=used.low,
        high=used.high,
        band=np.where(is_published, chosen.band, NO_BAND).astype(np.int32),
        table=np.where(is_published, chosen.table, NO_TABLE).astype(np.int32),
        choice=np.where(is_published, chosen.why, NO_CHOICE).astype(np.int8),
        own_band=np.where(basis == LABORATORY, own_band, NO_BAND).astype(np.int32),
        below=below,
        within=within,
        above=above,
        tables=count,
        is_set_aside=is_aside,
        is_own_set_aside=is_own_aside,
        **_distances(measured, used),
    )


def _distances(measured: Measured, used: _Limits) -> dict[str, Floats]:
    """Return how far values lie out; beyond a limit of the method that is not known."""
    exact = np.where(measured.comparator == EQUAL, measured.value, np.nan)
    deviation = zlog(exact, used.low, used.high)
    with np.errstate(divide="ignore", invalid="ignore"):
        times = np.where(used.high > 0.0, exact / used.high, np.nan)
    return {
        "zlog": deviation,
        "percentile": 100.0 * normal_cdf(deviation),
        "times_upper_limit": times,
    }


def _doubt(
    limits: _Limits, other: Codes, is_aside: Booleans, counts: tuple[Places, ...]
) -> _Limits:
    """Return limits that do not call normal what an interval set aside calls abnormal.

    It may still be the right one, where a table of the age calls the value so too.
    """
    is_doubted = is_aside & (
        ((other == BELOW) & (counts[0] > 0)) | ((other == ABOVE) & (counts[2] > 0))
    )
    side = np.where(is_doubted & (limits.side == WITHIN), UNKNOWN, limits.side)
    return replace(limits, side=side.astype(np.int8))


def _first_of(first: _Limits, second: _Limits) -> _Limits:
    """Return the first limits where they may be used, else the second."""
    use = first.is_usable
    return _Limits(
        use | second.is_usable,
        np.where(use, first.low, second.low),
        np.where(use, first.high, second.high),
        np.where(use, first.side, second.side).astype(np.int8),
    )


def _by_published(
    measured: Measured,
    chosen: Chosen,
    fits: Booleans,
    by_band: Codes,
    tables: BandTable,
    all_sides: Codes,
) -> _Limits:
    """Return the published limits; where they do not decide, the side of every table."""
    low, high = chosen.low, chosen.high
    is_usable = ~(np.isnan(low) & np.isnan(high))
    is_known = is_usable & (measured.sex != ANY_SEX) & ~measured.pregnant
    side = np.where(is_known, limit_sides(measured, low, high, tables), all_sides)
    side = side_in_pregnancy(side.astype(np.int8), chosen, fits, by_band, tables)
    return _Limits(is_usable, low, high, side)


def _agreed_without_age(measured: Measured, published: _Limits, own: BandTable | None) -> _Limits:
    """Return published limits; without an age the laboratory's own must tell the same side."""
    if own is None:
        return published
    fits = fitting(measured, own) & np.isnan(measured.age_days)[:, None]
    is_other = (fits & (table_sides(measured, own) != published.side[:, None])).any(axis=1)
    return replace(published, side=np.where(is_other, UNKNOWN, published.side).astype(np.int8))


def _by_own(
    measured: Measured,
    own: BandTable | None,
    published: _Limits,
    all_sides: Codes,
    tables: BandTable,
) -> tuple[_Limits, Booleans, Places]:
    """Return the laboratory's own limits, where they are none for a child, and their bands.

    Where several may apply, they tell a side only together.
    """
    nothing = np.full(len(measured.value), NO_BAND, dtype=np.int32)
    if own is None:
        never = np.zeros(len(nothing), dtype=np.bool_)
        return replace(published, is_usable=never), never, nothing
    chosen, bands = choose_own(measured, own)
    low, high = chosen.low, chosen.high
    # One band from childhood to old age may have been made from adults alone.
    is_wide = (own.age_low < tables.cautions.child_days) & (
        own.age_high > tables.cautions.adult_days
    )
    is_aside = is_for_adults(low, high, measured.age_days, tables)
    is_aside &= (bands & is_wide).any(axis=1)
    is_usable = has_limits(low, high, tables.least_low) & ~is_aside
    side = common_side(bands, table_sides(measured, own))
    side = complete(side, low, high, published.side, all_sides, least_low=tables.least_low)
    return _Limits(is_usable, low, high, side), is_aside, chosen.band


def _by_print(
    measured: Measured, beside: _Limits, all_sides: Codes, tables: BandTable
) -> tuple[_Limits, Booleans]:
    """Return the printed limits, and where they are those of adults for a child."""
    low, high, least_low = measured.low, measured.high, tables.least_low
    is_aside = is_for_adults(low, high, measured.age_days, tables)
    side = limit_sides(measured, low, high, tables)
    side = complete(side, low, high, beside.side, all_sides, least_low=least_low)
    return _Limits(has_limits(low, high, least_low) & ~is_aside, low, high, side), is_aside
