"""Topics (a class and its side, a group of causes) and kinds of question."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from globulin.answers.browse.words import home_link, place, question_link, site_table
from globulin.knowledge import Knowledge
from globulin.model import (
    Analyte,
    Condition,
    Direction,
    Group,
    Listing,
    QuestionEntry,
    Shelf,
    SiteLink,
)

DIRECTIONS: tuple[Direction, ...] = ("high", "low")


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic of questions: a class with its side or without one, or a group of causes.

    One with `both_sides` takes every question of its analyte, whatever the side.
    """

    id: str
    title: str
    analyte: str | None = None
    direction: Direction | None = None
    group: str | None = None
    both_sides: bool = False


@lru_cache(maxsize=4)
def all_topics(knowledge: Knowledge) -> tuple[Topic, ...]:
    """Return the topics: sides first, then classes, then groups of causes."""
    words = site_table(knowledge)["topics"]
    measured = [a for a in knowledge.analytes() if a.covered and a.directions]
    sides = [_side(analyte, side, words) for analyte in measured for side in DIRECTIONS]
    classes = [
        Topic(
            id=a.id.lower(),
            title=words["analyte"].format(analyte=a.short),
            analyte=a.id,
            both_sides=not a.directions,
        )
        for a in knowledge.analytes()
        if a.covered and (a.directions or a.titles)
    ]
    groups = [
        Topic(id=group.id, title=group.heading, group=group.id)
        for group in sorted(knowledge.all("group", Group), key=lambda group: group.order)
    ]
    return (*sides, *classes, *groups)


def _side(analyte: Analyte, side: Direction, words: dict[str, Any]) -> Topic:
    title = words["side"].replace("{direction.start}", words["directions"][side])
    return Topic(
        id=f"{side}-{analyte.id.lower()}",
        title=title.format(analyte=analyte.short),
        analyte=analyte.id,
        direction=side,
    )


def topics_of(entry: QuestionEntry, knowledge: Knowledge) -> list[Topic]:
    """Return the topics that a question belongs to, the narrowest first."""
    return _topics_by_question(knowledge).get(entry.id, [])


@lru_cache(maxsize=4)
def _topics_by_question(knowledge: Knowledge) -> dict[str, list[Topic]]:
    conditions = {condition.id: condition for condition in knowledge.conditions()}
    return {
        entry.id: [
            topic
            for topic in all_topics(knowledge)
            if _belongs(entry, conditions.get(entry.condition or ""), topic)
        ]
        for entry in knowledge.questions()
    }


def topic_link(topic: Topic) -> SiteLink:
    """Return the link to a topic."""
    return SiteLink(kind="topic", id=topic.id, title=topic.title)


def list_topics(knowledge: Knowledge) -> Listing:
    """Return all topics, kinds of question, and what else can be looked up."""
    site = site_table(knowledge)
    words, topics = site["words"], all_topics(knowledge)
    sides = tuple(topic_link(t) for t in topics if t.group is None)
    groups = tuple(topic_link(t) for t in topics if t.group is not None)
    return Listing(
        title=words["topics_title"],
        description=words["topics_lead"],
        lead=(words["topics_lead"],),
        trail=(home_link(knowledge),),
        shelves=(
            Shelf(id="sides", heading=site["topics"]["sides_heading"], links=sides),
            Shelf(id="groups", heading=site["topics"]["groups_heading"], links=groups),
            intents_shelf(knowledge),
            lookup_shelf(knowledge),
        ),
    )


def intents_shelf(knowledge: Knowledge) -> Shelf:
    """Return the kinds of question that have pages."""
    site = site_table(knowledge)
    present = {entry.intent for entry in knowledge.questions()}
    links = tuple(
        SiteLink(kind="intent", id=intent, title=title)
        for intent, title in site["intents"].items()
        if intent in present
    )
    return Shelf(id="kinds", heading=site["words"]["kinds_title"], links=links)


def lookup_shelf(knowledge: Knowledge) -> Shelf:
    """Return the other lists of the site."""
    site = site_table(knowledge)
    names = ("conditions", "tests", "analytes", "glossary", "sources", "changes")
    links = tuple(place(name, site["words"][f"{name}_title"]) for name in names)
    return Shelf(id="lookup", heading=site["topics"]["others_heading"], links=links)


def list_topic(knowledge: Knowledge, key: str) -> Listing | None:
    """Return the questions of a topic, or None where there is no such topic."""
    topic = next((t for t in all_topics(knowledge) if t.id == key), None)
    if topic is None:
        return None
    words = site_table(knowledge)["words"]
    entries = [entry for entry in knowledge.questions() if topic in topics_of(entry, knowledge)]
    return Listing(
        title=topic.title,
        description=f"{topic.title}. {words['topics_lead']}",
        trail=(home_link(knowledge), place("topics", words["topics_title"])),
        shelves=by_intent(entries, knowledge),
    )


def list_intent(knowledge: Knowledge, intent: str) -> Listing | None:
    """Return the questions of a kind by topic, or None where there are none."""
    site = site_table(knowledge)
    entries = [entry for entry in knowledge.questions() if entry.intent == intent]
    title = site["intents"].get(intent)
    if not entries or title is None:
        return None
    return Listing(
        title=title,
        description=title,
        trail=(home_link(knowledge), place("topics", site["words"]["topics_title"])),
        shelves=tuple(_by_topic(entries, knowledge)),
    )


def by_intent(entries: list[QuestionEntry], knowledge: Knowledge) -> tuple[Shelf, ...]:
    """Return questions sorted by kind, one shelf a kind."""
    shelves = []
    for intent, title in site_table(knowledge)["intents"].items():
        links = tuple(question_link(entry) for entry in entries if entry.intent == intent)
        if links:
            shelves.append(Shelf(id=intent, heading=title, links=links))
    return tuple(shelves)


def _by_topic(entries: list[QuestionEntry], knowledge: Knowledge) -> list[Shelf]:
    """Return questions by their first topic; those without one stand last."""
    site = site_table(knowledge)
    others = Topic(id="others", title=site["topics"]["tests"])
    found: dict[str, list[QuestionEntry]] = {}
    topics = {topic.id: topic for topic in (*all_topics(knowledge), others)}
    for entry in entries:
        first = next(iter(topics_of(entry, knowledge)), others)
        found.setdefault(first.id, []).append(entry)
    return [
        Shelf(id=key, heading=topic.title, links=tuple(question_link(e) for e in found[key]))
        for key, topic in topics.items()
        if key in found
    ]


def _belongs(entry: QuestionEntry, condition: Condition | None, topic: Topic) -> bool:
    if topic.group is not None:
        return condition is not None and condition.group == topic.group
    if topic.both_sides:
        return entry.analyte == topic.analyte
    return (entry.analyte, entry.direction) == (topic.analyte, topic.direction)
