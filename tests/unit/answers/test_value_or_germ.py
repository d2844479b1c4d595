"""Beside words of a test for one germ, only an amount with its unit is a total for certain."""

import pytest

from globulin.answers import answer_question
from globulin.answers.told_values import find_values, has_mass
from globulin.knowledge import Knowledge
from globulin.model import Question


@pytest.mark.parametrize(
    ("question", "is_mass"),
    [
        ("IgM 412 mg/dL", True),
        ("IgM 2300 ug/mL", True),
        ("IgA 45, range 87-352", True),
        ("IgA 3, normal is under 11", False),
        ("IgM 412", False),
        ("IgM 30 IU/mL", False),
    ],
)
def test_a_unit_or_a_whole_range_makes_an_amount(
    question: str, *, is_mass: bool, knowledge: Knowledge
) -> None:
    """Units of activity, and one end of a range, do not."""
    assert is_mass is bool(has_mass(find_values(question, knowledge), knowledge))


@pytest.mark.parametrize(
    ("question", "redirect"),
    [
        ("IgM 412 mg/dL, my ANA is positive", None),
        ("IgM 412, positive", "specific_antibody"),
        ("my lab says positive, IgM 30 IU/mL", "specific_antibody"),
    ],
)
def test_words_of_another_test_give_way_to_an_amount(
    question: str, redirect: str | None, knowledge: Knowledge
) -> None:
    """Without one the question is about the other test."""
    page = answer_question(Question(text=question), knowledge)

    assert redirect == page.route.redirect
    assert (redirect is None) == (page.interpretation is not None)
