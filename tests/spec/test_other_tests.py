"""Pages of the tests beside IgM, IgG and IgA: what they say, and where they send the reader."""

import json
from typing import Any

import pytest

from globulin.answers import answer_question
from globulin.knowledge import Knowledge
from globulin.model import Question
from globulin.render import render_page
from tests.contract import problems, shown_statements

QUESTIONS = [
    "what is serum protein electrophoresis",
    "what do free light chains mean",
    "what is IgE",
    "what does high IgE mean",
    "what does high IgD mean",
]


def ask(text: str, knowledge: Knowledge, audience: Any = "patient") -> dict[str, Any]:
    """Return the answer as the outside sees it."""
    answer = answer_question(Question(text=text, audience=audience), knowledge)
    document: dict[str, Any] = json.loads(render_page(answer, format="json"))
    return document


def said(page: dict[str, Any]) -> str:
    """Return everything that the page states."""
    return " ".join(statement["text"] for statement in shown_statements(page))


@pytest.mark.parametrize("audience", ["patient", "clinician"])
@pytest.mark.parametrize("text", QUESTIONS)
def test_a_test_is_explained_to_its_limits(knowledge: Knowledge, text: str, audience: str) -> None:
    """Answered, with what it is, what comes next and what it cannot tell, each with a source."""
    page = ask(text, knowledge, audience)
    sections = {section["id"] for section in page["sections"]}

    assert [] == problems(page)
    assert "answered" == page["status"]
    assert {"overview", "what-is", "not-known"} <= sections
    assert 5 <= len(page["key_facts"])
    assert {"within_days", "routine"} <= {step["urgency"] for step in page["next_steps"]}


@pytest.mark.parametrize("audience", ["patient", "clinician"])
def test_a_follow_up_test_is_explained_to_its_limits(knowledge: Knowledge, audience: str) -> None:
    """What it shows, why it is asked for, how it is done, and what it cannot tell."""
    page = ask("what is immunofixation", knowledge, audience)
    sections = [section["id"] for section in page["sections"]]

    assert [] == problems(page)
    assert "what-is-immunofixation" == page["slug"]
    assert ["test-why", "test-how", "test-limits"] == sections[:3]
    assert {"within_days", "routine"} <= {step["urgency"] for step in page["next_steps"]}


@pytest.mark.parametrize("name", ["IgE", "IgD"])
def test_a_class_that_is_only_outlined_sends_elsewhere(knowledge: Knowledge, name: str) -> None:
    """The page says that it does not judge the class, and who can read the result."""
    page = said(ask(f"my {name} is high", knowledge))

    assert f"globulin explains IgM, IgG and IgA, and does not judge a result of {name}." in page
    assert "The doctor who ordered the test" in page


@pytest.mark.parametrize("text", ["high IgE and low IgM", "low IgM and high IgE"])
def test_a_class_explained_in_full_comes_first(knowledge: Knowledge, text: str) -> None:
    """Beside IgE, the page is that of the class about which more is known here."""
    title = ask(text, knowledge)["title"]

    assert "What does low IgM mean together with the other classes?" == title


def test_a_low_ige_alone_is_called_no_disease(knowledge: Knowledge) -> None:
    """Low IgE has its own words: no disease, and the classes to ask for with infections."""
    page = said(ask("what does low IgE mean", knowledge))

    assert "a low one alone is no disease" in page
    assert "ask whether IgG, IgA and IgM should be measured" in page


def test_the_limits_of_ige_are_shown_as_reports_print_them(knowledge: Knowledge) -> None:
    """The table of IgE by age has units of reports and no lower limit."""
    page = json.dumps(ask("IgE normal range", knowledge))

    assert "up to 214 kU/L (up to 214 IU/mL)" in page
    assert "[IU]" not in page


@pytest.mark.parametrize(("name", "tables"), [("IgE", 4), ("IgD", 3)])
def test_the_spread_of_limits_is_a_plain_count(
    knowledge: Knowledge, name: str, tables: int
) -> None:
    """The page's number of laboratories is that of the counted tables for adults of 40 years."""
    counted = {
        band.table
        for band in knowledge.intervals(name)
        if band.counted and band.age_low_days <= 40 * 365 and band.age_high_days is None
    }
    page = said(ask(f"what does high {name} mean", knowledge))

    assert tables == len(counted)
    assert f"{tables} laboratories" in page


def test_the_kidney_range_of_the_ratio_has_its_own_number(knowledge: Knowledge) -> None:
    """The page of free light chains gives the usual limits and those of kidney failure."""
    page = said(ask("what do free light chains mean", knowledge))

    assert "0.26 to 1.65" in page
    assert "0.37 to 3.1" in page
