"""Conditions by group, tests, and what is measured."""

from globulin.answers.browse.words import home_link, place, question_link, site_table
from globulin.answers.causes import condition_pages
from globulin.knowledge import Knowledge
from globulin.model import FollowUpTest, Listing, Shelf, SiteLink


def list_conditions(knowledge: Knowledge) -> Listing:
    """Return every condition with a page, by group."""
    words = site_table(knowledge)["words"]
    pages = condition_pages(knowledge)
    shelves = []
    for group in sorted(knowledge.groups(), key=lambda group: group.order):
        links = tuple(
            SiteLink(
                kind="question",
                id=pages[condition.id].slug,
                title=condition.name,
                note=condition.plain_name if condition.plain_name != condition.name else None,
            )
            for condition in sorted(knowledge.conditions(), key=lambda c: c.name)
            if condition.group == group.id and condition.id in pages
        )
        if links:
            shelves.append(Shelf(id=group.id, heading=group.heading, links=links))
    return Listing(
        title=words["conditions_title"],
        description=words["conditions_lead"],
        lead=(words["conditions_lead"],),
        trail=(home_link(knowledge),),
        shelves=tuple(shelves),
    )


def list_tests(knowledge: Knowledge) -> Listing:
    """Return every test with what it is, by what it asks of a person."""
    site = site_table(knowledge)
    words, kinds = site["words"], site["burdens"]
    pages = {entry.test: entry.id for entry in knowledge.questions() if entry.test is not None}
    found: dict[str, list[SiteLink]] = {}
    for test in knowledge.all("test", FollowUpTest):
        link = SiteLink(kind="question", id=pages[test.id], title=test.name, note=test.plain_name)
        found.setdefault(test.burden, []).append(link)
    return Listing(
        title=words["tests_title"],
        description=words["tests_lead"],
        lead=(words["tests_lead"],),
        trail=(home_link(knowledge),),
        shelves=tuple(
            Shelf(id=burden, heading=heading, links=tuple(found[burden]))
            for burden, heading in kinds.items()
            if burden in found
        ),
    )


def list_measured(knowledge: Knowledge) -> Listing:
    """Return what is measured and has pages, each with its questions."""
    words = site_table(knowledge)["words"]
    shelves = []
    for analyte in knowledge.analytes():
        entries = [entry for entry in knowledge.questions() if entry.analyte == analyte.id]
        if entries:
            shelves.append(
                Shelf(
                    id=analyte.id.lower(),
                    heading=f"{analyte.name} ({analyte.short})"
                    if analyte.short != analyte.name
                    else analyte.name,
                    links=tuple(question_link(entry) for entry in entries),
                )
            )
    return Listing(
        title=words["analytes_title"],
        description=words["analytes_lead"],
        lead=(words["analytes_lead"],),
        trail=(home_link(knowledge), place("topics", words["topics_title"])),
        shelves=tuple(shelves),
    )
