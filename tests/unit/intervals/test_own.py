"""A laboratory's own intervals: after the printed one, before every published one."""

from typing import Any

import numpy as np
import pytest

from globulin.intervals.choose import NO_BAND, NO_CHOICE
from globulin.intervals.judge import LABORATORY, NO_BASIS, PUBLISHED, REPORTED, Judged
from globulin.intervals.measured import NAMED_OTHER
from globulin.intervals.sides import ABOVE, BELOW, UNKNOWN, WITHIN
from tests.unit.intervals.made_tables import YEAR, band, judged, own_of, tables_of

CHILD, ADULT = int(10 * YEAR), int(18 * YEAR)
TABLES = tables_of(
    band("a", 20, 80, age_high_days=CHILD, default=True),
    band("a", 30, 190, age_low_days=CHILD, age_high_days=ADULT, default=True),
    band("a", 40, 230, age_low_days=ADULT, default=True),
    band("b", 45, 240, age_low_days=ADULT),
)
ADULTS = {"low": 60, "high": 300, "age_low_days": ADULT}
WHO: dict[str, Any] = {"value": 250, "age": 30 * YEAR, "sex": "female"}


def told(found: Judged) -> tuple[int, int, float, float]:
    """Return side, basis and limits."""
    return int(found.side[0]), int(found.basis[0]), float(found.low[0]), float(found.high[0])


def test_they_go_before_published_tables_and_after_the_printed_interval() -> None:
    """Published tables are still counted."""
    own = own_of(ADULTS)
    found, printed = judged(TABLES, own, **WHO), judged(TABLES, own, low=10, high=200, **WHO)

    assert (WITHIN, LABORATORY, 60, 300) == told(found)
    assert (ABOVE, REPORTED, 10, 200) == told(printed)
    assert [0, NO_BAND] == [int(one.own_band[0]) for one in (found, printed)]
    assert (NO_BAND, NO_CHOICE, 2) == (
        int(found.band[0]),
        int(found.choice[0]),
        int(found.above[0]),
    )


def test_a_gap_falls_through_to_the_published_default() -> None:
    """Here the file has no band of children."""
    found = judged(TABLES, own_of(ADULTS), value=100, age=5 * YEAR, sex="male")

    assert (ABOVE, PUBLISHED, 20, 80) == told(found)


def test_units_are_brought_to_those_of_the_tables() -> None:
    """0.6 to 3 g/L are 60 to 300 mg/dL."""
    own = own_of({"low": 0.6, "high": 3, "unit": "g/L", "age_low_days": ADULT})

    assert (WITHIN, LABORATORY, 60, 300) == told(judged(TABLES, own, **WHO))


BY_SEX = own_of({**ADULTS, "sex": "female"}, {**ADULTS, "sex": "male", "low": 50, "high": 260})


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"sex": "female", "value": 270}, (WITHIN, LABORATORY, 60, 300)),
        ({"sex": "male", "value": 270}, (ABOVE, LABORATORY, 50, 260)),
        # Without the sex both must agree; the wider limits are shown.
        ({"sex": None, "value": 270}, (UNKNOWN, LABORATORY, 50, 300)),
        ({"sex": None, "value": 301}, (ABOVE, LABORATORY, 50, 300)),
    ],
)
def test_bands_of_each_sex(row: dict[str, Any], expected: tuple[int, int, float, float]) -> None:
    """As with published tables."""
    assert expected == told(judged(TABLES, BY_SEX, **WHO | row))


BY_METHOD = own_of(
    {**ADULTS, "high": 300, "laboratory": "north", "method": "nephelometry"},
    {**ADULTS, "high": 320, "laboratory": "north"},
    {**ADULTS, "high": 340},
)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"own_laboratory": 0, "own_method": 0}, 300),
        ({"own_laboratory": 0, "own_method": NAMED_OTHER}, 320),
        ({"own_laboratory": NAMED_OTHER, "own_method": 0}, 340),
        ({"own_laboratory": NAMED_OTHER}, 340),
    ],
)
def test_the_band_that_says_most_of_the_result(row: dict[str, int], expected: float) -> None:
    """One of another laboratory or method never holds; one that names none is the last."""
    found = judged(TABLES, BY_METHOD, **WHO | row)

    assert (WITHIN, LABORATORY, 60, expected) == told(found)


def test_a_name_that_is_not_told_fits_any() -> None:
    """All bands may apply: a side only where they agree."""
    unsure, sure = (judged(TABLES, BY_METHOD, **WHO | {"value": v}) for v in (310, 341))

    assert (UNKNOWN, LABORATORY, 60, 340) == told(unsure)
    assert (ABOVE, LABORATORY, 60, 340) == told(sure)


def test_only_bands_of_pregnancy_are_used_in_pregnancy() -> None:
    """One that does not tell is of people who are not pregnant."""
    row = {**WHO, "pregnant": True}
    plain = judged(TABLES, own_of(ADULTS), **row)
    both = judged(TABLES, own_of({**ADULTS, "pregnant": None}), **row)
    its_own = own_of({**ADULTS, "pregnant": None}, {**ADULTS, "high": 240, "pregnant": True})

    assert PUBLISHED == plain.basis[0]
    assert (WITHIN, LABORATORY, 60, 300) == told(both)
    assert (ABOVE, LABORATORY, 60, 240) == told(judged(TABLES, its_own, **row))
    assert (WITHIN, LABORATORY, 60, 300) == told(judged(TABLES, its_own, **WHO))


def test_an_interval_of_all_ages_that_is_one_of_adults_is_not_used_for_a_child() -> None:
    """It may have been made from adults alone; for adults it holds."""
    own = own_of({"low": 40, "high": 235})
    child, adult = (
        judged(TABLES, own, value=100, age=age, sex="male") for age in (5 * YEAR, 30 * YEAR)
    )

    assert (ABOVE, PUBLISHED, 20, 80) == told(child)
    assert (WITHIN, LABORATORY, 40, 235) == told(adult)
    assert [True, False] == [bool(found.is_own_set_aside[0]) for found in (child, adult)]


def test_a_band_of_children_is_used_whatever_it_says() -> None:
    """The laboratory told its ages."""
    own = own_of({"low": 40, "high": 235, "age_high_days": CHILD})
    found = judged(TABLES, own, value=100, age=5 * YEAR, sex="male")

    assert (WITHIN, LABORATORY, 40, 235) == told(found)


def test_an_interval_set_aside_is_still_a_doubt() -> None:
    """Where it and a table of the age call the value low, it is not called normal."""
    tables = tables_of(
        band("a", 20, 80, age_high_days=ADULT, default=True),
        band("b", 35, 90, age_high_days=ADULT),
        band("a", 40, 230, age_low_days=ADULT, default=True),
    )
    own = own_of({"low": 40, "high": 235})
    found = judged(tables, own, value=30, age=5 * YEAR, sex="male")

    assert (UNKNOWN, PUBLISHED, 20, 80) == told(found)


@pytest.mark.parametrize(
    ("value", "expected"), [(5, BELOW), (250, UNKNOWN), (301, ABOVE), (55, UNKNOWN)]
)
def test_without_an_age_they_only_take_certainty_away(value: float, expected: int) -> None:
    """A band of adults is no interval for somebody who may be a child."""
    found = judged(TABLES, own_of(ADULTS), value=value, sex="female")

    assert (expected, NO_BASIS) == told(found)[:2]
    assert np.isnan([found.low[0], found.high[0]]).all()


def test_an_open_end_is_closed_by_the_published_default() -> None:
    """Up to 300 does not call 20 normal."""
    own = own_of({"high": 300, "age_low_days": ADULT})

    assert (BELOW, LABORATORY) == told(judged(TABLES, own, **WHO | {"value": 20}))[:2]
