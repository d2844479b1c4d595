"""Small made-up tables, so that a test shows every limit that it depends on."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from globulin.intervals.cautions import Cautions
from globulin.intervals.judge import Judged, Measured, judge
from globulin.intervals.sides import COMPARATORS
from globulin.intervals.tables import SEX_CODES, BandTable, make_band_table
from globulin.model import ReferenceInterval
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
    fields: dict[str, Any] = {"age_low_days": 0, "unit": "mg/dL", **more}
    key = f"{table}-{fields.get('sex')}-{fields['age_low_days']}-{fields.get('pregnant')}"
    return ReferenceInterval(
        id=key,
        analyte="Toy",
        table=table,
        sources=("s",),
        evidence="laboratory-catalogue",
        date="2026-01-01",
        low=low,
        high=high,
        **fields,
    )


def tables_of(*bands: ReferenceInterval, unit: str = "mg/dL") -> BandTable:
    """Return bands as arrays."""
    return make_band_table(bands, analyte="Toy", unit=unit, factors=FACTORS, cautions=CAUTIONS)


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
    )


def judged(tables: BandTable, **row: Any) -> Judged:
    """Return how one result is judged."""
    return judge(measured([row]), tables)
