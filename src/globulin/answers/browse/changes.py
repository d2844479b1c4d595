"""What changed in the knowledge, newest first."""

from globulin.answers.browse.words import home_link, site_table
from globulin.knowledge import Knowledge
from globulin.model import KnowledgeChange, Listing, Shelf, SiteLink


def list_changes(knowledge: Knowledge) -> Listing:
    """Return the changes by day, newest first."""
    words = site_table(knowledge)["words"]
    changes = sorted(knowledge.all("change", KnowledgeChange), key=lambda c: c.date, reverse=True)
    days: dict[str, list[SiteLink]] = {}
    for change in changes:
        link = SiteLink(
            kind="change", id=change.id, title=change.text, note=words[f"change_{change.kind}"]
        )
        days.setdefault(change.date, []).append(link)
    return Listing(
        title=words["changes_title"],
        description=words["changes_lead"],
        lead=(words["changes_lead"],),
        trail=(home_link(knowledge),),
        shelves=tuple(
            Shelf(id=f"on-{day}", heading=day, links=tuple(links)) for day, links in days.items()
        ),
    )
