"""Small made-up tables, so that a test shows every limit that it depends on."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from globulin.intervals.cautions import Cautions
from globulin.intervals.judge import Judged, judge
from globulin.intervals.measured import NOT_NAMED, Measured, Named
from globulin.intervals.sides import COMPARATORS
from globulin.intervals.tables import (
    NO_NAMES,
    SEX_CODES,
    BandNames,
    BandTable,
    make_band_table,
    make_own_table,
)
from globulin.model import OwnInterval, ReferenceInterval
from globulin.units import Factor, Factors

YEAR = 365.25
FACTORS = Factors((Factor(analyte="*", from_unit="g/L", to_unit="mg/dL", factor=100, source="s"),))
CAUTIONS = Cautions(
    child_days=16 * YEAR,
    infant_days=2 * YEAR,
    adult_days=40 * YEAR,
    far=1.4,
    least_low=2.0,
    least_low_unit="mg/dL",
)


def band(table: str, low: float | None, high: float | None, **more: Any) -> ReferenceInterval:
    """Return one band: of any age and sex, counted, not the default, unless told otherwise."""
    fields: dict[str, Any] = {"age_low_days": 0, "unit": "mg/dL", "sources": ("s",), **more}
    key = f"{table}-{fields.get('sex')}-{fields['age_low_days']}-{fields.get('pregnant')}"
    return ReferenceInterval(
        id=key,
        analyte="Toy",
        table=table,
        evidence=fields.pop("evidence", "laboratory-catalogue"),
        date="2026-01-01",
        low=low,
        high=high,
        **fields,
    )


def tables_of(
    *bands: ReferenceInterval, unit: str = "mg/dL", names: BandNames = NO_NAMES
) -> BandTable:
    """Return bands as arrays."""
    return make_band_table(
        bands, analyte="Toy", unit=unit, factors=FACTORS, cautions=CAUTIONS, names=names
    )


def own_of(*bands: dict[str, Any]) -> BandTable:
    """Return a laboratory's own bands as arrays, each from (low, high) and what it tells."""
    own = [
        OwnInterval(**{"analyte": "Toy", "line": line, "unit": "mg/dL", **one})
        for line, one in enumerate(bands, start=2)
    ]
    return make_own_table(own, analyte="Toy", unit="mg/dL", factors=FACTORS, cautions=CAUTIONS)


def measured(rows: Sequence[dict[str, Any]]) -> Measured:
    """Return rows as columns; what a row leaves out is not known."""
    nothing = float("nan")

    def column(name: str) -> Any:
        return np.array([float(row.get(name, nothing)) for row in rows], dtype=np.float64)

    return Measured(
        value=column("value"),
        comparator=np.array([COMPARATORS[row.get("comparator")] for row in rows], dtype=np.int8),
        low=column("low"),
        high=column("high"),
        age_days=column("age"),
        sex=np.array([SEX_CODES[row.get("sex")] for row in rows], dtype=np.int8),
        pregnant=np.array([bool(row.get("pregnant")) for row in rows], dtype=np.bool_),
        named=_named(rows, "laboratory", "method"),
        own_named=_named(rows, "own_laboratory", "own_method"),
    )


def _named(rows: Sequence[dict[str, Any]], *names: str) -> Named:
    columns = ([row.get(name, NOT_NAMED) for row in rows] for name in names)
    return Named(*(np.array(column, dtype=np.int32) for column in columns))


def judged(tables: BandTable, own: BandTable | None = None, **row: Any) -> Judged:
    """Return how one result is judged."""
    return judge(measured([row]), tables, own)
