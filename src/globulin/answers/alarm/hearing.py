"""Which signs stand in a text, and where; whether they are meant is decided elsewhere."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from globulin.answers.alarm.book import HARMLESS, Pattern, Role, SignBook
from globulin.answers.alarm.passage import Passage, read_passages

Span = tuple[int, int]
# Other words between two parts of a sign.
GAP = 5
# The same, where their order does not matter: a whole phrase may stand between them.
REACH = 6
# More places of one pattern tell nothing new.
MOST_PLACES = 24


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A sign at its place: the spans of its words in their order."""

    sign: str
    spans: tuple[Span, ...]

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.spans[-1][1]

    def places(self) -> Iterator[int]:
        """Yield the places of its own words."""
        for start, end in self.spans:
            yield from range(start, end)


@dataclass(frozen=True, slots=True)
class Hearing:
    """A sentence with the phrases found in it and the signs that they make."""

    passage: Passage
    found: Mapping[str, Sequence[Span]]
    occurrences: tuple[Occurrence, ...]

    def spans(self, frame: str) -> Sequence[Span]:
        """Return where the words of a frame stand."""
        return self.found.get(f"@{frame}", ())


def hear(text: str, book: SignBook) -> tuple[Hearing, ...]:
    """Return what stands in each sentence of a text."""
    return tuple(_hear_sentence(passage, book) for passage in read_passages(text))


def _hear_sentence(passage: Passage, book: SignBook) -> Hearing:
    passage = Passage(tuple(book.mend(passage.words)), passage.clause)
    found = book.find(passage.words)
    places: dict[Role, list[tuple[Span, ...]]] = defaultdict(list)
    for first in found:
        for pattern, role in book.patterns.get(first, ()):
            if all(part in found for part in pattern.parts):
                places[role] += _places(pattern, found)
    for role, rows in places.items():
        if role.kind.startswith("@"):
            hulls = [(spans[0][0], spans[-1][1]) for spans in rows]
            found[role.kind] = [*found.get(role.kind, ()), *hulls]
    return Hearing(passage, found, tuple(_kept(places, book, passage.clause)))


def _kept(
    places: Mapping[Role, list[tuple[Span, ...]]], book: SignBook, clause: Sequence[int]
) -> Iterator[Occurrence]:
    """Yield the signs that nothing around them makes harmless."""
    harmless = _covered(places.get(Role("", HARMLESS), ()), clause)
    told = {role.sign for role in places}
    for sign in book.signs.values():
        if sign.id not in told:
            continue
        kept = set() if sign.around else harmless
        unless = kept | _covered(places.get(Role(sign.id, "unless"), ()), clause)
        for kind, masked in (("any", unless), ("surely", kept)):
            for spans in places.get(Role(sign.id, kind), ()):
                occurrence = Occurrence(sign.id, spans)
                if masked.isdisjoint(occurrence.places()):
                    yield occurrence


def _covered(rows: Sequence[tuple[Span, ...]], clause: Sequence[int]) -> set[int]:
    """Return the places of words that are harmless together: a comma parts them."""
    return {
        place
        for spans in rows
        if clause[spans[0][0]] == clause[spans[-1][1] - 1]
        for start, end in spans
        for place in range(start, end)
    }


def _places(pattern: Pattern, found: Mapping[str, Sequence[Span]]) -> list[tuple[Span, ...]]:
    """Return the places of a pattern: its parts close together."""
    chains = [_chains(group, found)[:MOST_PLACES] for group in pattern.groups]
    joined = ((tuple(sorted(span for chain in row for span in chain))) for row in product(*chains))
    return [spans for spans in joined if _is_close(spans)][:MOST_PLACES]


def _chains(group: Sequence[str], found: Mapping[str, Sequence[Span]]) -> list[tuple[Span, ...]]:
    """Return the places of phrases in their order."""
    chains: list[tuple[Span, ...]] = [(span,) for span in found[group[0]]]
    for part in group[1:]:
        chains = [
            (*chain, span)
            for chain in chains
            for span in found[part]
            if 0 <= span[0] - chain[-1][1] <= GAP
        ]
    return chains


def _is_close(spans: Sequence[Span]) -> bool:
    """Tell whether spans follow each other closely, none inside another."""
    return all(0 <= after[0] - before[1] <= REACH for before, after in pairwise(spans))
