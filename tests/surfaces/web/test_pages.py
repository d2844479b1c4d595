"""Every page of the site: there, valid, whole, linked, small."""

import gzip
import json
import re
from collections import Counter

import html5lib
import pytest

from globulin.knowledge import Knowledge
from globulin.model import KnowledgeChange
from globulin.render.site import asset_path, load_assets
from tests.site import BASE, SiteClient
from tests.surfaces.web.page_types import MISSING, PAGE_TYPES, PASTED

NAMESPACE = {"h": "http://www.w3.org/1999/xhtml"}
MOST_BYTES = 60_000


def elements(page: str, name: str) -> list:
    """Return the elements of a name, from a parser that takes no error."""
    tree = html5lib.HTMLParser(strict=True).parse(page)
    return tree.findall(f".//h:{name}", NAMESPACE)


def shown(site: SiteClient, name: str) -> str:
    """Return the page of a type; its status is the right one."""
    answer = site.get(PAGE_TYPES[name])

    assert (404 if name in MISSING else 200) == answer.status_code
    return answer.text


@pytest.mark.parametrize("name", PAGE_TYPES)
def test_every_page_type_is_valid_html(site: SiteClient, name: str) -> None:
    """A strict parser takes it; ids are there once; every field has a label."""
    page = shown(site, name)
    everything = html5lib.HTMLParser(strict=True).parse(page).iter()
    ids = Counter(element.get("id") for element in everything if element.get("id"))
    labels = {label.get("for") for label in elements(page, "label")}
    fields = [
        field.get("id")
        for kind in ("input", "select", "textarea")
        for field in elements(page, kind)
        if field.get("type") not in {"hidden", "radio", "checkbox"}
    ]

    assert {} == {key: count for key, count in ids.items() if count > 1}
    assert [] == [field for field in fields if field not in labels]
    assert 1 == len(elements(page, "h1"))


@pytest.mark.parametrize("name", PAGE_TYPES)
def test_every_page_type_loads_from_here_alone(site: SiteClient, name: str) -> None:
    """Nothing that a browser loads by itself lies on another host; no style stands in the text."""
    page = shown(site, name)
    loaded = [e.get("src") for kind in ("script", "img", "iframe") for e in elements(page, kind)]
    styles = [e.get("href") for e in elements(page, "link") if e.get("rel") == "stylesheet"]

    assert [] == [url for url in [*loaded, *styles] if url and not url.startswith("/static/")]
    assert [] == [e for kind in ("style",) for e in elements(page, kind)]
    assert " style=" not in page


@pytest.mark.parametrize("name", [name for name in PAGE_TYPES if name not in MISSING])
def test_every_link_leads_somewhere(site: SiteClient, name: str) -> None:
    """Links to this site are answered, and their fragments exist where they lead."""
    page = shown(site, name)
    links = {link.get("href") for link in elements(page, "a")}
    lost = []
    # Of a long list some links stand for all: each is made by the same line of a template.
    for link in sorted(url for url in links if url.startswith(("/", "#")))[:60]:
        path, _, fragment = link.partition("#")
        answer = site.get(path or PAGE_TYPES[name])
        if answer.status_code != 200 or (fragment and f'id="{fragment}"' not in answer.text):
            lost.append(link)

    assert [] == lost


def test_an_answer_page_is_small(site: SiteClient) -> None:
    """The page with its style, script and icon is at most 60 kB as it is sent."""
    page = site.get(PAGE_TYPES["answer"], headers={"accept-encoding": "identity"}).content
    assets = sum(len(gzip.compress(load_assets()[n])) for n in ("site.css", "site.js", "icon.svg"))

    assert MOST_BYTES > len(gzip.compress(page)) + assets


def test_titles_and_descriptions_are_told_apart(site: SiteClient, knowledge: Knowledge) -> None:
    """Of a sample of the questions, each has a title and an address of its own."""
    slugs = [entry.id for entry in knowledge.questions()][::20]
    pages = [site.get(f"/answers/{slug}").text for slug in slugs]
    titles = {elements(page, "title")[0].text for page in pages}
    canonical = [
        link.get("href")
        for page in pages
        for link in elements(page, "link")
        if link.get("rel") == "canonical"
    ]

    assert len(slugs) == len(titles)
    assert [f"{BASE}/answers/{slug}" for slug in slugs] == canonical


def test_machines_read_what_the_page_is_about(site: SiteClient) -> None:
    """The records name the page, its question with the answer, the test and its LOINC code."""
    page = site.get(PAGE_TYPES["answer"]).text
    texts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    records = {record["@type"]: record for record in map(json.loads, texts)}

    assert {"MedicalWebPage", "FAQPage", "BreadcrumbList"} == set(records)
    assert "2472-9" == records["MedicalWebPage"]["about"]["code"]["codeValue"]
    assert records["FAQPage"]["mainEntity"][0]["acceptedAnswer"]["text"].startswith("High IgM")


def test_the_picture_for_links_is_ours(site: SiteClient) -> None:
    """The picture that others show beside a link is served here, in the size that is told."""
    page = site.get("/").text
    address = next(
        e.get("content") for e in elements(page, "meta") if e.get("property") == "og:image"
    )
    picture = site.get(address.removeprefix(BASE))
    width, height = (int.from_bytes(picture.content[at : at + 4]) for at in (16, 20))

    assert "image/png" == picture.headers["content-type"]
    assert (1200, 630) == (width, height)


def test_machine_files_name_every_page(site: SiteClient, knowledge: Knowledge) -> None:
    """The sitemap lists every answer; robots names the sitemap; the feed has every change."""
    sitemap, robots = site.get("/sitemap.xml").text, site.get("/robots.txt").text
    feed = site.get("/changes.xml").text
    missing = [e.id for e in knowledge.questions() if f"/answers/{e.id}<" not in sitemap]

    assert [] == missing
    assert f"Sitemap: {BASE}/sitemap.xml" in robots
    assert len(knowledge.all("change", KnowledgeChange)) == feed.count("<entry>")


@pytest.mark.parametrize("name", ["site.css", "site.js", "icon.svg", "card.png"])
def test_assets_are_kept_for_good_under_their_mark(site: SiteClient, name: str) -> None:
    """A marked asset may be kept for good; an unknown mark is not found."""
    answer = site.get(asset_path(name))
    stem, _, ending = name.rpartition(".")

    assert "immutable" in answer.headers["cache-control"]
    assert 404 == site.get(f"/static/{stem}.0000000000.{ending}").status_code


def test_a_page_that_a_browser_has_is_not_sent_again(site: SiteClient) -> None:
    """The second time the mark is enough; the mark of another page is not."""
    first = site.get(PAGE_TYPES["answer"])
    again = site.get(PAGE_TYPES["answer"], headers={"if-none-match": first.headers["etag"]})
    other = site.get(PAGE_TYPES["topic"], headers={"if-none-match": first.headers["etag"]})

    assert (304, b"") == (again.status_code, again.content)
    assert 200 == other.status_code


def test_kept_and_fresh_pages_are_the_same(site: SiteClient) -> None:
    """Byte for byte, packed or not."""
    path = "/answers/what-does-low-igg-mean"
    fresh, kept = site.get(path), site.get(path)
    plain = site.get(path, headers={"accept-encoding": "identity"})

    assert fresh.content == kept.content == plain.content


def test_units_can_be_turned_round(site: SiteClient) -> None:
    """The page tells amounts first in the unit chosen; an unknown unit has no page."""
    path = "/answers/what-is-the-normal-range-of-immunoglobulin-m-igm"
    usual, turned = site.get(path).text, site.get(f"{path}?units=g/L").text

    assert usual != turned
    assert "units=g/L" in usual
    assert 404 == site.get(f"{path}?units=furlong").status_code


def test_a_result_page_is_valid_html(site: SiteClient) -> None:
    """The page about a pasted report passes the strict parser too, ids once."""
    page = site.post("/ask", data={"q": PASTED}).text
    everything = html5lib.HTMLParser(strict=True).parse(page).iter()
    ids = Counter(element.get("id") for element in everything if element.get("id"))

    assert {} == {key: count for key, count in ids.items() if count > 1}
