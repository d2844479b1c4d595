"""Sentences that are taken over: a planted one is found, our own words are not."""

from pathlib import Path

import pytest

from globulin.knowledge.library import Library, load_library
from tests.house.source_files import ROOT
from tools.common_runs import Reader, common_runs

READER = Reader(names=("Lyme disease",), units=("mg/dL", "%"))


@pytest.fixture(scope="module")
def library() -> Library:
    """Return the knowledge as it stands in its files."""
    return load_library(ROOT / "knowledge")


def first_sentence(library: Library) -> str:
    """Return a sentence for readers that is long enough to be taken over."""
    return next(
        sentence.text
        for _, sentence in library.sentences()
        if len(sentence.text.split()) > 10 and "{" not in sentence.text
    )


def test_a_planted_sentence_is_found(library: Library, tmp_path: Path) -> None:
    """A text that holds one of our sentences in other capitals is named with its file."""
    planted = first_sentence(library)
    (tmp_path / "page.txt").write_text(f"Before. {planted.upper()} After.", encoding="utf-8")

    found = list(common_runs(library, tmp_path, 8))

    assert planted in {run.sentence for run in found}
    assert {"page.txt"} == {run.file for run in found}


def test_a_text_of_other_words_shares_nothing(library: Library, tmp_path: Path) -> None:
    """A text that no sentence was taken from gives no run."""
    (tmp_path / "page.txt").write_text("Seven quiet boats drift past the mill.", encoding="utf-8")

    assert [] == list(common_runs(library, tmp_path))


def test_the_whole_run_is_told(library: Library, tmp_path: Path) -> None:
    """A run longer than asked for is told to its end, and no word further."""
    planted = first_sentence(library)
    words = planted.split()[:10]
    (tmp_path / "page.txt").write_text(" ".join([*words, "otherwise"]), encoding="utf-8")

    runs = {run.sentence: run.run for run in common_runs(library, tmp_path, 3)}

    assert " ".join(words).lower().startswith(runs[planted][0])
    assert "otherwise" not in runs[planted]


def test_numbers_slots_and_names_do_not_count() -> None:
    """A figure in a source and its slot in ours are left out, and so is a condition's name."""
    ours = READER.words("In {lyme.of} people with Lyme disease it was above {lyme.high}.")
    theirs = READER.words("In 28 of 33 people with Lyme disease it was above 230 mg/dL.")

    assert ["in", "people", "with", "it", "was", "above"] == theirs
    assert theirs == ours
