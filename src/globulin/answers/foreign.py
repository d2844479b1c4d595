"""Whether a question is written in another language than English."""

from collections.abc import Mapping, Sequence

from globulin.answers.signals import Signals
from globulin.vocabulary import is_number

ENGLISH = "english"
FEWEST = 2
# Less than one word in so many is English.
KNOWN_SHARE = 5


def is_foreign(signals: Signals, words: Mapping[str, Sequence[str]], plain: frozenset[str]) -> bool:
    """Tell whether a question reads as another language, by its short words or its script.

    Args:
        signals: the question.
        words: short words of each language.
        plain: words of English that stand in our own patterns.
    """
    tokens = [token for token in signals.tokens if not is_number(token)]
    letters = [letter for token in tokens for letter in token if letter.isalpha()]
    if letters and sum(not _is_latin(letter) for letter in letters) * 2 > len(letters):
        return True
    if signals.accented >= FEWEST and signals.accented * 4 > len(tokens):
        return True
    english = plain.union(words[ENGLISH])
    most = max(_count(tokens, listed) for name, listed in words.items() if name != ENGLISH)
    own = sum(token in english for token in tokens)
    names = {p for match in signals.analytes for p in range(match.start, match.end)}
    others = [t for p, t in enumerate(signals.tokens) if p not in names and not is_number(t)]
    known = sum(token in english for token in others)
    is_hinted = most > 0 or signals.accented > 0
    # Where hardly a word is English, one foreign word tells.
    is_unknown = is_hinted and known * KNOWN_SHARE < len(others)
    return (most >= FEWEST and most > own) or is_unknown


def _count(tokens: Sequence[str], listed: Sequence[str]) -> int:
    wanted = set(listed)
    return sum(token in wanted for token in tokens)


def _is_latin(letter: str) -> bool:
    # Latin letters with and without accents end before the Greek block.
    return ord(letter) < GREEK


GREEK = 0x370
