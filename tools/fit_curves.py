"""Writes `knowledge/curves/*.csv`: median and limits over age, fitted to the published tables.

Usage: python -m tools.fit_curves

The same knowledge gives the same bytes. How it is done is told in `docs/explanation/curves.md`.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from globulin.knowledge.library import Library, load_library
from tools.fit_curves_model import Fitted, fit
from tools.fit_curves_rows import LIMIT_Z, SEXES, Row, children_rows, published_rows

ROOT = Path(__file__).parents[1]
KNOWLEDGE = ROOT / "knowledge"
ANALYTES = ("IgM", "IgG", "IgA")
UNIT = "mg/dL"
SOURCE = "globulin-curves"
DIGITS = 3
# Days of the first two years, then years: close where the curve is steep.
FIRST_DAYS = (
    *(0, 3, 7, 10, 14, 21, 30, 45, 61, 76, 91, 106, 122, 152, 183, 213, 244, 274, 304, 335, 365),
    *(426, 487, 548, 639, 730),
)
YEARS = (2.5, 3, 3.5, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 20)
OLD_YEARS = (25, 30, 35, 40, 50, 60, 70, 80, 90, 100)
AGES = (*FIRST_DAYS, *(round(365.25 * years) for years in (*YEARS, *OLD_YEARS)))
# The band of the sources: so many percent of the published limits lie below it, and as many above.
OUTER = 10.0
COLUMNS = (
    *("id", "analyte", "sex", "age_days", "median", "low", "high", "unit"),
    *("low_from", "low_to", "high_from", "high_to", "tables", "sources"),
)


@dataclass(frozen=True, slots=True)
class Fit:
    """The curves of one analyte, with the published rows that they were fitted to."""

    analyte: str
    curves: Fitted
    rows: tuple[Row, ...]


def fit_analyte(library: Library, analyte: str) -> Fit:
    """Return the curves of an analyte."""
    rows = published_rows(library, analyte, UNIT)
    return Fit(analyte, fit([*rows, *children_rows(library, analyte, UNIT)]), tuple(rows))


def curve_csv(found: Fit) -> str:
    """Return the file of an analyte."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for sex in ("female", "male"):
        of_sex = [row for row in found.rows if row.sex in {0.0, SEXES[sex]}]
        writer.writerows(_lines(found.analyte, sex, found.curves, of_sex))
    return stream.getvalue()


def _lines(
    analyte: str, sex: str, curves: Fitted, rows: Sequence[Row]
) -> Iterator[tuple[str, ...]]:
    ages = np.array(AGES, dtype=np.float64)
    middle, reach = curves.middle_at(ages, SEXES[sex]), LIMIT_Z * curves.spread_at(ages)
    for place, age in enumerate(AGES):
        holding = [row for row in rows if row.start <= age < row.end]
        yield (
            f"curve-{analyte.lower()}-{sex}-{age}d",
            *(analyte, sex, str(age)),
            *(_amount(middle[place] + side * reach[place]) for side in (0.0, -1.0, 1.0)),
            UNIT,
            *_outer([row.low for row in holding]),
            *_outer([row.high for row in holding]),
            str(len({row.table for row in holding})),
            SOURCE,
        )


def _outer(logs: Sequence[float]) -> tuple[str, str]:
    """Return between what most published limits lie; nothing where none is known."""
    known = [log for log in logs if not np.isnan(log)]
    if not known:
        return "", ""
    low, high = np.percentile(known, [OUTER, 100.0 - OUTER])
    return _amount(low), _amount(high)


def _amount(log: float) -> str:
    return f"{float(f'{np.exp(log):.{DIGITS}g}'):g}"


def main() -> None:
    """Write the files."""
    library = load_library(KNOWLEDGE)
    for analyte in ANALYTES:
        path = KNOWLEDGE / "curves" / f"{analyte.lower()}.csv"
        path.parent.mkdir(exist_ok=True)
        path.write_text(curve_csv(fit_analyte(library, analyte)), encoding="utf-8")


if __name__ == "__main__":
    main()
