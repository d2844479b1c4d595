"""Exact conversion by a table of factors."""

from dataclasses import dataclass, field
from decimal import Decimal

from globulin.errors import UnitError

ANY_ANALYTE = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """One row of the table: a value in `from_unit` times `factor` is a value in `to_unit`.

    `analyte` is `*` where the factor is pure unit algebra and holds for any mass.
    """

    analyte: str
    from_unit: str
    to_unit: str
    factor: float
    source: str
    checked: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Factors:
    """The table, for look-up in both directions."""

    rows: tuple[Factor, ...]
    _by_pair: dict[tuple[str, str, str], Decimal] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the rows; a row also serves the way back unless a row of its own does."""
        forward = {
            (row.analyte, row.from_unit, row.to_unit): Decimal(repr(row.factor))
            for row in self.rows
        }
        backward = {(a, to, of): 1 / factor for (a, of, to), factor in forward.items()}
        object.__setattr__(self, "_by_pair", backward | forward)

    def find(self, analyte: str, from_unit: str, to_unit: str) -> Decimal | None:
        """Return the factor for this analyte, else the one for any analyte, else None."""
        for name in (analyte, ANY_ANALYTE):
            factor = self._by_pair.get((name, from_unit, to_unit))
            if factor is not None:
                return factor
        return None


def convert(value: float, *, analyte: str, from_unit: str, to_unit: str, factors: Factors) -> float:
    """Return `value` in `to_unit`, exact in decimal arithmetic before it is a float again.

    Args:
        value: a number in `from_unit`.
        analyte: the id of the analyte, as in the table of factors.
        from_unit: a UCUM unit.
        to_unit: a UCUM unit.
        factors: the table.

    Raises:
        UnitError: the table has no way from one unit to the other for this analyte.
    """
    if from_unit == to_unit:
        return value
    factor = factors.find(analyte, from_unit, to_unit)
    if factor is None:
        message = f"no conversion of {analyte} from {from_unit} to {to_unit} is known"
        raise UnitError(message)
    return float(Decimal(repr(value)) * factor)
