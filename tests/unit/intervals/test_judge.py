"""The order in which a value is judged: printed, then the published default, else all tables."""

import numpy as np
import pytest

from globulin.intervals.judge import (
    CHUNK,
    NO_BAND,
    NO_BASIS,
    PUBLISHED,
    REPORTED,
    Judged,
    judge,
)
from globulin.intervals.sides import ABOVE, BELOW, UNKNOWN, WITHIN
from tests.unit.intervals.made_tables import YEAR, band, judged, measured, tables_of

ADULT = int(18 * YEAR)
# A default that tells the sexes apart, a second table, one that is not counted.
TABLES = tables_of(
    band("a", 10, 100, age_high_days=ADULT, default=True),
    band("a", 40, 230, age_low_days=ADULT, sex="female", default=True),
    band("a", 30, 200, age_low_days=ADULT, sex="male", default=True),
    band("b", 50, 260, age_low_days=ADULT),
    band("c", 1, 999, counted=False),
)
ONE_SEX = tables_of(band("a", 35, 263, default=True), band("b", 50, 260))


def agreement(found: Judged) -> tuple[int, int, int, int]:
    """Return below, within, above, of."""
    names = ("below", "within", "above", "tables")
    below, within, above, tables = (int(getattr(found, name)[0]) for name in names)
    return below, within, above, tables


def told(found: Judged) -> tuple[int, int, float, float]:
    """Return side, basis and limits."""
    return int(found.side[0]), int(found.basis[0]), float(found.low[0]), float(found.high[0])


def test_the_printed_interval_comes_first() -> None:
    """Whatever the tables say; they are still counted."""
    found = judged(TABLES, value=240, low=40, high=250, age=50 * YEAR, sex="female")

    assert (WITHIN, REPORTED, 40.0, 250.0) == told(found)
    assert (0, 1, 1, 2) == agreement(found)
    assert NO_BAND == found.band[0]


def test_then_the_published_default_for_age_and_sex() -> None:
    """With its deviation, percentile and times of the upper limit."""
    found = judged(TABLES, value=230, age=50 * YEAR, sex="female")

    assert (WITHIN, PUBLISHED, 40.0, 230.0) == told(found)
    assert "a-female-6574-None" == TABLES.ids[int(found.band[0])]
    np.testing.assert_allclose(
        [found.zlog[0], found.percentile[0], found.times_upper_limit[0]],
        [1.959963984540054, 97.5, 1.0],
        atol=1e-9,
    )


def test_ages_are_half_open() -> None:
    """On the day on which a band ends the next one holds."""
    before, after = (judged(TABLES, value=150, age=age, sex="male") for age in (ADULT - 1, ADULT))

    assert [ABOVE, WITHIN] == [int(found.side[0]) for found in (before, after)]


def test_a_table_whose_sexes_differ_is_in_of_only() -> None:
    """At 210 one sex of table a is above, the other within: it counts among all, on no side."""
    found = judged(TABLES, value=210, age=50 * YEAR)

    assert (0, 1, 0, 2) == agreement(found)
    assert UNKNOWN == found.side[0]


def test_without_the_sex_the_wider_limits_are_shown() -> None:
    """The lower of both lower limits, the higher of both upper ones; no single band."""
    found = judged(TABLES, value=210, age=50 * YEAR)

    assert (UNKNOWN, PUBLISHED, 30.0, 230.0) == told(found)
    assert NO_BAND == found.band[0]


def test_without_the_sex_a_table_for_everybody_goes_before_the_wider_limits() -> None:
    """Where the default does not tell the sexes apart, its own band is shown."""
    mixed = tables_of(
        band("a", 35, 263, default=True), band("b", 10, 400, sex="female", default=True)
    )
    found = judged(mixed, value=100, age=50 * YEAR)

    assert (35.0, 263.0) == (float(found.low[0]), float(found.high[0]))
    assert "a-None-0-None" == mixed.ids[int(found.band[0])]


def test_without_the_sex_only_unanimous_tables_give_a_side() -> None:
    """A default for everybody is not enough where another table says otherwise."""
    disputed = judged(ONE_SEX, value=261, age=50 * YEAR)
    agreed = judged(ONE_SEX, value=264, age=50 * YEAR)

    assert [UNKNOWN, ABOVE] == [int(found.side[0]) for found in (disputed, agreed)]
    assert (0, 0, 2, 2) == agreement(agreed)


def test_without_an_age_every_age_may_apply_and_no_interval_is_shown() -> None:
    """A value that is high for a child only has no side; one beyond all tables has."""
    some, every = (judged(TABLES, value=value, sex="male") for value in (120, 300))

    assert (UNKNOWN, NO_BASIS) == told(some)[:2]
    assert (ABOVE, NO_BASIS) == told(every)[:2]
    assert np.isnan([some.low[0], some.high[0], some.zlog[0], some.times_upper_limit[0]]).all()
    assert (0, 1, 0, 2) == agreement(some)


def test_a_pregnancy_without_a_table_of_pregnancy_is_judged_only_where_all_tables_agree() -> None:
    """The default is not one of pregnant people; it is still shown."""
    tables = tables_of(band("a", 40, 230, default=True), band("b", 20, 400))
    sure, unsure = (
        judged(tables, value=value, age=30 * YEAR, sex="female", pregnant=True)
        for value in (15, 30)
    )

    assert [BELOW, UNKNOWN] == [int(f.side[0]) for f in (sure, unsure)]
    assert (40.0, 230.0) == (float(unsure.low[0]), float(unsure.high[0]))


def test_a_band_may_have_no_lower_limit() -> None:
    """Nothing is low there, and without two limits there is no deviation."""
    tables = tables_of(band("a", None, 24, default=True))
    found = judged(tables, value=0.1, age=5, sex="male")

    assert WITHIN == found.side[0]
    assert np.isnan(found.low[0])
    assert np.isnan(found.zlog[0])


def test_a_value_beyond_a_limit_of_the_method_has_no_deviation() -> None:
    """The side is certain, how far is not."""
    found = judged(TABLES, value=250, comparator=">", low=40, high=230)

    assert ABOVE == found.side[0]
    assert np.isnan([found.zlog[0], found.percentile[0], found.times_upper_limit[0]]).all()


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        # Inside by the one printed end, beyond the other end by the default: not normal.
        ({"value": 20, "high": 230}, BELOW),
        ({"value": 20, "comparator": "<", "high": 230}, BELOW),
        ({"value": 900, "low": 40}, ABOVE),
        # Inside by both.
        ({"value": 100, "high": 230}, WITHIN),
        ({"value": 100, "low": 40}, WITHIN),
        # The printed end decides on its own side.
        ({"value": 240, "high": 250}, WITHIN),
        ({"value": 35, "low": 30}, WITHIN),
        ({"value": 12, "low": 10, "high": 230}, WITHIN),
        ({"value": 25, "low": 30}, BELOW),
    ],
)
def test_a_printed_range_with_one_end_leaves_the_other_to_the_default(
    row: dict[str, float], expected: int
) -> None:
    """A report that prints "up to 230" does not call a very low value normal."""
    found = judged(TABLES, age=50 * YEAR, sex="female", **row)

    assert (expected, REPORTED) == told(found)[:2]


def test_without_age_an_open_end_is_closed_by_all_tables_only() -> None:
    """Beyond every table it is not normal; where tables differ the printed end decides."""
    far, near = (judged(TABLES, value=value, high=230) for value in (5, 20))

    assert [BELOW, WITHIN] == [int(found.side[0]) for found in (far, near)]


@pytest.mark.parametrize("low", [0, 1, 2])
def test_a_printed_lower_limit_of_nothing_neither_flags_nor_reassures(low: float) -> None:
    """5 is not low by it, nor normal, since every table calls it low; 40 by one table only."""
    who = {"age": 50 * YEAR, "sex": "male"}
    sides = [int(judged(TABLES, value=v, low=low, high=230, **who).side[0]) for v in (5, 40, 100)]

    assert [UNKNOWN, WITHIN, WITHIN] == sides


def test_a_printed_range_that_says_nothing_is_none() -> None:
    """A lower limit of zero alone: the default judges, so that a huge value is not normal."""
    found = judged(TABLES, value=5000, low=0, age=50 * YEAR, sex="female")

    assert (ABOVE, PUBLISHED, 40.0, 230.0) == told(found)


def test_published_limits_near_nothing_call_nothing_low() -> None:
    """Tables of infants print lower limits of 1 and 2 mg/dL."""
    tables = tables_of(band("a", 2, 30, default=True), band("b", 1, 40), band("c", 3, 30))
    found = judged(tables, value=0.5, age=30, sex="female")

    assert WITHIN == found.side[0]
    assert (1, 2, 0, 3) == agreement(found)


def test_the_limit_near_nothing_follows_the_unit() -> None:
    """2 mg/dL are 0.02 g/L; in a unit that does not convert only zero is nothing."""
    grams = tables_of(band("a", 0.02, 0.3, unit="g/L", default=True), unit="g/L")
    units = tables_of(band("a", 0.02, 0.3, unit="IU/mL", default=True), unit="IU/mL")
    sides = [judged(t, value=0.01, age=30, sex="female").side[0] for t in (grams, units)]

    assert [WITHIN, BELOW] == sides


def test_without_any_table_only_the_printed_interval_judges() -> None:
    """An analyte for which nothing is published."""
    nothing = tables_of()
    printed, bare = (
        judged(nothing, value=300, age=30 * YEAR, sex="male", **more)
        for more in ({"low": 40, "high": 230}, {})
    )

    assert (ABOVE, REPORTED, 40.0, 230.0) == told(printed)
    assert (UNKNOWN, NO_BASIS) == told(bare)[:2]
    assert (0, 0, 0, 0) == agreement(bare)


def test_nobody_is_judged_as_nobody() -> None:
    """No results give empty columns."""
    found = judge(measured([]), TABLES)

    assert {0} == {len(getattr(found, name)) for name in Judged.__dataclass_fields__}


def test_a_long_column_is_judged_in_parts() -> None:
    """The parts are put together in order."""
    rows = [
        {"value": 20 + i % 400, "age": (i % 90) * YEAR, "sex": "male"} for i in range(CHUNK + 7)
    ]
    whole, tail = judge(measured(rows), TABLES), judge(measured(rows[-9:]), TABLES)

    assert len(rows) == len(whole.side)
    for name in Judged.__dataclass_fields__:
        np.testing.assert_array_equal(getattr(whole, name)[-9:], getattr(tail, name))
