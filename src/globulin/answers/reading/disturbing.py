"""What can disturb one number: said where every part of a rule holds, and nowhere else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from globulin.answers.reading.columns import (
    OneJudged,
    Reach,
    counted_side,
    newest,
    reach_of,
)
from globulin.answers.reading.naming import method_of
from globulin.answers.reading.telling import Telling
from globulin.intervals.sides import EQUAL
from globulin.knowledge import Knowledge
from globulin.model import JudgedResult, Report
from globulin.reasoning.people import SIDES
from globulin.reasoning.thresholds import find_threshold
from globulin.vocabulary import find_phrases, is_negated, sentences, tokenize


@dataclass(frozen=True, slots=True, kw_only=True)
class Disturbance:
    """One rule; a part that is empty always holds.

    `sides` and `reach` say where the value lies, `others` how far out another class does;
    `at_least` is a fact. `any_of` are findings told to be there. `remarks` are words beside the
    results, `named` and `not_named` words of the name. With `or_no_method` a report that names
    no method fits too.
    """

    id: str
    analytes: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    reach: tuple[str, ...] = ()
    others: dict[str, tuple[str, ...]] = field(default_factory=dict)
    at_least: str | None = None
    comparators: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    or_no_method: bool = False
    any_of: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    not_named: tuple[str, ...] = ()
    age_below_days: int | None = None


@dataclass(frozen=True, slots=True)
class _Around:
    """What a report tells beside one result."""

    knowledge: Knowledge
    findings: frozenset[str]
    remarks: tuple[tuple[str, ...], ...]
    denials: tuple[str, ...]
    reach: dict[str, str | None]


@lru_cache(maxsize=4)
def make_disturbances(knowledge: Knowledge) -> tuple[Disturbance, ...]:
    """Return the rules, in their order."""
    return tuple(_rule(row) for row in knowledge.table("reports")["disturbing"])


def with_disturbing(
    results: Sequence[JudgedResult],
    judged: Sequence[OneJudged],
    report: Report,
    telling: Telling,
    limits: Reach,
) -> tuple[JudgedResult, ...]:
    """Return the results, the newest of each class with what can disturb its number.

    Each rule is told once a report, and only a few of one result.
    """
    around = _around(judged, report, telling.knowledge, limits)
    most = telling.knowledge.table("reports")["disturbing_told"][telling.audience]
    current = {id(one) for one in newest(judged).values() if one.amount is not None}
    told: set[str] = set()
    found = []
    for one, result in zip(judged, results, strict=True):
        said = _holding(one, around, told)[:most] if id(one) in current else []
        told |= set(said)
        more = tuple(s for key in said for s in telling.say(f"report.disturbs.{key}"))
        found.append(replace(result, statements=(*result.statements, *more)))
    return tuple(found)


def _holding(one: OneJudged, around: _Around, told: Iterable[str]) -> list[str]:
    """Return the rules that hold for a result and were not told yet, in their order."""
    rules = make_disturbances(around.knowledge)
    known = set(told)
    ids = [rule.id for rule in rules if rule.id not in known and _holds(rule, one, around)]
    return list(dict.fromkeys(ids))


def _holds(rule: Disturbance, one: OneJudged, around: _Around) -> bool:
    result = one.result
    return (
        _fits(result.analyte, rule.analytes)
        and _fits_value(rule, one, around)
        and _fits_method(rule, one)
        and _fits(result.comparator or "", rule.comparators)
        and (not rule.any_of or not around.findings.isdisjoint(rule.any_of))
        and all(around.reach.get(key) in far for key, far in rule.others.items())
        and (not rule.remarks or _is_remarked(rule.remarks, around))
        and _fits_name(rule, one)
        and _fits_age(rule, one)
    )


def _fits(value: str | None, allowed: Sequence[str]) -> bool:
    return not allowed or value in allowed


def _fits_value(rule: Disturbance, one: OneJudged, around: _Around) -> bool:
    """Tell whether a value lies where a rule says."""
    side = counted_side(one)
    if rule.sides and side not in {SIDES[name] for name in rule.sides}:
        return False
    if not _fits(around.reach.get(one.result.analyte), rule.reach):
        return False
    if rule.at_least is None:
        return True
    is_bound_above = int(one.measured.comparator[one.row]) < EQUAL
    least = find_threshold(
        around.knowledge, rule.at_least, analyte=one.result.analyte, unit=one.tables.unit
    )
    return not is_bound_above and one.amount is not None and one.amount >= least


def _fits_method(rule: Disturbance, one: OneJudged) -> bool:
    if not rule.methods and not rule.or_no_method:
        return True
    method = method_of(one.measured.named, one.tables, one.row)
    return method in rule.methods or (rule.or_no_method and method is None)


def _fits_name(rule: Disturbance, one: OneJudged) -> bool:
    words = tokenize(one.result.reported.name or "")
    is_named = not rule.named or bool(find_phrases(words, rule.named))
    return is_named and not find_phrases(words, rule.not_named)


def _fits_age(rule: Disturbance, one: OneJudged) -> bool:
    age, below = one.result.age_days, rule.age_below_days
    return below is None or (age is not None and age < below)


def _is_remarked(phrases: Sequence[str], around: _Around) -> bool:
    """Tell whether a remark says one of the phrases, and does not deny it."""
    return any(
        not is_negated(words, start, around.denials)
        for words in around.remarks
        for start, _, _ in find_phrases(words, phrases)
    )


def _around(
    judged: Sequence[OneJudged], report: Report, knowledge: Knowledge, limits: Reach
) -> _Around:
    words = knowledge.table("reports")["disturbing_told"]
    left = [one.text for one in report.unread if one.code not in words["not_of_sample"]]
    given = [finding.given for finding in report.findings if finding.present]
    texts = [part for text in (*left, *given) for part in sentences(text)]
    return _Around(
        knowledge=knowledge,
        findings=frozenset(f.id for f in report.findings if f.present and f.id is not None),
        remarks=tuple(tokenize(text) for text in texts),
        denials=tuple(words["denials"]),
        reach={key: reach_of(one, limits) for key, one in newest(judged).items()},
    )


def _rule(row: dict[str, Any]) -> Disturbance:
    """Return one rule, its lists as tuples."""
    parts = {key: tuple(part) if isinstance(part, list) else part for key, part in row.items()}
    others = {key: tuple(far) for key, far in row.get("others", {}).items()}
    return Disturbance(**parts | {"others": others})
