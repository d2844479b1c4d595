"""Whether a question is written in another language than English."""

from collections.abc import Mapping, Sequence

from globulin.answers.signals import Signals

ENGLISH = "english"
FEWEST = 2


def is_foreign(signals: Signals, words: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether a question reads as another language, by its short words or its script.

    Words that are names of ours in any language count for none.
    """
    tokens = [token for token in signals.tokens if not token.isdigit()]
    letters = [letter for token in tokens for letter in token if letter.isalpha()]
    if letters and sum(not _is_latin(letter) for letter in letters) * 2 > len(letters):
        return True
    counts = {name: sum(token in set(listed) for token in tokens) for name, listed in words.items()}
    english = counts.pop(ENGLISH)
    most = max(counts.values(), default=0)
    return most >= FEWEST and most > english


def _is_latin(letter: str) -> bool:
    # Latin letters with and without accents end before the Greek block.
    return ord(letter) < GREEK


GREEK = 0x370
