"""The check of the words told to a person finds what it is there for: each fault is planted."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from globulin.knowledge.check_reading import check_reading
from globulin.knowledge.check_words import check_words
from globulin.knowledge.library import load_library

HARD = "Immunological characterization necessitates comprehensive investigation."


def _edit(directory: Path, name: str, pattern: str, replacement: str) -> None:
    path = directory / name
    text, count = re.subn(
        pattern, replacement, path.read_text("utf-8"), count=1, flags=re.MULTILINE
    )
    assert count == 1
    path.write_text(text, encoding="utf-8")


def _edit_words(directory: Path, pattern: str, replacement: str) -> None:
    _edit(directory, "finding_words/findings.csv", pattern, replacement)


def finding_without_words(directory: Path) -> None:
    """A finding for which nobody has written what a patient calls it."""
    _edit_words(directory, r"^fever,.*\n", "")


def words_of_no_finding(directory: Path) -> None:
    """Words whose finding does not exist."""
    _edit_words(directory, r"^fever,", "feverr,")


def name_of_two_findings(directory: Path) -> None:
    """Two findings that a patient could not tell apart."""
    _edit_words(directory, r"^headache,headache,", "headache,Fever,")


def long_name(directory: Path) -> None:
    """A plain name that is a sentence."""
    _edit_words(directory, r"^fever,fever,", "fever,a fever that has come and has not gone away,")


def hard_name(directory: Path) -> None:
    """A plain name that is not plain."""
    _edit_words(directory, r"^fever,fever,", "fever,pathophysiological hyperthermia,")


def question_that_asks_nothing(directory: Path) -> None:
    """A question without its mark."""
    _edit_words(directory, r"^(fever,fever,.*)\?$", r"\1.")


def hard_question(directory: Path) -> None:
    """A question that few would understand."""
    _edit_words(directory, r"^(fever,fever,).*$", r"\1Any pathophysiological hyperthermia?")


def place_left_out(directory: Path) -> None:
    """A follow-up test of which nobody is told what it cannot tell."""
    path = directory / "tests.toml"
    first, second, *rest = path.read_text("utf-8").split("[[test]]")
    second = second.replace('place = "limits"', 'place = "how"')
    path.write_text("[[test]]".join((first, second, *rest)), encoding="utf-8")


def unknown_place(directory: Path) -> None:
    """A sentence of a test that no page would show."""
    _edit(directory, "tests.toml", r'^place = "what"$', 'place = "waht"')


def hard_sentence_of_a_test(directory: Path) -> None:
    """A test that is explained in long words."""
    _edit(directory, "tests.toml", r'^text = ".*"$', f'text = "{HARD}"')


def hard_term(directory: Path) -> None:
    """A word that is explained in longer ones."""
    _edit(directory, "glossary.toml", r'^text = ".*"$', f'text = "{HARD}"')


def term_without_a_fact(directory: Path) -> None:
    """A word that rests on nothing."""
    _edit(directory, "glossary.toml", r"^facts = \[.*\]$", "facts = []")


FAULTS: list[tuple[Callable[[Path], None], str]] = [
    (finding_without_words, r"findings\.csv:\d+: finding 'fever': no words for patients"),
    (words_of_no_finding, r"finding_words/.*:\d+: feverr: words of a finding that does not exist"),
    (name_of_two_findings, r"finding_words/.*: 'fever' is called 'Fever' too|'headache' is called"),
    (long_name, r"finding_words/.*: fever: '.*': expected at most 8 words"),
    (hard_name, r"finding_words/.*: fever: 'This is about .*': reading grade .*: expected at most"),
    (question_that_asks_nothing, r"finding_words/.*: fever: '.*': expected a question"),
    (hard_question, r"finding_words/.*: fever: 'Any .*': reading grade .*: expected at most 12"),
    (place_left_out, r"tests\.toml:test 1: .*: nothing for patients at the place 'limits'"),
    (unknown_place, r"tests\.toml:test 1: .*: place 'waht': expected one of what, how"),
    (hard_sentence_of_a_test, r"tests\.toml:test 1: .*reading grade .*: expected at most 12"),
    (hard_term, r"glossary\.toml:term 1: .*reading grade .*: expected at most 12"),
    (term_without_a_fact, r"glossary\.toml:term 1: .*: a term without a fact"),
]


@pytest.mark.parametrize(("plant", "expected"), FAULTS, ids=[f[0].__name__ for f in FAULTS])
def test_a_planted_fault_is_caught(
    plant: Callable[[Path], None], expected: str, knowledge_copy: Path
) -> None:
    """Each fault is reported in one line that names file and place."""
    plant(knowledge_copy)
    library = load_library(knowledge_copy)
    errors = [*check_words(library), *check_reading(library)]

    assert any(re.search(expected, error) for error in errors), errors
