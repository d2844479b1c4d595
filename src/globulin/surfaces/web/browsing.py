"""The pages to browse: home, topics, kinds of question, lists, sources, about the site."""

from collections.abc import Callable
from typing import Any

from litestar import Request, get
from litestar.params import FromPath
from litestar.response import Response

from globulin.answers.browse import (
    home_shelves,
    list_changes,
    list_conditions,
    list_intent,
    list_measured,
    list_sources,
    list_terms,
    list_tests,
    list_topic,
    list_topics,
    tell_site_page,
    tell_source,
)
from globulin.knowledge import Knowledge
from globulin.model import Listing, Shelf
from globulin.render.outline import source_line, source_link
from globulin.surfaces.web.faults import Fault
from globulin.surfaces.web.kept import keep
from globulin.surfaces.web.pages import html, shared_page
from globulin.surfaces.web.site import OwnSite, Site
from globulin.surfaces.web.structured import site_data, terms_data, trail_data

# A list whose entries are told where they stand, so that a link leads to each of them.
TOLD_IN_PLACE = "/glossary"
LISTS: dict[str, Callable[[Knowledge], Listing]] = {
    "/topics": list_topics,
    "/conditions": list_conditions,
    "/tests": list_tests,
    "/analytes": list_measured,
    "/glossary": list_terms,
    "/sources": list_sources,
    "/changes": list_changes,
}
# The home page tells what is read most, so it grows old soon.
HOME_AGE = "public, max-age=60"


@get("/", sync_to_thread=False)
def show_home(site: OwnSite) -> Response[bytes]:
    """Return the home page."""
    listing = Listing(
        title=site.words["ask_title"],
        description=site.words["tagline"],
        shelves=home_shelves(site.knowledge, site.views.totals()),
    )
    frame = site.frame("/", data=site_data(site))
    return html(site.render("home", frame, listing=listing, typed=""), age=HOME_AGE)


@get(sorted(LISTS), sync_to_thread=False)
def show_list(site: OwnSite, request: Request[Any, Any, Any]) -> Response[bytes]:
    """Return one of the lists."""
    path = request.url.path
    listing = LISTS[path](site.knowledge)
    return _listing(site, path, listing, as_terms=path == TOLD_IN_PLACE)


@get("/topics/{key:str}", sync_to_thread=False)
def show_topic(site: OwnSite, key: FromPath[str]) -> Response[bytes]:
    """Return the questions of a topic."""
    return _listing(site, f"/topics/{key}", list_topic(site.knowledge, key))


@get("/questions/{intent:str}", sync_to_thread=False)
def show_intent(site: OwnSite, intent: FromPath[str]) -> Response[bytes]:
    """Return the questions of a kind."""
    return _listing(site, f"/questions/{intent}", list_intent(site.knowledge, intent))


@get("/sources/{key:str}", sync_to_thread=False)
def show_source(site: OwnSite, key: FromPath[str]) -> Response[bytes]:
    """Return a source with all that rests on it."""
    found = tell_source(site.knowledge, key)
    if found is None:
        raise Fault(404, "not_found_title", "not_found_lead")
    listing, source = found
    path = f"/sources/{key}"
    body = site.render(
        "source",
        site.frame(path, trail=listing.trail),
        listing=listing,
        source=source,
        source_line=source_line,
        source_link=source_link,
        as_terms=False,
    )
    return shared_page(site, path, b"", keep(body))


@get("/about", sync_to_thread=False)
def show_about(site: OwnSite) -> Response[bytes]:
    """Return the list of pages about the site."""
    words = site.words
    shelf = Shelf(id="about", heading=words["about_pages"], links=site.about)
    listing = Listing(
        title=words["about_title"], description=words["footer_note"], shelves=(shelf,)
    )
    return _listing(site, "/about", listing)


@get("/about/{key:str}", sync_to_thread=False)
def show_about_page(site: OwnSite, key: FromPath[str]) -> Response[bytes]:
    """Return a page about the site."""
    page = tell_site_page(site.knowledge, key)
    if page is None:
        raise Fault(404, "not_found_title", "not_found_lead")
    path = f"/about/{key}"
    body = site.render("about", site.frame(path, trail=page.trail), about_page=page)
    return shared_page(site, path, b"", keep(body))


def _listing(
    site: Site, path: str, listing: Listing | None, *, as_terms: bool = False
) -> Response[bytes]:
    if listing is None:
        raise Fault(404, "not_found_title", "not_found_lead")
    data = trail_data(site, listing.trail, listing.title, path)
    data += terms_data(site, listing) if path == "/glossary" else ()
    frame = site.frame(path, trail=listing.trail, data=data)
    body = site.render("listing", frame, listing=listing, as_terms=as_terms)
    return shared_page(site, path, b"", keep(body))
