"""The causes that fit one person, in the order of the groups, with what speaks for and against."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from globulin.answers.causes import EVIDENCE_ORDER
from globulin.answers.reading.telling import Telling
from globulin.answers.select import is_for
from globulin.knowledge import Knowledge
from globulin.model import (
    Condition,
    Effect,
    Fact,
    Finding,
    Link,
    PossibleCause,
    Statement,
    facts_of,
)
from globulin.reasoning import People, Program, Readings
from globulin.reasoning.people import ABSENT, HIGH, LOW, PRESENT

SIDE_NAMES = {HIGH: "high", LOW: "low"}
NO_DISEASE = "none"
PATIENT = "patient"
OURS = "our-reading"
# A cause with such support is named, and nothing more is made of it.
LITTLE_SUPPORT = frozenset({"against", "named-only"})


@dataclass(frozen=True, slots=True)
class Case:
    """What of one person speaks for or against causes.

    `moved` are the classes that lie outside, and not just outside, each with its side and with
    the words of its sentences; `told` are findings that are there or not there.
    """

    telling: Telling
    moved: tuple[tuple[str, str, dict[str, str]], ...]
    told: dict[str, int]


def list_possible(
    program: Program, people: People, readings: Readings, telling: Telling, *, is_far: bool
) -> tuple[PossibleCause, ...]:
    """Return the causes that fit; nothing is ranked, and no number is given."""
    case = _make_case(people, telling)
    causes = []
    for condition in program.conditions:
        if not bool(readings.conditions[condition.id][0]):
            continue
        effects = _shown_effects(condition, readings)
        is_out = condition.id == NO_DISEASE and is_far
        known = telling.say("report.none_far") if is_out else _known(condition, effects, telling)
        weighed = () if is_out else _weighed(condition.id, effects, case)
        causes.append(
            PossibleCause(
                id=condition.id,
                name=condition.name,
                branch=condition.branch,
                group=condition.group,
                must_not_miss=condition.must_not_miss,
                support=min((e.evidence for e in effects), key=EVIDENCE_ORDER.index, default=None),
                statements=(*known, *weighed),
                weighed=weighed,
            )
        )
    return tuple(causes)


def _make_case(people: People, telling: Telling) -> Case:
    """Return what speaks for or against; findings only where a class lies outside."""
    sides = {key: SIDE_NAMES.get(int(column[0])) for key, column in people.side.items()}
    moved = tuple(
        (key, side, _words(key, side, telling))
        for key, side in sides.items()
        if side is not None and not bool(people.is_just_outside(key)[0])
    )
    told = {key: int(column[0]) for key, column in people.finding.items()}
    return Case(telling, moved, told if any(sides.values()) else {})


def _words(analyte: str, side: str, telling: Telling) -> dict[str, str]:
    entry = telling.knowledge.analyte(analyte)
    return {
        "analyte": analyte if entry is None else entry.short,
        "side": telling.interface["directions"][side],
    }


def _shown_effects(condition: Condition, readings: Readings) -> list[Effect]:
    """Return the effects of a condition that this person's results show."""
    return [
        effect
        for effect in condition.effects
        if bool(readings.effects[condition.id, effect.analyte, effect.direction][0])
    ]


def _known(
    condition: Condition, effects: Sequence[Effect], telling: Telling
) -> tuple[Statement, ...]:
    """Return what is known of a cause and of results such as this person's."""
    sentences = [sentence for effect in effects for sentence in effect.statements]
    # Of two classes the same may be said.
    told = {s.text: s for s in sentences or condition.about if is_for(s, telling.audience)}
    return tuple(telling.filler.fill(sentence) for sentence in told.values())


def _weighed(condition: str, effects: Sequence[Effect], case: Case) -> tuple[Statement, ...]:
    """Return what speaks for and against a cause: the other classes, then the findings."""
    shown = {effect.analyte for effect in effects}
    return (*_classes(condition, shown, case), *_findings(condition, case))


def _classes(condition: str, shown: set[str], case: Case) -> Iterator[Statement]:
    """Yield whether the classes of this person move as in this cause.

    `shown` are those that do; one alone is why the cause is listed, and says no more.
    """
    known = _borne_out(case.telling.knowledge).get(condition, {})
    for analyte, side, words in case.moved:
        facts = known.get(analyte)
        if facts is None:
            continue
        if side in facts and len(shown) > 1:
            yield from case.telling.say("report.for.class", facts=(facts[side],), **words)
        elif side not in facts:
            other = next(iter(facts.values()))
            yield from case.telling.say("report.against.class", facts=(other,), **words)


@lru_cache(maxsize=4)
def _borne_out(knowledge: Knowledge) -> dict[str, dict[str, dict[str, str]]]:
    """Return by condition, analyte and direction the first fact of each effect with evidence.

    An effect that is only named, or that studies speak against, counts neither way.
    """
    found: dict[str, dict[str, dict[str, str]]] = {}
    for condition in knowledge.conditions():
        for effect in condition.effects:
            facts = [fact for s in effect.statements for fact in facts_of(s)]
            if effect.evidence not in LITTLE_SUPPORT and facts:
                sides = found.setdefault(condition.id, {}).setdefault(effect.analyte, {})
                sides[effect.direction] = facts[0]
    return found


def _findings(condition: str, case: Case) -> Iterator[Statement]:
    """Yield the findings of this person that were frequent in studies of the cause, or missing."""
    telling = case.telling
    limits: dict[str, float] = telling.reading["links"]
    names = finding_names(telling.knowledge, telling.audience)
    for link in _links(telling.knowledge).get(condition, ()) if case.told else ():
        state = case.told.get(link.finding)
        fact = None if state is None else telling.knowledge.fact(link.share)
        if state is None or not isinstance(fact, Fact) or fact.value is None:
            continue
        # What we expect ourselves was seen in no study.
        is_ours = fact.evidence == OURS
        words = {
            "finding": names[link.finding],
            "value": telling.filler.value_text(fact, fact.value),
        }
        if state == PRESENT and fact.value >= limits["for_from"]:
            place = "report.for.expected" if is_ours else "report.for.finding"
            yield from telling.say(place, facts=(link.share,), **words)
        elif state == ABSENT and fact.value >= limits["against_from"]:
            place = "report.against.expected" if is_ours else "report.against.finding"
            yield from telling.say(place, facts=(link.share,), **words)


@lru_cache(maxsize=4)
def _links(knowledge: Knowledge) -> dict[str, tuple[Link, ...]]:
    """Return the links of each condition, those of its parents and its branch among them."""
    own: dict[str, dict[str, Link]] = {}
    for link in knowledge.links():
        own.setdefault(link.condition, {})[link.finding] = link
    conditions = {condition.id: condition for condition in knowledge.conditions()}
    found = {}
    for condition in conditions.values():
        chain = [condition.branch]
        closer: str | None = condition.id
        while closer is not None:
            chain.insert(1, closer)
            closer = conditions[closer].parent
        links: dict[str, Link] = {}
        for key in chain:
            links |= own.get(key, {})
        found[condition.id] = tuple(links.values())
    return found


@lru_cache(maxsize=8)
def finding_names(knowledge: Knowledge, audience: str) -> dict[str, str]:
    """Return what each finding is called: plainly to a patient, by its name to a clinician."""
    plain = knowledge.finding_words() if audience == PATIENT else {}
    return {
        finding.id: plain[finding.id].plain if finding.id in plain else inside(finding.name)
        for finding in knowledge.all("finding", Finding)
    }


def inside(name: str) -> str:
    """Return a name as it stands inside a sentence; one of capitals keeps them."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
