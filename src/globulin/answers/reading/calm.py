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
from globulin.model import (
    FoundPattern,
    JudgedResult,
    NextStep,
    RedFlag,
    Report,
    Statement,
)
from globulin.reasoning.people import LOW, NORMAL

ROUTINE = "routine"
CRITICAL = frozenset({"LL", "HH"})


def is_urgent(one: OneJudged, alarms: Collection[RedFlag], telling: Telling) -> bool:
    """Tell whether a doctor must see a result before any repeat of it.

    So it is outside its range with a red flag, far outside, or called critical by its
    laboratory. A band has the dates of its clinic, and some classes are often far below their
    range without harm.
    """
    if counted_side(one) == NORMAL:
        return False
    own_dates = set(trend_names(telling.knowledge)["own_dates"])
    if any(alarm.urgency != ROUTINE and alarm.id not in own_dates for alarm in alarms):
        return True
    return one.result.flag in CRITICAL or is_far_out(one, telling)


def is_far_out(one: OneJudged, telling: Telling) -> bool:
    """Tell whether a result lies far outside, of a class that is not often so without harm."""
    waits = trend_names(telling.knowledge)["far_low_waits"]
    may_wait = counted_side(one) == LOW and one.result.analyte in waits
    return reach_of(one, make_reach(telling.knowledge)) in FAR_OUT and not may_wait


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


def without_chance(results: Sequence[JudgedResult], telling: Telling) -> tuple[JudgedResult, ...]:
    """Return results without the sentence that healthy people lie outside a range too."""
    chance = set(_names(telling)["facts"])

    def kept(result: JudgedResult) -> tuple[Statement, ...]:
        if result.flag == "N":
            return result.statements
        return tuple(s for s in result.statements if not (s.facts and set(s.facts) <= chance))

    return tuple(replace(result, statements=kept(result)) for result in results)


def without_calm_patterns(
    patterns: Sequence[FoundPattern], telling: Telling
) -> tuple[FoundPattern, ...]:
    """Return patterns without those that call a value one of chance."""
    return tuple(one for one in patterns if one.id not in _names(telling)["patterns"])


def without_waiting(steps: Sequence[NextStep], telling: Telling) -> tuple[NextStep, ...]:
    """Return next steps without a repeat after months."""
    waiting = set(_names(telling)["waiting"])
    kept = (
        replace(step, statements=tuple(s for s in step.statements if waiting.isdisjoint(s.facts)))
        for step in steps
    )
    return tuple(step for step in kept if step.statements)


def _names(telling: Telling) -> dict[str, Any]:
    names: dict[str, Any] = telling.knowledge.table("reports")["calming"]
    return names
