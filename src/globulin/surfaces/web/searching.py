"""Search: by POST from the site's own box; by GET only for words that tell nothing of a person."""

from litestar import get, post
from litestar.params import FromQuery, JSONBody, URLEncodedBody
from litestar.response import Response

from globulin.answers.browse import (
    FACETS,
    SearchRequest,
    holds_personal,
    search_site,
    suggest_words,
)
from globulin.render.site import link_path
from globulin.surfaces.web.faults import Fault
from globulin.surfaces.web.pages import NO_STORE, private_page
from globulin.surfaces.web.site import OwnSite, Site

MOST_WORDS = 300
Suggestions = dict[str, list[dict[str, str]]]


@get("/search", sync_to_thread=False)
def search_by_address(
    site: OwnSite, q: FromQuery[str] = "", facet: FromQuery[str] = ""
) -> Response[bytes]:
    """Return what was found; words that tell of a person are sent back to be posted."""
    if q and holds_personal(q, site.knowledge):
        raise Fault(400, "search_title", "search_post", typed=q)
    return _found(site, q, facet)


@post("/search", sync_to_thread=False, status_code=200)
def search_by_form(site: OwnSite, data: URLEncodedBody[dict[str, str]]) -> Response[bytes]:
    """Return what was found."""
    return _found(site, data.get("q", ""), data.get("facet", ""))


@post("/search/suggest", sync_to_thread=False, status_code=200)
def suggest(site: OwnSite, data: JSONBody[dict[str, str]]) -> Response[Suggestions]:
    """Return what somebody may be looking for who has typed so much."""
    found = suggest_words(site.knowledge, data.get("q", "")[:MOST_WORDS])
    suggestions = [{"title": link.title, "path": link_path(link)} for link in found]
    return Response({"suggestions": suggestions}, headers={"cache-control": NO_STORE})


def _found(site: Site, typed: str, facet: str) -> Response[bytes]:
    typed = " ".join(typed.split())[:MOST_WORDS]
    facet = facet if facet in FACETS else ""
    listing, mended = search_site(site.knowledge, SearchRequest(words=typed, facet=facet))
    body = site.render(
        "search",
        site.frame("/search", trail=listing.trail, is_indexed=not typed),
        listing=listing,
        as_terms=False,
        typed=typed,
        facet=facet,
        facets=[(key, site.labels["facets"][key]) for key in FACETS],
        mended=mended,
    )
    return private_page(body)
