"""Every question with a page gives one that keeps the contract, number for number."""

import json
from typing import Any

import pytest

from globulin.answers import answer_question
from globulin.knowledge import Knowledge
from globulin.model import Question
from globulin.render import render_page
from tests.contract import all_statements, problems, shown_statements
from tests.numbers_in_text import numbers_in, numbers_of

UNFILLED = ("{", "  ")


@pytest.fixture(scope="session")
def pages(knowledge: Knowledge) -> list[dict[str, Any]]:
    """Return the answers to all questions that have a page."""
    documents = []
    for entry in knowledge.questions():
        page = answer_question(Question(text=entry.question), knowledge)
        documents.append(json.loads(render_page(page, format="json")) | {"asked": entry.id})
    return documents


def test_every_question_finds_its_own_page(pages: list[dict[str, Any]]) -> None:
    """Asked in its own words, a question is answered by the page of that slug."""
    strayed = [(page["asked"], page["slug"]) for page in pages if page["asked"] != page["slug"]]

    assert [] == strayed


def test_every_page_keeps_the_contract(pages: list[dict[str, Any]]) -> None:
    """Fields, statements with facts and sources, order of the groups, numbered sources."""
    found = {page["slug"]: problems(page) for page in pages}

    assert {} == {slug: lines for slug, lines in found.items() if lines}


def test_every_number_comes_from_a_fact(knowledge: Knowledge, pages: list[dict[str, Any]]) -> None:
    """No statement of any page holds a number that its own facts cannot account for."""
    factors = knowledge.factors()
    strays = set()
    for page in pages:
        for statement in all_statements(page):
            facts = [knowledge.fact(key) for key in statement["facts"]]
            stray = numbers_in(statement["text"]) - numbers_of(facts, factors)
            if stray:
                strays.add((statement["text"], *sorted(stray)))

    assert set() == strays


def test_no_page_has_an_unfilled_slot(pages: list[dict[str, Any]]) -> None:
    """Every slot was filled, and none with nothing."""
    said = {
        (page["slug"], phrase)
        for page in pages
        for statement in all_statements(page)
        for phrase in UNFILLED
        if phrase in statement["text"]
    }

    assert set() == said


def test_every_page_says_when_to_get_help_in_the_same_words(pages: list[dict[str, Any]]) -> None:
    """Help is the same on every page."""
    words = {tuple(s["text"] for s in page["when_to_get_help"]) for page in pages}

    assert 1 == len(words)
    assert all(words)


def test_every_page_has_an_answer_and_related_questions(pages: list[dict[str, Any]]) -> None:
    """No page is empty, and every related question has a page of its own."""
    slugs = {page["slug"] for page in pages}
    empty = [page["slug"] for page in pages if not page["answer"] or not shown_statements(page)]
    lost = {entry["slug"] for page in pages for entry in page["related"]} - slugs

    assert [] == empty
    assert set() == lost
