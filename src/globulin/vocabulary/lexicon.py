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
    """All names, indexed by their first word."""

    def __init__(self, phrases: Iterable[tuple[str, str, str]]) -> None:
        """Index (name, kind, id) triples; of two that read the same, the first one stays."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, str]]] = defaultdict(list)
        self.words: set[str] = set()
        seen: set[tuple[tuple[str, ...], str]] = set()
        for name, kind, key in phrases:
            words = tokenize(name)
            if not words or len("".join(words)) < SHORTEST_NAME or (words, kind) in seen:
                continue
            seen.add((words, kind))
            self.words.update(words)
            self._by_first[words[0]].append((words, kind, key))
        for names in self._by_first.values():
            names.sort(key=lambda entry: -len(entry[0]))

    def find(self, tokens: Sequence[str]) -> list[Match]:
        """Return the names in the tokens; those of one kind never overlap, longer ones win."""
        matches: list[Match] = []
        for start, token in enumerate(tokens):
            for words, kind, key in self._by_first.get(token, ()):
                end = start + len(words)
                if tuple(tokens[start:end]) == words:
                    matches.append(Match(kind, key, start, end))
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
