"""What no page says, how it spells, whom it speaks to: over all pages, filled."""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from globulin.answers import answer_question
from globulin.knowledge import Knowledge
from globulin.knowledge.check import check_knowledge
from globulin.knowledge.check_wording import british_in, forbidden_in
from globulin.model import Page, Question, statements_of
from tests.knowledge_fixture import KNOWLEDGE
from tests.reading import page_of, result
from tools.reading_levels import question_pages, report_pages

CHILD_DAYS = 9 * 366
CHILD = "9"
# Fixed words for everybody.
FIXED = {"emergency", "self_harm"}
# One question that lands on each page without a plan of its own, beside those of the language.
ELSEWHERE = (
    "my result is bad",
    "chest pain and high igm",
    "i want to kill myself",
    "igm positive for ebv",
    "how contagious is lyme disease",
    "banana",
    "was bedeutet igm hoch",
)


def redirects(knowledge: Knowledge, **person: Any) -> Iterator[Page]:
    """Yield a page of every kind that sends the reader elsewhere."""
    scope = knowledge.table("scope")
    examples = [row["example"] for row in (*scope["redirect"], *scope["specific_topic"])]
    for question in (*examples, *ELSEWHERE):
        page = answer_question(Question(text=question, **person), knowledge)
        assert page.route.redirect is not None
        yield page


@pytest.fixture(scope="module")
def writing() -> dict[str, Any]:
    """Return the rules of writing."""
    return tomllib.loads((KNOWLEDGE / "writing.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def pages(knowledge: Knowledge) -> list[Page]:
    """Return all pages for patients: answers, redirects, reports."""
    reports = [page for _, page in report_pages(knowledge)]
    return [*question_pages(knowledge), *redirects(knowledge), *reports]


@pytest.fixture(scope="module")
def child_pages(knowledge: Knowledge) -> list[Page]:
    """Return the pages that know of a child: answers, redirects, a report."""
    results = [
        result(name, value, "mg/dL", interval=interval)
        for name, value, interval in (
            ("IgM", 600, (40, 230)),
            ("IgG", 300, (700, 1600)),
            ("IgA", 90, None),
        )
    ]
    document = {"schema": "globulin/input/1", "results": results, "findings": []}
    report = page_of(document, knowledge, age=CHILD)
    asked = question_pages(knowledge, age_days=CHILD_DAYS)
    return [*asked, *redirects(knowledge, age_days=CHILD_DAYS), report]


def test_the_kinds_of_redirect_are_all_there(knowledge: Knowledge) -> None:
    """Every redirect that a route can tell is looked at."""
    kinds = {page.route.redirect for page in redirects(knowledge)}

    assert set(knowledge.table("interface")["redirect_read_as"]) == kinds


def test_no_page_says_a_forbidden_phrase(pages: list[Page], writing: dict[str, Any]) -> None:
    """No false comfort, no diagnosis as a fact; how often only beside a figure."""
    texts = {statement.text for page in pages for statement in statements_of(page)}
    said = {
        (phrase, text)
        for text in texts
        for phrase in forbidden_in(text, writing, has_figure=bool(re.search(r"\d", text)))
    }

    assert set() == said


def _shown(page: Page) -> Iterator[str]:
    """Yield every text on a page, headings and names too; not what the input said."""
    yield from (page.title, page.route.read_as, page.disclaimer, page.review.text)
    yield from page.words.values()
    yield from (statement.text for statement in statements_of(page))
    for section in page.sections:
        yield section.heading
        for block in section.blocks:
            yield from (block.heading or "", *block.columns)
    yield from (claim.claim for claim in page.claims)
    yield from (name for cause in page.causes for name in (cause.name, cause.plain_name))
    yield from (entry.question for entry in page.related)
    yield from (term.term for term in page.terms)


def test_pages_are_spelled_the_american_way(pages: list[Page], writing: dict[str, Any]) -> None:
    """Questions may be spelled either way; pages are not."""
    texts = {text for page in pages for text in _shown(page)}
    found = {(text, *words) for text in texts for words in british_in(text, writing)}

    assert set() == found


def test_a_page_about_a_child_never_says_your(child_pages: list[Page]) -> None:
    """It is your child's result, doctor and age; help and red flags are the same for all."""
    said = {
        statement.text
        for page in child_pages
        if page.route.redirect not in FIXED
        for statement in statements_of(replace(page, red_flags=(), when_to_get_help=()))
        if re.search(r"\b[Yy]our\b(?! child)", statement.text)
    }

    assert set() == said


def test_a_page_about_a_child_never_says_you(child_pages: list[Page]) -> None:
    """Whom it is about is a slot; only a page that sends elsewhere speaks to who asks."""
    said = {
        statement.text
        for page in child_pages
        if page.route.redirect is None
        for statement in statements_of(replace(page, red_flags=(), when_to_get_help=()))
        if re.search(r"\b[Yy]ou\b", statement.text)
    }

    assert set() == said


def test_an_age_of_sixteen_is_no_child(knowledge: Knowledge) -> None:
    """The page speaks to the person from that birthday on."""
    question = "should I worry about an abnormal IgA"
    texts = {
        age: " ".join(
            statement.text
            for statement in statements_of(
                answer_question(Question(text=question, age_days=age * 365 + 5), knowledge)
            )
        )
        for age in (15, 16)
    }

    assert "your child" in texts[15]
    assert "your child" not in texts[16]


PLANTED = {
    "leaning": "In the same study it was high.",
    "rate": "Infection is most often the cause of a high {analyte}.",
    "figure": "Infection was most often the cause, in {igm-population-above} of adults.",
    "mostly": "It is mostly so.",
    "fact": "Your high IgM is caused by a germ.",
    "spelling": "Ask about tumours.",
    "alone": "Ask about the blood.",
}


def test_the_check_tells_planted_words(knowledge_copy: Path) -> None:
    """A phrase without its rate and a British spelling are errors; the rest is told."""
    texts = knowledge_copy / "texts" / "zz.toml"
    texts.write_text(
        "".join(
            f'\n[[text]]\nid = "planted-{name}"\nplace = "report.value"\nkind = "note"\n'
            f"text = {json.dumps(text)}\n"
            for name, text in PLANTED.items()
        ),
        encoding="utf-8",
    )
    report = check_knowledge(knowledge_copy)
    errors = [line.partition("planted-")[2] for line in report.errors if "planted-" in line]
    told = [line.partition("planted-")[2] for line in report.reports if "planted-" in line]

    assert [
        "rate: forbidden phrase 'most often'",
        "fact: forbidden phrase 'your ... is caused by'",
        "spelling: British spelling 'tumours': expected 'tumors'",
    ] == errors
    assert [
        "leaning: leans on another sentence: 'In the same ...'",
        "leaning: leans on another sentence: 'the same study'",
        "mostly: leans on another sentence: 'It ...'",
        "mostly: 'mostly' without a figure",
    ] == told
