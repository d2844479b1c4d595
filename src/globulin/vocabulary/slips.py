"""Mends a slip of the finger: one letter too many, too few, wrong or in the wrong place."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

# Shorter words lie too close to each other.
SHORTEST = 6


class Slips:
    """Known words, indexed by what is left of them without one letter."""

    def __init__(self, known: Iterable[str], keep: Iterable[str]) -> None:
        """Take the words to mend to, and those that are right as they stand."""
        self._known = frozenset(known)
        self._right = self._known | frozenset(keep)
        self._by_rest: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._known):
            if len(word) >= SHORTEST and word.isalpha():
                for rest in _rests(word):
                    self._by_rest[rest].append(word)

    def mend(self, word: str) -> str:
        """Return the known word that a word is one slip away from, or the word itself.

        >>> Slips(["confused"], keep=["confuses"]).mend("confusde")
        'confused'
        """
        if word in self._right or len(word) < SHORTEST - 1 or not word.isalpha():
            return word
        near = (known for rest in _rests(word) for known in self._by_rest.get(rest, ()))
        return next((known for known in near if _is_one_slip(word, known)), word)


def _rests(word: str) -> Iterator[str]:
    """Yield a word, and the word without each of its letters."""
    yield word
    for place in range(1, len(word)):
        yield word[:place] + word[place + 1 :]


def _is_one_slip(word: str, known: str) -> bool:
    """Tell whether one letter makes the difference; the first letter is always right."""
    if word[0] != known[0] or abs(len(word) - len(known)) > 1:
        return False
    if len(word) != len(known):
        longer, shorter = sorted((word, known), key=len, reverse=True)
        return shorter in set(_rests(longer))
    different = [place for place in range(len(word)) if word[place] != known[place]]
    if len(different) == 1:
        return True
    first, last = different[0], different[-1]
    swapped = last == first + 1 and word[first] == known[last] and word[last] == known[first]
    return len(different) == 2 and swapped  # noqa: PLR2004 - two letters that change places
