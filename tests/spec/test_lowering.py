"""Diets, supplements and habits: every page on moving a total answers them first and honestly."""

import re

import pytest

from globulin.answers import answer_question
from globulin.knowledge import Knowledge
from globulin.model import Page, Question, statements_of

# question, class and side whose page answers
ASKED = [
    ("how to lower igm naturally", "IgM", "high"),
    ("how to reduce a high igg", "IgG", "high"),
    ("how to lower iga", "IgA", "high"),
    ("how to raise igm", "IgM", "low"),
    ("how can i increase my igg", "IgG", "low"),
    ("how to boost iga", "IgA", "low"),
]
# what a reader may name, and a word that the page then holds
NAMED = [
    "vitamin D",
    "vitamin C",
    "ashwagandha",
    "fasting",
    "zinc",
    "probiotics",
    "garlic",
    "sport",
]
SECTION = "lowering"
MOST_IN_ANSWER = 2


def page_of(knowledge: Knowledge, text: str) -> Page:
    """Return the page that answers."""
    return answer_question(Question(text=text), knowledge)


def told(page: Page) -> str:
    """Return what the section on moving the number says."""
    (section,) = (section for section in page.sections if section.id == SECTION)
    return " ".join(s.text for block in section.blocks for s in block.statements)


@pytest.mark.parametrize(("text", "analyte", "direction"), ASKED)
def test_the_first_words_are_the_honest_ones(
    knowledge: Knowledge, text: str, analyte: str, direction: str
) -> None:
    """No food or supplement is known to do it: as our own reading, with the search behind it."""
    page = page_of(knowledge, text)
    first = page.answer[0]

    assert ("lowering", analyte, direction) == (
        page.route.intent,
        page.route.analyte,
        page.route.direction,
    )
    assert re.match(rf"No food(, diet)? or supplement is known to bring a {direction}", first.text)
    assert first.our_reading
    assert "diet-none-to-normal" in first.facts
    assert len(page.answer) <= MOST_IN_ANSWER


@pytest.mark.parametrize(("text", "analyte", "direction"), ASKED)
def test_a_single_thing_is_answered_by_the_same_page(
    knowledge: Knowledge, text: str, analyte: str, direction: str
) -> None:
    """Each thing that readers name stands on it, with what was found or that nothing was."""
    said = told(page_of(knowledge, text)).lower()
    unsaid = [name for name in NAMED if name.lower() not in said]

    assert [] == unsaid, (analyte, direction)


@pytest.mark.parametrize(("text", "analyte", "direction"), ASKED)
def test_a_medicine_is_changed_only_with_the_doctor(
    knowledge: Knowledge, text: str, analyte: str, direction: str
) -> None:
    """And every supplement is told to the doctor."""
    said = told(page_of(knowledge, text))

    assert "Do not stop a medicine to change a number" in said, (analyte, direction)
    assert "Tell the doctor and the pharmacist of every supplement" in said


@pytest.mark.parametrize(("text", "analyte", "direction"), ASKED)
def test_no_page_recommends_a_supplement(
    knowledge: Knowledge, text: str, analyte: str, direction: str
) -> None:
    """No amount to take, and no advice to take, try, eat or avoid anything."""
    page = page_of(knowledge, text)
    said = [s.text for s in statements_of(page) if s.kind == "advice"]
    wrong = [text for text in said if re.search(r"\b(?:take|try|eat|drink) (?:more|some|a )", text)]

    assert [] == wrong, (analyte, direction)
    assert not re.search(r"\d (?:mg|mcg|g|IU) (?:a|per|each) day", told(page))


def test_all_classes_at_once_are_answered_too(knowledge: Knowledge) -> None:
    """Who asks of antibodies in general reads the same first words."""
    page = page_of(knowledge, "how to boost immunoglobulins")

    assert page.answer[0].text.startswith("No food, diet or supplement is known to bring")
    assert "lowering" == page.route.intent


def test_a_diet_that_treats_the_disease_is_not_left_out(knowledge: Knowledge) -> None:
    """A gluten-free diet brought a high IgA down in celiac disease."""
    page = page_of(knowledge, "how to lower iga")

    assert "celiac" in told(page)
    assert "a diet helps where it treats the disease" in page.answer[0].text
