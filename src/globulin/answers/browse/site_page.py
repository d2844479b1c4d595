"""The pages about the site itself, told from the knowledge."""

from dataclasses import dataclass

from globulin.answers.browse.words import home_link, place, site_table
from globulin.knowledge import Knowledge
from globulin.model import SiteLink, SitePage


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPage:
    """A page about the site, its sentences filled; `parts` are headings with their sentences."""

    title: str
    description: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    trail: tuple[SiteLink, ...]


def tell_site_page(knowledge: Knowledge, key: str) -> ToldPage | None:
    """Return a page about the site, or None where there is none of that id."""
    page = next((p for p in knowledge.all("site_page", SitePage) if p.id == key), None)
    if page is None:
        return None
    words = site_table(knowledge)["words"]
    return ToldPage(
        title=page.title,
        description=page.description,
        parts=tuple((s.heading, tuple(text.text for text in s.statements)) for s in page.sections),
        trail=(home_link(knowledge), place("about", words["about_title"])),
    )
