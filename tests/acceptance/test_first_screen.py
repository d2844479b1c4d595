"""The first screen answers what was asked: at the age told, and about the result itself."""

import pytest

from globulin.answers import answer_question
from globulin.knowledge import Knowledge
from globulin.model import Page, Question


def ask(text: str, knowledge: Knowledge) -> Page:
    """Return the page that answers a question."""
    return answer_question(Question(text=text), knowledge)


def test_a_range_for_a_child_opens_with_the_range_of_that_age(knowledge: Knowledge) -> None:
    """Adult limits alone would call a healthy child low."""
    page = ask("what is a normal IgG level for a 3 year old", knowledge)

    assert "3 to under 8 years" in page.answer[0].text
    assert page.answer[0].sources


def test_a_range_without_an_age_opens_as_before(knowledge: Knowledge) -> None:
    """Nothing is said of an age that nobody told."""
    page = ask("normal range for igg", knowledge)

    assert "For the age given" not in " ".join(s.text for s in page.answer)


def test_what_a_result_means_comes_before_what_a_disease_does(knowledge: Knowledge) -> None:
    """Who asks whether a high IgM always means a disease first reads what a high IgM means."""
    page = ask("does elevated igm always mean waldenstroms", knowledge)

    assert "names no disease" in page.answer[0].text


@pytest.mark.parametrize("text", ["m spike 0.4 g/dl", "should i worry about an m spike"])
def test_a_band_is_not_calmed_with_the_words_of_a_total(text: str, knowledge: Knowledge) -> None:
    """A band has no interval within which healthy people lie."""
    first = " ".join(s.text for s in ask(text, knowledge).answer)

    assert "clone" in first or "within days" in first
    assert "just outside" not in first
    assert "healthy people" not in first


def test_the_ratio_asked_about_is_told_with_its_limits(knowledge: Knowledge) -> None:
    """A number of light chains is set beside the usual limits at once."""
    page = ask("kappa lambda ratio 8", knowledge)

    assert "0.26 to 1.65" in page.answer[0].text


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("is high igm cancer", "A high IgM means cancer."),
        ("can stress raise igm", "Stress raises IgM."),
        ("do i need a bone marrow biopsy if my igm is high", "A biopsy is needed"),
        ("does turmeric lower immunoglobulin m", "Turmeric lowers IgM."),
        ("does igg fall with age", "IgG falls with age."),
    ],
)
def test_a_claim_that_is_asked_about_gets_its_verdict_first(
    text: str, claim: str, knowledge: Knowledge
) -> None:
    """The verdict is known, so nobody has to look for it at the end of a long page."""
    first = ask(text, knowledge).answer[0]

    assert claim in first.text
    assert first.facts
    assert first.sources


@pytest.mark.parametrize(
    "text", ["what causes high igm", "high igm high blood pressure why", "my igm is high what now"]
)
def test_no_verdict_is_told_that_was_not_asked_for(text: str, knowledge: Knowledge) -> None:
    """Words that many claims share ask for none of them."""
    assert "“" not in ask(text, knowledge).answer[0].text
