"""Judges how results of one analyte changed: the newest against the one before, and all of them.

One person is a batch of one: every array has one entry a result, each person's results together,
and nothing loops over people.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from globulin.intervals.sides import ABOVE, BELOW, WITHIN
from globulin.intervals.trend_limits import Variation, as_change, log_limits

NO_CHANGE, RISE, FALL, NOT_COMPARABLE = 0, 1, -1, 9
LASTING, PASSED, NOT_TOLD = 1, 0, -1
# Limits that differ by less are the same in another unit.
SAME = 1e-6
# A laboratory, a method or a unit that is not known.
UNKNOWN_PLACE = -1

Floats = NDArray[np.float64]
Codes = NDArray[np.int8]
Numbers = NDArray[np.int64]
Booleans = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Dated results of one analyte, values in one unit, in order of person and day.

    `value` is NaN where it must not be compared (none, refused, beyond the limit of a method).
    `side` by the codes of `sides`. `low` and `high` are the limits printed beside the result (NaN:
    none), `used_low` and `used_high` those that it was judged by. `least` and `most` are what the
    value can be, by its comparator. Of `laboratory`, `method` and `unit` the same number means the
    same one. `is_growing`: of a child, whose limits differ from age to age.
    """

    person: Numbers
    day: Numbers
    value: Floats
    least: Floats
    most: Floats
    side: Codes
    low: Floats
    high: Floats
    used_low: Floats
    used_high: Floats
    laboratory: Numbers
    method: Numbers
    unit: Numbers
    is_growing: Booleans


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The narrow and the wide variation, where sources disagree; the wide one decides.

    `lasting_low` and `lasting_high` are the days that results on that side of the interval must
    lie apart to be called lasting.
    """

    narrow: Variation
    wide: Variation
    lasting_low: float
    lasting_high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Trends:
    """How each person's results changed, one entry a person with two results or more.

    `first` and `last` are the places of the person's oldest and newest result; `before` that of
    the one that the newest was compared with. `change` and the limits are shares (0.5: half as
    much again); `limit` is that of the direction of the change. `by_interval` is the change as
    zlog sees it, each result against its own interval, NaN where that was not needed.
    Of no change `opens_up` and `opens_down` tell which way it may be one all the same: beyond the
    limit of the narrow sources, or by the number alone, the printed intervals alone
    (`is_disputed`), or the intervals of a child's age (`by_age`, NaN where they do not differ;
    `age_way` is RISE or FALL where that is a change).
    `sure` is RISE or FALL where values beyond the limit of a method are a change, whatever they
    are exactly. `since_first` is RISE or FALL where the oldest and the newest of three results or
    more differ by more than chance; of a child it is not told.
    `steady` is RISE or FALL where three results or more go one way and the whole way is a change;
    `after_peak`: an earlier value above the interval lies further up than the newest one, by more
    than its limit.
    """

    person: Numbers
    first: Numbers
    before: Numbers
    last: Numbers
    change: Floats
    limit_rise: Floats
    limit_fall: Floats
    limit: Floats
    by_interval: Floats
    by_age: Floats
    age_way: Codes
    verdict: Codes
    sure: Codes
    lasting: Codes
    steady: Codes
    since_first: Codes
    is_elsewhere: Booleans
    is_disputed: Booleans
    opens_up: Booleans
    opens_down: Booleans
    after_peak: Booleans


def judge_trends(course: Course, span: Span) -> Trends:
    """Return how each person's results changed.

    Two results that name different laboratories, methods or units, or print different intervals,
    are compared with the widened limit; with two different intervals, each result is placed on
    its own (zlog), and a change is one that both that and the number itself show.
    """
    first, last = _ends(course.person)
    has_two = last > first
    first, last = first[has_two], last[has_two]
    before = last - 1
    elsewhere = is_elsewhere(course, before, last)
    ratio = _log_ratio(course, before, last)
    by_interval = _log_ratio_by_interval(course, before, last)
    by_age = _log_ratio_by_age(course, before, last)
    wide = log_limits(span.wide, elsewhere)
    narrow = log_limits(span.narrow, elsewhere)
    plain = log_limits(span.wide, np.zeros_like(elsewhere))
    seen = np.where(np.isnan(by_interval), ratio, by_interval)
    verdict = _verdict(seen, wide)
    # Where intervals differ, the number itself must have moved the same way.
    verdict = np.where(
        ~np.isnan(by_interval) & (_verdict(ratio, plain) != verdict), NO_CHANGE, verdict
    )
    is_known = ~np.isnan(ratio)
    has_no_change = is_known & (verdict == NO_CHANGE)
    by_number = np.where(np.isnan(by_interval), NO_CHANGE, _verdict(ratio, wide))
    age_way = _verdict(by_age, wide)
    ways = (_verdict(seen, narrow), by_number, age_way)
    is_disputed = (by_number != NO_CHANGE) | (_verdict(by_interval, wide) != NO_CHANGE)
    return Trends(
        person=course.person[last],
        first=first,
        before=before,
        last=last,
        change=as_change(ratio),
        limit_rise=as_change(wide),
        limit_fall=as_change(-wide),
        limit=as_change(np.where(ratio < 0.0, -wide, wide)),
        by_interval=as_change(by_interval),
        by_age=as_change(by_age),
        age_way=age_way,
        verdict=np.where(is_known, verdict, NOT_COMPARABLE).astype(np.int8),
        sure=_sure(course, before, last, wide),
        lasting=_lasting(course, first, last, span),
        steady=_steady(course, first, last, span.wide),
        since_first=_since_first(course, first, last, span.wide),
        is_elsewhere=elsewhere,
        is_disputed=has_no_change & is_disputed,
        opens_up=has_no_change & np.any([way == RISE for way in ways], axis=0),
        opens_down=has_no_change & np.any([way == FALL for way in ways], axis=0),
        after_peak=_after_peak(course, first, last, span.wide),
    )


def _ends(person: Numbers) -> tuple[Numbers, Numbers]:
    """Return the places of the first and of the last result of each person."""
    if len(person) == 0:
        nothing = np.zeros(0, dtype=np.int64)
        return nothing, nothing
    starts = np.flatnonzero(np.diff(person, prepend=person[0] - 1))
    return starts.astype(np.int64), np.append(starts[1:], len(person)).astype(np.int64) - 1


def is_elsewhere(course: Course, earlier: Numbers, later: Numbers) -> Booleans:
    """Return which pairs differ in laboratory, method or unit, as told or as the interval shows.

    What one of the two does not tell is taken for the same. A child's interval may differ with
    age alone where both name the same laboratory.
    """
    result = np.zeros(len(earlier), dtype=np.bool_)
    for place in (course.laboratory, course.method, course.unit):
        is_told = (place[earlier] != UNKNOWN_PLACE) & (place[later] != UNKNOWN_PLACE)
        result |= is_told & (place[earlier] != place[later])
    is_named = course.laboratory[earlier] != UNKNOWN_PLACE
    is_same = is_named & (course.laboratory[earlier] == course.laboratory[later])
    aged = is_same & course.is_growing[earlier]
    result |= _ends_differ(course, earlier, later) & ~aged
    return result


def _ends_differ(course: Course, earlier: Numbers, later: Numbers) -> Booleans:
    """Return which pairs print another limit at an end that both of them print."""
    differ = np.zeros(len(earlier), dtype=np.bool_)
    for ends in (course.low, course.high):
        both = (ends[earlier] > 0.0) & (ends[later] > 0.0)
        differ |= both & ~np.isclose(ends[earlier], ends[later], rtol=SAME, atol=0.0)
    return differ


def _have_intervals(course: Course, earlier: Numbers, later: Numbers) -> Booleans:
    """Return which pairs print a whole interval each."""
    whole = (course.low > 0.0) & (course.high > course.low)
    return whole[earlier] & whole[later]


def _logs(values: Floats) -> Floats:
    """Return logarithms; NaN for what is not above zero."""
    return np.asarray(np.log(np.where(values > 0.0, values, np.nan)), dtype=np.float64)


def _log_ratio(course: Course, earlier: Numbers, later: Numbers) -> Floats:
    """Return the difference of the logarithms; NaN where two results must not be compared.

    Different values of one day do not tell which of them is meant.
    """
    logs = _logs(_one_a_day(course))
    is_later = course.day[later] > course.day[earlier]
    return np.where(is_later, logs[later] - logs[earlier], np.nan)


def _one_a_day(course: Course, of: Floats | None = None) -> Floats:
    """Return the values, or other numbers of the results; NaN where a day has two of them."""
    value = (course.value if of is None else of).copy()
    same = (course.person[1:] == course.person[:-1]) & (course.day[1:] == course.day[:-1])
    places = np.flatnonzero(same)
    value[places] = np.nan
    value[places + 1] = np.nan
    return value


def _log_ratio_by_interval(course: Course, earlier: Numbers, later: Numbers) -> Floats:
    """Return the change of zlog, in the logarithms of the newer interval; NaN: not two intervals.

    zlog times the width of an interval on the log scale is a difference of logarithms again.
    """
    change = _change_of_place(course, earlier, later, course.low, course.high)
    has_two = _ends_differ(course, earlier, later) & _have_intervals(course, earlier, later)
    return np.where(has_two, change, np.nan)


def _log_ratio_by_age(course: Course, earlier: Numbers, later: Numbers) -> Floats:
    """Return the change of a child's zlog by the intervals used, where those of its age differ."""
    low, high = course.used_low, course.used_high
    change = _change_of_place(course, earlier, later, low, high)
    is_moved = ~np.isclose(low[earlier], low[later], rtol=SAME, atol=0.0)
    is_moved |= ~np.isclose(high[earlier], high[later], rtol=SAME, atol=0.0)
    return np.where(course.is_growing[earlier] & is_moved, change, np.nan)


def _change_of_place(
    course: Course, earlier: Numbers, later: Numbers, lows: Floats, highs: Floats
) -> Floats:
    """Return the change of the places in two intervals, in the logarithms of the later one."""
    low, high, value = _logs(lows), _logs(highs), _logs(_one_a_day(course))
    width = np.where(high > low, high - low, np.nan)
    place = (value - (low + high) / 2.0) / width
    return np.asarray((place[later] - place[earlier]) * width[later], dtype=np.float64)


def _sure(course: Course, earlier: Numbers, later: Numbers, limit: Floats) -> Codes:
    """Return which way values went whose exact numbers are not known, where that is certain."""
    least, most = (_logs(_one_a_day(course, of)) for of in (course.least, course.most))
    is_later = course.day[later] > course.day[earlier]
    is_open = np.isnan(course.value[earlier]) | np.isnan(course.value[later])
    with np.errstate(invalid="ignore"):
        up = least[later] - most[earlier] > limit
        down = most[later] - least[earlier] < -limit
    way = np.where(up, RISE, np.where(down, FALL, NO_CHANGE))
    return np.where(is_later & is_open, way, NO_CHANGE).astype(np.int8)


def _verdict(log_ratio: Floats, limit: Floats) -> Codes:
    """Return on which side of the limits a change lies; what is not known is no change."""
    size = np.nan_to_num(log_ratio)
    return (np.sign(size) * (np.abs(size) > limit)).astype(np.int8)


def _lasting(course: Course, first: Numbers, last: Numbers, span: Span) -> Codes:
    """Return whether results lie on one abnormal side for as long as is asked, up to the newest.

    PASSED where the newest lies inside; NOT_TOLD where time, or the side, is not enough to tell.
    """
    side = course.side[last]
    # The place where the run of results on the newest one's side began.
    changes = np.ones(len(course.side), dtype=np.bool_)
    changes[1:] = (course.side[1:] != course.side[:-1]) | (course.person[1:] != course.person[:-1])
    begins = np.maximum.accumulate(np.where(changes, np.arange(len(changes)), 0))
    run = np.maximum(begins[last], first) if len(last) else last
    days = course.day[last] - course.day[run]
    needed = np.where(side == BELOW, span.lasting_low, span.lasting_high)
    is_abnormal = (side == BELOW) | (side == ABOVE)
    told = np.where(side == WITHIN, PASSED, NOT_TOLD)
    return np.where(is_abnormal & (days >= needed), LASTING, told).astype(np.int8)


def _steady(course: Course, first: Numbers, last: Numbers, variation: Variation) -> Codes:
    """Return which way all of three results or more go, where first to last is a change."""
    if len(last) == 0:
        return np.zeros(0, dtype=np.int8)
    logs = _logs(_one_a_day(course))
    steps = np.diff(logs, append=np.nan)
    inside = course.person[1:] == course.person[:-1]
    steps = np.where(np.append(inside, False), steps, 0.0)
    up = _all_of(np.append(~inside, True) | (steps > 0.0), first, last)
    down = _all_of(np.append(~inside, True) | (steps < 0.0), first, last)
    whole = logs[last] - logs[first]
    ends = _verdict(whole, log_limits(variation, _any_elsewhere(course, first, last)))
    has_three = last - first > 1
    way = np.where(up, RISE, np.where(down, FALL, NO_CHANGE))
    return np.where(has_three & (ends == way), way, NO_CHANGE).astype(np.int8)


def _since_first(course: Course, first: Numbers, last: Numbers, variation: Variation) -> Codes:
    """Return which way the newest of three results or more lies from the oldest."""
    logs = _logs(_one_a_day(course))
    way = _verdict(
        logs[last] - logs[first], log_limits(variation, _any_elsewhere(course, first, last))
    )
    is_told = (last - first > 1) & ~course.is_growing[first]
    return np.where(is_told, way, NO_CHANGE).astype(np.int8)


def _all_of(holds: Booleans, first: Numbers, last: Numbers) -> Booleans:
    """Return for whom something holds of every result from the first to the last."""
    counted = np.concatenate(([0], np.cumsum(~holds)))
    return np.asarray(counted[last + 1] == counted[first], dtype=np.bool_)


def _any_elsewhere(course: Course, first: Numbers, last: Numbers) -> Booleans:
    """Return whose results did not all come from one place."""
    later = np.arange(1, len(course.person))
    moved = np.zeros(len(course.person), dtype=np.bool_)
    moved[1:] = is_elsewhere(course, later - 1, later)
    moved[first] = False
    return ~_all_of(~moved, first, last)


def _after_peak(course: Course, first: Numbers, last: Numbers, variation: Variation) -> Booleans:
    """Return whose newest value lies below an earlier one that was above the interval."""
    if len(last) == 0:
        return np.zeros(0, dtype=np.bool_)
    logs = _logs(_one_a_day(course))
    raised = np.where((course.side == ABOVE) & ~np.isnan(logs), logs, -np.inf)
    # Only what stands before the newest result counts.
    edges = np.column_stack((first, last)).ravel()
    peak = np.maximum.reduceat(raised, edges)[::2]
    limit = log_limits(variation, _any_elsewhere(course, first, last))
    newest = np.nan_to_num(logs[last], nan=np.inf)
    return np.asarray(peak - newest > limit, dtype=np.bool_)
