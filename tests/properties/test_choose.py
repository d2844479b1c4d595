"""What holds of the choice of an interval, whatever is named, given and known."""

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from globulin.answers.reading.columns import band_table
from globulin.intervals.choose import NO_BAND, NO_CHOICE, NO_TABLE
from globulin.intervals.judge import LABORATORY, NO_BASIS, PUBLISHED, REPORTED, Judged, judge
from globulin.intervals.measured import NAMED_OTHER, NOT_NAMED
from globulin.intervals.sides import ABOVE, BELOW, UNKNOWN, WITHIN
from globulin.intervals.tables import BandTable
from globulin.knowledge import Knowledge
from tests.unit.intervals.made_tables import YEAR, measured, own_of

CHECKED = settings(deadline=None, max_examples=40)
NAMES = tuple(Judged.__dataclass_fields__)
OWN = own_of(
    {"low": 20, "high": 160, "age_high_days": int(10 * YEAR)},
    {"low": 50, "high": 300, "age_low_days": int(18 * YEAR), "sex": "female"},
    {"low": 45, "high": 260, "age_low_days": int(18 * YEAR), "sex": "male", "laboratory": "north"},
    {"low": 60, "high": 240, "age_low_days": int(18 * YEAR), "method": "nephelometry"},
)

codes = st.sampled_from([NOT_NAMED, NOT_NAMED, NAMED_OTHER, 0])


@st.composite
def rows(draw: st.DrawFn) -> dict[str, Any]:
    """Return one result with what its report names."""
    low = draw(st.none() | st.integers(1, 100).map(float))
    row = {
        "value": draw(st.integers(1, 900).map(float)),
        "comparator": draw(st.sampled_from([None, None, "<", ">"])),
        "sex": draw(st.sampled_from([None, "female", "male"])),
        "pregnant": draw(st.sampled_from([False, False, True])),
        "low": low,
        "high": None if low is None else low + draw(st.integers(1, 400)),
        "age": draw(st.none() | st.integers(0, 110 * 365)),
        "laboratory": draw(st.integers(NAMED_OTHER, 3)),
        "method": draw(st.integers(NAMED_OTHER, 1)),
        "own_laboratory": draw(codes),
        "own_method": draw(codes),
    }
    return {key: value for key, value in row.items() if value is not None}


def igm(knowledge: Knowledge) -> BandTable:
    """Return the published tables of one class."""
    analyte = knowledge.analyte("IgM")
    assert analyte is not None
    return band_table(knowledge, analyte)


@CHECKED
@given(many=st.lists(rows(), min_size=1, max_size=12), data=st.data())
def test_a_batch_is_its_people(
    knowledge: Knowledge, many: list[dict[str, Any]], data: st.DataObject
) -> None:
    """In any order, each is judged as alone."""
    tables = igm(knowledge)
    places = data.draw(st.permutations(range(len(many))))
    together = judge(measured([many[place] for place in places]), tables, OWN)
    for row, place in enumerate(places):
        alone = judge(measured([many[place]]), tables, OWN)
        for name in NAMES:
            np.testing.assert_array_equal(getattr(together, name)[row], getattr(alone, name)[0])


@CHECKED
@given(row=rows())
def test_what_was_chosen_holds_for_the_person(knowledge: Knowledge, row: dict[str, Any]) -> None:
    """A published band is of the age and sex; only a published basis has one."""
    tables = igm(knowledge)
    found = judge(measured([row]), tables, OWN)
    band, table, basis = int(found.band[0]), int(found.table[0]), int(found.basis[0])

    assert (basis == PUBLISHED) == (int(found.choice[0]) != NO_CHOICE)
    assert (basis == PUBLISHED) or (NO_BAND, NO_TABLE) == (band, table)
    if band != NO_BAND:
        assert tables.age_low[band] <= row["age"] < tables.age_high[band]
        assert not tables.is_pregnant[band] or row["pregnant"]
        np.testing.assert_array_equal(
            [tables.low[band], tables.high[band]], [found.low[0], found.high[0]]
        )


@CHECKED
@given(row=rows())
def test_without_an_age_only_print_gives_an_interval(
    knowledge: Knowledge, row: dict[str, Any]
) -> None:
    """Neither the laboratory's own nor a published one of some age."""
    row.pop("age", None)
    found = judge(measured([row]), igm(knowledge), OWN)

    assert (REPORTED if "low" in row else NO_BASIS) == found.basis[0]


@CHECKED
@given(row=rows(), more=st.integers(1, 400))
def test_a_higher_value_never_lies_lower(
    knowledge: Knowledge, row: dict[str, Any], more: int
) -> None:
    """By whatever interval."""
    row.pop("comparator", None)
    tables = igm(knowledge)
    first, second = (
        int(judge(measured([{**row, "value": value}]), tables, OWN).side[0])
        for value in (row["value"], row["value"] + more)
    )

    assert (first, second) not in {(ABOVE, WITHIN), (ABOVE, BELOW), (WITHIN, BELOW)}


@CHECKED
@given(row=rows())
def test_own_intervals_matter_only_where_they_are_used(
    knowledge: Knowledge, row: dict[str, Any]
) -> None:
    """Elsewhere a result is judged as without them, or on no side at all."""
    tables = igm(knowledge)
    with_own, without = (judge(measured([row]), tables, own) for own in (OWN, None))
    if LABORATORY != with_own.basis[0]:
        sides = {int(with_own.side[0])}

        assert with_own.basis[0] == without.basis[0]
        assert sides <= {int(without.side[0]), UNKNOWN}
