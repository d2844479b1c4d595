"""All phrases of many lists found in one walk over a row of words."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

Span = tuple[int, int]
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
NUMBER = "#"


@dataclass(slots=True)
class _Node:
    """What may follow the words so far, by the number of the place, and which lists end here."""

    after: dict[int, Self] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)


class WordTree:
    """Rows of places with the name of their list; `#kind` at a place is a number of that kind."""

    def __init__(
        self,
        rows: Iterable[tuple[str, Sequence[frozenset[str]]]],
        numbers: Mapping[str, tuple[float, float]],
    ) -> None:
        """Take (name, row) pairs, and the lowest and highest number of each kind."""
        self._root = _Node()
        self._numbers = {f"{NUMBER}{kind}": ends for kind, ends in numbers.items()}
        self._slots: dict[frozenset[str], int] = {}
        for name, row in rows:
            self._add(name, row)
        fits: dict[str, set[int]] = defaultdict(set)
        for slot, number in self._slots.items():
            for word in slot:
                fits[word].add(number)
        self._fits = {word: frozenset(numbers) for word, numbers in fits.items()}

    @property
    def words(self) -> set[str]:
        """All words that stand in the tree."""
        return {word for word in self._fits if not word.startswith(NUMBER)}

    def _add(self, name: str, row: Sequence[frozenset[str]]) -> None:
        node = self._root
        for slot in row:
            number = self._slots.setdefault(slot, len(self._slots))
            following = node.after.get(number)
            if following is None:
                following = node.after[number] = _Node()
            node = following
        if name not in node.names:
            node.names.append(name)

    def find(self, words: Sequence[str]) -> dict[str, list[Span]]:
        """Return for each name where its phrases stand, as (start, end)."""
        fits = [self._fitting(word) for word in words]
        found: dict[str, list[Span]] = defaultdict(list)
        for start in range(len(words)):
            for name, end in self._from(start, fits):
                found[name].append((start, end))
        return dict(found)

    def _from(self, start: int, fits: Sequence[frozenset[int]]) -> set[tuple[str, int]]:
        """Return the names whose phrases begin at a word, each with where it ends."""
        here: set[tuple[str, int]] = set()
        nodes = [self._root]
        for end in range(start, len(fits)):
            nodes = [node.after[slot] for node in nodes for slot in node.after.keys() & fits[end]]
            if not nodes:
                break
            here.update((name, end + 1) for node in nodes for name in node.names)
        return here

    def _fitting(self, word: str) -> frozenset[int]:
        """Return the places at which a word may stand."""
        fitting = self._fits.get(word, frozenset())
        if _NUMBER.fullmatch(word):
            value = float(word)
            for kind, (low, high) in self._numbers.items():
                if low <= value <= high:
                    fitting |= self._fits.get(kind, frozenset())
        return fitting
