"""The figure of a course: results over time, the range, and where a result counts as unchanged."""

import numpy as np

from globulin.answers.reading.columns import OneJudged
from globulin.answers.reading.line import Axis
from globulin.answers.reading.telling import Telling
from globulin.answers.reading.trend_words import day_of, value_words
from globulin.answers.reading.trends import OneTrend
from globulin.model import Analyte, Block, Figure, FigureItem, Limits

POINT, USED, UNCHANGED = "point", "used", "unchanged"
FEWEST = 2
DIGITS = 3


def course_figure(course: OneTrend, analyte: Analyte, telling: Telling) -> Block | None:
    """Return the figure of a course with two numbers or more."""
    drawn = [one for one in course.results if _exact(one) is not None]
    if len(drawn) < FEWEST:
        return None
    newest, words = course.results[-1], telling.reading
    axis = Axis(telling, analyte, telling.units_of(analyte, newest.result.unit)[0])
    items = [_point(one, axis, course) for one in course.results]
    items += [*_range(newest, axis), *_unchanged(course, axis)]
    figure = Figure(
        id=f"course-{analyte.id.lower()}",
        kind="course",
        title=words["course_title"].format(analyte=analyte.short),
        description=words["course_description"].format(
            n=len(course.results),
            first=course.results[0].result.collected,
            last=newest.result.collected,
        ),
        unit=axis.unit,
        items=tuple(items),
    )
    return Block(kind="figure", statements=(), figure=figure)


def _exact(one: OneJudged) -> float | None:
    """Return the value where it is a number of its own."""
    return one.amount if one.result.comparator is None else None


def _point(one: OneJudged, axis: Axis, course: OneTrend) -> FigureItem:
    unused = axis.telling.reading["course_unused"]
    return FigureItem(
        label=one.result.collected or "",
        fact=POINT,
        sources=(),
        text=value_words(one, axis.telling) or unused,
        value=axis.place(_exact(one), axis.analyte.units[0]),
        at=float(day_of(one) - day_of(course.results[0])),
    )


def _range(newest: OneJudged, axis: Axis) -> tuple[FigureItem, ...]:
    """Return the range by which the newest result was judged, where there is one."""
    low, high = newest.number("low"), newest.number("high")
    if low is None and high is None:
        return ()
    limits = Limits(low=low, high=high, unit=axis.analyte.units[0])
    return (axis.bar(USED, axis.telling.reading["course_used"], limits),)


def _unchanged(course: OneTrend, axis: Axis) -> tuple[FigureItem, ...]:
    """Return the band around the older of the newest two, where a result counts as unchanged."""
    older, told = _exact(course.results[-2]), course.told
    # Where the number alone does not decide, a band of numbers would calm.
    is_placed = bool(np.isfinite(course.judged.by_age[0]) | course.judged.is_disputed[0])
    if older is None or told.verdict == "not_comparable" or is_placed:
        return ()
    shares = (course.judged.limit_fall[0], course.judged.limit_rise[0])
    low, high = (_short(older * (1.0 + float(share))) for share in shares)
    limits = Limits(low=low, high=high, unit=axis.analyte.units[0])
    return (axis.bar(UNCHANGED, axis.telling.reading["course_unchanged"], limits),)


def _short(value: float) -> float:
    """Return a number with as many digits as a limit of chance deserves."""
    return float(f"{value:.{DIGITS}g}")
