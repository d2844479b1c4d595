"""The look of the site as far as mark-up shows it: one tap to what matters, lists that end."""

import re

import html5lib
import pytest

from tests.site import SiteClient
from tests.surfaces.web.page_types import PAGE_TYPES, PASTED

ANSWERS = ("answer", "answer-range", "answer-condition", "answer-test")


def place(page: str, text: str) -> int:
    """Return where a text stands first; it must be there."""
    assert text in page, text
    return page.index(text)


@pytest.mark.parametrize("name", ANSWERS)
def test_what_to_do_is_one_tap_from_the_answer(site: SiteClient, name: str) -> None:
    """The two links stand right behind the answer, before all that is long."""
    page = site.get(PAGE_TYPES[name]).text
    row = place(page, '<p class="jump">')

    assert 'href="#help"' in page[row : page.index("</p>", row)]
    assert place(page, 'class="answer"') < row < place(page, "<h2")


def test_the_units_are_turned_where_the_amounts_begin(site: SiteClient) -> None:
    """The switch stands behind the answer, not at the end of a long page."""
    page = site.get(PAGE_TYPES["answer-range"]).text

    assert place(page, 'class="answer"') < place(page, "?units=") < place(page, "<h2")


@pytest.mark.parametrize("name", ANSWERS)
def test_what_to_do_stands_before_what_others_say(site: SiteClient, name: str) -> None:
    """Next steps, when to get help, then claims, words and sources."""
    page = site.get(PAGE_TYPES[name]).text
    order = re.findall(r'<h2 id="([^"]+)"', page)
    wanted = ("next-steps", "help", "claims", "terms", "sources")
    present = [key for key in wanted if key in order]

    assert present == [key for key in order if key in wanted]


def test_both_lists_of_contents_are_the_same(site: SiteClient) -> None:
    """What is folded on a phone and what stands beside the text name the same parts."""
    page = site.get(PAGE_TYPES["answer"]).text
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    (contents,) = (e for e in tree.iter("nav") if e.get("class") == "contents")
    folded, beside = ([a.get("href") for a in part.iter("a")] for part in contents)

    assert folded == beside
    assert "#next-steps" in folded


def test_the_form_asks_for_the_pasted_lines_first(site: SiteClient) -> None:
    """Paste, choose a file, type: the shortest way first; a correction starts with the numbers."""
    blank = site.get("/read").text
    again = site.post("/ask", data={"q": PASTED}).text
    fields = [place(blank, f'id="{key}"') for key in ("pasted", "file", "value-0", "age")]

    assert sorted(fields) == fields
    assert 'id="value-0"' in again
    assert 'id="pasted"' not in again


@pytest.mark.parametrize("name", ["conditions", "sources", "tests", "glossary", "analytes"])
def test_a_long_list_has_a_way_to_each_part(site: SiteClient, name: str) -> None:
    """On top of the list stands a link to every heading of it."""
    page = site.get(PAGE_TYPES[name]).text
    nav = page[place(page, '<nav class="jump"') :].split("</nav>")[0]
    parts = re.findall(r'<section aria-labelledby="([^"]+)"', page)

    assert parts == re.findall(r'href="#([^"]+)"', nav)


def test_a_short_list_has_no_such_way(site: SiteClient) -> None:
    """Where all is in sight nothing leads to it."""
    assert '<nav class="jump"' not in site.get(PAGE_TYPES["topic"]).text


def test_very_long_parts_are_folded_with_their_number(site: SiteClient) -> None:
    """Of the sources the parts with more than thirty are folded; each tells how many it holds."""
    page = site.get(PAGE_TYPES["sources"]).text
    parts = re.findall(r'<span class="note">(\d+)</span></summary>(.*?)</details>', page, re.DOTALL)

    assert parts
    assert [int(number) for number, _ in parts] == [part.count("<li>") for _, part in parts]
    assert all(int(number) > 30 for number, _ in parts)


def test_a_word_of_the_glossary_leads_to_its_page(site: SiteClient) -> None:
    """Words that have a page of their own lead there."""
    links = re.findall(r'<dt id="[^"]+"><a href="(/answers/[^"]+)"', site.get("/glossary").text)

    assert links
    assert 200 == site.get(links[0]).status_code
