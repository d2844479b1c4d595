"""What the curves over age are fitted to: published bands, and children measured one by one.

All amounts are natural logarithms of the analyte's first unit.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from globulin.knowledge.library import Library, library_factors
from globulin.model import ReferenceInterval
from globulin.units import convert

ROOT = Path(__file__).parents[1]
CHILDREN = ROOT / "tests" / "data" / "children"
DAYS_IN_YEAR = 365.25
# Adults of an open band are taken to be up to this old.
OLDEST = 90 * DAYS_IN_YEAR
# Ages that stand for a band: as many as keep a steep year smooth.
AGES_OF_BAND = 40
LIMIT_Z = 1.959963984540054
SEXES = {"female": 1.0, "male": -1.0, None: 0.0}
GRAMS = "g/L"

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """People of one band: their ages, the middle of their values and one standard deviation.

    `sex` is 1 for women, -1 for men, 0 for both. Of a band with an upper limit only, `middle`
    and `spread` are NaN, and `high` says what is known. The band holds from `start` up to before
    `end`; `ages` stand for its people.
    """

    table: str
    start: float
    end: float
    ages: Floats
    sex: float
    middle: float
    spread: float
    low: float
    high: float


def published_rows(library: Library, analyte: str, unit: str) -> list[Row]:
    """Return the counted bands of an analyte that are not of pregnancy."""
    bands = library.of("interval", ReferenceInterval).values()
    return [
        _row(band, library, unit)
        for band in bands
        if band.analyte == analyte and band.counted and not band.pregnant
    ]


def _row(band: ReferenceInterval, library: Library, unit: str) -> Row:
    low, high = (_log_in(end, band, library, unit) for end in (band.low, band.high))
    start = float(band.age_low_days)
    is_open = band.age_high_days is None
    return Row(
        table=band.table,
        start=start,
        end=np.inf if is_open else float(band.age_high_days or 0),
        ages=_even(start, max(OLDEST, start) if is_open else float(band.age_high_days or 0)),
        sex=SEXES[band.sex],
        middle=(low + high) / 2.0,
        spread=(high - low) / (2.0 * LIMIT_Z),
        low=low,
        high=high,
    )


def _even(start: float, end: float) -> Floats:
    """Return ages in the middle of equal parts of a band: people of each age are as many."""
    parts = np.linspace(start, end, AGES_OF_BAND + 1)
    result: Floats = (parts[1:] + parts[:-1]) / 2.0
    return result


def _log_in(value: float | None, band: ReferenceInterval, library: Library, unit: str) -> float:
    if value is None or value <= 0.0:
        return float("nan")
    factors = library_factors(library)
    return float(
        np.log(
            convert(
                value,
                analyte=band.analyte,
                from_unit=band.unit,
                to_unit=unit,
                factors=factors,
            )
        )
    )


def children_rows(library: Library, analyte: str, unit: str) -> list[Row]:
    """Return the children of the open data, as bands of like age; none for other analytes."""
    one = library_factors(library).find(analyte, GRAMS, unit)
    factor = 1.0 if one is None else float(one)
    if analyte == "IgG":
        return list(_by_year(factor))
    return [_one_band(factor)] if analyte == "IgM" else []


def igg_children() -> tuple[Floats, Floats]:
    """Return age in days and IgG in g/L of each child."""
    rows = list(_read("igg-children-isaacs.csv"))
    ages = np.array([float(row["age_years"]) for row in rows]) * DAYS_IN_YEAR
    return ages, np.array([float(row["igg_g_per_l"]) for row in rows])


def igm_children() -> Floats:
    """Return IgM in g/L of each child of 6 months to 6 years."""
    return np.array([float(row["igm_g_per_l"]) for row in _read("igm-children-altman.csv")])


def _one_band(factor: float) -> Row:
    """Return the IgM of the children as one band.

    The table gives no ages. Those of the IgG table are taken: as many children, of the same ages,
    by one of the same authors.
    """
    return _sample("children-igm", igg_children()[0], igm_children() * factor)


def _by_year(factor: float) -> Iterator[Row]:
    ages, amounts = igg_children()
    # Half a year each in the first two years, then whole ones.
    edges = np.array([0.0, 0.75, 1.5, 2.5, 3.5, 4.5, 5.5, 7.0]) * DAYS_IN_YEAR
    for start, end in pairwise(edges):
        chosen = (ages >= start) & (ages < end)
        yield _sample("children-igg", ages[chosen], amounts[chosen] * factor)


def _sample(table: str, ages: Floats, amounts: Floats) -> Row:
    logs = np.log(amounts)
    middle, spread = float(logs.mean()), float(logs.std(ddof=1))
    return Row(
        table=table,
        start=float(ages.min()),
        end=float(ages.max()),
        ages=ages,
        sex=0.0,
        middle=middle,
        spread=spread,
        low=middle - LIMIT_Z * spread,
        high=middle + LIMIT_Z * spread,
    )


def _read(name: str) -> Iterator[dict[str, str]]:
    with (CHILDREN / name).open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def tables_of(rows: Iterable[Row]) -> list[str]:
    """Return the names of the tables, in order."""
    return sorted({row.table for row in rows})
