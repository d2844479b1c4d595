"""The causes that fit one person, in the order of the groups, with what speaks for and against."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from globulin.answers.reading.telling import Telling
from globulin.knowledge import Knowledge
from globulin.model import Condition, Fact, Finding, Link, PossibleCause, Statement
from globulin.reasoning import People, Program, Readings
from globulin.reasoning.people import ABSENT, HIGH, LOW, PRESENT

SIDE_NAMES = {HIGH: "high", LOW: "low"}
NO_DISEASE = "none"


def list_possible(
    program: Program, people: People, readings: Readings, telling: Telling, *, is_far: bool
) -> tuple[PossibleCause, ...]:
    """Return the causes that fit; nothing is ranked, and no number is given."""
    has_abnormal = any(int(column[0]) in SIDE_NAMES for column in people.side.values())
    links = _links(telling.knowledge) if has_abnormal else {}
    causes = []
    for condition in program.conditions:
        if not bool(readings.conditions[condition.id][0]):
            continue
        causes.append(
            PossibleCause(
                id=condition.id,
                name=condition.name,
                branch=condition.branch,
                group=condition.group,
                must_not_miss=condition.must_not_miss,
                statements=tuple(
                    _statements(
                        condition,
                        people,
                        readings,
                        telling,
                        links=links.get(condition.id, ()),
                        is_far=is_far,
                    )
                ),
            )
        )
    return tuple(causes)


def _statements(
    condition: Condition,
    people: People,
    readings: Readings,
    telling: Telling,
    *,
    links: Sequence[Link],
    is_far: bool,
) -> Iterator[Statement]:
    """Yield what is known of a cause and of this person's results, then what counts."""
    if condition.id == NO_DISEASE and is_far:
        yield from telling.say("report.none_far")
        return
    has_effect = False
    for effect in condition.effects:
        if bool(readings.effects[condition.id, effect.analyte, effect.direction][0]):
            has_effect = True
            yield from (telling.filler.fill(sentence) for sentence in effect.statements)
    if not has_effect:
        yield from (telling.filler.fill(sentence) for sentence in condition.about)
    yield from _classes(condition, people, readings, telling)
    yield from _findings(people, telling, links)


def _classes(
    condition: Condition, people: People, readings: Readings, telling: Telling
) -> Iterator[Statement]:
    """Yield whether the other classes of this person move as in this cause."""
    effects: dict[str, dict[str, tuple[str, ...]]] = {}
    for effect in condition.effects:
        facts = tuple(fact for s in effect.statements for fact in telling.filler.fill(s).facts)
        effects.setdefault(effect.analyte, {})[effect.direction] = facts
    shown = {
        analyte
        for (key, analyte, _), column in readings.effects.items()
        if key == condition.id and bool(column[0])
    }
    for analyte, column in people.side.items():
        side = SIDE_NAMES.get(int(column[0]))
        known = effects.get(analyte)
        if side is None or known is None or bool(people.is_just_outside(analyte)[0]):
            continue
        entry = telling.knowledge.analyte(analyte)
        words = {
            "analyte": analyte if entry is None else entry.short,
            "side": telling.interface["directions"][side],
        }
        if side in known and len(shown) > 1:
            yield from telling.say("report.for.class", facts=known[side][:1], **words)
        elif side not in known:
            other = next(iter(known.values()))
            yield from telling.say("report.against.class", facts=other[:1], **words)


def _findings(people: People, telling: Telling, links: Sequence[Link]) -> Iterator[Statement]:
    """Yield the findings of this person that were frequent in studies of the cause, or missing."""
    limits: Mapping[str, float] = telling.reading["links"]
    names = _finding_names(telling.knowledge)
    for link in links:
        state = people.finding.get(link.finding)
        fact = telling.knowledge.fact(link.share)
        if state is None or not isinstance(fact, Fact) or fact.value is None:
            continue
        words = {
            "finding": names[link.finding],
            "value": telling.filler.value_text(fact, fact.value),
        }
        if int(state[0]) == PRESENT and fact.value >= limits["for_from"]:
            yield from telling.say("report.for.finding", facts=(link.share,), **words)
        elif int(state[0]) == ABSENT and fact.value >= limits["against_from"]:
            yield from telling.say("report.against.finding", facts=(link.share,), **words)


@lru_cache(maxsize=4)
def _links(knowledge: Knowledge) -> dict[str, tuple[Link, ...]]:
    found: dict[str, tuple[Link, ...]] = {}
    for link in knowledge.links():
        found[link.condition] = (*found.get(link.condition, ()), link)
    return found


@lru_cache(maxsize=4)
def _finding_names(knowledge: Knowledge) -> dict[str, str]:
    return {finding.id: _inside(finding.name) for finding in knowledge.all("finding", Finding)}


def _inside(name: str) -> str:
    """Return a name as it stands inside a sentence; one of capitals keeps them."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
