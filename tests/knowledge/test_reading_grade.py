"""How hard a sentence is to read."""

from pathlib import Path

import pytest

from globulin.knowledge.check import check_knowledge
from globulin.knowledge.check_reading import reading_grade

HARD = "Immunological characterization necessitates comprehensive multidisciplinary investigation."
PLAIN = "Ask the doctor when the test should be done again."


def test_the_grade_is_that_of_the_formula() -> None:
    """Six words of one syllable: 0.39 * 6 + 11.8 * 1 - 15.59 = -1.45."""
    assert pytest.approx(-1.45) == reading_grade("The cat sat on the mat.")


def test_a_number_with_its_unit_is_one_word() -> None:
    """A slot weighs no more than a short word, whatever the name of its fact."""
    assert reading_grade("It is {a-very-long-name-of-a-fact.range}.") == reading_grade(
        "It is {x.range}."
    )


def test_a_hard_sentence_is_told_and_a_plain_one_is_not(knowledge_copy: Path) -> None:
    """A planted sentence of long words is reported with its place."""
    texts = knowledge_copy / "texts" / "report.toml"
    planted = "".join(
        f'\n[[text]]\nid = "planted-{name}"\nplace = "report.value"\n'
        f'kind = "note"\ntext = "{text}"\n'
        for name, text in (("hard", HARD), ("plain", PLAIN))
    )
    texts.write_text(texts.read_text(encoding="utf-8") + planted, encoding="utf-8")
    told = [line for line in check_knowledge(knowledge_copy).reports if "planted" in line]

    assert 1 == len(told)
    assert "planted-hard: reading grade" in told[0]
