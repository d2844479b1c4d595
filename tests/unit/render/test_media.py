"""A page in each medium: nothing lost, nothing let through."""

import itertools
import json
import re
from dataclasses import replace
from typing import Literal
from xml.etree import ElementTree as ET

import html5lib
import msgspec
import pytest

from globulin.answers import answer_question
from globulin.knowledge import Knowledge
from globulin.model import Page, Question, Statement
from globulin.render import render_page
from tests.contract import shown_statements

QUESTION = "what causes high immunoglobulin m qn serum"
HOSTILE = '<script>alert(1)</script> & "quoted" *bold* [link](x) | cell `code` # \x1b[31m'
Medium = Literal["text", "markdown", "html"]
MEDIA: tuple[Medium, ...] = ("text", "markdown", "html")


@pytest.fixture(scope="module")
def page(knowledge: Knowledge) -> Page:
    """Return the answer that it all began with."""
    return answer_question(Question(text=QUESTION), knowledge)


@pytest.fixture(scope="module")
def hostile_page(page: Page) -> Page:
    """Return a page with mark-up of every medium in its texts."""
    statement = Statement(text=HOSTILE, kind="note")
    return replace(page, question=HOSTILE, title=HOSTILE, answer=(statement,))


def words_of(text: str) -> str:
    """Return a text as its words alone: mark-up characters and line ends gone."""
    return " ".join(re.sub(r"[\\*_`#<>|]", "", text).split())


@pytest.mark.parametrize("medium", MEDIA)
def test_every_statement_is_shown(page: Page, medium: Medium) -> None:
    """No medium loses a statement."""
    document = json.loads(render_page(page, format="json"))
    shown = render_page(page, format=medium)
    if medium == "html":
        shown = "".join(html5lib.parse(shown, namespaceHTMLElements=False).itertext())
    text = words_of(shown)
    # A table's row is shown as cells; its statement says the same in one line.
    rows = {
        statement["text"]
        for section in document["sections"]
        for block in section["blocks"]
        if block["kind"] == "table"
        for statement in block["statements"]
    }
    lost = [
        statement["text"]
        for statement in shown_statements(document)
        if statement["text"] not in rows and words_of(statement["text"]) not in text
    ]

    assert [] == lost


def test_json_is_the_page_itself(page: Page) -> None:
    """The document reads back as exactly the page."""
    assert page == msgspec.json.decode(render_page(page, format="json"), type=Page)


def test_hostile_text_stays_text_in_html(hostile_page: Page) -> None:
    """No script, no link and no tag comes out of a text."""
    html = render_page(hostile_page, format="html")
    tree = html5lib.parse(html, namespaceHTMLElements=False)

    assert [] == tree.findall(".//script")
    assert "<script" not in html
    assert HOSTILE.split(" ", maxsplit=1)[0] in "".join(tree.find(".//h1").itertext())


def test_hostile_text_stays_text_in_markdown(hostile_page: Page) -> None:
    """Mark-up characters of a text are escaped, also those of HTML."""
    markdown = render_page(hostile_page, format="markdown")

    assert "<script" not in re.sub(r"\\<", "", markdown)
    assert "\\[link\\](x)" in markdown
    assert "\\*bold\\*" in markdown


def test_a_terminal_is_not_commanded(hostile_page: Page) -> None:
    """Control characters of a question never reach the terminal."""
    assert "\x1b" not in render_page(replace(hostile_page, answer=(), title="x"), format="text")


def test_html_is_valid_and_self_contained(page: Page) -> None:
    """The document parses strictly, and asks nothing of anybody."""
    html = render_page(page, format="html")
    html5lib.HTMLParser(strict=True).parse(html)
    tree = html5lib.parse(html, namespaceHTMLElements=False)

    assert [] == tree.findall(".//script")
    assert [] == [e for e in tree.iter() if e.get("src") or e.tag in {"link", "iframe", "img"}]
    assert "url(" not in html
    assert "@import" not in html
    assert 1 == len(tree.findall(".//h1"))


def test_links_inside_the_page_lead_somewhere(page: Page) -> None:
    """Every link to a part of the page finds that part, and no id stands twice."""
    tree = html5lib.parse(render_page(page, format="html"), namespaceHTMLElements=False)
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    targets = {a.get("href")[1:] for a in tree.iter("a") if a.get("href", "").startswith("#")}

    assert len(ids) == len(set(ids))
    assert targets <= set(ids)


ALL_SORTS = [
    QUESTION,
    "normal range of igg",
    "what is mgus",
    "can hepatitis c raise igm",
    "high igm and sudden confusion",
    "hepatitis a igm positive",
    "what is polyclonal",
]


@pytest.mark.parametrize("question", ALL_SORTS)
def test_headings_do_not_skip_a_level(knowledge: Knowledge, question: str) -> None:
    """A reader who jumps from heading to heading finds every level."""
    html = render_page(answer_question(Question(text=question), knowledge), format="html")
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    levels = [int(e.tag[1]) for e in tree.iter() if re.fullmatch(r"h[1-6]", str(e.tag))]
    jumps = [(a, b) for a, b in itertools.pairwise(levels) if b > a + 1]

    assert [] == jumps


def test_every_figure_has_title_description_and_twin(page: Page) -> None:
    """A figure speaks to those who cannot see it, and its numbers stand in a table."""
    html = render_page(page, format="html")
    figures = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    blocks = [b for s in page.sections for b in s.blocks if b.figure is not None]

    assert len(figures) == len(blocks) == len(tree.findall(".//figure/details/table"))
    for svg, block in zip(figures, blocks, strict=True):
        root = ET.fromstring(svg)  # noqa: S314 - our own drawing
        space = "{http://www.w3.org/2000/svg}"

        assert block.figure is not None
        assert block.figure.title == root.findtext(f"{space}title")
        assert block.figure.description == root.findtext(f"{space}desc")
    rows = [e.text for e in tree.findall(".//figure/details/table/tbody/tr/th")]

    assert [i.label for b in blocks if b.figure for i in b.figure.items] == rows


@pytest.mark.parametrize("medium", MEDIA)
def test_our_own_reading_is_marked(page: Page, medium: Medium) -> None:
    """An inference of ours is marked as such wherever it is shown."""
    marked = [s for s in (*page.answer, *page.key_facts) if s.our_reading]
    shown = render_page(page, format=medium)

    assert marked
    assert shown.count(page.words["our_reading"]) >= len(marked)
