"""Whether the interval printed on a report may be used, and what it leaves open."""

import numpy as np
from numpy.typing import NDArray

from globulin.intervals.sides import ABOVE, BELOW, UNKNOWN, WITHIN
from globulin.intervals.tables import BandTable, middle_limits

Floats = NDArray[np.float64]
Codes = NDArray[np.int8]
Booleans = NDArray[np.bool_]


def has_limits(low: Floats, high: Floats, least_low: float) -> Booleans:
    """Return where a printed interval says anything: a lower limit of nothing alone does not."""
    result: Booleans = ~np.isnan(high) | (low > least_low)
    return result


def is_for_adults(low: Floats, high: Floats, age_days: Floats, tables: BandTable) -> Booleans:
    """Return where the printed interval of a child is one for adults.

    It is, where it lies nearer to a published band of adults than to any band of the child's own
    age, so that no published interval of children is ever set aside. Of older children, whose
    intervals overlap with those of adults, it must also lie far from the middle of their age.
    """
    result = np.zeros(len(low), dtype=np.bool_)
    has_printed = (low > 0.0) | (high > 0.0)
    rows = np.flatnonzero((age_days < tables.cautions.child_days) & has_printed)
    if len(rows) == 0:
        return result
    with np.errstate(divide="ignore", invalid="ignore"):
        printed = np.log(np.stack([low[rows], high[rows]]))
        published = np.log(np.stack([tables.low, tables.high]))
    printed[~np.isfinite(printed)] = np.nan
    published[~np.isfinite(published)] = np.nan
    age = age_days[rows]
    off = np.abs(printed[:, :, None] - published[:, None, :])
    distance = np.nan_to_num(np.fmax(off[0], off[1]), nan=np.inf)
    of_age = _holding(tables, age[:, None])
    of_adults = _holding(tables, np.array([[tables.cautions.adult_days]])) & ~of_age
    to_age = np.where(of_age, distance, np.inf).min(axis=1, initial=np.inf)
    to_adults = np.where(of_adults, distance, np.inf).min(axis=1, initial=np.inf)
    # Where no table of the age is known, nothing can be told.
    is_nearer = (to_adults < to_age) & np.isfinite(to_age)
    is_infant = age < tables.cautions.infant_days
    result[rows] = is_nearer & (is_infant | _is_far(printed, age, tables))
    return result


def complete(
    side: Codes,
    low: Floats,
    high: Floats,
    published: Codes,
    unanimous: Codes,
    *,
    least_low: float,
) -> Codes:
    """Return the sides by a printed interval; at an end that it leaves open, the published one.

    A range that gives only one limit says nothing of values beyond the other end. One whose lower
    limit is near nothing calls no value low; nor does it make one normal that every table that
    may apply calls low.
    """
    is_inside = side == WITHIN
    result = np.where(is_inside & (low <= least_low) & (unanimous == BELOW), UNKNOWN, side)
    result = np.where(is_inside & np.isnan(low) & (published == BELOW), BELOW, result)
    result = np.where(is_inside & np.isnan(high) & (published == ABOVE), ABOVE, result)
    return result.astype(np.int8)


def _holding(tables: BandTable, age: Floats) -> Booleans:
    """Return which bands hold at which ages: rows by bands; those of pregnancy never do."""
    result: Booleans = (tables.age_low <= age) & (age < tables.age_high) & ~tables.is_pregnant
    return result


def _is_far(printed: Floats, age: Floats, tables: BandTable) -> Booleans:
    """Return where a printed limit lies far from the middle of the published ones of the age."""
    edges, middles = middle_limits(tables)
    at_age = np.searchsorted(edges, age, side="right") - 1
    off = np.nan_to_num(np.abs(printed - middles[:, np.clip(at_age, 0, None)]))
    result: Booleans = off.max(axis=0) > np.log(tables.cautions.far)
    return result
