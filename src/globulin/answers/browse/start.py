"""What the home page offers: topics, kinds of question, and what is read most."""

from collections.abc import Mapping

from globulin.answers.browse.topics import all_topics, intents_shelf, lookup_shelf, topic_link
from globulin.answers.browse.words import place, question_link, site_table
from globulin.knowledge import Knowledge
from globulin.model import Shelf


def home_shelves(knowledge: Knowledge, views: Mapping[str, int]) -> tuple[Shelf, ...]:
    """Return the lists of the home page; `views` counts how often a slug was read."""
    site = site_table(knowledge)
    sides = tuple(topic_link(topic) for topic in all_topics(knowledge) if topic.direction)
    return (
        Shelf(
            id="sides",
            heading=site["topics"]["sides_heading"],
            links=sides,
            more=place("topics", site["words"]["topics_title"]),
        ),
        intents_shelf(knowledge),
        lookup_shelf(knowledge),
        trending_shelf(knowledge, views),
    )


def trending_shelf(knowledge: Knowledge, views: Mapping[str, int]) -> Shelf:
    """Return the pages read most; a note in their place where too few were read to say."""
    site = site_table(knowledge)
    rules, words = site["trending"], site["words"]
    often = sorted(
        ((-count, slug) for slug, count in views.items() if count >= rules["least_views"])
    )
    entries = [knowledge.question(slug) for _, slug in often[: rules["most"]]]
    links = tuple(question_link(entry) for entry in entries if entry is not None)
    if len(links) < rules["least_pages"]:
        return Shelf(
            id="trending", heading=words["trending_title"], links=(), note=words["trending_few"]
        )
    return Shelf(
        id="trending", heading=words["trending_title"], links=links, note=words["trending_note"]
    )
