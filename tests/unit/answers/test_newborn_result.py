"""A result of the first weeks of life: what is high does not wait for months."""

import pytest

from globulin.knowledge import Knowledge
from tests.reading import interpret_one, page_of

WAITING = "repeat-before-label"
EARLY = "flag-newborn-igm-high"


def _facts(text: str, age: str, knowledge: Knowledge) -> tuple[set[str], set[str]]:
    """Return the facts of the answer on top of a page, and those of its next steps."""
    page = page_of(text, knowledge, age=age)
    top = {fact for statement in page.answer for fact in statement.facts}
    steps = {f for step in page.next_steps for s in step.statements for f in s.facts}
    return top, steps


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("IgM 30 mg/dL (40-230)", "10d"),
        ("IgM 30 mg/dL", "20d"),
        ("IgM 28 mg/dL (0-24)", "10d"),
    ],
)
def test_a_high_igm_of_a_newborn_does_not_wait(text: str, age: str, knowledge: Knowledge) -> None:
    """Above published limits of the age nothing says to wait, and a doctor is asked in days."""
    top, steps = _facts(text, age, knowledge)

    assert EARLY in top
    assert WAITING not in steps


@pytest.mark.parametrize(("text", "age"), [("IgM 30 mg/dL", "40d"), ("IgM 12 mg/dL", "10d")])
def test_a_later_or_a_usual_value_is_told_as_before(
    text: str, age: str, knowledge: Knowledge
) -> None:
    """Behind the first weeks, and where no table calls it high, nothing is pressed."""
    top, _ = _facts(text, age, knowledge)

    assert EARLY not in top


def test_a_laboratory_that_marked_nothing_is_not_said_to_have(knowledge: Knowledge) -> None:
    """A value on no side is not called marked by the laboratory, where no flag stood there."""
    page = page_of("IgM 30 mg/dL (40-230)", knowledge, age="10d")
    found = interpret_one("IgM 30 mg/dL (40-230)", knowledge, age="10d")
    (marked,) = (s for s in knowledge.sentences(None, None) if s.place == "report.answer.marked")

    assert [None] == [result["flag"] for result in found["results"]]
    assert marked.text not in [statement.text for statement in page.answer]


@pytest.mark.parametrize("days", [1, 10, 20, 33, 60])
def test_the_days_of_a_newborn_are_told_as_given(days: int, knowledge: Knowledge) -> None:
    """How the report was read names the age to the day, and not a rounded part of a year."""
    page = page_of("IgM 12 mg/dL", knowledge, age=f"{days}d")

    assert f"age {days} day" in page.route.read_as
