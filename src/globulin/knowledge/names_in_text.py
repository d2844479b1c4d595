"""Finds names inside a text for readers: whole words, plural too, the longest name first."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")
# What may follow a name inside its last word.
_PLURAL = re.compile(r"(?:e?s)?(?!\w)")
_LONGEST_ABBREVIATION = 5


@dataclass(frozen=True, slots=True)
class NameInText:
    """A name that stands in a text from `start` up to `end`, and what it is a name of."""

    start: int
    end: int
    owner: str


class NameFinder:
    """Names by their first word; capitals matter only in a short abbreviation."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Index pairs of a name and its owner; of two owners of one name the first one stays."""
        self._by_first: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        owners = dict(reversed([*names]))
        self._names = [(name.lower(), name, owner) for name, owner in owners.items()]
        for name, owner in owners.items():
            if first := _WORD.search(name):
                key = first[0].lower()
                self._by_first[key].append((name.lower(), name, owner))
                # A name of one word is also found where its word is a plural.
                if len(first[0]) == len(name):
                    for ending in ("s", "es"):
                        self._by_first[key + ending].append((name.lower(), name, owner))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: (-len(entry[0]), entry[0]))

    def find(self, text: str) -> Iterator[NameInText]:
        """Yield the names in reading order; none begins inside another."""
        lower = text.lower()
        end = 0
        for word in _WORD.finditer(lower):
            start = word.start()
            if start < end or word[0] not in self._by_first:
                continue
            for plain, name, owner in self._by_first[word[0]]:
                after = start + len(plain)
                if not lower.startswith(plain, start) or _is_other(text[start:after], name):
                    continue
                ending = _PLURAL.match(lower, after)
                if ending is not None:
                    end = ending.end()
                    yield NameInText(start, end, owner)
                    break

    def first_uses(self, text: str) -> list[str]:
        """Return the owners of the names in a text, in the order of their first use."""
        lower = text.lower()
        first: dict[str, int] = {}
        for plain, name, owner in self._names:
            start = _first_use(lower, text, plain, name)
            if start is not None:
                first[owner] = min(start, first.get(owner, start))
        return sorted(first, key=first.__getitem__)

    def replace(self, text: str, word: str) -> str:
        """Return the text with one word in the place of every name."""
        parts, last = [], 0
        for found in self.find(text):
            parts += [text[last : found.start], word]
            last = found.end
        return "".join([*parts, text[last:]])


def _is_other(found: str, name: str) -> bool:
    """Return whether a word only looks like an abbreviation, as `all` does like ALL."""
    return name.isupper() and len(name) <= _LONGEST_ABBREVIATION and found != name


def _first_use(lower: str, text: str, plain: str, name: str) -> int | None:
    """Return where a name stands first in a text as a word of its own."""
    start = lower.find(plain)
    while start >= 0:
        after = start + len(plain)
        begins = start == 0 or not lower[start - 1].isalnum()
        if begins and not _is_other(text[start:after], name) and _PLURAL.match(lower, after):
            return start
        start = lower.find(plain, after)
    return None
