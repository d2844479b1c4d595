"""Prints every sentence of the knowledge that shares a run of words with a text in a folder.

Usage: python -m tools.common_runs FOLDER [WORDS]

FOLDER holds texts of others, such as pages that facts were taken from; WORDS is 7 unless given.
Capitals and punctuation make no difference. Numbers with their units, slots, and the names of
conditions, classes and tests are left out on both sides: nobody can say them otherwise.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from globulin.knowledge.library import Library, load_library
from globulin.knowledge.names_in_text import NameFinder
from globulin.model import SLOT, Analyte, Condition, Fact, FollowUpTest, GlossaryTerm

ROOT = Path(__file__).parents[1]
WORDS = 7
_WORD = re.compile(r"\w+")
_NUMBER = r"(?<![\w-])\d[\d.,]*"


@dataclass(frozen=True, slots=True)
class CommonRun:
    """A run of words that a sentence of ours, at its place, shares with a file."""

    place: str
    sentence: str
    run: tuple[str, ...]
    file: str


class Reader:
    """Gives the words of a text that could have been others."""

    def __init__(self, names: Iterable[str], units: Iterable[str]) -> None:
        """Take the names and the units that do not count."""
        self._finder = NameFinder((name, name) for name in names)
        spelled = "|".join(map(re.escape, sorted(units, key=len, reverse=True)))
        amount = rf"{_NUMBER}(?:\s?(?:{spelled})(?!\w))?"
        self._numbers = re.compile(rf"{amount}(?:\s(?:to|of)\s{amount})*")

    def words(self, text: str) -> list[str]:
        """Return the words in small letters, in order."""
        named = self._finder.replace(SLOT.sub(" ", text), " ")
        return _WORD.findall(self._numbers.sub(" ", named).lower())


def reader_of(library: Library) -> Reader:
    """Return the reader that leaves out the names and units of a knowledge."""
    names: list[str] = []
    for condition in library.of("condition", Condition).values():
        names += [condition.name, *condition.synonyms]
    for analyte in library.of("analyte", Analyte).values():
        names += [analyte.name, analyte.short, *analyte.synonyms]
    for test in library.of("test", FollowUpTest).values():
        names += [test.name, *test.synonyms]
    units = {fact.unit for fact in library.of("fact", Fact).values() if fact.unit}
    return Reader(names, units)


def sentences(library: Library) -> Iterator[tuple[str, str]]:
    """Yield the readers' sentences, the words of the field and what facts say, with places."""
    for place, sentence in library.sentences():
        yield place, sentence.text
    for term in library.of("term", GlossaryTerm).values():
        yield library.places["term", term.id], term.text
    for fact in library.of("fact", Fact).values():
        yield library.places["fact", fact.id], fact.says


def common_runs(library: Library, folder: Path, count: int = WORDS) -> Iterator[CommonRun]:
    """Yield the longest run of each sentence that is `count` words or more, and its file."""
    reader = reader_of(library)
    texts = {
        str(path.relative_to(folder)): reader.words(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    starts = _starts(texts, count)
    for place, sentence in sentences(library):
        ours = reader.words(sentence)
        runs = [
            (ours[at : at + _length(ours[at:], texts[file][start:])], file)
            for at in range(len(ours) - count + 1)
            for file, start in starts.get(tuple(ours[at : at + count]), ())
        ]
        if runs:
            run, file = max(runs, key=lambda found: len(found[0]))
            yield CommonRun(place, sentence, tuple(run), file)


def _starts(
    texts: Mapping[str, Sequence[str]], count: int
) -> dict[tuple[str, ...], list[tuple[str, int]]]:
    """Return the places at which each run of so many words begins."""
    starts: dict[tuple[str, ...], list[tuple[str, int]]] = {}
    for file, words in texts.items():
        for at in range(len(words) - count + 1):
            starts.setdefault(tuple(words[at : at + count]), []).append((file, at))
    return starts


def _length(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """Return how many words two lists have in common from their beginning."""
    for length, (one, other) in enumerate(zip(ours, theirs, strict=False)):
        if one != other:
            return length
    return min(len(ours), len(theirs))


if __name__ == "__main__":
    folder, count = Path(sys.argv[1]), int(sys.argv[2]) if sys.argv[2:] else WORDS
    for found in common_runs(load_library(ROOT / "knowledge"), folder, count):
        print(f"{found.place}: {len(found.run)} words of {found.file}: {' '.join(found.run)}")
        print(f"    {found.sentence}")
