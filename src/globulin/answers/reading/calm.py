"""What must not calm: sentences of chance and of waiting, where a doctor has to see a result."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from globulin.answers.reading.columns import (
    FAR_OUT,
    OneJudged,
    counted_side,
    make_reach,
    newest,
    reach_of,
)
from globulin.answers.reading.telling import Telling
from globulin.answers.reading.trend_facts import trend_names
from globulin.model import RedFlag, Report, Sentence, facts_of
from globulin.reasoning.people import HIGH, LOW, NORMAL

ROUTINE = "routine"
NEXT = "next."
CRITICAL = frozenset({"LL", "HH"})


def is_urgent(one: OneJudged, alarms: Collection[RedFlag], telling: Telling) -> bool:
    """Tell whether a doctor must see a result before any repeat of it.

    So it is outside its range with a red flag, far outside, called critical by its laboratory,
    or high in the first weeks of life. A band has the dates of its clinic, and some classes are
    often far below their range without harm.
    """
    if counted_side(one) == NORMAL:
        return False
    if is_early_high(one, telling):
        return True
    own_dates = set(trend_names(telling.knowledge)["own_dates"])
    if any(alarm.urgency != ROUTINE and alarm.id not in own_dates for alarm in alarms):
        return True
    return one.result.flag in CRITICAL or is_far_out(one, telling)


def is_far_out(one: OneJudged, telling: Telling) -> bool:
    """Tell whether a result lies far outside, of a class that is not often so without harm."""
    waits = trend_names(telling.knowledge)["far_low_waits"]
    may_wait = counted_side(one) == LOW and one.result.analyte in waits
    return reach_of(one, make_reach(telling.knowledge)) in FAR_OUT and not may_wait


def is_early_high(one: OneJudged, telling: Telling) -> bool:
    """Tell whether a result of the first weeks of life is high, or above published limits."""
    age, below = one.result.age_days, calming(telling)["early_below_days"]
    if age is None or age >= below or counted_side(one) in {LOW, NORMAL}:
        return False
    return counted_side(one) == HIGH or int(one.judged.above[one.row]) > 0


def must_not_calm(
    judged: Sequence[OneJudged], report: Report, alarms: Collection[RedFlag], telling: Telling
) -> bool:
    """Tell whether a doctor has to see these results: now, before, or because of a known clone."""
    present = {finding.id for finding in report.findings if finding.present}
    return (
        any(is_urgent(one, alarms, telling) for one in newest(judged).values())
        or any(is_far_out(one, telling) for one in judged)
        or bool(present & set(trend_names(telling.knowledge)["clone"]))
    )


def may_say_ordinary(
    judged: Sequence[OneJudged], report: Report, telling: Telling, *, is_assumed: bool
) -> bool:
    """Tell whether a patient may read that ordinary variation leads.

    Never beside a sign or an abnormal test, with two classes outside, for a small child, in
    pregnancy, or where what was not reported is only assumed (`is_assumed`).
    """
    age, names = report.person.age_days, calming(telling)
    outside = [one for one in newest(judged).values() if counted_side(one) in {LOW, HIGH}]
    is_small = age is not None and age < names["ordinary_from_days"]
    return not (
        is_assumed
        or is_small
        or report.person.pregnant
        or len(outside) > 1
        or has_signs(report, telling)
    )


def has_signs(report: Report, telling: Telling) -> bool:
    """Tell whether a sign, an illness or an abnormal test was told that is not plainly harmless."""
    harmless = set(calming(telling)["harmless"])
    harmless |= set(telling.knowledge.table("language")["told_sides"])
    return any(f.present and f.id is not None and f.id not in harmless for f in report.findings)


def without_ordinary(telling: Telling) -> Telling:
    """Return the words without the sentence that ordinary variation leads."""
    left = dict.fromkeys(calming(telling)["ordinary"], ())
    return replace(telling, places={**telling.places, **left})


def without_chance(telling: Telling) -> Telling:
    """Return the words without the sentences that rest on chance alone, of a value outside."""
    names = calming(telling)
    chance = set(names["facts"])
    places = {
        place: tuple(s for s in sentences if not set(facts_of(s)) <= chance)
        for place, sentences in telling.places.items()
        if place in names["places"]
    }
    return replace(telling, places={**telling.places, **places})


def without_waiting(sentences: Sequence[Sentence], telling: Telling) -> tuple[Sentence, ...]:
    """Return the sentences of a page without the next steps that wait for months."""
    waiting = set(calming(telling)["waiting"])
    return tuple(
        s for s in sentences if not s.place.startswith(NEXT) or waiting.isdisjoint(facts_of(s))
    )


def calming(telling: Telling) -> dict[str, Any]:
    """Return the names of what calms."""
    names: dict[str, Any] = telling.knowledge.table("reports")["calming"]
    return names
