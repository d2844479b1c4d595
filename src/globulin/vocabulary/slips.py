"""Mends a slip of the finger: one letter too many, too few, wrong or in the wrong place."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

# Shorter words lie too close to each other.
SHORTEST = 6


class Slips:
    """Known words, by their first letter and their length."""

    def __init__(self, known: Iterable[str], keep: Iterable[str]) -> None:
        """Take the words to mend to, and those that are right as they stand."""
        self._known = frozenset(known)
        self._right = self._known | frozenset(keep)
        self._by_start: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in sorted(self._known):
            if len(word) >= SHORTEST and word.isalpha():
                self._by_start[word[0], len(word)].append(word)

    def mend(self, word: str) -> str:
        """Return the known word that a word is one slip away from, or the word itself.

        >>> Slips(["confused"], keep=["confuses"]).mend("confusde")
        'confused'
        """
        if word in self._right or len(word) < SHORTEST - 1 or not word.isalpha():
            return word
        near = [
            known
            for size in (len(word) - 1, len(word), len(word) + 1)
            for known in self._by_start.get((word[0], size), ())
            if _is_one_slip(word, known)
        ]
        return min(near, key=lambda known: (_first_rest(word, known), known), default=word)


def _first_rest(word: str, known: str) -> int:
    """Return how far the first letter stands from the start that both words can do without."""
    rests = set(_rests(known))
    return next(place for place, rest in enumerate(_rests(word)) if rest in rests)


def _rests(word: str) -> Iterator[str]:
    """Yield a word, and the word without each of its letters."""
    yield word
    for place in range(1, len(word)):
        yield word[:place] + word[place + 1 :]


def _is_one_slip(word: str, known: str) -> bool:
    """Tell whether one letter makes the difference, or two that changed places."""
    pairs = enumerate(zip(word, known, strict=False))
    at = next((place for place, (one, other) in pairs if one != other), -1)
    if len(word) != len(known):
        longer, shorter = (word, known) if len(word) > len(known) else (known, word)
        return at < 0 or longer[at + 1 :] == shorter[at:]
    if word[at + 1 :] == known[at + 1 :]:
        return True
    is_swapped = word[at : at + 2] == known[at : at + 2][::-1]
    return is_swapped and word[at + 2 :] == known[at + 2 :]
