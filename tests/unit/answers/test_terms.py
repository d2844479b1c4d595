"""Words of the field are explained on the page that uses them."""

import json
import re
from dataclasses import replace
from typing import Literal

import pytest

from globulin.answers import answer_question
from globulin.answers.context import make_context
from globulin.answers.terms import explain_terms
from globulin.answers.understanding import understand
from globulin.knowledge import Knowledge
from globulin.model import GlossaryTerm, Question, Term, texts_of
from globulin.render import render_page
from tests.contract import problems
from tests.reading import page_of, result

Medium = Literal["text", "markdown", "html"]
MEDIA: tuple[Medium, ...] = ("text", "markdown", "html")
QUESTION = "what causes high immunoglobulin m qn serum"


def explained(text: str, knowledge: Knowledge, told: str | None = None) -> tuple[Term, ...]:
    """Return the terms that a text uses, explained as on a page."""
    question = Question(text=QUESTION)
    context = make_context(question, understand(question.text, knowledge), knowledge)
    return explain_terms([text], knowledge=knowledge, filler=context.filler, told=told)


@pytest.fixture(scope="module")
def term(knowledge: Knowledge) -> GlossaryTerm:
    """Return a term of one word."""
    return next(entry for entry in knowledge.all("term", GlossaryTerm) if entry.term.isalpha())


def test_a_word_is_explained_once_with_facts_and_sources(
    knowledge: Knowledge, term: GlossaryTerm
) -> None:
    """However often and however written a text uses it, plural too."""
    word = term.term
    found = explained(f"{word.upper()}s, then {word} and {word}.", knowledge)

    assert (term.id, word) == (found[0].id, found[0].term)
    assert [term.id] == [entry.id for entry in found if entry.id == term.id]
    assert all(s.facts and s.sources for entry in found for s in entry.statements)


def test_a_word_inside_another_word_is_not_explained(
    knowledge: Knowledge, term: GlossaryTerm
) -> None:
    """Only whole words count."""
    word = term.term

    assert () == explained(f"A {word}x and a pre{word} stood there.", knowledge)


def test_a_term_is_not_explained_on_its_own_page(knowledge: Knowledge, term: GlossaryTerm) -> None:
    """Its meaning is what that page says."""
    found = explained(term.term, knowledge, told=term.id)

    assert term.id not in {entry.id for entry in found}


def test_terms_stand_in_the_order_of_first_use(knowledge: Knowledge) -> None:
    """The reader meets them so; those that only explanations use come last."""
    page = answer_question(Question(text=QUESTION), knowledge)
    text = "\n".join([*texts_of(replace(page, terms=())), page.title]).lower()
    glossary = {entry.id: entry for entry in knowledge.all("term", GlossaryTerm)}

    def first(key: str) -> int:
        entry = glossary[key]
        forms = (entry.term, *entry.synonyms)
        uses = [
            found.start()
            for form in forms
            if (found := re.search(rf"(?<![^\W_]){re.escape(form.lower())}(?:e?s)?(?!\w)", text))
        ]
        return min(uses, default=len(text))

    places = [first(entry.id) for entry in page.terms]

    assert len(places) > 1
    assert sorted(places) == places


def test_a_word_of_an_explanation_is_explained_too(knowledge: Knowledge) -> None:
    """Asked for the terms of what it shows, a page knows no other."""
    page = answer_question(Question(text=QUESTION), knowledge)
    told = " ".join(statement.text for entry in page.terms for statement in entry.statements)
    missing = {entry.id for entry in explained(told, knowledge)} - {e.id for e in page.terms}

    assert set() == missing


def test_the_page_about_a_report_explains_its_words(knowledge: Knowledge) -> None:
    """Read for a patient, a report's page has the same last part, and the same contract."""
    page = page_of(
        {
            "schema": "globulin/input/1",
            "results": [result("IgM", 600, "mg/dL", interval=(40, 230))],
            "findings": [],
        },
        knowledge,
        age="50",
    )

    document = json.loads(render_page(page, format="json"))

    assert page.terms
    # An interpretation numbers its sources by itself.
    assert [] == problems(document | {"interpretation": None})


@pytest.mark.parametrize("medium", MEDIA)
def test_every_medium_shows_the_words(knowledge: Knowledge, medium: Medium) -> None:
    """Heading, word and meaning stand behind the help and before the sources."""
    page = answer_question(Question(text=QUESTION), knowledge)
    shown = render_page(page, format=medium)
    places = [shown.rindex(page.words[name]) for name in ("when_to_get_help", "terms")]

    assert sorted(places) == places
    assert all(entry.term.split()[0] in shown[places[-1] :] for entry in page.terms)
