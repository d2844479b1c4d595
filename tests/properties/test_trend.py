"""What holds of the comparison of results whatever the values, days, places and people."""

from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from globulin.intervals.trend import FALL, NO_CHANGE, RISE, Trends, judge_trends
from tests.unit.intervals.made_courses import SPAN, course

CHECKED = settings(deadline=None, max_examples=50)
CODES = (
    "verdict",
    "sure",
    "lasting",
    "steady",
    "since_first",
    "is_elsewhere",
    "is_disputed",
    "opens_up",
    "opens_down",
    "age_way",
    "after_peak",
)
MIRROR = {RISE: FALL, FALL: RISE}
ranges = st.sampled_from([(np.nan, np.nan), (40.0, 230.0), (50.0, 300.0)])


@st.composite
def results(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Return the results of one person, on different days."""
    days = sorted(draw(st.sets(st.integers(0, 900), min_size=2, max_size=5)))
    rows = []
    for day in days:
        low, high = draw(ranges)
        rows.append(
            {
                "day": day,
                "value": draw(st.integers(20, 2000)) / 2.0,
                "side": draw(st.sampled_from("LNH?")),
                "low": low,
                "high": high,
                "laboratory": draw(st.integers(-1, 1)),
                "is_growing": draw(st.booleans()),
            }
        )
    return rows


def codes(found: Trends) -> list[list[Any]]:
    """Return everything that was decided."""
    return [getattr(found, name).tolist() for name in CODES]


@CHECKED
@given(rows=results(), factor=st.sampled_from([0.01, 2.0, 100.0]))
def test_another_scale_decides_the_same(rows: list[dict[str, Any]], factor: float) -> None:
    """Values and ranges of all results in another unit."""
    scaled = [
        {
            **row,
            "value": row["value"] * factor,
            "low": row["low"] * factor,
            "high": row["high"] * factor,
        }
        for row in rows
    ]
    one, other = judge_trends(course(rows), SPAN), judge_trends(course(scaled), SPAN)

    assert codes(one) == codes(other)
    np.testing.assert_allclose(one.change, other.change, rtol=1e-9)


@CHECKED
@given(people=st.lists(results(), min_size=1, max_size=4))
def test_a_batch_is_its_people_one_by_one(people: list[list[dict[str, Any]]]) -> None:
    """Every number and every decision."""
    together = judge_trends(course(*people), SPAN)
    for number, rows in enumerate(people):
        alone = judge_trends(course(rows), SPAN)

        assert [code[0] for code in codes(alone)] == [code[number] for code in codes(together)]
        np.testing.assert_array_equal(
            [alone.change[0], alone.limit[0]], [together.change[number], together.limit[number]]
        )


@CHECKED
@given(earlier=st.integers(1, 4000), later=st.integers(1, 4000))
def test_a_rise_and_its_way_back_mirror(earlier: int, later: int) -> None:
    """On the log scale the limits lie as far above as below."""
    there = judge_trends(course([{"day": 0, "value": earlier}, {"day": 9, "value": later}]), SPAN)
    back = judge_trends(course([{"day": 0, "value": later}, {"day": 9, "value": earlier}]), SPAN)

    assert MIRROR.get(int(there.verdict[0]), NO_CHANGE) == back.verdict[0]
    np.testing.assert_allclose(
        (1.0 + there.limit_rise) * (1.0 + there.limit_fall), np.ones(1), rtol=1e-12
    )


@CHECKED
@given(rows=results(), more=st.floats(0.0, 0.5))
def test_more_variation_never_narrows(rows: list[dict[str, Any]], more: float) -> None:
    """More variation of any part: a limit grows or stays, and no new change appears."""
    made = course(rows)
    found = judge_trends(made, SPAN)
    for part in ("within", "measured", "between"):
        wider = replace(SPAN.wide, **{part: getattr(SPAN.wide, part) + more})
        other = judge_trends(made, replace(SPAN, wide=wider))

        assert other.limit_rise[0] >= found.limit_rise[0]
        assert int(other.verdict[0]) in {int(found.verdict[0]), NO_CHANGE}
