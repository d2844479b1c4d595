"""The fit of curves over age, on tables that were made from a curve that is known."""

from itertools import pairwise

import numpy as np
import pytest

from tools.fit_curves_model import Fitted, basis, fit
from tools.fit_curves_rows import LIMIT_Z, Floats, Row

YEAR = 365.25
EDGES = np.array([0, 30, 91, 182, 365, 730, 1826, 3652, 6574, 32872.0])
SPREAD = 0.35
WOMEN_ABOVE = 0.3
CHECKED = np.array([60.0, 300.0, 1500.0, 5000.0, 15000.0])


def known(ages: Floats) -> Floats:
    """Return the logarithm of the median of the made-up analyte: it climbs, then stays."""
    return np.log(20.0 + 80.0 * (1.0 - np.exp(-ages / YEAR)))


def row(table: str, start: float, end: float, *, times: float = 1.0, sex: float = 0.0) -> Row:
    """Return a band of a table, whose people have every age in it."""
    ages = np.linspace(start, end, 41)[1::2]
    middles = known(ages) + np.log(times) + sex * WOMEN_ABOVE / 2.0
    spread = float(np.sqrt(SPREAD**2 + middles.var()))
    middle = float(middles.mean())
    return Row(
        table=table,
        start=start,
        end=end,
        ages=ages,
        sex=sex,
        middle=middle,
        spread=spread,
        low=middle - LIMIT_Z * spread,
        high=middle + LIMIT_Z * spread,
    )


def tables(*, far: float = 1.0) -> list[Row]:
    """Return seven tables that nearly agree, with bands of their own; the first is `far` off."""
    rows = []
    for number, times in enumerate((1.0, 0.9, 1.1, 0.95, 1.05, 0.92, 1.08)):
        edges = EDGES if number % 2 else EDGES[::2]
        off = times * (far if number == 0 else 1.0)
        rows += [row(f"t{number}", start, end, times=off) for start, end in pairwise(edges)]
    return rows


def worst(found: Fitted, sex: float = 0.0) -> float:
    """Return how far the curve is off where it is furthest off, as a share."""
    right = known(CHECKED) + sex * WOMEN_ABOVE / 2.0
    return float(np.abs(np.exp(found.middle_at(CHECKED, sex) - right) - 1.0).max())


def test_the_splines_add_up_to_one_at_every_age() -> None:
    """Birth and the last day too."""
    ages = np.array([0.0, 1.0, 100.0, 9999.0, 36525.0])

    assert pytest.approx(np.ones(5)) == basis(ages).sum(axis=1)


def test_a_known_curve_is_found_again() -> None:
    """Median within 8 in 100 and spread within a tenth, from coarse and fine bands together."""
    found = fit(tables())

    assert worst(found) < 0.08
    assert pytest.approx(np.full(5, SPREAD), rel=0.1) == found.spread_at(CHECKED)


def test_one_table_far_off_hardly_counts() -> None:
    """A table with three times the amounts moves the curve by less than an eighth."""
    assert worst(fit(tables(far=3.0))) < 0.12


def test_women_and_men_come_apart_where_enough_tables_tell() -> None:
    """From three tables with both sexes on their distance is found; from two it is none."""
    both = [
        row(f"s{number}", start, end, sex=sex)
        for number in range(3)
        for start, end in pairwise(EDGES)
        for sex in (1.0, -1.0)
    ]
    apart = fit([*tables(), *both])
    alike = fit([*tables(), *(r for r in both if r.table != "s2")])
    adult = CHECKED[2:]

    assert pytest.approx(np.full(3, WOMEN_ABOVE), abs=0.06) == (
        apart.middle_at(adult, 1.0) - apart.middle_at(adult, -1.0)
    )
    assert pytest.approx(np.zeros(3)) == alike.middle_at(adult, 1.0) - alike.middle_at(adult, -1.0)


def test_an_upper_limit_alone_counts_too() -> None:
    """A band without a lower limit tells of the middle by way of the spread of the others."""
    open_below = [
        Row(**{name: getattr(r, name) for name in ("table", "start", "end", "ages", "sex", "high")},
            middle=np.nan, spread=np.nan, low=np.nan)
        if r.table == "t1" else r
        for r in tables()
    ]  # fmt: skip

    assert worst(fit(open_below)) < 0.08
