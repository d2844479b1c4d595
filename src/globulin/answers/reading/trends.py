"""How dated results of one person changed, as numbers and in words."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from globulin.answers.reading.calm import is_far_out, is_urgent
from globulin.answers.reading.columns import (
    OneJudged,
    bounds_of,
    concern,
    counted_side,
    judge_results,
)
from globulin.answers.reading.repeats import choose_repeat, is_risen
from globulin.answers.reading.telling import Telling
from globulin.answers.reading.trend_facts import span_of, trend_names
from globulin.answers.reading.trend_words import (
    day_of,
    is_child,
    is_too_fast,
    reason_of,
    trend_statements,
)
from globulin.intervals.trend import (
    FALL,
    LASTING,
    NO_CHANGE,
    NOT_COMPARABLE,
    PASSED,
    RISE,
    UNKNOWN_PLACE,
    Course,
    Trends,
    judge_trends,
)
from globulin.model import (
    ChangeVerdict,
    Check,
    CheckLevel,
    RedFlag,
    Report,
    Trend,
    TrendPoint,
)
from globulin.reasoning.people import LOW, NORMAL

VERDICTS: dict[int, ChangeVerdict] = {
    NO_CHANGE: "no_real_change",
    RISE: "rise",
    FALL: "fall",
    NOT_COMPARABLE: "not_comparable",
}
LASTINGS = {LASTING: True, PASSED: False}
FEWEST = 2


@dataclass(frozen=True, slots=True)
class OneTrend:
    """The course of one analyte: its dated results, oldest first, and how they were judged."""

    results: tuple[OneJudged, ...]
    judged: Trends
    told: Trend


@dataclass(frozen=True, slots=True)
class FoundTrends:
    """All courses of a report, what a reader must know of them, and the patterns they show."""

    courses: tuple[OneTrend, ...] = ()
    checks: tuple[Check, ...] = ()
    patterns: frozenset[str] = frozenset()


def find_trends(
    judged: Sequence[OneJudged],
    report: Report,
    telling: Telling,
    *,
    alarms: Collection[RedFlag] = (),
) -> FoundTrends:
    """Return how each analyte with two dated results or more changed, in the report's order.

    Those that are followed and not judged come after them. `alarms` are the red flags of the
    report: where one waits, no repeat is told to be awaited.
    """
    judged = (*judged, *_followed(report, telling))
    courses: list[OneTrend] = []
    checks: list[Check] = []
    for analyte in dict.fromkeys(one.result.analyte for one in judged):
        of_analyte = [one for one in judged if one.result.analyte == analyte]
        dated = _in_order(of_analyte)
        if len(of_analyte) >= FEWEST:
            checks += _undated(of_analyte, telling)
        if len(dated) < FEWEST:
            continue
        course = _judge_one(analyte, dated, report, telling, alarms)
        courses.append(course)
        if bool(course.judged.is_elsewhere[0]):
            checks.append(_check("warning", "laboratories_differ", dated[-1], telling))
        if is_too_fast(dated, course.judged, telling):
            checks.append(_check("warning", "fell_too_fast", dated[-1], telling))
    return FoundTrends(
        tuple(courses), tuple(checks), frozenset(_patterns(courses, report, telling))
    )


def _followed(report: Report, telling: Telling) -> list[OneJudged]:
    """Return the dated amounts of a report that are only followed, as results are judged.

    Of what was never found ("M-spike 0.0") there is no course.
    """
    found = {result.analyte for result in report.followed if result.is_amount}
    rows = tuple(result for result in report.followed if result.analyte in found)
    return judge_results(replace(report, results=rows), telling.knowledge)


def _in_order(results: Sequence[OneJudged]) -> tuple[OneJudged, ...]:
    """Return the dated results, oldest first; the same value of one day stands once.

    Of several of one day the worst stands last, and is the newest. Nothing depends on the order
    of the input.
    """
    dated = sorted((one for one in results if one.result.collected), key=_order)
    once = {_value_of_day(one): one for one in dated}
    return tuple(sorted(once.values(), key=_order))


def _value_of_day(one: OneJudged) -> tuple[int, float, str]:
    """Return what makes two results the same one."""
    amount = -1.0 if one.amount is None else round(one.amount, 9)
    return (day_of(one), amount, one.result.comparator or "")


def _order(one: OneJudged) -> tuple[Any, ...]:
    """Return what a result is ordered by."""
    result = one.result
    places = (result.laboratory or "", result.method or "")
    return (day_of(one), concern(one), *_value_of_day(one), *places)


def _undated(results: Sequence[OneJudged], telling: Telling) -> Iterator[Check]:
    """Yield a note for each result without a date beside others of its analyte."""
    for one in results:
        if not one.result.collected:
            yield _check("note", "undated_not_compared", one, telling)


def _check(level: CheckLevel, code: str, one: OneJudged, telling: Telling) -> Check:
    message = telling.knowledge.table("reports")["checks"][code]
    return Check(level=level, code=code, where=one.result.where, message=message)


def _judge_one(
    analyte: str,
    dated: tuple[OneJudged, ...],
    report: Report,
    telling: Telling,
    alarms: Collection[RedFlag],
) -> OneTrend:
    span = span_of(telling.knowledge, analyte)
    judged = judge_trends(make_course(dated, telling), span)
    is_known = bool(np.isfinite(judged.limit_rise[0]))
    verdict = VERDICTS[int(judged.verdict[0])] if is_known else "not_comparable"
    reason = None if verdict != "not_comparable" else reason_of(dated, telling)
    change = _percent(judged.change[0])
    soon = is_urgent(dated[-1], alarms, telling)
    entry = Trend(
        analyte=analyte,
        points=tuple(_point(one) for one in dated),
        change_percent=change,
        reference_change_percent=None if change is None else _percent(abs(judged.limit[0])),
        persistent=LASTINGS.get(int(judged.lasting[0])),
        verdict=verdict,
        repeat=choose_repeat(dated, judged, verdict, report, telling, is_soon=soon),
        rise_limit_percent=_percent(judged.limit_rise[0]),
        fall_limit_percent=_percent(abs(judged.limit_fall[0])),
        is_widened=bool(judged.is_elsewhere[0]),
        is_open=verdict == "no_real_change"
        and bool(judged.opens_up[0] | judged.opens_down[0] | judged.is_disputed[0]),
        by_interval_percent=_percent(judged.by_interval[0]),
        reason=reason,
        statements=trend_statements(dated, judged, verdict, report, telling),
    )
    return OneTrend(dated, judged, entry)


def make_course(dated: Sequence[OneJudged], telling: Telling) -> Course:
    """Return the dated results of one person and analyte as columns."""
    results = [one.result for one in dated]
    bounds = np.array([bounds_of(one) for one in dated], dtype=np.float64)
    return Course(
        person=np.zeros(len(dated), dtype=np.int64),
        day=np.array([day_of(one) for one in dated], dtype=np.int64),
        value=np.array([_comparable(one) for one in dated], dtype=np.float64),
        least=bounds[:, 0],
        most=bounds[:, 1],
        side=np.array([counted_side(one) for one in dated], dtype=np.int8),
        low=np.array([_printed(one, "low") for one in dated], dtype=np.float64),
        high=np.array([_printed(one, "high") for one in dated], dtype=np.float64),
        used_low=np.array([_used(one, "low") for one in dated], dtype=np.float64),
        used_high=np.array([_used(one, "high") for one in dated], dtype=np.float64),
        laboratory=_places([result.laboratory for result in results]),
        method=_places([result.method for result in results]),
        unit=_places([result.unit for result in results]),
        is_growing=np.array([is_child(one, telling) for one in dated], dtype=np.bool_),
    )


def _comparable(one: OneJudged) -> float:
    """Return the value where it is one that may be compared."""
    is_exact = one.result.comparator is None and one.amount is not None
    return one.amount if is_exact and one.amount is not None else float("nan")


def _printed(one: OneJudged, end: str) -> float:
    """Return a printed limit that was not set aside."""
    if bool(one.judged.is_set_aside[one.row]):
        return float("nan")
    return float(getattr(one.measured, end)[one.row])


def _used(one: OneJudged, end: str) -> float:
    """Return a limit that a result was judged by."""
    limit = one.number(end)
    return float("nan") if limit is None else limit


def _places(names: Sequence[str | None]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return a number for each name, the same for the same; UNKNOWN_PLACE for none."""
    plain = [" ".join((name or "").lower().split()) for name in names]
    numbers = {name: place for place, name in enumerate(dict.fromkeys(plain)) if name}
    return np.array([numbers.get(name, UNKNOWN_PLACE) for name in plain], dtype=np.int64)


def _point(one: OneJudged) -> TrendPoint:
    result = one.result
    return TrendPoint(
        collected=result.collected or "",
        value=result.value,
        unit=result.unit,
        comparator=result.comparator,
        where=result.where,
    )


def _percent(share: float) -> float | None:
    """Return a share in per cent, or None where there is none."""
    return round(float(share) * 100.0, 1) if np.isfinite(share) else None


def _patterns(courses: Sequence[OneTrend], report: Report, telling: Telling) -> Iterator[str]:
    """Yield the patterns that the courses show.

    A rise counts that does not end inside or below the interval, or goes on over three results. A
    fall from above it is that of a passing rise only where no clone is known, which may fall for
    other reasons, and where no result lay far out.
    """
    names = trend_names(telling.knowledge)
    has_clone = bool({f.id for f in report.findings if f.present} & set(names["clone"]))
    for course in courses:
        side = counted_side(course.results[-1])
        is_rise = is_risen(course.told.verdict, course.judged) and side != NORMAL
        # A child that rises inside the range of its age grows.
        is_growth = side == NORMAL and is_child(course.results[0], telling)
        is_steady = int(course.judged.steady[0]) == RISE and not is_growth
        if (is_rise or is_steady) and side != LOW:
            yield "steady-rise"
        is_clone = has_clone or course.told.analyte in names["clone_analytes"]
        is_falling = bool(course.judged.after_peak[0]) and float(course.judged.change[0]) < 0.0
        is_far = any(is_far_out(one, telling) for one in course.results)
        is_odd = is_far or is_too_fast(course.results, course.judged, telling)
        if is_falling and not is_clone and not is_odd and side != LOW:
            yield "falling-after-peak"
