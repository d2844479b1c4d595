"""When a further result would tell something, and why then."""

from collections.abc import Sequence

from globulin.answers.reading.calm import is_far_out
from globulin.answers.reading.columns import OneJudged, counted_side
from globulin.answers.reading.telling import Telling
from globulin.answers.reading.trend_facts import trend_names
from globulin.answers.reading.trend_words import (
    goes_with_age,
    is_after_infection,
    is_too_fast,
    is_treated,
)
from globulin.intervals.trend import FALL, LASTING, RISE, Trends
from globulin.model import ChangeVerdict, Repeat, Report, Statement
from globulin.reasoning.people import HIGH, LOW, NORMAL

STEPS = {"rise": RISE, "fall": FALL}
WHEN, WHY = "report.repeat.{}.when", "report.repeat.{}.why"


def choose_repeat(
    dated: Sequence[OneJudged],
    judged: Trends,
    verdict: ChangeVerdict,
    report: Report,
    telling: Telling,
    *,
    is_soon: bool,
) -> Repeat:
    """Return when a further result of an analyte is worth doing after these.

    `is_soon`: a doctor must see this before any repeat.
    """
    case = _case(dated, judged, verdict, report, telling, is_soon=is_soon)
    analyte = dated[-1].result.analyte
    return _tell(case, analyte, telling)


def is_risen(verdict: ChangeVerdict, judged: Trends) -> bool:
    """Tell whether results rose by more than chance, of late or on the whole."""
    return _has_gone(RISE, verdict, judged)


def _has_gone(way: int, verdict: ChangeVerdict, judged: Trends) -> bool:
    """Tell whether results went one way by more than chance, of late or on the whole.

    On the whole counts where the newest change does not go back.
    """
    late = STEPS.get(verdict, int(judged.sure[0]))
    return late == way or (int(judged.since_first[0]) == way and late != -way)


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
    *,
    is_soon: bool,
) -> str:
    """Return which case of a repeat this is; what must not wait comes first."""
    side, analyte = counted_side(dated[-1]), dated[-1].result.analyte
    names, is_lasting = trend_names(telling.knowledge), int(judged.lasting[0]) == LASTING
    is_outside, is_clone = side != NORMAL, _is_clone(analyte, report, telling)
    cases = {
        "changed": is_outside and _is_away(verdict, judged, side),
        "soon": is_soon,
        "too_fast": is_too_fast(dated, judged, telling),
        "treated": is_treated(analyte, report.findings, telling),
        "open": is_outside and _is_openly_worse(judged, side),
        "clone": is_clone,
        "was_far": any(is_far_out(one, telling) for one in dated[:-1]) and not is_lasting,
        "low": side == LOW and not is_lasting and analyte in names["lasting_low"],
        "elsewhere": bool(judged.is_elsewhere[0]),
        "moving": not is_outside and is_moving(dated, verdict, judged),
        "infection": side == HIGH and is_after_infection(report.findings, telling),
    }
    first = next((case for case, holds in cases.items() if holds), None)
    return first or _by_side(side, is_lasting=is_lasting)


def _is_clone(analyte: str, report: Report, telling: Telling) -> bool:
    """Tell whether results are those of a person with a known clone, or of the clone itself."""
    names = trend_names(telling.knowledge)
    present = {finding.id for finding in report.findings if finding.present}
    return bool(present & set(names["clone"])) or analyte in names["clone_analytes"]


def _by_side(side: int, *, is_lasting: bool) -> str:
    """Return the case of a newest result that did not change beyond chance."""
    if side not in {LOW, HIGH}:
        return "inside" if side == NORMAL else "unknown"
    if is_lasting:
        return "lasting"
    return "outside" if side == HIGH else "below"


def _is_away(verdict: ChangeVerdict, judged: Trends, side: int) -> bool:
    """Tell whether results moved up without being low, or further down while low."""
    is_up = is_risen(verdict, judged) or int(judged.steady[0]) == RISE
    is_down = _has_gone(FALL, verdict, judged) or int(judged.steady[0]) == FALL
    return (is_up and side != LOW) or (is_down and side == LOW)


def _is_openly_worse(judged: Trends, side: int) -> bool:
    """Tell whether a change that may be one goes up, or further down from low."""
    return bool((judged.opens_down if side == LOW else judged.opens_up)[0])


def is_moving(dated: Sequence[OneJudged], verdict: ChangeVerdict, judged: Trends) -> bool:
    """Tell whether a result inside the range moved, other than back from outside."""
    if counted_side(dated[-2]) in {LOW, HIGH} or goes_with_age(judged):
        return False
    is_open = bool(judged.opens_up[0] | judged.opens_down[0])
    return is_risen(verdict, judged) or _has_gone(FALL, verdict, judged) or is_open
