"""The labels of the site, and links to what has a page."""

from typing import Any

from globulin.knowledge import Knowledge
from globulin.model import QuestionEntry, SiteLink


def site_table(knowledge: Knowledge) -> dict[str, Any]:
    """Return every label of the site."""
    return knowledge.table("site")


def question_link(entry: QuestionEntry) -> SiteLink:
    """Return the link to the page of a question."""
    return SiteLink(kind="question", id=entry.id, title=entry.question)


def place(key: str, title: str) -> SiteLink:
    """Return the link to one of the fixed places of the site."""
    return SiteLink(kind="place", id=key, title=title)


def home_link(knowledge: Knowledge) -> SiteLink:
    """Return the link to the home page."""
    return place("home", site_table(knowledge)["words"]["home"])
