"""Finds the names of analytes, conditions, tests and findings in a question, longest first."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from globulin.vocabulary.words import tokenize

SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class Match:
    """A name found at tokens `start` up to `end`, and what it stands for."""

    kind: str
    id: str
    start: int
    end: int


class Lexicon:
    """All names by their words, and how many words names with the same first one have."""

    def __init__(self, phrases: Iterable[tuple[str, str, str]]) -> None:
        """Index (name, kind, id) triples; of two that read the same, the first one stays."""
        self._names: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
        sizes: dict[str, set[int]] = defaultdict(set)
        for name, kind, key in phrases:
            words = tokenize(name)
            if words and len("".join(words)) >= SHORTEST_NAME:
                self._names[words].setdefault(kind, key)
                sizes[words[0]].add(len(words))
        self._sizes = {word: sorted(found, reverse=True) for word, found in sizes.items()}
        self.words = frozenset(word for words in self._names for word in words)

    def find(self, tokens: Sequence[str]) -> list[Match]:
        """Return the names in the tokens; those of one kind never overlap, longer ones win."""
        matches: list[Match] = []
        for start, token in enumerate(tokens):
            for size in self._sizes.get(token, ()):
                end = start + size
                if end <= len(tokens):
                    names = self._names.get(tuple(tokens[start:end]), {})
                    matches += [Match(kind, key, start, end) for kind, key in names.items()]
        matches.sort(key=lambda match: (match.start - match.end, match.start))
        kept: list[Match] = []
        for match in matches:
            clash = any(
                other.kind == match.kind and match.start < other.end and other.start < match.end
                for other in kept
            )
            if not clash:
                kept.append(match)
        return sorted(kept, key=lambda match: (match.start, match.end))
