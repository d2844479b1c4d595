"""How results of several days are judged: the change, where it was measured, whether it lasts."""

from typing import Any

import numpy as np
import pytest

from globulin.intervals.trend import (
    FALL,
    LASTING,
    NO_CHANGE,
    NOT_COMPARABLE,
    NOT_TOLD,
    PASSED,
    RISE,
    judge_trends,
)
from tests.unit.intervals.made_courses import SPAN, course, judged, row


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        (260, 225, NO_CHANGE),
        (199, 1161, RISE),
        (1161, 199, FALL),
        (100, 126, NO_CHANGE),
        (100, 127, RISE),
        (100, 79.5, NO_CHANGE),
        (100, 78.5, FALL),
    ],
)
def test_the_change_against_its_limit(earlier: float, later: float, expected: int) -> None:
    """With 6 and 6 per cent the limits are a rise of 26.5 and a fall of 20.9 per cent."""
    found = judged(row(0, earlier), row(56, later))

    assert expected == found.verdict[0]
    assert found.change[0] == pytest.approx(later / earlier - 1.0)


def test_the_limits_and_the_one_that_applies() -> None:
    """The limit of a fall is the smaller one."""
    rise, fall = judged(row(0, 100), row(9, 110)), judged(row(0, 100), row(9, 90))

    np.testing.assert_allclose(
        [rise.limit_rise[0], rise.limit_fall[0]], [0.265, -0.209], atol=0.001
    )
    assert rise.limit[0] == rise.limit_rise[0]
    assert fall.limit[0] == fall.limit_fall[0]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"laboratory": 0}, {"laboratory": 1}, True),
        ({"laboratory": 0}, {"laboratory": 0}, False),
        ({"laboratory": 0}, {}, False),
        ({"method": 0}, {"method": 1}, True),
        ({"unit": 0}, {"unit": 1}, True),
        ({"low": 40, "high": 230}, {"low": 50, "high": 300}, True),
        ({"low": 40, "high": 230}, {"low": 40, "high": 230}, False),
        ({"high": 230}, {"low": 50, "high": 300}, True),
        ({"high": 230}, {"low": 50}, False),
        (
            {"laboratory": 0, "low": 40, "high": 230, "is_growing": True},
            {"laboratory": 0, "low": 50, "high": 300},
            False,
        ),
        (
            {"laboratory": 0, "low": 40, "high": 230},
            {"laboratory": 0, "low": 50, "high": 300},
            True,
        ),
    ],
)
def test_elsewhere_widens(one: dict[str, Any], other: dict[str, Any], expected: bool) -> None:  # noqa: FBT001 - a table
    """Another laboratory, method, unit or range; what is not told is taken for the same."""
    here = judged(row(0, 100), row(9, 110))
    found = judged(row(0, 100, **one), row(9, 110, **other))

    assert expected == found.is_elsewhere[0]
    assert expected == (found.limit_rise[0] > here.limit_rise[0])


def test_two_ranges_are_compared_by_zlog() -> None:
    """320 of 64 to 368 stands where 200 of 40 to 230 stood: by zlog nothing changed."""
    found = judged(row(0, 200, low=40, high=230), row(9, 320, low=64, high=368))

    assert found.by_interval[0] == pytest.approx(0.0, abs=1e-9)
    assert NO_CHANGE == found.verdict[0]
    assert found.change[0] == pytest.approx(0.6)


def test_zlog_needs_two_whole_ranges() -> None:
    """With one limit alone the widened limit is held against the number."""
    found = judged(row(0, 200, high=230), row(9, 320, low=64, high=368))

    assert np.isnan(found.by_interval[0])
    assert RISE == found.verdict[0]


def test_a_range_alone_makes_no_change() -> None:
    """220 twice, against two ranges: zlog falls, the number does not."""
    found = judged(row(0, 220, low=40, high=230), row(9, 220, low=60, high=400))

    assert found.by_interval[0] < -0.35
    assert NO_CHANGE == found.verdict[0]


def test_a_change_that_zlog_and_number_show() -> None:
    """From inside one range to far above another."""
    found = judged(row(0, 150, low=40, high=230), row(9, 900, low=50, high=300))

    assert RISE == found.verdict[0]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([row(0, 100), row(9, np.nan)], NOT_COMPARABLE),
        ([row(0, np.nan), row(9, 100)], NOT_COMPARABLE),
        ([row(0, 0.0), row(9, 100)], NOT_COMPARABLE),
        ([row(9, 100), row(9, 300)], NOT_COMPARABLE),
        ([row(0, 100), row(9, 100), row(9, 300)], NOT_COMPARABLE),
        ([row(0, 100), row(0, 300), row(9, 300)], NOT_COMPARABLE),
        ([row(0, 100), row(0, 300), row(9, 100), row(12, 300)], RISE),
    ],
)
def test_what_is_not_compared(rows: list[dict[str, Any]], expected: int) -> None:
    """No number, nothing at all, or different values of one day among the newest two."""
    found = judged(*rows)

    assert expected == found.verdict[0]
    assert np.isnan(found.change[0]) == (expected == NOT_COMPARABLE)


def test_between_the_narrow_and_the_wide_sources() -> None:
    """A fifth to a quarter is a change by one of the sources only."""
    inside, between, beyond = (
        judged(row(0, 100), row(9, value)).opens_up[0] for value in (115, 124, 140)
    )

    assert (False, True, False) == (inside, between, beyond)


@pytest.mark.parametrize(
    ("course_of", "expected"),
    [
        ([(0, "H"), (84, "H")], LASTING),
        ([(0, "H"), (83, "H")], NOT_TOLD),
        ([(0, "L"), (21, "L")], LASTING),
        ([(0, "L"), (20, "L")], NOT_TOLD),
        ([(0, "H"), (90, "N")], PASSED),
        ([(0, "N"), (90, "N")], PASSED),
        ([(0, "H"), (90, "?")], NOT_TOLD),
        ([(0, "H"), (50, "N"), (100, "H")], NOT_TOLD),
        ([(0, "H"), (50, "L"), (100, "L")], LASTING),
        ([(0, "N"), (50, "H"), (134, "H")], LASTING),
    ],
)
def test_lasting(course_of: list[tuple[int, str]], expected: int) -> None:
    """The newest run on one side has to be long enough; one of the other side ends it."""
    found = judged(*(row(day, 100, side=side) for day, side in course_of))

    assert expected == found.lasting[0]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((100, 115, 130), RISE),
        ((130, 115, 100), FALL),
        ((100, 105, 110), NO_CHANGE),
        ((100, 130, 125), NO_CHANGE),
        ((100, 200), NO_CHANGE),
        ((100, np.nan, 200), NO_CHANGE),
    ],
)
def test_steady(values: tuple[float, ...], expected: int) -> None:
    """Three results or more that go one way, and together further than chance."""
    found = judged(*(row(9 * n, value) for n, value in enumerate(values)))

    assert expected == found.steady[0]


def test_steady_across_laboratories_needs_more() -> None:
    """The whole way is held against the widened limit once any two of them differ."""
    values = (100, 115, 130)
    found = judged(*(row(9 * n, v, laboratory=min(n, 1)) for n, v in enumerate(values)))

    assert NO_CHANGE == found.steady[0]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([(100, "N"), (400, "H"), (200, "N")], True),
        ([(400, "H"), (200, "H")], True),
        ([(400, "H"), (390, "H")], False),
        ([(400, "N"), (200, "N")], False),
        ([(100, "N"), (400, "H")], False),
        ([(400, "H"), (np.nan, "N")], False),
    ],
)
def test_after_a_peak(rows: list[tuple[float, str]], expected: bool) -> None:  # noqa: FBT001 - a table
    """An earlier value above its range, from which the newest lies further down than chance."""
    found = judged(*(row(9 * n, value, side=side) for n, (value, side) in enumerate(rows)))

    assert expected == found.after_peak[0]


def test_people_stand_apart() -> None:
    """Nobody's result is compared with another person's; one result alone gives no entry."""
    people = ([row(0, 100), row(9, 110)], [row(0, 900)], [row(0, 100), row(9, 300)])
    found = judge_trends(course(*people), SPAN)

    assert [0, 2] == found.person.tolist()
    assert [NO_CHANGE, RISE] == found.verdict.tolist()
    assert [0, 3] == found.first.tolist()
    assert [1, 4] == found.last.tolist()


def test_nobody() -> None:
    """No results, no entries."""
    assert 0 == len(judge_trends(course(), SPAN).verdict)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([row(0, 260), row(90, 320), row(180, 300), row(270, 400)], RISE),
        ([row(0, 400), row(90, 300), row(180, 320), row(270, 260)], FALL),
        ([row(0, 260), row(90, 400), row(180, 270)], NO_CHANGE),
        ([row(0, 260), row(90, 400)], NO_CHANGE),
        ([row(0, 260, is_growing=True), row(90, 300), row(270, 400)], NO_CHANGE),
    ],
)
def test_from_the_first_to_the_newest(rows: list[dict[str, Any]], expected: int) -> None:
    """A creeping rise is one, also where a step goes back; two results and children have none."""
    assert expected == judged(*rows).since_first[0]


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ({"least": 900.0, "most": np.inf}, RISE),
        ({"least": 300.0, "most": np.inf}, NO_CHANGE),
        ({"least": 0.0, "most": 100.0}, FALL),
        ({"least": 0.0, "most": 300.0}, NO_CHANGE),
        ({"least": np.nan, "most": np.nan}, NO_CHANGE),
    ],
)
def test_beyond_the_limit_of_a_method(later: dict[str, Any], expected: int) -> None:
    """After 300, more than 900 is a rise whatever it is exactly, and more than 300 may be none."""
    found = judged(row(0, 300), row(90, np.nan, **later))

    assert (NOT_COMPARABLE, expected) == (found.verdict[0], found.sure[0])


def test_ranges_that_contradict_the_number() -> None:
    """Twice as much, at the same place of another range: neither a change nor none."""
    found = judged(row(0, 150, low=40, high=230), row(90, 300, low=80, high=460))

    assert NO_CHANGE == found.verdict[0]
    assert found.is_disputed[0]
    assert found.opens_up[0]


def test_a_child_that_falls_behind_the_ranges_of_its_age() -> None:
    """The number stays, the range moves up; where both move alike, nothing is open."""
    young = {"is_growing": True, "used_low": 215, "used_high": 704}
    older = {"is_growing": True, "used_low": 345, "used_high": 1213}
    behind, along = (judged(row(0, 300, **young), row(400, v, **older)) for v in (290, 480))

    assert (NO_CHANGE, FALL) == (behind.verdict[0], behind.age_way[0])
    assert behind.opens_down[0]
    assert (RISE, NO_CHANGE) == (along.verdict[0], along.age_way[0])
    assert not along.opens_down[0]
