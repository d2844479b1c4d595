"""The signs of the knowledge, made ready to be heard: every wording in one tree of words."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from globulin.knowledge import Knowledge
from globulin.vocabulary import Phrasing, Slips, WordTree

ANY_ORDER, IN_ORDER = " + ", " .. "
HARMLESS = "harmless"


@dataclass(frozen=True, slots=True)
class Pattern:
    """Phrases near each other: groups in any order, the phrases of a group in theirs."""

    groups: tuple[tuple[str, ...], ...]

    @property
    def parts(self) -> tuple[str, ...]:
        """All phrases of the pattern."""
        return tuple(part for group in self.groups for part in group)


@dataclass(frozen=True, slots=True)
class Role:
    """What a pattern is for: a sign and its list; or no sign, and a frame or what is harmless."""

    sign: str
    kind: str


@dataclass(frozen=True, slots=True)
class Sign:
    """What somebody may tell: its name, and how it is to be understood."""

    id: str
    name: str
    joins: bool
    disease: bool
    around: bool
    direct: bool


class SignBook:
    """All signs, the frames they stand in, and which of them raise which flag."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        """Write out the wordings of `signs.toml`."""
        self.signs = {row["id"]: _sign(row) for row in table["sign"]}
        self.rings: dict[str, list[list[str]]] = table["rings"]
        self.spared = frozenset(table["spared"]["flags"])
        self.patterns: dict[str, list[tuple[Pattern, Role]]] = defaultdict(list)
        for pattern, role in _roles(table):
            self.patterns[pattern.parts[0]].append((pattern, role))
        frames = {name: _without_gap(phrases) for name, phrases in table["frames"].items()}
        phrasing = Phrasing({**table["lists"], **frames})
        parts = {p for rows in self.patterns.values() for pattern, _ in rows for p in pattern.parts}
        numbers = {kind: (low, high) for kind, (low, high) in table["numbers"].items()}
        rows = [(part, words) for part in sorted(parts) for words in phrasing.write_out(part)]
        rows += [(f"@{name}", words) for name in frames for words in phrasing.of_list(name)]
        self._tree = WordTree(rows, numbers)
        self._slips = Slips(self._tree.words, keep=table["spelling"]["keep"])

    def mend(self, words: Sequence[str]) -> list[str]:
        """Return the words with slips of the finger put right."""
        return [self._slips.mend(word) for word in words]

    def find(self, words: Sequence[str]) -> dict[str, list[tuple[int, int]]]:
        """Return where the phrases of patterns and frames stand."""
        return self._tree.find(words)


@lru_cache(maxsize=4)
def open_book(knowledge: Knowledge) -> SignBook:
    """Return the signs of one opened knowledge."""
    return SignBook(knowledge.table("signs"))


def _sign(row: Mapping[str, Any]) -> Sign:
    kinds = {kind: bool(row.get(kind)) for kind in ("joins", "disease", "around", "direct")}
    return Sign(id=row["id"], name=row["name"], **kinds)


def _without_gap(phrases: Sequence[str]) -> list[str]:
    return [phrase for phrase in phrases if IN_ORDER not in phrase]


def _roles(table: Mapping[str, Any]) -> Iterator[tuple[Pattern, Role]]:
    for text in table[HARMLESS]["any"]:
        yield _pattern(text), Role("", HARMLESS)
    for name, phrases in table["frames"].items():
        for text in phrases:
            if IN_ORDER in text:
                yield _pattern(text), Role("", f"@{name}")
    for row in table["sign"]:
        for kind in ("any", "unless", "surely"):
            for text in row.get(kind, ()):
                yield _pattern(text), Role(row["id"], kind)


def _pattern(text: str) -> Pattern:
    groups = (group.split(IN_ORDER) for group in text.split(ANY_ORDER))
    return Pattern(tuple(tuple(part.strip() for part in group) for group in groups))
