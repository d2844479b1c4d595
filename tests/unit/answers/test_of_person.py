"""A question of a pregnancy or of a newborn hears of that first."""

import pytest

from globulin.answers import answer_question
from globulin.knowledge import Knowledge
from globulin.model import Page, Question

TO_BABY, EARLY = "pregnancy-igg-to-baby", "flag-newborn-igm-high"


def _first(text: str, knowledge: Knowledge, **more: int) -> set[str]:
    """Return the facts of the first two sentences of an answer."""
    page = answer_question(Question(text=text, **more), knowledge)
    return {fact for statement in page.answer[:2] for fact in statement.facts}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("low IgG while pregnant is my baby at risk", TO_BABY),
        ("igm high in newborn", EARLY),
        ("my newborn has high igm", EARLY),
        ("my 5 day old baby has high igm", EARLY),
        ("high igm in cord blood", EARLY),
    ],
)
def test_who_is_named_is_spoken_of_first(text: str, fact: str, knowledge: Knowledge) -> None:
    """The first or the second sentence is about the baby."""
    assert fact in _first(text, knowledge)


def test_an_age_beside_the_question_counts_too(knowledge: Knowledge) -> None:
    """An age of days makes a newborn of whom is asked about, and an older age does not."""
    assert EARLY in _first("why is igm high", knowledge, age_days=5)
    assert EARLY not in _first("why is igm high", knowledge, age_days=60)
    assert EARLY not in _first("why is igm high", knowledge)


@pytest.mark.parametrize(
    "text",
    [
        "low igg and not pregnant",
        "since i had my newborn my igg is low",
        "my newborn is now 3 months old and has high igm",
    ],
)
def test_nobody_else_hears_of_it(text: str, knowledge: Knowledge) -> None:
    """A denial, a mother's own result and an older baby are answered as everybody is."""
    assert _first(text, knowledge).isdisjoint({TO_BABY, EARLY})


def _valued(text: str, knowledge: Knowledge) -> Page:
    return answer_question(Question(text=text), knowledge)


@pytest.mark.parametrize("text", ["my newborn's IgM is 45 mg/dL", "IgM 45 mg/dL in my newborn"])
def test_a_value_of_my_newborn_is_read_as_a_newborns(text: str, knowledge: Knowledge) -> None:
    """It was read as that of an adult, low in many tables; a doctor is called today."""
    page = _valued(text, knowledge)

    assert page.interpretation is not None
    assert 0.01 == page.interpretation.patient.age_years
    assert "newborn-igm-high" in [flag.id for flag in page.red_flags]


def test_a_mothers_value_stays_hers(knowledge: Knowledge) -> None:
    """Who speaks of a newborn beside a value of their own is no newborn."""
    page = _valued("I had my newborn in May and my IgM is 45 mg/dL", knowledge)

    assert page.interpretation is not None
    assert page.interpretation.patient.age_years is None
