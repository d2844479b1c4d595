"""Search over everything that has a place on the site, with facets and spelling."""

from dataclasses import dataclass

from globulin.answers.browse.words import home_link, site_table
from globulin.answers.understanding import read_signals
from globulin.knowledge import Knowledge, SearchHit
from globulin.model import Listing, Shelf, SiteLink
from globulin.vocabulary import tokenize

FACETS = ("question", "condition", "test", "term", "source")
MOST = 40
MOST_SUGGESTED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """What is looked for; an empty `facet` is everything."""

    words: str
    facet: str = ""


def search_site(knowledge: Knowledge, request: SearchRequest) -> tuple[Listing, str | None]:
    """Return what was found by facet, and the words as mended where the spelling was."""
    site = site_table(knowledge)
    mended = _mended(knowledge, request.words)
    # Of one kind alone there may be few among the best of all.
    reach = MOST if not request.facet else MOST * MOST
    found: dict[str, list[SiteLink]] = {}
    for hit in knowledge.search(mended or request.words, limit=reach):
        facet = _facet(knowledge, hit)
        if request.facet in {"", facet}:
            found.setdefault(facet, []).append(_link(knowledge, hit))
    # The kind of the best hit stands first, the sources last.
    order = sorted(found, key=lambda facet: facet == "source")
    shelves = tuple(
        Shelf(id=facet, heading=site["facets"][facet], links=tuple(found[facet][:MOST]))
        for facet in order
    )
    count = sum(len(shelf.links) for shelf in shelves)
    words = site["words"]
    lead = words["search_count"].format(n=count) if count else words["search_none"]
    listing = Listing(
        title=words["search_title"],
        description=words["search_title"],
        lead=(lead,) if request.words.strip() else (),
        trail=(home_link(knowledge),),
        shelves=shelves,
    )
    return listing, mended


def suggest_words(knowledge: Knowledge, typed: str) -> tuple[SiteLink, ...]:
    """Return what somebody may be looking for who has typed so much."""
    hits = knowledge.search(typed, limit=MOST_SUGGESTED, is_unfinished=True)
    return tuple(_link(knowledge, hit) for hit in hits)


def _mended(knowledge: Knowledge, words: str) -> str | None:
    """Return the words with their spelling mended from our own words, or None."""
    before = tokenize(words)
    after = read_signals(words, knowledge, knowledge.table("language")).tokens
    return " ".join(after) if tuple(before) != tuple(after) else None


def _facet(knowledge: Knowledge, hit: SearchHit) -> str:
    entry = knowledge.question(hit.id) if hit.kind == "question" else None
    if entry is None:
        return hit.kind
    about = {"condition": entry.condition, "test": entry.test, "term": entry.term}
    return next((facet for facet, key in about.items() if key is not None), "question")


def _link(knowledge: Knowledge, hit: SearchHit) -> SiteLink:
    if hit.kind == "source":
        return SiteLink(kind="source", id=hit.id, title=hit.title)
    entry = knowledge.question(hit.id)
    term = knowledge.term(entry.term) if entry is not None and entry.term is not None else None
    note = term.text if term is not None else None
    return SiteLink(kind="question", id=hit.id, title=hit.title, note=note)
