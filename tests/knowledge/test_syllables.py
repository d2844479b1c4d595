"""The count of syllables agrees with a dictionary on the words of our pages."""

import csv
import tomllib
from pathlib import Path

import pytest

from globulin.knowledge.syllables import syllables_of
from tests.knowledge_fixture import KNOWLEDGE

WORDS = Path(__file__).parents[1] / "data" / "syllables" / "cmudict.csv"
LEAST_SHARE_RIGHT = 0.98


def dictionary() -> dict[str, set[int]]:
    """Return the syllables of each word, one number for each pronunciation."""
    with WORDS.open(encoding="utf-8", newline="") as stream:
        return {
            row["word"]: {int(count) for count in row["syllables"].split(";")}
            for row in csv.DictReader(stream)
        }


def test_the_rules_by_letters_are_right_for_most_words() -> None:
    """Without the list of exceptions at least 98 in 100 words have a dictionary's count."""
    words = dictionary()
    right = sum(syllables_of(word) in counts for word, counts in words.items())

    assert LEAST_SHARE_RIGHT <= right / len(words)


def test_with_the_exceptions_every_word_is_right() -> None:
    """The list in `writing.toml` holds the words that the rules miscount."""
    known = tomllib.loads((KNOWLEDGE / "writing.toml").read_text("utf-8"))["syllables"]
    wrong = {
        word: syllables_of(word, known)
        for word, counts in dictionary().items()
        if syllables_of(word, known) not in counts
    }

    assert {} == wrong


@pytest.mark.parametrize(
    ("word", "count"),
    [("US", 2), ("DNA", 3), ("WBC", 5), ("follow-up", 3), ("doctor's", 2), ("doesn't", 2)],
)
def test_letters_parts_and_endings(word: str, count: int) -> None:
    """Abbreviations are spelled, parts of a word are counted one by one."""
    assert count == syllables_of(word)
