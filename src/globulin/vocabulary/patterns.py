"""Patterns of wording: words, choices, gaps and kinds of names, compiled to one expression.

A pattern is a row of parts with spaces between them:

- `word`, or a choice `a|b|c`; a part with `?` behind it may be missing, and `_` joins the words
  of a phrase
- `{name}`: one of the words or phrases of a class of words
- `<kind>`: a name of that kind (analyte, condition, test), or `<number>`
- `*itis`: a word with this ending
- `...`: up to four words of any kind; `..`: up to two
- `^` and `$`: the text begins or ends here

Patterns are matched in a text of plain words, in which names stand as their kinds.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from globulin.vocabulary.words import normalize

# Letters before an ending.
SHORTEST_STEM = 3
GAPS = {"...": 4, "..": 2}
ENDS = frozenset("^$")
ANY_WORD: frozenset[str] = frozenset()
_IS_CHOICE = re.compile(r"[{|?_]")


class Patterns:
    """Patterns of which one may stand in a text of `spaced` words.

    To compile them all would take longer than to answer a question. Each pattern knows which words
    it cannot do without, and is compiled when a text first has them.
    """

    def __init__(self, patterns: Iterable[str], classes: Mapping[str, Sequence[str]]) -> None:
        """Index the patterns by their words.

        Raises:
            LookupError: a pattern names a class that is not there.
        """
        self._patterns = tuple(patterns)
        self._classes = classes
        self._compiled: dict[int, re.Pattern[str]] = {}
        self._needed: list[list[frozenset[str]]] = []
        self._by_word: dict[str, list[int]] = defaultdict(list)
        # Those that may begin with any word.
        self._open: list[int] = []
        for number, pattern in enumerate(self._patterns):
            needed = sorted(_needed(pattern, classes), key=len)
            self._needed.append(needed[1:])
            if not needed:
                self._open.append(number)
            for word in needed[0] if needed else ():
                self._by_word[word].append(number)

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first place in a text at which a pattern stands, or None."""
        found = (self._expressed(number).search(text) for number in self._near(text.split()))
        return min((one for one in found if one), key=lambda one: one.start(), default=None)

    def _near(self, words: Sequence[str]) -> Iterator[int]:
        """Yield the patterns whose words are among these, in the order of the table."""
        there = self._by_word.keys() & words
        indexed = {number for word in there for number in self._by_word[word]}
        for number in sorted(indexed.union(self._open)):
            if not any(needed.isdisjoint(words) for needed in self._needed[number]):
                yield number

    def _expressed(self, number: int) -> re.Pattern[str]:
        if number not in self._compiled:
            self._compiled[number] = re.compile(_expression(self._patterns[number], self._classes))
        return self._compiled[number]


def compile_patterns(patterns: Iterable[str], classes: Mapping[str, Sequence[str]]) -> Patterns:
    """Return what finds any of the patterns in a text of `spaced` words.

    Raises:
        LookupError: a pattern names a class that is not there.
    """
    return Patterns(patterns, classes)


def spaced(words: Sequence[str]) -> str:
    """Return words as a text in which patterns are looked for.

    >>> bool(compile_patterns(["why ... high"], {}).search(spaced(("why", "is", "it", "high"))))
    True
    """
    return f" {' '.join(words)} "


def _expression(pattern: str, classes: Mapping[str, Sequence[str]]) -> str:
    parts = pattern.split()
    start, end = "(?<= )", ""
    if parts[0] == "^":
        start, parts = "^ ", parts[1:]
    if parts[-1] == "$":
        end, parts = "$", parts[:-1]
    return start + "".join(_part(part, classes) for part in parts) + end


def _part(part: str, classes: Mapping[str, Sequence[str]]) -> str:
    """Return the expression of one part, with the space behind it."""
    if part in GAPS:
        return rf"(?:\S+ ){{0,{GAPS[part]}}}?"
    if not _IS_CHOICE.search(part):
        if part.startswith("*"):
            return rf"\S{{{SHORTEST_STEM},}}{re.escape(part[1:])} "
        return f"{re.escape(part if part.startswith('<') else normalize(part))} "
    choices = {
        "".join(_part(word, classes) for word in phrase.split())
        for choice in part.removesuffix("?").split("|")
        for phrase in _phrases(choice, classes)
    }
    # A longer phrase is tried before one that it begins with.
    group = f"(?:{'|'.join(sorted(choices, key=lambda choice: (-len(choice), choice)))})"
    return f"{group}?" if part.endswith("?") else group


def _phrases(choice: str, classes: Mapping[str, Sequence[str]]) -> Sequence[str]:
    if not choice.startswith("{"):
        return [choice.replace("_", " ")]
    name = choice.strip("{}")
    if name not in classes:
        message = f"word class {name}: not in the table of classes"
        raise LookupError(message)
    return classes[name]


def _needed(pattern: str, classes: Mapping[str, Sequence[str]]) -> list[frozenset[str]]:
    """Return for each part that cannot be missing the words of which one is there."""
    parts = [part for part in pattern.split() if part not in ENDS]
    known = [(part, _first_words(part, classes)) for part in parts]
    return [words for part, words in known if words and not part.endswith("?")]


def _first_words(part: str, classes: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Return the words with which a part may begin; none where it may begin with any."""
    if part in GAPS or part.startswith("*"):
        return ANY_WORD
    if not _IS_CHOICE.search(part):
        return frozenset((part if part.startswith("<") else normalize(part)).split()[:1])
    choices = part.removesuffix("?").split("|")
    firsts = [_begun_with(tuple(_phrases(choice, classes))) for choice in choices]
    return ANY_WORD if ANY_WORD in firsts else ANY_WORD.union(*firsts)


# Many patterns use the same classes of words.
@lru_cache(maxsize=2048)
def _begun_with(phrases: tuple[str, ...]) -> frozenset[str]:
    """Return the first words of phrases; none where one may begin with any word."""
    firsts = [phrase.partition(" ")[0] for phrase in phrases]
    if any(first.startswith("{") or first.endswith("?") for first in firsts):
        return ANY_WORD
    words = [_first_words(first, {}) for first in firsts]
    return ANY_WORD if ANY_WORD in words else ANY_WORD.union(*words)
