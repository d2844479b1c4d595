"""What machines ask of a site: assets, robots, sitemap, feed, and whether it is well."""

from itertools import chain
from xml.etree import ElementTree as ET

from litestar import get
from litestar.params import FromPath
from litestar.response import Response

from globulin.answers.browse import all_topics
from globulin.model import KnowledgeChange, SitePage, Source
from globulin.render.site import asset_path, load_assets
from globulin.surfaces.web.faults import Fault
from globulin.surfaces.web.kept import ASSET_AGE, keep
from globulin.surfaces.web.pages import shared_page
from globulin.surfaces.web.site import OwnSite

KINDS = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
}
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
ATOM = "http://www.w3.org/2005/Atom"
XML = "application/xml; charset=utf-8"
FIXED = (
    "/",
    "/read",
    "/topics",
    "/conditions",
    "/tests",
    "/analytes",
    "/glossary",
    "/sources",
    "/changes",
    "/about",
)


@get("/static/{name:str}", sync_to_thread=False)
def show_asset(site: OwnSite, name: FromPath[str]) -> Response[bytes]:
    """Return a style, script or picture under its marked name, or the plain one for pictures."""
    for plain, content in load_assets().items():
        if name in {plain, asset_path(plain).removeprefix("/static/")}:
            kind = KINDS[plain.rpartition(".")[2]]
            age = b"public, max-age=86400" if name == plain else ASSET_AGE
            return shared_page(site, f"/static/{name}", b"", keep(content, kind=kind, age=age))
    raise Fault(404, "not_found_title", "not_found_lead")


@get("/favicon.ico", sync_to_thread=False)
def show_icon(site: OwnSite) -> Response[bytes]:
    """Return the icon for browsers that ask for it at the old place."""
    icon = keep(load_assets()["icon.svg"], kind=KINDS["svg"])
    return shared_page(site, "/favicon.ico", b"", icon)


@get("/robots.txt", sync_to_thread=False)
def show_robots(site: OwnSite) -> Response[bytes]:
    """Return what crawlers may read: everything but the search."""
    text = f"User-agent: *\nDisallow: /search\nSitemap: {site.settings.base}/sitemap.xml\n"
    page = keep(text.encode(), kind="text/plain; charset=utf-8")
    return shared_page(site, "/robots.txt", b"", page)


@get("/sitemap.xml", sync_to_thread=False)
def show_sitemap(site: OwnSite) -> Response[bytes]:
    """Return the address of every page."""
    knowledge = site.knowledge
    root = ET.Element("urlset", xmlns=SITEMAP)
    paths = chain(
        FIXED,
        (f"/answers/{entry.id}" for entry in knowledge.questions()),
        (f"/topics/{topic.id}" for topic in all_topics(knowledge)),
        (f"/questions/{key}" for key in dict.fromkeys(e.intent for e in knowledge.questions())),
        (f"/about/{page.id}" for page in knowledge.all("site_page", SitePage)),
        (f"/sources/{source.id}" for source in knowledge.all("source", Source)),
    )
    for path in paths:
        ET.SubElement(ET.SubElement(root, "url"), "loc").text = f"{site.settings.base}{path}"
    return shared_page(site, "/sitemap.xml", b"", keep(_xml(root), kind=XML))


@get("/changes.xml", sync_to_thread=False)
def show_feed(site: OwnSite) -> Response[bytes]:
    """Return the changes of the knowledge as an Atom feed (RFC 4287)."""
    base, words = site.settings.base, site.words
    changes = sorted(
        site.knowledge.all("change", KnowledgeChange), key=lambda c: c.date, reverse=True
    )
    root = ET.Element("feed", xmlns=ATOM)
    _add(root, "title", words["feed_title"])
    _add(root, "id", f"{base}/changes")
    _add(root, "updated", f"{max(c.date for c in changes)}T00:00:00Z" if changes else "")
    ET.SubElement(root, "link", rel="self", href=f"{base}/changes.xml")
    ET.SubElement(root, "link", href=f"{base}/changes")
    _add(ET.SubElement(root, "author"), "name", words["site"])
    for change in changes:
        entry = ET.SubElement(root, "entry")
        _add(entry, "title", f"{words[f'change_{change.kind}']}: {change.text}")
        _add(entry, "id", f"{base}/changes#{change.id}")
        _add(entry, "updated", f"{change.date}T00:00:00Z")
        ET.SubElement(entry, "link", href=f"{base}/changes#on-{change.date}")
        _add(entry, "summary", change.text)
    page = keep(_xml(root), kind="application/atom+xml; charset=utf-8")
    return shared_page(site, "/changes.xml", b"", page)


@get("/healthz", sync_to_thread=False)
def show_health() -> str:
    """Tell that the process answers."""
    return "ok"


@get("/readyz", sync_to_thread=False)
def show_ready(site: OwnSite) -> dict[str, str]:
    """Tell that the knowledge is open, and which one."""
    return {"status": "ready", "knowledge_version": site.knowledge.version}


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _xml(root: ET.Element) -> bytes:
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))
