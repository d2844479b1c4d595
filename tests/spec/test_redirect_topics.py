"""What the reader gets when a question is not for this program: each kind has its own words."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from globulin.answers import answer_question, understand
from globulin.answers.context import Context, make_context
from globulin.answers.elsewhere import compose_elsewhere
from globulin.knowledge import Knowledge
from globulin.model import Page, Question, RedirectTopic
from globulin.render import render_page
from tests.contract import problems
from tools.reading_levels import reading_level_of

# topic, redirect and status that the contract promises for it
TOPICS = [
    ("ask_for_values", "ask_for_values", "answered"),
    ("emergency", "emergency", "answered"),
    ("self_harm", "self_harm", "answered"),
    ("harm", "harm", "refused"),
    ("fake_result", "harm", "refused"),
    ("harm_child", "harm", "refused"),
    ("injection", "injection", "refused"),
    ("specific_antibody", "specific_antibody", "not_covered"),
    ("antibody_infection", "specific_antibody", "not_covered"),
    ("antibody_self", "specific_antibody", "not_covered"),
    ("food_igg", "specific_antibody", "not_covered"),
    ("allergy_ige", "specific_antibody", "not_covered"),
    ("vaccine_titer", "specific_antibody", "not_covered"),
    ("other_test", "other_test", "not_covered"),
    ("condition", "condition", "not_covered"),
    ("treatment", "treatment", "not_covered"),
    ("ivig", "treatment", "not_covered"),
    ("medicine_side_effects", "treatment", "not_covered"),
    ("chemotherapy", "treatment", "not_covered"),
    ("clinician", "clinician", "not_covered"),
    ("diagnosis", "clinician", "not_covered"),
    ("dose", "clinician", "not_covered"),
    ("stop_or_start", "clinician", "not_covered"),
    ("second_opinion", "clinician", "not_covered"),
    ("medical_other", "medical_other", "not_covered"),
    ("animal", "medical_other", "not_covered"),
    ("pregnancy", "medical_other", "not_covered"),
    ("child_symptoms", "medical_other", "not_covered"),
    ("cost", "medical_other", "not_covered"),
    ("test_preparation", "medical_other", "not_covered"),
    ("non_medical", "non_medical", "not_covered"),
    ("greeting", "non_medical", "not_covered"),
    ("thanks", "non_medical", "not_covered"),
    ("small_talk", "non_medical", "not_covered"),
    ("who_are_you", "non_medical", "not_covered"),
    ("are_you_a_doctor", "non_medical", "not_covered"),
    ("who_made_this", "non_medical", "not_covered"),
    ("language", "language", "not_covered"),
]
# What a reader in danger reads is fixed, and neither these pages nor refusals lead on.
FIXED = {"emergency", "self_harm"}
LEADS_NOWHERE = {*FIXED, "harm", "injection"}
LANGUAGES = {"es", "zh-Hans", "hi", "ar", "fr", "pt", "ru", "de", "it"}
MOST_WORDS, MEAN_GRADE = 25, 8.0


def context_of(
    knowledge: Knowledge, *, redirect: str | None, topic: str | None, **person: Any
) -> Context:
    """Return the context of a question that was read as this redirect and topic."""
    question = Question(text="hello", **person)
    read = replace(
        understand(question.text, knowledge),
        intent="out_of_scope",
        redirect=redirect,
        topic=topic,
    )
    return make_context(question, read, knowledge)


def page_of_topic(knowledge: Knowledge, topic: str, **person: Any) -> Page:
    """Return the page of a topic, whatever the question was."""
    record = knowledge.redirect_topic(topic)
    assert record is not None
    return compose_elsewhere(context_of(knowledge, redirect=record.redirect, topic=topic, **person))


@pytest.fixture(scope="module")
def pages(knowledge: Knowledge) -> dict[str, Page]:
    """Return the page of every topic."""
    return {
        topic.id: page_of_topic(knowledge, topic.id)
        for topic in knowledge.all("redirect_topic", RedirectTopic)
    }


def test_the_table_names_every_topic(pages: dict[str, Page]) -> None:
    """What the knowledge has and what is promised here are the same."""
    assert [topic for topic, _, _ in TOPICS] == list(pages)


@pytest.mark.parametrize(("topic", "redirect", "status"), TOPICS)
def test_a_topic_keeps_the_contract(
    pages: dict[str, Page], topic: str, redirect: str, status: str
) -> None:
    """The route tells the redirect, the status follows from it, and all fields are there."""
    page = pages[topic]
    document = json.loads(render_page(page, format="json"))

    assert (redirect, status) == (page.route.redirect, page.status)
    assert [] == problems(document)


def test_no_two_topics_say_the_same(pages: dict[str, Page]) -> None:
    """Each has a title, a first sentence and a whole text of its own."""
    titles = [page.title for page in pages.values()]
    first = [page.answer[0].text for page in pages.values()]

    assert len(pages) == len(set(titles)) == len(set(first))


@pytest.mark.parametrize("topic", [topic for topic, _, _ in TOPICS if topic not in FIXED])
def test_a_topic_is_short_and_plain(
    pages: dict[str, Page], knowledge: Knowledge, topic: str
) -> None:
    """Three to five sentences of at most 25 words, together at grade 8 or below."""
    level = reading_level_of(knowledge)
    texts = [statement.text for statement in pages[topic].answer]

    assert 3 <= len(texts) <= 5
    assert max(level.words(text) for text in texts) <= MOST_WORDS
    assert level.weigh(texts).grade <= MEAN_GRADE


@pytest.mark.parametrize("topic", [topic for topic, _, _ in TOPICS])
def test_a_topic_leads_somewhere(pages: dict[str, Page], topic: str) -> None:
    """Questions with a page that help, except where somebody wants to do harm or gives orders."""
    page = pages[topic]

    assert (page.route.redirect in LEADS_NOWHERE) == (page.related == ())


def test_a_topic_about_a_child_never_says_your(knowledge: Knowledge) -> None:
    """It is your child's doctor; the words for somebody in danger are the same for all."""
    said = {
        (topic, statement.text)
        for topic, redirect, _ in TOPICS
        if redirect not in FIXED
        for statement in page_of_topic(knowledge, topic, age_days=9 * 366).answer
        if re.search(r"\b[Yy]our\b(?! child)", statement.text)
    }

    assert set() == said


def test_a_page_that_sends_to_a_publisher_shows_its_link(pages: dict[str, Page]) -> None:
    """Whoever is named as a place to read on stands among the sources, with an address."""
    for topic, page in pages.items():
        by_number = {source.n: source for source in page.sources}
        for statement in page.answer:
            if "MedlinePlus" in statement.text:
                addresses = [by_number[n].url or "" for n in statement.sources]

                assert any("medlineplus" in address for address in addresses), topic


def test_no_topic_names_a_dose(pages: dict[str, Page]) -> None:
    """No amount of a medicine stands on any of these pages."""
    said = {
        statement.text
        for page in pages.values()
        for statement in page.answer
        if re.search(r"\d\s?(?:mg|mcg|g|ml|IU|tablets?|pills?)\b", statement.text)
    }

    assert set() == said


def test_no_topic_invents_a_number_to_call(pages: dict[str, Page]) -> None:
    """Emergency and crisis numbers differ by country: none is given."""
    said = {
        statement.text
        for page in pages.values()
        for statement in page.answer
        if re.search(r"\bcall\b", statement.text, re.IGNORECASE)
        and re.search(r"\d", statement.text)
    }

    assert set() == said


def test_a_question_in_another_language_is_told_so_in_several(pages: dict[str, Page]) -> None:
    """One sentence a language, each marked with it, in every format."""
    page = pages["language"]
    (section,) = page.sections
    html, plain = render_page(page, format="html"), render_page(page, format="text")

    assert LANGUAGES == {block.language for block in section.blocks}
    for block in section.blocks:
        (statement,) = block.statements

        assert f'<div lang="{block.language}" dir="auto">' in html
        assert statement.text in plain


# redirect and topic as they may be read, and the topic that answers
READ = [
    ("specific_antibody", "food_igg", "food_igg"),
    ("specific_antibody", None, "specific_antibody"),
    ("specific_antibody", "no_such_topic", "specific_antibody"),
    ("emergency", "food_igg", "emergency"),
    (None, None, "non_medical"),
]


@pytest.mark.parametrize(("redirect", "topic", "expected"), READ)
def test_a_topic_never_contradicts_its_redirect(
    knowledge: Knowledge, redirect: str | None, topic: str | None, expected: str
) -> None:
    """An unknown topic, or one of another redirect, falls back to the redirect's own."""
    page = compose_elsewhere(context_of(knowledge, redirect=redirect, topic=topic))
    record = knowledge.redirect_topic(expected)

    assert record is not None
    assert record.title == page.title


def test_whoever_is_in_danger_twice_reads_both_texts(
    knowledge: Knowledge, pages: dict[str, Page]
) -> None:
    """The words for the body come first, those for thoughts of self-harm right behind."""
    page = answer_question(Question(text="i have chest pain and want to die"), knowledge)
    expected = [*pages["emergency"].answer, *pages["self_harm"].answer]

    assert "emergency" == page.route.redirect
    assert [s.text for s in expected] == [s.text for s in page.answer]
    assert {"chest-pain", "self-harm"} <= {flag.id for flag in page.red_flags}
