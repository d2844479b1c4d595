"""The sources, each with all that rests on it."""

from globulin.answers.browse.words import home_link, place, site_table
from globulin.answers.fill import source_entry
from globulin.knowledge import Knowledge
from globulin.model import Fact, Listing, ReferenceInterval, Shelf, SiteLink, Source, SourceEntry


def list_sources(knowledge: Knowledge) -> Listing:
    """Return every source that a fact rests on, by its kind."""
    site = site_table(knowledge)
    words, kinds = site["words"], site["source_kinds"]
    found: dict[str, list[SiteLink]] = {}
    for source in sorted(knowledge.all("source", Source), key=lambda s: s.title.lower()):
        note = ", ".join(str(part) for part in (source.publisher, source.year) if part)
        link = SiteLink(kind="source", id=source.id, title=source.title, note=note or None)
        found.setdefault(source.kind or "", []).append(link)
    return Listing(
        title=words["sources_title"],
        description=words["sources_lead"],
        lead=(words["sources_lead"],),
        trail=(home_link(knowledge),),
        shelves=tuple(
            Shelf(id=kind, heading=heading, links=tuple(found[kind]))
            for kind, heading in kinds.items()
            if kind in found
        ),
    )


def tell_source(knowledge: Knowledge, key: str) -> tuple[Listing, SourceEntry] | None:
    """Return a source with the facts that rest on it, or None where there is none of that id."""
    source = next((s for s in knowledge.all("source", Source) if s.id == key), None)
    if source is None:
        return None
    words = site_table(knowledge)["words"]
    facts = [fact for fact in knowledge.all("fact", Fact) if key in fact.sources]
    bands = [b for b in knowledge.all("interval", ReferenceInterval) if key in b.sources]
    lead = (words["source_bands"].format(n=len(bands)),) if bands else ()
    links = tuple(SiteLink(kind="fact", id=fact.id, title=fact.says) for fact in facts)
    listing = Listing(
        title=source.title,
        description=f"{words['source_facts']}: {source.title}",
        lead=lead,
        trail=(home_link(knowledge), place("sources", words["sources_title"])),
        shelves=(Shelf(id="facts", heading=words["source_facts"], links=links),) if links else (),
    )
    return listing, source_entry(source, 1, knowledge.table("interface")["patterns"])
