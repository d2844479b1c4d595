"""The causes on a page that answers for one person: those that this person can have."""

import pytest

from globulin.answers import answer_question
from globulin.knowledge import Knowledge
from globulin.model import Question

HIGH = "why is my igm high"
NEWBORN, SMALL_CHILD, ADULT = 10, 1200, 20_000


def causes(knowledge: Knowledge, text: str, *, age: int | None, sex: str | None) -> set[str]:
    """Return the ids of the causes that the page lists."""
    page = answer_question(Question(text=text, age_days=age, sex=sex), knowledge)
    return {cause.id for cause in page.causes}


@pytest.mark.parametrize(
    ("cause", "age", "sex", "is_listed"),
    [
        ("congenital-rubella", NEWBORN, None, True),
        ("congenital-rubella", ADULT, None, False),
        ("congenital-rubella", None, None, True),
        ("waldenstrom", ADULT, "female", True),
        ("waldenstrom", SMALL_CHILD, None, False),
        ("hyper-igm-cd40lg", SMALL_CHILD, "male", True),
        ("hyper-igm-cd40lg", SMALL_CHILD, "female", False),
        ("hyper-igm-cd40lg", SMALL_CHILD, None, True),
        ("pregnancy-ig", ADULT, "male", False),
        ("pregnancy-ig", ADULT, "female", True),
    ],
)
def test_an_age_or_a_sex_leaves_out_what_it_excludes(
    knowledge: Knowledge, *, cause: str, age: int | None, sex: str | None, is_listed: bool
) -> None:
    """A woman is told of no disease of boys, an adult of none of newborns; unknown keeps all."""
    found = cause in causes(knowledge, HIGH, age=age, sex=sex)

    assert is_listed == found
