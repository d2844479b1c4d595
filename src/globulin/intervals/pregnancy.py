"""Judging in pregnancy: by published bands of pregnancy, where there are any."""

import numpy as np
from numpy.typing import NDArray

from globulin.intervals.agree import common_side
from globulin.intervals.choose import BY_PREGNANCY, Chosen
from globulin.intervals.measured import Codes
from globulin.intervals.sides import ABOVE, BELOW, UNKNOWN, WITHIN
from globulin.intervals.tables import BandTable

Booleans = NDArray[np.bool_]


def side_in_pregnancy(
    side: Codes, chosen: Chosen, fits: Booleans, by_band: Codes, tables: BandTable
) -> Codes:
    """Return the sides, those in pregnancy by the bands of pregnancy.

    The week is not known: all bands that may apply must agree. Many give one limit only; at the
    end that they leave open a value is not called normal that any other table puts beyond it.
    Nor is one called normal that the default table does not.
    """
    rows = np.flatnonzero(chosen.why == BY_PREGNANCY)
    if len(rows) == 0:
        return side
    bands, sides = fits[rows] & tables.is_pregnant, by_band[rows]
    others = fits[rows] & ~tables.is_pregnant
    told, beside = common_side(bands, sides), common_side(others, sides)
    for beyond, limits in ((BELOW, tables.low), (ABOVE, tables.high)):
        is_open = (bands & np.isnan(limits)).any(axis=1)
        is_doubted = is_open & (others & (sides == beyond)).any(axis=1) & (told == WITHIN)
        told = np.where(is_doubted, np.where(beside == beyond, beyond, UNKNOWN), told)
    by_default = common_side(others & tables.is_default, sides)
    is_doubted = (told == WITHIN) & ((by_default == BELOW) | (by_default == ABOVE))
    result = side.copy()
    result[rows] = np.where(is_doubted, UNKNOWN, told)
    return result
