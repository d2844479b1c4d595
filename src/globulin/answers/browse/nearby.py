"""What stands near a question: more like it, its topic, its kind."""

from globulin.answers.browse.topics import Topic, topic_link, topics_of
from globulin.answers.browse.words import home_link, place, question_link, site_table
from globulin.knowledge import Knowledge
from globulin.model import Page, QuestionEntry, Shelf, SiteLink

MOST = 6


def trail_of(knowledge: Knowledge, slug: str) -> tuple[SiteLink, ...]:
    """Return the way from the home page to a question."""
    entry = knowledge.question(slug)
    words = site_table(knowledge)["words"]
    first = topics_of(entry, knowledge)[:1] if entry is not None else []
    return (
        home_link(knowledge),
        place("topics", words["topics_title"]),
        *(topic_link(topic) for topic in first),
    )


def nearby_shelves(knowledge: Knowledge, page: Page) -> tuple[Shelf, ...]:
    """Return up to three lists that lead on from a page; no question stands in two of them."""
    words = site_table(knowledge)["words"]
    entry = knowledge.question(page.slug)
    like = [SiteLink(kind="question", id=r.slug, title=r.question) for r in page.related][:MOST]
    shelves = [Shelf(id="more-like-this", heading=words["more_like_this"], links=tuple(like))]
    if entry is not None:
        taken = {page.slug, *(link.id for link in like)}
        topic = next(iter(topics_of(entry, knowledge)), None)
        if topic is not None:
            shelves.append(_of_topic(knowledge, topic, taken))
            taken |= {link.id for link in shelves[-1].links}
        shelves.append(_of_kind(knowledge, entry, taken))
    return tuple(shelf for shelf in shelves if shelf.links)


def _of_topic(knowledge: Knowledge, topic: Topic, taken: set[str]) -> Shelf:
    words = site_table(knowledge)["words"]
    found = [
        question_link(other)
        for other in knowledge.questions()
        if other.id not in taken and topic in topics_of(other, knowledge)
    ]
    return Shelf(
        id="same-topic",
        heading=words["same_topic"],
        links=tuple(found[:MOST]),
        more=topic_link(topic),
    )


def _of_kind(knowledge: Knowledge, entry: QuestionEntry, taken: set[str]) -> Shelf:
    """Return questions of the same kind, the same side first."""
    site = site_table(knowledge)
    found = [other for other in knowledge.questions() if other.intent == entry.intent]
    found.sort(key=lambda other: (other.direction != entry.direction, other.condition is not None))
    links = tuple(question_link(other) for other in found if other.id not in taken)
    kind = SiteLink(kind="intent", id=entry.intent, title=site["intents"][entry.intent])
    return Shelf(id="same-kind", heading=site["words"]["same_kind"], links=links[:MOST], more=kind)
