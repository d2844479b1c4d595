"""Finds names inside a text for readers: whole words, plural too, the longest name first."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_WORD = re.compile(r"[a-z0-9]+")
# What may follow a name inside its last word.
_PLURAL = re.compile(r"(?:e?s)?(?!\w)")
_LONGEST_ABBREVIATION = 5


@dataclass(frozen=True, slots=True)
class NameInText:
    """A name that stands in a text from `start` up to `end`, and what it is a name of."""

    start: int
    end: int
    owner: str


@dataclass(frozen=True, slots=True)
class _Name:
    """A name as it is written and in small letters, its owner, and its words but the last."""

    plain: str
    written: str
    owner: str
    words: frozenset[str]


class NameFinder:
    """Names by their first word; capitals matter only in a short abbreviation."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Index pairs of a name and its owner; of two owners of one name the first one stays."""
        self._by_first: dict[str, list[_Name]] = defaultdict(list)
        for written, owner in dict(reversed([*names])).items():
            plain = written.lower()
            if not _WORD.search(plain):
                continue
            first, *rest = _WORD.findall(plain)
            name = _Name(plain, written, owner, frozenset(rest[:-1]))
            # A name of one word is also found where its word is a plural.
            for ending in ("", "s", "es") if first == plain else ("",):
                self._by_first[first + ending].append(name)
        for known in self._by_first.values():
            known.sort(key=lambda name: (-len(name.plain), name.plain))

    def find(self, text: str) -> Iterator[NameInText]:
        """Yield the names in reading order; none begins inside another."""
        lower = text.lower()
        end = 0
        for word in _WORD.finditer(lower):
            start = word.start()
            if start < end or word[0] not in self._by_first:
                continue
            for name in self._by_first[word[0]]:
                after = _end_of(name, lower, text, start)
                if after is not None:
                    end = after
                    yield NameInText(start, end, name.owner)
                    break

    def first_uses(self, text: str) -> list[str]:
        """Return the owners of the names in a text, in the order of their first use."""
        lower = text.lower()
        first: dict[str, int] = {}
        words = set(_WORD.findall(lower))
        # Most names are not there: their words tell so at once.
        for key in self._by_first.keys() & words:
            for name in self._by_first[key]:
                start = _first_use(name, lower, text) if name.words <= words else None
                if start is not None:
                    first[name.owner] = min(start, first.get(name.owner, start))
        return sorted(first, key=lambda owner: (first[owner], owner))

    def replace(self, text: str, word: str) -> str:
        """Return the text with one word in the place of every name."""
        parts, last = [], 0
        for found in self.find(text):
            parts += [text[last : found.start], word]
            last = found.end
        return "".join([*parts, text[last:]])


def _first_use(name: _Name, lower: str, text: str) -> int | None:
    """Return where a name stands first in a text as a word of its own."""
    start = lower.find(name.plain)
    while start >= 0:
        begins = start == 0 or not lower[start - 1].isalnum()
        if begins and _end_of(name, lower, text, start) is not None:
            return start
        start = lower.find(name.plain, start + 1)
    return None


def _end_of(name: _Name, lower: str, text: str, start: int) -> int | None:
    """Return where a name that begins here ends, its plural too; None where it does not stand."""
    after = start + len(name.plain)
    if not lower.startswith(name.plain, start):
        return None
    # A word may only look like an abbreviation, as `all` does like ALL.
    is_short = name.written.isupper() and len(name.written) <= _LONGEST_ABBREVIATION
    if is_short and text[start:after] != name.written:
        return None
    ending = _PLURAL.match(lower, after)
    return ending.end() if ending is not None else None
