"""The page about a condition: what is done first, for whom, and what is not known."""

import shutil
from collections.abc import Iterator

import pytest

from globulin.answers import answer_question
from globulin.knowledge import Knowledge, open_knowledge
from globulin.model import Page, Question
from tests.knowledge_fixture import KNOWLEDGE

CONDITION = """\
id = "toy-fever"
name = "Toy fever"
plain_name = "a fever of toys"
branch = "reactive"
group = "infection"
[[about]]
text = "A fever that toys get."
facts = ["igm-in-mono-return"]
[[about]]
text = "Toys get it on the shelf."
facts = ["igm-in-mono-return"]
[[next]]
text = "Ask for a test of the toy."
facts = ["igm-in-mono-return"]
[[next]]
text = "Toy serology confirms it."
kind = "assertion"
facts = ["igm-in-mono-return"]
voice = "clinician"
[[course]]
text = "Toy fever passes."
facts = ["igm-in-mono-return"]
[[not_known]]
analyte = "IgA"
text = "No figure for IgA in toy fever was found."
facts = ["igm-in-mono-return"]
[[effects]]
analyte = "IgM"
direction = "low"
evidence = "weak"
[[effects.statements]]
text = "IgM was low in some toys."
facts = ["igm-in-mono-return"]
voice = "patient"
[[effects.statements]]
text = "IgM was low in an observed share of toys."
facts = ["igm-in-mono-return"]
voice = "clinician"
"""
TITLE = "Toy fever: what is known of immunoglobulins in it?"


@pytest.fixture(scope="module")
def toys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knowledge]:
    """Return the knowledge of the checkout with a fever of toys in it."""
    directory = tmp_path_factory.mktemp("toys") / "knowledge"
    shutil.copytree(KNOWLEDGE, directory, ignore=shutil.ignore_patterns(".*"))
    (directory / "conditions" / "toy-fever.toml").write_text(CONDITION, encoding="utf-8")
    with open_knowledge(directory) as knowledge:
        yield knowledge


def _sections(page: Page) -> dict[str, list[str]]:
    return {
        section.id: [statement.text for block in section.blocks for statement in block.statements]
        for section in page.sections
    }


def test_what_is_done_first_stands_above_the_effects(toys: Knowledge) -> None:
    """What it is, what is done first, its effects, its course, what is not known: so ordered."""
    page = answer_question(Question(text=TITLE), toys)
    headings = {section.id: section.heading for section in page.sections}

    order = ["about", "done-first", "condition", "condition-course", "condition-not-known"]

    assert order == list(headings)[:5]
    assert "What is usually done first" == headings["done-first"]


def test_what_the_short_answer_says_is_not_said_again_below_it(toys: Knowledge) -> None:
    """What it is stands once: in the short answer, and the rest of it under its heading."""
    page = answer_question(Question(text=TITLE), toys)
    asked = answer_question(Question(text="What is IgM MGUS?"), toys)

    assert "A fever that toys get." == page.answer[0].text
    assert ["Toys get it on the shelf."] == _sections(page)["about"]
    assert "IgM MGUS" in asked.answer[0].text
    assert "about" not in _sections(asked)


def test_what_is_done_first_is_advice(toys: Knowledge) -> None:
    """A sentence of `next` is advice unless its entry names another kind."""
    condition = toys.condition("toy-fever")

    assert condition is not None
    assert ["advice", "assertion"] == [sentence.kind for sentence in condition.next]


@pytest.mark.parametrize(
    ("audience", "done_first", "effect"),
    [
        ("patient", ["Ask for a test of the toy."], "IgM was low in some toys."),
        (
            "clinician",
            ["Ask for a test of the toy.", "Toy serology confirms it."],
            "IgM was low in an observed share of toys.",
        ),
    ],
)
def test_each_audience_reads_its_own_sentences(
    toys: Knowledge, audience: str, done_first: list[str], effect: str
) -> None:
    """A sentence for clinicians stays off the patient's page, and the other way round."""
    question = Question(text=TITLE, audience="clinician" if audience == "clinician" else "patient")
    page = answer_question(question, toys)
    sections = _sections(page)

    assert done_first == sections["done-first"]
    assert [effect] == sections["condition"]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (TITLE, ["A fever that toys get.", "IgM was low in some toys."]),
        ("can toy fever lower igm", ["IgM was low in some toys."]),
        ("can toy fever raise igm", ["IgM was low in some toys."]),
        (
            "can toy fever raise iga",
            ["A fever that toys get.", "No figure for IgA in toy fever was found."],
        ),
        ("can toy fever raise igg", ["A fever that toys get."]),
    ],
)
def test_the_short_answer_fits_the_class(toys: Knowledge, question: str, answer: list[str]) -> None:
    """The class asked about is answered: by its effect, or that no figure was found."""
    page = answer_question(Question(text=question), toys)

    assert answer == [statement.text for statement in page.answer]
