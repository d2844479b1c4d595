"""Several classes told in words are read together, as those of a report are."""

import pytest

from globulin.answers import answer_question
from globulin.knowledge import Knowledge
from globulin.model import Question


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("igm elevated but igg and iga normal", "IgM alone is high"),
        ("high IgA and high IgG together", "IgG and IgA are both high"),
        ("igg low igm low iga normal in my son", "IgG and IgM are both low"),
        ("low iga and low igg", "IgG and IgA are both low"),
        ("high igm low igg what does it mean", "IgM is high and IgG is low"),
        ("igg iga and igm all high", "All three classes are high"),
    ],
)
def test_the_pattern_that_was_told_is_the_answer(
    text: str, told: str, knowledge: Knowledge
) -> None:
    """No other combination of the classes is spoken of first."""
    page = answer_question(Question(text=text), knowledge)

    assert page.answer[0].text.startswith(told)


def test_a_class_that_is_not_told_is_not_taken_for_normal(knowledge: Knowledge) -> None:
    """With one class high and one normal, the third may be anything."""
    page = answer_question(Question(text="low igm normal igg"), knowledge)

    assert "alone is low" not in page.answer[0].text
