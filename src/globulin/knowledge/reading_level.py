"""The measure of how hard a text is to read: the Flesch-Kincaid grade, names explained apart.

Kincaid et al. 1975: 0.39 words a sentence + 11.8 syllables a word - 15.59. A sentence ends at a
full stop, a question mark or an exclamation mark. A number with its unit, what stands in brackets
behind it, its other end and its total are one word. A name that pages explain counts as two
syllables.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol, TypeVar

from globulin.knowledge.names_in_text import NameFinder
from globulin.knowledge.syllables import syllables_of
from globulin.model import SLOT, Analyte, Condition, Fact, FollowUpTest, GlossaryTerm

T = TypeVar("T")

# No sentence may lie above these.
MAX_GRADE = 12.0
MAX_WORDS = 25
# Words of two syllables: one stands for a name that is explained, one for a number.
NAME = "wording"
NUMBER = "seven"
_WORD = re.compile(r"[A-Za-z][A-Za-z'\u2019-]*")
_END = re.compile(r"(?<=[.!?])\s+")
_LETTER_OR_DIGIT = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Weight:
    """What a text weighs: its sentences, its words and their syllables."""

    sentences: int
    words: int
    syllables: int

    @property
    def grade(self) -> float:
        """Return the Flesch-Kincaid grade; 0 without a word."""
        if not self.words:
            return 0.0
        words = self.words / max(1, self.sentences)
        return 0.39 * words + 11.8 * self.syllables / self.words - 15.59


@dataclass(frozen=True)
class ReadingLevel:
    """Weighs texts. `names` are explained on pages; `units` stand behind numbers.

    `syllables` are those of words that the rules miscount.
    """

    names: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    syllables: Mapping[str, int] | None = None

    @cached_property
    def _finder(self) -> NameFinder:
        return NameFinder((name, name) for name in self.names)

    @cached_property
    def _numbers(self) -> re.Pattern[str]:
        units = "|".join(map(re.escape, sorted(self.units, key=len, reverse=True)))
        amount = rf"\d[\d.,]*(?<![.,])(?:\s?(?:{units})(?!\w))?" if units else r"\d[\d.,]*(?<![.,])"
        return re.compile(
            rf"(?<!\w)(?<![A-Za-z]-){amount}(?:(?:\sto\s|\sof\s){amount})?(?:\s\({amount}[^)]*\))?"
        )

    @cached_property
    def _weighed(self) -> dict[str, Weight]:
        # Pages share most of their sentences.
        return {}

    def weigh(self, texts: Iterable[str]) -> Weight:
        """Return the weight of several texts together."""
        parts = [self._weigh(part) for text in texts for part in sentences_of(text)]
        words = sum(part.words for part in parts)
        return Weight(len(parts), words, sum(part.syllables for part in parts))

    def _weigh(self, sentence: str) -> Weight:
        if sentence not in self._weighed:
            words = _WORD.findall(self._plain(sentence))
            syllables = sum(syllables_of(word, self.syllables) for word in words)
            self._weighed[sentence] = Weight(1, len(words), syllables)
        return self._weighed[sentence]

    def grade(self, text: str) -> float:
        """Return the grade of a text."""
        return self.weigh([text]).grade

    def words(self, sentence: str) -> int:
        """Return how many words a sentence has; here every word of a name counts."""
        plain = self._numbers.sub(NUMBER, SLOT.sub(NUMBER, sentence))
        return sum(1 for word in plain.split() if _LETTER_OR_DIGIT.search(word))

    def _plain(self, text: str) -> str:
        """Return a text with short words for its slots, names and numbers."""
        named = self._finder.replace(SLOT.sub(NUMBER, text), NAME)
        return self._numbers.sub(NUMBER, named)


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text.

    >>> sentences_of("Is it 2.5? Ask. Then wait.")
    ['Is it 2.5?', 'Ask.', 'Then wait.']
    """
    return [part for part in _END.split(text.strip()) if part]


class Records(Protocol):
    """Gives the records of a kind, from files or from the compiled knowledge."""

    def __call__(self, kind: str, record_type: type[T], /) -> Iterable[T]:
        """Return them; `record_type` is for the type checker."""
        ...


def make_reading_level(
    records: Records, *, interface: dict[str, Any], writing: dict[str, Any]
) -> ReadingLevel:
    """Return the measure for the pages of a knowledge; the tables are those of these names."""
    # As a number with its unit is written: the unit is what is left without the number.
    units = {pattern.replace("{n}", "").strip() for pattern in interface["unit_words"].values()}
    units |= {fact.unit for fact in records("fact", Fact) if fact.unit}
    # A unit belongs to its number first, even where the glossary explains it.
    return ReadingLevel(
        names=tuple(name for name in _explained_names(records) if name not in units),
        units=tuple(sorted(unit for unit in units if "{" not in unit)),
        syllables=writing["syllables"],
    )


def _explained_names(records: Records) -> Iterator[str]:
    """Yield the names that pages explain: words of the field, conditions, analytes, tests.

    The plain name of a condition or test is no such name: it is the explanation.
    """
    for term in records("term", GlossaryTerm):
        yield from (term.term, *term.synonyms)
    for condition in records("condition", Condition):
        yield from (condition.name, *condition.synonyms)
    for analyte in records("analyte", Analyte):
        yield from (analyte.name, analyte.short, *analyte.synonyms)
    for test in records("test", FollowUpTest):
        yield from (test.name, *test.synonyms)
