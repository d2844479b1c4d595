"""Which published bands are chosen: laboratory, method, default, then any other table."""

from typing import Any

import numpy as np
import pytest

from globulin.intervals.choose import (
    BY_DEFAULT,
    BY_LABORATORY,
    BY_METHOD,
    BY_ORDER,
    BY_PREGNANCY,
    NO_BAND,
    NO_CHOICE,
    NO_TABLE,
)
from globulin.intervals.judge import NO_BASIS, PUBLISHED, REPORTED, Judged
from globulin.intervals.measured import NAMED_OTHER
from globulin.intervals.sides import ABOVE, BELOW, UNKNOWN, WITHIN
from globulin.intervals.tables import BandNames
from tests.unit.intervals.made_tables import YEAR, band, judged, tables_of

ADULT = int(18 * YEAR)
NEPHELOMETRY, TURBIDIMETRY, OTHER_METHOD = 0, 1, 2
NAMES = BandNames(
    {"first": frozenset({"lab-1"}), "second": frozenset({"lab-2"})},
    ("nephelometry", "turbidimetry", "immunodiffusion"),
)
# The default ends at 60 years; a table of turbidimetry that is checked, and one that is not.
TABLES = tables_of(
    band("default", 30, 200, age_high_days=int(60 * YEAR), default=True, method="nephelometry"),
    band("a-turbid", 31, 210, method="turbidimetry"),
    band("b-turbid", 32, 220, method="nephelometry; turbidimetry", checked="yes"),
    band("lab", 50, 300, age_low_days=ADULT, sources=("lab-1", "s")),
    band("lab-turbid", 55, 330, age_low_days=ADULT, sources=("lab-1",), method="turbidimetry"),
    names=NAMES,
)
WHO: dict[str, Any] = {"value": 100, "age": 30 * YEAR, "sex": "female"}


def chosen(found: Judged) -> tuple[str | None, int, float, float]:
    """Return the table, why it was chosen, and the limits."""
    table = int(found.table[0])
    name = None if table == NO_TABLE else TABLES.table_ids[table]
    return name, int(found.choice[0]), float(found.low[0]), float(found.high[0])


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({}, ("default", BY_DEFAULT, 30, 200)),
        # A laboratory whose table is known goes first, its own method before its other one.
        ({"laboratory": 0}, ("lab", BY_LABORATORY, 50, 300)),
        ({"laboratory": 0, "method": TURBIDIMETRY}, ("lab-turbid", BY_LABORATORY, 55, 330)),
        ({"laboratory": 0, "method": NEPHELOMETRY}, ("lab", BY_LABORATORY, 50, 300)),
        # Known by name, without a table; not known at all.
        ({"laboratory": 1}, ("default", BY_DEFAULT, 30, 200)),
        ({"laboratory": NAMED_OTHER}, ("default", BY_DEFAULT, 30, 200)),
        # Its table has no band of this age.
        ({"laboratory": 0, "age": 5 * YEAR}, ("default", BY_DEFAULT, 30, 200)),
        # The default goes first among the tables of its method; of another one, what is checked.
        ({"method": NEPHELOMETRY}, ("default", BY_DEFAULT, 30, 200)),
        ({"method": TURBIDIMETRY}, ("b-turbid", BY_METHOD, 32, 220)),
        ({"method": OTHER_METHOD}, ("default", BY_DEFAULT, 30, 200)),
        # A hole in the default.
        ({"age": 60 * YEAR}, ("b-turbid", BY_ORDER, 32, 220)),
        ({"age": 60 * YEAR - 1}, ("default", BY_DEFAULT, 30, 200)),
    ],
)
def test_the_order_of_published_tables(
    row: dict[str, Any], expected: tuple[str, int, float, float]
) -> None:
    """Laboratory, method, default, then the fixed order."""
    found = judged(TABLES, **WHO | row)

    assert expected == chosen(found)
    assert PUBLISHED == found.basis[0]
    assert TABLES.table_ids.index(expected[0]) == int(TABLES.table_of[int(found.band[0])])


def test_the_printed_interval_goes_before_a_named_laboratory() -> None:
    """What is printed is used, and nothing was chosen."""
    found = judged(TABLES, low=40, high=230, laboratory=0, **WHO)

    assert (None, NO_CHOICE, 40, 230) == chosen(found)
    assert REPORTED == found.basis[0]


def test_the_order_where_nothing_else_decides() -> None:
    """Checked, then no reference work, then more bands, then the name."""
    many = [band("d-many", 10, 90, age_low_days=age, age_high_days=age + 9) for age in (0, 9)]
    tables = tables_of(
        *many,
        band("a-work", 10, 90, evidence="reference-work"),
        band("z-checked", 10, 90, checked="yes"),
        band("c-one", 10, 90),
        band("b-one", 10, 90),
    )
    places = dict(zip(tables.table_of.tolist(), tables.order.tolist(), strict=True))
    ordered = sorted(places, key=lambda table: places[table])

    assert ["z-checked", "d-many", "b-one", "c-one", "a-work"] == [
        tables.table_ids[table] for table in ordered
    ]


def test_an_age_that_no_table_has_gives_nothing() -> None:
    """No interval, no side, no choice."""
    found = judged(tables_of(band("a", 10, 90, age_low_days=ADULT)), value=50, age=9, sex="male")

    assert (UNKNOWN, NO_BASIS, NO_CHOICE, NO_TABLE, NO_BAND) == tuple(
        int(getattr(found, name)[0]) for name in ("side", "basis", "choice", "table", "band")
    )
    assert np.isnan([found.low[0], found.high[0]]).all()


def test_without_the_sex_a_table_for_anybody_goes_first_also_in_a_hole() -> None:
    """Else both bands of one table, never those of two tables."""
    sexed = [
        band("a", low, 90, sex=sex, checked="yes") for low, sex in ((10, "female"), (8, "male"))
    ]
    plain = band("b", 12, 80)
    both, one = (
        judged(tables_of(*bands), value=50, age=9) for bands in ([*sexed], [*sexed, plain])
    )
    known = judged(tables_of(*sexed, plain), value=50, age=9, sex="male")

    assert [(8.0, 90.0), (12.0, 80.0), (8.0, 90.0)] == [
        (float(found.low[0]), float(found.high[0])) for found in (both, one, known)
    ]
    assert [NO_BAND, 2, 1] == [int(found.band[0]) for found in (both, one, known)]


PREGNANT = tables_of(
    band("a", 40, 230, default=True),
    band("b", 50, 260),
    band("p1", 60, 300, sex="female", pregnant=True),
    band("p2", 80, 280, sex="female", pregnant=True),
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        *((59, BELOW), (60, UNKNOWN), (79, UNKNOWN), (80, WITHIN)),
        # What the default calls high is not called normal.
        *((230, WITHIN), (231, UNKNOWN), (281, UNKNOWN), (301, ABOVE)),
    ],
)
def test_in_pregnancy_all_bands_of_pregnancy_must_agree(value: float, expected: int) -> None:
    """The week is not known; the limits shown are the widest."""
    found = judged(PREGNANT, value=value, age=30 * YEAR, sex="female", pregnant=True)

    assert expected == found.side[0]
    assert (BY_PREGNANCY, NO_TABLE, NO_BAND) == tuple(
        int(column[0]) for column in (found.choice, found.table, found.band)
    )
    assert (60.0, 300.0) == (float(found.low[0]), float(found.high[0]))


@pytest.mark.parametrize(
    ("value", "expected"),
    [(45, UNKNOWN), (39, BELOW), (51, WITHIN), (230, WITHIN), (309, UNKNOWN), (310, ABOVE)],
)
def test_a_band_of_pregnancy_without_a_lower_limit_reassures_nobody(
    value: float, expected: int
) -> None:
    """A value that another table calls low is not normal by it; one that all call low is low."""
    tables = tables_of(
        band("a", 40, 230, default=True),
        band("b", 50, 260),
        band("p", None, 309, pregnant=True),
    )
    found = judged(tables, value=value, age=30 * YEAR, sex="female", pregnant=True)

    assert expected == found.side[0]


def test_a_band_of_pregnancy_is_for_nobody_else() -> None:
    """Not where a pregnancy is denied or not told; nor for a pregnancy without an age."""
    other = judged(PREGNANT, value=270, age=30 * YEAR, sex="female")
    ageless = judged(PREGNANT, value=290, sex="female", pregnant=True)

    assert (ABOVE, BY_DEFAULT) == (int(other.side[0]), int(other.choice[0]))
    assert (UNKNOWN, NO_CHOICE) == (int(ageless.side[0]), int(ageless.choice[0]))
