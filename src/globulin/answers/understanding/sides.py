"""Which analytes a question names, and on which side each of them is said to lie."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from globulin.vocabulary import Match

Side = Literal["high", "low", "normal"]


@dataclass(frozen=True, slots=True)
class Said:
    """A word of a side at a token."""

    at: int
    end: int
    side: Side


def assign_sides(
    names: Sequence[Match], said: Sequence[Said], *, tokens: Sequence[str], fillers: frozenset[str]
) -> list[tuple[Match, Side | None]]:
    """Return each name with its side: the word that stands right before or behind it.

    Between a name and its word only `fillers` ("levels", "is", "my") may stand, and a word serves
    once; names that are listed without one between them ("low IgG, IgA and IgM") share theirs.
    In a text that begins with a name ("IgM high, IgG low") the word behind is meant first. What
    is left takes the nearest word of all.
    """
    groups = _listed(names, said, tokens, fillers)
    is_behind = bool(said and names) and names[0].start < said[0].at
    used: set[int] = set()
    found: list[tuple[Match, Side | None]] = []
    for number, group in enumerate(groups):
        start, end = group[0].start, group[-1].end
        earlier = groups[number - 1][-1].end if number else 0
        later = groups[number + 1][0].start if number + 1 < len(groups) else len(tokens)
        free = [word for word in said if word.at not in used]
        before = next((w for w in reversed(free) if earlier <= w.at and w.end <= start), None)
        behind = next((w for w in free if end <= w.at and w.end <= later), None)
        if before is not None and not fillers.issuperset(tokens[before.end : start]):
            before = None
        if behind is not None and not fillers.issuperset(tokens[end : behind.at]):
            behind = None
        word = (behind or before) if is_behind else (before or behind)
        if word is not None:
            used.add(word.at)
        if len(groups) == 1 and (word is None or word.side == "normal"):
            # "not high but low": what is denied gives way to what is said.
            word = _nearest([w for w in said if w.side != "normal"], start, end) or word
        word = word or _nearest(said, start, end)
        found += [(name, None if word is None else word.side) for name in group]
    return found


def _listed(
    names: Sequence[Match], said: Sequence[Said], tokens: Sequence[str], fillers: frozenset[str]
) -> list[list[Match]]:
    """Return the names in groups: those of a list with nothing else between them."""
    groups: list[list[Match]] = []
    for name in names:
        gap = range(groups[-1][-1].end, name.start) if groups else range(0)
        is_list = groups and all(tokens[at] in LIST_WORDS or tokens[at] in fillers for at in gap)
        if is_list and not any(word.at in gap for word in said):
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups


LIST_WORDS = frozenset({"and", "or", "with", "plus", "also"})


def _nearest(said: Sequence[Said], start: int, end: int) -> Said | None:
    """Return the word nearest to a name; one before belongs to it rather than to another."""

    def distance(word: Said) -> tuple[int, int]:
        off = start - word.at if word.at < start else 2 * (word.at - end) + 1
        return off, word.at

    return min(said, key=distance, default=None)
