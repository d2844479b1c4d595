"""Values of one analyte as columns, with what is known of the person and of the measurement."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Codes of a laboratory or a method: nothing is named; something is named that the tables do not
# know; else the position in the tables' own list.
NOT_NAMED, NAMED_OTHER = -1, -2

Floats = NDArray[np.float64]
Codes = NDArray[np.int8]
Places = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Named:
    """Which laboratory and method each result names, as codes of one table of bands."""

    laboratory: Places
    method: Places

    def part(self, chosen: slice) -> "Named":
        """Return the codes of some results."""
        return Named(self.laboratory[chosen], self.method[chosen])


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Values of one analyte, one entry a result; limits and values in the unit of the tables.

    `comparator` by the codes of `sides`; `low` and `high` are the printed limits (NaN: none).
    `age_days` NaN and `sex` ANY_SEX are not known; `pregnant` only where it is told. `named` and
    `own_named` are the codes of the published tables and of the laboratory's own; None where
    nothing is named.
    """

    value: Floats
    comparator: Codes
    low: Floats
    high: Floats
    age_days: Floats
    sex: Codes
    pregnant: NDArray[np.bool_]
    named: Named | None = None
    own_named: Named | None = None

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
            named=self.named and self.named.part(chosen),
            own_named=self.own_named and self.own_named.part(chosen),
        )


def fits_name(codes: Places, is_of: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return where a band is of the laboratory or method that a result names: rows by bands.

    `is_of` holds names by bands; a result that names nothing known fits none.
    """
    result = np.zeros((len(codes), is_of.shape[1]), dtype=np.bool_)
    known = codes >= 0
    result[known] = is_of[codes[known]]
    return result
