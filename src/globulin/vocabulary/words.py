"""A question as a row of plain words, and phrases found in it."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

# Straight, curly and typed-by-mistake apostrophes.
_APOSTROPHES = dict.fromkeys(map(ord, "'\u2019\u2018`\u00b4"))
_NOT_A_WORD = re.compile(r"[^\w.%]+|(?<!\d)\.|\.(?!\d)|_")
# American and British spellings of the same word are one word here.
_DIGRAPHS = (
    ("haem", "hem"),
    ("aem", "em"),
    ("oed", "ed"),
    ("leuk", "leuc"),
    ("tumour", "tumor"),
    ("fibre", "fiber"),
    ("oeso", "eso"),
    ("coeli", "celi"),
    ("paed", "ped"),
)


# Names and phrases are normalized anew for every question: the cache holds them all, and no
# question stays in it for long.
@lru_cache(maxsize=8192)
def _normalize_phrase(text: str) -> str:
    return normalize(text)


def normalize(text: str) -> str:
    """Return lower-case words with single spaces: accents, hyphens and punctuation gone.

    >>> normalize("Immunoglobulin M, QN: Sjögren's?")
    'immunoglobulin m qn sjogrens'
    """
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    words = _NOT_A_WORD.sub(" ", plain).split()
    return " ".join(_one_spelling(word) for word in words)


def tokenize(text: str) -> tuple[str, ...]:
    """Return the words of a text in their plain form."""
    return tuple(normalize(text).split())


def _one_spelling(word: str) -> str:
    for british, american in _DIGRAPHS:
        if british in word:
            word = word.replace(british, american)
    return word


def find_phrases(tokens: Sequence[str], phrases: Iterable[str]) -> list[tuple[int, int, str]]:
    """Return (start, end, phrase) for every phrase that stands in the tokens as whole words."""
    text = " ".join(tokens)
    found = []
    for phrase in phrases:
        words = tuple(_normalize_phrase(phrase).split())
        if not words or " ".join(words) not in text:
            continue
        size = len(words)
        found += [
            (start, start + size, phrase)
            for start in range(len(tokens) - size + 1)
            if tuple(tokens[start : start + size]) == words
        ]
    return sorted(found, key=lambda match: (match[0], -match[1]))


def is_negated(
    tokens: Sequence[str], start: int, negations: Iterable[str], *, reach: int = 3
) -> bool:
    """Tell whether a negation stands within `reach` words before `start`."""
    before = tokens[max(0, start - reach) : start]
    return bool(find_phrases(before, negations))
