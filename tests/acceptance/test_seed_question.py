"""Somebody searches "what causes high immunoglobulin m qn serum" at midnight."""

import json
from typing import Any

import pytest

from globulin.answers import answer_question
from globulin.knowledge import Knowledge
from globulin.model import Question
from globulin.render import render_page
from tests.contract import problems, shown_statements

QUESTION = "what causes high immunoglobulin m qn serum"


@pytest.fixture(scope="module")
def page(knowledge: Knowledge) -> dict[str, Any]:
    """Return the answer as the outside sees it."""
    answer = answer_question(Question(text=QUESTION), knowledge)
    document: dict[str, Any] = json.loads(render_page(answer, format="json"))
    return document


def said(page: dict[str, Any]) -> str:
    """Return everything that the page states, in lower case."""
    return " ".join(statement["text"] for statement in shown_statements(page)).lower()


def test_the_page_keeps_the_contract(page: dict[str, Any]) -> None:
    """Answered, about the causes of a high IgM, forty statements or more."""
    route = page["route"]

    assert [] == problems(page)
    assert ("answered", "causes", "IgM", "high", None) == (
        page["status"],
        route["intent"],
        route["analyte"],
        route["direction"],
        route["redirect"],
    )
    assert len(shown_statements(page)) >= 40


def test_the_answer_comes_in_two_sentences(page: dict[str, Any]) -> None:
    """The main message is short and stands first."""
    assert 2 == len(page["answer"])


def test_the_parts_of_the_page_are_there(page: dict[str, Any]) -> None:
    """Overview, what it is, why, together, Qn, ranges, questions, what is not known."""
    sections = [section["id"] for section in page["sections"]]

    assert {"overview", "what-is", "why", "together", "qn", "ranges", "not-known"} <= set(sections)
    assert len(page["key_facts"]) >= 5
    assert ["same_day", "within_days", "routine"] == [s["urgency"] for s in page["next_steps"]]
    assert page["when_to_get_help"]
    assert page["related"]


def test_causes_stand_in_all_groups(page: dict[str, Any]) -> None:
    """Infection, autoimmune, liver, blood, and the rest: genetic, medicine, protein loss, none."""
    groups = {cause["group"] for cause in page["causes"]}

    assert {
        "infection",
        "autoimmune",
        "liver",
        "blood-clone",
        "immunodeficiency",
        "medicine",
        "protein-loss",
        "physiological",
    } <= groups
    assert len(page["causes"]) >= 30
    assert all(cause["statements"] for cause in page["causes"])


def test_no_red_flag_without_an_emergency(page: dict[str, Any]) -> None:
    """The question describes no emergency, so no box frightens the reader."""
    assert [] == page["red_flags"]


@pytest.mark.parametrize(
    "words",
    [
        "quantity not sufficient",
        "electrophoresis",
        "immunofixation",
        "one clone",
        "share of each cause",
    ],
)
def test_the_page_says_what_popular_pages_miss(page: dict[str, Any], words: str) -> None:
    """Qn is not QNS; an amount cannot tell one clone from many; shares of causes are unknown."""
    assert words in said(page)


def verdict(page: dict[str, Any], *words: str) -> str:
    """Return the verdict of the one claim that holds all the words."""
    found = [
        claim["verdict"]
        for claim in page["claims"]
        if all(word in claim["claim"].lower() for word in words)
    ]
    assert 1 == len(found), (words, [claim["claim"] for claim in page["claims"]])
    return str(found[0])


def test_popular_claims_are_judged_by_the_evidence(page: dict[str, Any]) -> None:
    """No series shows infection as most frequent; lupus is contradicted; PBC is qualified."""
    assert verdict(page, "infection", "most frequent") in {"unknown", "contradicted"}
    assert "contradicted" == verdict(page, "low igg", "infection")
    assert "contradicted" == verdict(page, "lupus")
    assert "unknown" == verdict(page, "measles")
    assert verdict(page, "primary biliary") in {"qualified", "supported"}
    assert all(claim["statements"] for claim in page["claims"])


def test_the_page_says_that_nobody_has_reviewed_it(page: dict[str, Any]) -> None:
    """Nothing is presented as reviewed that is not."""
    assert page["review"]["clinician"] is None
    assert "no clinician has reviewed" in page["disclaimer"].lower()
    assert page["review"]["checked"] <= page["review"]["facts"]


def test_every_source_is_named(page: dict[str, Any]) -> None:
    """A source has a title; most have a PMID, a DOI or the publisher's own address."""
    followed = [s for s in page["sources"] if s["pmid"] or s["doi"] or s["url"]]

    assert all(source["title"] for source in page["sources"])
    assert len(followed) > len(page["sources"]) / 2


def test_a_clinician_sees_the_evidence(knowledge: Knowledge, page: dict[str, Any]) -> None:
    """The clinician's page lists every fact with its kind, size and method; the patient's does not.

    Every fact of the patient's page stands in that table.
    """
    question = Question(text=QUESTION, audience="clinician")
    document = json.loads(render_page(answer_question(question, knowledge), format="json"))
    tables = [b for s in document["sections"] if s["id"] == "evidence" for b in s["blocks"]]
    shown = {fact for statement in tables[0]["statements"] for fact in statement["facts"]}
    used = {
        fact
        for statement in shown_statements(page)
        for fact in statement["facts"]
        if knowledge.find(fact)[0] == "fact"
    }

    assert [] == problems(document)
    assert "evidence" not in {section["id"] for section in page["sections"]}
    assert used <= shown
    assert len(tables[0]["rows"]) == len(tables[0]["statements"])
