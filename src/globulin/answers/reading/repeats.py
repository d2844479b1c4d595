"""When a further result would tell something, and why then."""

from collections.abc import Sequence

from globulin.answers.reading.columns import OneJudged, side_of
from globulin.answers.reading.telling import Telling
from globulin.answers.reading.trend_facts import trend_names
from globulin.answers.reading.trend_words import is_after_infection
from globulin.intervals.trend import FALL, LASTING, RISE, Trends
from globulin.model import ChangeVerdict, Repeat, Report, Statement
from globulin.reasoning.people import HIGH, LOW, NORMAL

WHEN, WHY = "report.repeat.{}.when", "report.repeat.{}.why"


def choose_repeat(
    dated: Sequence[OneJudged],
    judged: Trends,
    verdict: ChangeVerdict,
    report: Report,
    telling: Telling,
) -> Repeat:
    """Return when a further result of an analyte is worth doing after these."""
    case = _case(dated, judged, verdict, report, telling)
    analyte = dated[-1].result.analyte
    return _tell(case, analyte, telling)


def _tell(case: str, analyte: str, telling: Telling) -> Repeat:
    """Return the words of a case; those of the analyte itself come before the general ones."""
    when, why = (_said(pattern.format(case), analyte, telling) for pattern in (WHEN, WHY))
    return Repeat(
        when=" ".join(s.text for s in when),
        why=" ".join(s.text for s in why),
        statements=(*when, *why),
    )


def _said(place: str, analyte: str, telling: Telling) -> tuple[Statement, ...]:
    own = f"{place}.{analyte}"
    known = telling.knowledge.analyte(analyte)
    words = {"analyte": "" if known is None else known.short}
    return telling.say(own if own in telling.places else place, **words)


def _case(
    dated: Sequence[OneJudged],
    judged: Trends,
    verdict: ChangeVerdict,
    report: Report,
    telling: Telling,
) -> str:
    """Return which case of a repeat this is; what must not wait comes first."""
    side, names = side_of(dated[-1]), trend_names(telling.knowledge)
    steady = int(judged.steady[0])
    if side != NORMAL and _is_away(verdict, steady, side):
        return "changed"
    if verdict == "no_real_change" and side != NORMAL and _is_openly_worse(judged, side):
        return "open"
    present = {finding.id for finding in report.findings if finding.present}
    if present & set(names["clone"]) or dated[-1].result.analyte in names["clone_analytes"]:
        return "clone"
    if verdict == "not_comparable" or bool(judged.is_elsewhere[0]):
        return "elsewhere"
    if side == NORMAL and _is_moving(dated, verdict, steady):
        return "moving"
    is_infected = side == HIGH and is_after_infection(report.findings, telling)
    return _by_side(side, is_infected=is_infected, is_lasting=int(judged.lasting[0]) == LASTING)


def _by_side(side: int, *, is_infected: bool, is_lasting: bool) -> str:
    """Return the case of a newest result that did not change beyond chance."""
    if side not in {LOW, HIGH}:
        return "inside" if side == NORMAL else "unknown"
    if is_infected:
        return "infection"
    return "lasting" if is_lasting else "outside"


def _is_away(verdict: ChangeVerdict, steady: int, side: int) -> bool:
    """Tell whether results moved up without being low, or further down while low."""
    is_up = verdict == "rise" or steady == RISE
    is_down = verdict == "fall" or steady == FALL
    return (is_up and side != LOW) or (is_down and side == LOW)


def _is_openly_worse(judged: Trends, side: int) -> bool:
    """Tell whether a change that is one by some sources goes up, or further down from low."""
    is_up = float(judged.change[0]) > 0.0
    return bool(judged.is_between[0]) and is_up != (side == LOW)


def _is_moving(dated: Sequence[OneJudged], verdict: ChangeVerdict, steady: int) -> bool:
    """Tell whether a result inside the range moved, other than back from outside."""
    is_back = side_of(dated[-2]) in {LOW, HIGH}
    return not is_back and (verdict in {"rise", "fall"} or steady in {RISE, FALL})
