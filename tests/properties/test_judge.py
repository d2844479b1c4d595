"""What holds of judging whatever the value, interval, sign, age and sex."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from globulin.answers.reading.columns import band_table
from globulin.intervals import make_cautions
from globulin.intervals.judge import PUBLISHED, REPORTED, Judged, judge
from globulin.intervals.sides import ABOVE, BELOW, UNKNOWN, WITHIN
from globulin.intervals.tables import ANY_SEX, BandTable, make_band_table
from globulin.knowledge import Knowledge
from globulin.units import convert
from tests.unit.intervals.made_tables import measured

ANALYTES = ("IgM", "IgG", "IgA")
CHECKED = settings(deadline=None, max_examples=40)
NAMES = tuple(Judged.__dataclass_fields__)


def hundredths(most: int) -> st.SearchStrategy[float]:
    """Return numbers with two decimals, as reports print them."""
    return st.integers(0, most * 100).map(lambda number: number / 100)


ages = st.none() | st.integers(0, 110 * 365) | st.integers(0, 3 * 365)
# Also just around the limits that are published, where sides change.
values = hundredths(400) | hundredths(6000) | st.integers(0, 300).map(float)
limits = st.none() | hundredths(300) | hundredths(3000)


@st.composite
def rows(draw: st.DrawFn) -> dict[str, Any]:
    """Return one result as somebody might send it."""
    low, high = draw(limits), draw(limits)
    if low is not None and high is not None:
        low, high = sorted((low, high + 0.01))
    row = {
        "value": draw(values),
        "comparator": draw(st.sampled_from([None, None, None, "<", "<=", ">", ">="])),
        "sex": draw(st.sampled_from([None, "female", "male"])),
        "pregnant": draw(st.sampled_from([False, False, False, True])),
        "low": low,
        "high": high,
        "age": draw(ages),
    }
    return {key: value for key, value in row.items() if value is not None}


@pytest.fixture(scope="module", params=ANALYTES)
def tables(request: pytest.FixtureRequest, knowledge: Knowledge) -> BandTable:
    """Return the published tables of an analyte."""
    analyte = knowledge.analyte(request.param)
    assert analyte is not None
    return band_table(knowledge, analyte)


@pytest.fixture(scope="module", params=ANALYTES)
def in_both_units(
    request: pytest.FixtureRequest, knowledge: Knowledge
) -> tuple[BandTable, BandTable]:
    """Return the same tables in mg/dL and in g/L."""
    mg, g = (
        make_band_table(
            knowledge.intervals(request.param),
            analyte=request.param,
            unit=unit,
            factors=knowledge.factors(),
            cautions=make_cautions(knowledge),
        )
        for unit in ("mg/dL", "g/L")
    )
    return mg, g


@CHECKED
@given(row=rows(), steps=st.lists(hundredths(500), min_size=1, max_size=6))
def test_a_higher_value_never_gets_a_lower_flag(
    tables: BandTable, row: dict[str, Any], steps: list[float]
) -> None:
    """Of the same person, interval and sign; nor a lower deviation or percentile."""
    found = judge(
        measured([{**row, "value": value} for value in sorted([row["value"], *steps])]), tables
    )
    sides = [int(side) for side in found.side if side != UNKNOWN]

    assert sorted(sides) == sides
    for column in (found.zlog, found.percentile, found.times_upper_limit, found.above):
        known = column[~np.isnan(column.astype(float))]
        assert (np.diff(known) >= 0).all()
    assert (np.diff(found.below) <= 0).all()


@CHECKED
@given(many=st.lists(rows(), min_size=1, max_size=12), order=st.randoms(use_true_random=False))
def test_a_batch_is_judged_as_one_by_one_in_any_order(
    tables: BandTable, many: list[dict[str, Any]], order: Any
) -> None:
    """No result is touched by its neighbours."""
    places = list(range(len(many)))
    order.shuffle(places)
    together = judge(measured([many[place] for place in places]), tables)
    for row, place in enumerate(places):
        alone = judge(measured([many[place]]), tables)
        for name in NAMES:
            np.testing.assert_array_equal(getattr(together, name)[row], getattr(alone, name)[0])


@CHECKED
@given(row=rows())
def test_the_unit_does_not_matter(
    in_both_units: tuple[BandTable, BandTable], knowledge: Knowledge, row: dict[str, Any]
) -> None:
    """The same result in mg/dL and in g/L is on the same side, as far out, by as many tables."""
    mg, g = in_both_units
    grams = {
        name: convert(
            row[name],
            analyte=mg.analyte,
            from_unit="mg/dL",
            to_unit="g/L",
            factors=knowledge.factors(),
        )
        for name in ("value", "low", "high")
        if name in row
    }
    first, second = judge(measured([row]), mg), judge(measured([{**row, **grams}]), g)
    for name in ("side", "basis", "below", "within", "above", "tables", "is_set_aside"):
        assert getattr(first, name)[0] == getattr(second, name)[0], name
    for name in ("zlog", "times_upper_limit"):
        np.testing.assert_allclose(getattr(first, name), getattr(second, name), atol=1e-9)


def _counts(found: Judged) -> dict[int, int]:
    return {
        BELOW: int(found.below[0]),
        WITHIN: int(found.within[0]),
        ABOVE: int(found.above[0]),
    }


@CHECKED
@given(row=rows())
def test_agreement_and_sides_fit_each_other(tables: BandTable, row: dict[str, Any]) -> None:
    """Counts never exceed `of`; a side without a basis of its own is that of every table."""
    found = judge(measured([row]), tables)
    counts, of, side = _counts(found), int(found.tables[0]), int(found.side[0])
    is_own = row.get("age") is not None and row.get("sex") and not row.get("pregnant")

    assert sum(counts.values()) <= of <= len(tables.starts)
    if found.basis[0] != REPORTED and not is_own and side != UNKNOWN:
        assert counts[side] == of > 0


@CHECKED
@given(row=rows())
def test_what_is_shown_fits_what_is_known(tables: BandTable, row: dict[str, Any]) -> None:
    """No age, no default; a printed interval that is used is the one printed."""
    found = judge(measured([row]), tables)
    basis = int(found.basis[0])
    if basis == PUBLISHED:
        assert row.get("age") is not None
    if basis == REPORTED:
        for name in ("low", "high"):
            np.testing.assert_array_equal(getattr(found, name)[0], row.get(name, np.nan))
        assert not found.is_set_aside[0]
    percentile = found.percentile[0]
    assert np.isnan(percentile) or 0.0 <= percentile <= 100.0


@CHECKED
@given(row=rows(), sex=st.sampled_from(["female", "male"]), age=st.integers(0, 110 * 365))
def test_a_unanimous_side_survives_what_is_learned_later(
    tables: BandTable, row: dict[str, Any], sex: str, age: int
) -> None:
    """A side told without age and sex is never contradicted by a table once both are known."""
    bare = {"value": row["value"], "comparator": row.get("comparator")}
    side = int(judge(measured([bare]), tables).side[0])
    learned = judge(measured([{**bare, "age": age, "sex": sex}]), tables)
    if side != UNKNOWN:
        assert _counts(learned)[side] == int(learned.tables[0])
        assert int(learned.side[0]) in {side, UNKNOWN}


@CHECKED
@given(value=hundredths(2), age=st.none() | st.integers(0, 400))
def test_nothing_is_low_by_a_limit_of_two_or_less(
    tables: BandTable, value: float, age: int | None
) -> None:
    """The tables that put a value below have a lower limit above 2 mg/dL."""
    row = {"value": value, "sex": "female"} | ({} if age is None else {"age": age})
    found = judge(measured([row]), tables)
    fits = (tables.sex == ANY_SEX) | (tables.sex == 0)
    if age is not None:
        fits &= (tables.age_low <= age) & (age < tables.age_high)
    starts = [*tables.starts, len(tables.low)]
    lows = [
        tables.low[first:last][(fits & ~tables.is_pregnant)[first:last]]
        for first, last in pairwise(starts)
    ]

    is_low = [len(low) > 0 and bool((low > 2.0).all() and (value < low).all()) for low in lows]

    assert sum(is_low) == int(found.below[0])


@CHECKED
@given(
    value=values,
    months=st.integers(1, 23),
    sex=st.sampled_from([None, "female", "male"]),
    place=st.integers(0, 10_000),
)
def test_an_infant_is_never_judged_by_a_range_of_adults(
    tables: BandTable, value: float, months: int, sex: str | None, place: int
) -> None:
    """Whatever published range of adults the report prints: as without it, or not at all."""
    age = months * 30.4375
    of_age = (tables.age_low <= age) & (age < tables.age_high)
    adult_days = tables.cautions.adult_days
    of_adults = (tables.age_low <= adult_days) & (adult_days < tables.age_high)
    adults = np.flatnonzero(of_adults & ~tables.is_pregnant & ~of_age)
    chosen = adults[place % len(adults)]
    own = {(tables.low[i], tables.high[i]) for i in np.flatnonzero(of_age)}
    if (tables.low[chosen], tables.high[chosen]) in own:
        return
    bare: dict[str, Any] = {"value": value, "age": age} | ({} if sex is None else {"sex": sex})
    printed = {**bare, "low": tables.low[chosen], "high": tables.high[chosen]}
    with_range, without = judge(measured([printed]), tables), judge(measured([bare]), tables)

    assert with_range.is_set_aside[0]
    assert int(with_range.side[0]) in {int(without.side[0]), UNKNOWN}
