"""A course in words: from what to what, whether that is a change, whether it lasts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from globulin.answers.reading.columns import OneJudged, counted_side
from globulin.answers.reading.telling import Telling
from globulin.answers.reading.trend_facts import (
    facts_of_change,
    half_life_days,
    lasting_fact,
    trend_names,
)
from globulin.intervals import make_cautions
from globulin.intervals.trend import FALL, LASTING, RISE, Trends
from globulin.model import ChangeVerdict, GivenFinding, Report, Statement
from globulin.reasoning.people import HIGH, LOW

STEADY = {RISE: "report.trend.steady_rise", FALL: "report.trend.steady_fall"}
SURE = {RISE: "report.trend.sure_rise", FALL: "report.trend.sure_fall"}
SINCE_FIRST = {RISE: "report.trend.since_first_rise", FALL: "report.trend.since_first_fall"}
BY_AGE = {RISE: "age_rise", FALL: "age_fall"}
STEPS = ("rise", "fall")
CALMING = frozenset({"no_real_change", "fall"})
MORE_THAN_A_PAIR = 3


def reason_of(dated: Sequence[OneJudged], telling: Telling) -> str:
    """Return why the newest two results were not compared."""
    return str(telling.reading["not_compared"][_reason(dated, telling)])


def _reason(dated: Sequence[OneJudged], telling: Telling) -> str:
    """Return the code of the reason."""
    pair = dated[-2:]
    if any(one.amount is None for one in pair):
        return "not_used"
    if any(one.result.comparator is not None for one in pair):
        return "comparator"
    if any(one.amount is not None and one.amount <= 0.0 for one in pair):
        return "zero"
    if pair[0].result.analyte not in trend_names(telling.knowledge)["within"]:
        return "no_variation"
    return "same_day"


def trend_statements(
    dated: Sequence[OneJudged],
    judged: Trends,
    verdict: ChangeVerdict,
    report: Report,
    telling: Telling,
) -> tuple[Statement, ...]:
    """Return the sentences of one course, the change first."""
    return tuple(_statements(dated, judged, verdict, report, telling))


def _statements(
    dated: Sequence[OneJudged],
    judged: Trends,
    verdict: ChangeVerdict,
    report: Report,
    telling: Telling,
) -> Iterator[Statement]:
    analyte = telling.knowledge.analyte(dated[-1].result.analyte)
    words = {"analyte": "" if analyte is None else analyte.short}
    if verdict == "not_comparable":
        yield from telling.say(f"report.trend.not_comparable.{_reason(dated, telling)}", **words)
    else:
        words |= {
            "earlier": value_words(dated[-2], telling),
            "later": value_words(dated[-1], telling),
        }
        facts = facts_of_change(
            telling.knowledge,
            dated[-1].result.analyte,
            is_widened=bool(judged.is_elsewhere[0]),
        )
        place = own_place(f"report.trend.{_name(judged, verdict)}", dated, telling)
        yield from telling.say(place, facts=facts, **words)
    yield from _beside(dated, judged, verdict, telling, words)
    if is_too_fast(dated, judged, telling):
        yield from telling.say(f"report.trend.too_fast.{dated[-1].result.analyte}", **words)
    if bool(judged.is_elsewhere[0]):
        yield from telling.say(own_place("report.trend.elsewhere", dated, telling), **words)
    yield from _over_all(dated, judged, telling, words)
    if is_treated(dated[-1].result.analyte, report.findings, telling):
        yield from telling.say("report.trend.treated", **words)
    if is_child(dated[0], telling):
        name = "growing_same" if goes_with_age(judged) and verdict in STEPS else "growing"
        yield from telling.say(f"report.trend.{name}", **words)
    yield from _lasting(dated, judged, telling, words)
    if is_after_infection(report.findings, telling) and counted_side(dated[-1]) == HIGH:
        yield from telling.say(f"report.trend.infection.{dated[-1].result.analyte}", **words)


def own_place(place: str, dated: Sequence[OneJudged], telling: Telling) -> str:
    """Return the place of a sentence of the analyte's own, or the general one where none is."""
    own = f"{place}.{dated[-1].result.analyte}"
    return own if own in telling.places else place


def _name(judged: Trends, verdict: ChangeVerdict) -> str:
    """Return the code of the sentence that tells the change."""
    if verdict != "no_real_change":
        return verdict
    if goes_with_age(judged):
        return "with_age"
    if int(judged.age_way[0]) in BY_AGE:
        return BY_AGE[int(judged.age_way[0])]
    if bool(judged.is_disputed[0]):
        return "disputed"
    return "between" if bool(judged.opens_up[0] | judged.opens_down[0]) else verdict


def goes_with_age(judged: Trends) -> bool:
    """Tell whether a child's result kept its place, while the range for the age moved."""
    return bool(np.isfinite(judged.by_age[0])) and int(judged.age_way[0]) not in BY_AGE


def _beside(
    dated: Sequence[OneJudged],
    judged: Trends,
    verdict: ChangeVerdict,
    telling: Telling,
    words: dict[str, str],
) -> Iterator[Statement]:
    """Yield what must not be read out of a comparison: that all is well."""
    if int(judged.sure[0]) in SURE:
        yield from telling.say(SURE[int(judged.sure[0])], **words)
    if verdict == "no_real_change" and counted_side(dated[-1]) in {LOW, HIGH}:
        yield from telling.say("report.trend.outside_all_the_same", **words)
    if verdict in CALMING:
        yield from telling.say(f"report.trend.not_calm.{dated[-1].result.analyte}", **words)


def _over_all(
    dated: Sequence[OneJudged], judged: Trends, telling: Telling, words: dict[str, str]
) -> Iterator[Statement]:
    """Yield how three results or more went on the whole."""
    if len(dated) < MORE_THAN_A_PAIR:
        return
    steady, since = int(judged.steady[0]), int(judged.since_first[0])
    if steady in STEADY:
        yield from telling.say(STEADY[steady], **words)
    elif since in SINCE_FIRST:
        ends = {"earlier": value_words(dated[0], telling), "later": value_words(dated[-1], telling)}
        yield from telling.say(SINCE_FIRST[since], **(words | ends))


def _lasting(
    dated: Sequence[OneJudged], judged: Trends, telling: Telling, words: dict[str, str]
) -> Iterator[Statement]:
    """Yield whether results outside the range last, or that this cannot be told yet."""
    side = counted_side(dated[-1])
    if side not in {LOW, HIGH}:
        return
    name = "lasting" if int(judged.lasting[0]) == LASTING else "not_lasting_yet"
    key = lasting_fact(telling.knowledge, dated[-1].result.analyte, is_low=side == LOW)
    yield from telling.say(f"report.trend.{name}.{key}", **words)


def is_child(one: OneJudged, telling: Telling) -> bool:
    """Tell whether a result is that of a child, whose range moves with age."""
    child_days = make_cautions(telling.knowledge).child_days
    age_days = one.result.age_days
    return age_days is not None and age_days < child_days


def is_too_fast(dated: Sequence[OneJudged], judged: Trends, telling: Telling) -> bool:
    """Tell whether a value fell faster than antibodies that are no longer made leave the blood.

    Chance may add its limit to what the half-life allows.
    """
    half_life = half_life_days(telling.knowledge, dated[-1].result.analyte)
    change, limit = float(judged.change[0]), float(judged.limit_fall[0])
    if half_life is None or not np.isfinite(change):
        return False
    days = day_of(dated[-1]) - day_of(dated[-2])
    return bool(1.0 + change < 0.5 ** (days / half_life) * (1.0 + limit))


def day_of(one: OneJudged) -> int:
    """Return the day of a dated result, as a number."""
    return int(np.datetime64((one.result.collected or "")[:10], "D").astype(np.int64))


def is_after_infection(findings: Sequence[GivenFinding], telling: Telling) -> bool:
    """Tell whether a finding speaks of a passing infection."""
    known = set(trend_names(telling.knowledge)["infection"])
    return any(finding.present and finding.id in known for finding in findings)


def is_treated(analyte: str, findings: Sequence[GivenFinding], telling: Telling) -> bool:
    """Tell whether a treatment of which a finding speaks adds to this class."""
    known = set(trend_names(telling.knowledge)["treated"].get(analyte, ()))
    return any(finding.present and finding.id in known for finding in findings)


def value_words(one: OneJudged, telling: Telling) -> str:
    """Return a value in the units of the page; nothing for one that is not used."""
    result = one.result
    analyte = telling.knowledge.analyte(result.analyte)
    if analyte is None or one.amount is None:
        return ""
    filler = replace(telling.filler, units=telling.units_of(analyte, result.unit))
    value = filler.in_units(
        "value_words", analyte=analyte.id, unit=result.unit or "", n=result.value
    )
    return str(telling.reading["comparators"][result.comparator or "="].format(value=value))
