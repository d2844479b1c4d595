"""Mends misspelt words from our own vocabulary only."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

SHORTEST_WORD = 6
CLOSE_ENOUGH = 84.0


def mend_spelling(
    tokens: Sequence[str], *, known: AbstractSet[str], keep: AbstractSet[str]
) -> tuple[str, ...]:
    """Return the tokens with long unknown words replaced by the known word they are close to.

    Short words are never touched: three letters apart are different analytes. The matcher is
    loaded only when there is a word to mend.

    Args:
        tokens: plain words.
        known: the words of our own names.
        keep: words of plain English that are right as they stand.
    """
    unknown = [
        token
        for token in tokens
        if len(token) >= SHORTEST_WORD
        and token.isalpha()
        and token not in known
        and token not in keep
    ]
    if not unknown:
        return tuple(tokens)
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    candidates = _candidates(frozenset(known))
    mended = {}
    for word in unknown:
        best = process.extractOne(
            word,
            candidates,
            scorer=OSA.normalized_similarity,
            score_cutoff=CLOSE_ENOUGH / 100,
        )
        if best is not None and best[0][0] == word[0]:
            mended[word] = best[0]
    return tuple(mended.get(token, token) for token in tokens)


@lru_cache(maxsize=8)
def _candidates(known: frozenset[str]) -> list[str]:
    """Return the known words that a misspelt one can stand for."""
    return sorted(word for word in known if len(word) >= SHORTEST_WORD and word.isalpha())
