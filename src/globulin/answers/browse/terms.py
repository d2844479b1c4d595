"""The words of the field, in the order of the alphabet."""

from globulin.answers.browse.words import home_link, question_link, site_table
from globulin.knowledge import Knowledge
from globulin.model import GlossaryTerm, Listing, Shelf, SiteLink


def list_terms(knowledge: Knowledge) -> Listing:
    """Return every word that is explained, by its first letter."""
    words = site_table(knowledge)["words"]
    terms = sorted(knowledge.all("term", GlossaryTerm), key=lambda term: term.term.lower())
    pages = {e.term: question_link(e) for e in knowledge.questions() if e.term is not None}
    letters: dict[str, list[SiteLink]] = {}
    for term in terms:
        link = SiteLink(
            kind="term", id=term.id, title=term.term, note=term.text, page=pages.get(term.id)
        )
        letters.setdefault(term.term[0].upper(), []).append(link)
    return Listing(
        title=words["glossary_title"],
        description=words["glossary_lead"],
        lead=(words["glossary_lead"],),
        trail=(home_link(knowledge),),
        shelves=tuple(
            Shelf(id=f"letter-{letter.lower()}", heading=letter, links=tuple(links))
            for letter, links in letters.items()
        ),
    )
