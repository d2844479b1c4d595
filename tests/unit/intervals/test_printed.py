"""A child's report with the interval of adults, and the interval of a child that looks like one."""

import numpy as np
import pytest

from globulin.answers.reading.columns import band_table
from globulin.intervals import make_cautions
from globulin.intervals.judge import PUBLISHED, REPORTED
from globulin.intervals.printed import is_for_adults
from globulin.intervals.sides import ABOVE, BELOW, UNKNOWN, WITHIN
from globulin.intervals.tables import BandTable
from globulin.knowledge import Knowledge
from tests.unit.intervals.made_tables import YEAR, band, judged, tables_of

CHILD, ADULT = int(10 * YEAR), int(18 * YEAR)
TABLES = tables_of(
    band("a", 20, 80, age_high_days=CHILD, default=True),
    band("a", 30, 190, age_low_days=CHILD, age_high_days=ADULT, default=True),
    band("a", 40, 230, age_low_days=ADULT, default=True),
    band("b", 40, 100, age_high_days=CHILD),
    band("b", None, 95, age_low_days=CHILD, age_high_days=ADULT),
    band("b", 45, 240, age_low_days=ADULT),
)
MONTHS_9 = 274


def is_left_out(low: float, high: float, age: float, tables: BandTable = TABLES) -> bool:
    """Tell whether a printed range is taken for one of adults."""
    columns = (np.array([float(number)]) for number in (low, high, age))
    return bool(is_for_adults(*columns, tables)[0])


@pytest.mark.parametrize(
    ("low", "high"), [(40, 230), (45, 240), (np.nan, 230), (0, 230), (42, np.nan)]
)
def test_a_range_of_adults_is_not_used_for_an_infant(low: float, high: float) -> None:
    """Also where one of its ends is missing or zero, unless that end fits the age."""
    fits_age = np.isnan(high)

    assert (not fits_age) == is_left_out(low, high, MONTHS_9)


@pytest.mark.parametrize(("low", "high"), [(20, 80), (40, 100), (18, 75), (25, 120), (0, 60)])
def test_a_range_of_the_age_is_used(low: float, high: float) -> None:
    """Published for the age, or near to it."""
    assert not is_left_out(low, high, MONTHS_9)


def test_an_older_child_keeps_a_range_that_is_not_far_off() -> None:
    """From two years on, ranges of adults and children overlap: only a far one is left out."""
    close = tables_of(
        band("a", 38, 200, age_high_days=ADULT), band("b", 40, 230, age_low_days=ADULT)
    )

    assert [True, False, False] == [is_left_out(40, 230, age * YEAR, close) for age in (1, 2, 15)]
    assert is_left_out(40, 230, 5 * YEAR)


def test_adults_and_people_of_unknown_age_keep_what_is_printed() -> None:
    """Nothing is compared from 16 years on, or without an age."""
    assert not is_left_out(40, 230, 16 * YEAR)
    assert not is_left_out(40, 230, np.nan)


def test_without_a_printed_range_or_a_table_of_the_age_nothing_is_left_out() -> None:
    """There is nothing to compare."""
    only_adults = tables_of(band("a", 40, 230, age_low_days=ADULT))

    assert not is_left_out(np.nan, np.nan, MONTHS_9)
    assert not is_left_out(40, 230, MONTHS_9, only_adults)


def test_a_range_left_out_is_replaced_by_the_default_of_the_age() -> None:
    """150 is inside the range of adults, and high for the age."""
    found = judged(TABLES, value=150, low=40, high=230, age=MONTHS_9, sex="male")

    assert (ABOVE, PUBLISHED, True) == (found.side[0], found.basis[0], found.is_set_aside[0])
    assert (20.0, 80.0) == (found.low[0], found.high[0])


def test_a_range_left_out_still_prevents_a_wrong_reassurance() -> None:
    """35 is normal by the default, low by the printed range and by another table of the age."""
    doubted, sure = (
        judged(TABLES, value=value, low=45, high=240, age=MONTHS_9, sex="male")
        for value in (35, 42)
    )

    assert [UNKNOWN, WITHIN] == [doubted.side[0], sure.side[0]]


def test_a_range_of_the_age_judges() -> None:
    """The printed range of a child comes first, as for everybody."""
    found = judged(TABLES, value=90, low=40, high=100, age=MONTHS_9, sex="male")

    assert (WITHIN, REPORTED) == (found.side[0], found.basis[0])
    assert BELOW == judged(TABLES, value=38, low=40, high=100, age=MONTHS_9, sex="male").side[0]


def _of_age(tables: BandTable, age: float) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return (tables.age_low <= age) & (age < tables.age_high) & ~tables.is_pregnant


def _ages_of(tables: BandTable, place: int, child_days: float) -> tuple[float, float, float]:
    """Return the first, the middle and the last age of childhood at which a band holds."""
    first, last = tables.age_low[place], min(tables.age_high[place], child_days) - 1
    return first, (first + last) / 2, last


@pytest.mark.parametrize("analyte", ["IgM", "IgG", "IgA"])
def test_no_published_range_of_children_is_ever_left_out(
    knowledge: Knowledge, analyte: str
) -> None:
    """Every counted band, printed on a report of a child of its age, is used."""
    found = knowledge.analyte(analyte)
    assert found is not None
    tables = band_table(knowledge, found)
    child_days = make_cautions(knowledge).child_days
    lost = [
        (tables.ids[place], age)
        for place in np.flatnonzero((tables.age_low < child_days) & ~tables.is_pregnant)
        for age in _ages_of(tables, place, child_days)
        if is_left_out(tables.low[place], tables.high[place], age, tables)
    ]

    assert [] == lost


@pytest.mark.parametrize("analyte", ["IgM", "IgG", "IgA"])
@pytest.mark.parametrize("months", [1, 2, 4, 6, 9, 12, 18, 23])
def test_every_published_range_of_adults_is_left_out_for_an_infant(
    knowledge: Knowledge, analyte: str, months: int
) -> None:
    """Unless a table prints the very same range for the age."""
    found = knowledge.analyte(analyte)
    assert found is not None
    tables = band_table(knowledge, found)
    age = months * 30.4375
    of_age = _of_age(tables, age)
    own = {(tables.low[i], tables.high[i]) for i in np.flatnonzero(of_age)}
    adults = np.flatnonzero(_of_age(tables, make_cautions(knowledge).adult_days) & ~of_age)
    used = {
        tables.ids[i]
        for i in adults
        if (tables.low[i], tables.high[i]) not in own
        and not is_left_out(tables.low[i], tables.high[i], age, tables)
    }

    assert len(adults) > 10
    assert set() == used
