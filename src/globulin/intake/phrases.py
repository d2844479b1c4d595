"""Phrases of the knowledge, found in a row of words or at a place in a text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from globulin.vocabulary import tokenize


class Phrases:
    """A list of phrases, indexed by their first word: a long text is read in one pass."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Index the phrases."""
        self._by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for phrase in phrases:
            words = tokenize(phrase)
            if words:
                self._by_first[words[0]].append(words)

    def stand_in(self, tokens: Sequence[str]) -> bool:
        """Tell whether one of the phrases stands in the words."""
        return any(
            tuple(tokens[at : at + len(words)]) == words
            for at, token in enumerate(tokens)
            for words in self._by_first.get(token, ())
        )


def alternatives(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of whole words, the longest first; it matches nothing where there are none.

    >>> alternatives(["mg/dL", "g/L"]).match("mg / dl 40")[0]
    'mg / dl'
    """
    return re.compile(rf"(?<![^\W_])(?:{joined(words)})(?![^\W_])", re.IGNORECASE)


def joined(words: Iterable[str]) -> str:
    """Return the inside of a pattern of words, with any space between them."""
    ordered = sorted({word for word in words if word.strip()}, key=lambda word: (-len(word), word))
    loose = (re.escape(word).replace(r"\ ", r"\s+").replace("/", r"\s*/\s*") for word in ordered)
    return "|".join(loose) or r"(?!)"
