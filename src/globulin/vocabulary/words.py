"""A question as a row of plain words, and phrases found in it."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

# Straight, curly and typed-by-mistake apostrophes.
_APOSTROPHES = dict.fromkeys(map(ord, "'\u2019\u2018`\u00b4"))
_NOT_A_WORD = re.compile(r"[^\w.%]+|(?<!\d)\.|\.(?!\d)|_")
# American and British spellings of the same word are one word here.
_DIGRAPHS = {
    "haem": "hem",
    "aem": "em",
    "oed": "ed",
    "leuk": "leuc",
    "tumour": "tumor",
    "fibre": "fiber",
    "oeso": "eso",
    "coeli": "celi",
    "paed": "ped",
}
# Longer ones stand first: "haem" is not "h" and "aem".
_BRITISH = re.compile("|".join(_DIGRAPHS))


def normalize(text: str) -> str:
    """Return lower-case words with single spaces: accents, hyphens and punctuation gone.

    >>> normalize("Immunoglobulin M, QN: Sjögren's?")
    'immunoglobulin m qn sjogrens'
    """
    if text.isascii() and text.replace(" ", "").isalnum():
        # Most names and phrases have no sign in them that could go.
        words = text.lower().split()
    else:
        words = _NOT_A_WORD.sub(" ", _without_accents(text).lower()).split()
    return _BRITISH.sub(_american, " ".join(words))


def _without_accents(text: str) -> str:
    plain = text.translate(_APOSTROPHES)
    if plain.isascii():
        return plain
    plain = unicodedata.normalize("NFKD", plain)
    return "".join(c for c in plain if not unicodedata.combining(c))


def tokenize(text: str) -> tuple[str, ...]:
    """Return the words of a text in their plain form."""
    return tuple(normalize(text).split())


# A piece of a line that becomes one word: letters or digits, with a decimal point inside.
_PIECE = re.compile(r"\d+(?:[.,]\d+)*(?![^\W_])|[^\W_]+|%")


def words_with_places(text: str) -> list[tuple[str, int, int]]:
    """Return the plain words of a text, each with where it begins and ends in the text.

    >>> words_with_places("IgM, 412")
    [('igm', 0, 3), ('412', 5, 8)]
    """
    return [
        (word, match.start(), match.end())
        for match in _PIECE.finditer(text)
        for word in ([match[0]] if match[0][0].isdigit() else tokenize(match[0]))
    ]


def _american(match: re.Match[str]) -> str:
    return _DIGRAPHS[match[0]]


_SENTENCE_ENDS = re.compile(r"[.;!?\n](?:\s|$)")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text: a denial ends with its own.

    >>> sentences("No rash. Chest pain")
    ['No rash', 'Chest pain']
    """
    return [part for part in _SENTENCE_ENDS.split(text) if part.strip()]


_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def is_number(token: str) -> bool:
    """Tell whether a plain word is a number."""
    return _NUMBER.fullmatch(token) is not None


def find_phrases(tokens: Sequence[str], phrases: Iterable[str]) -> list[tuple[int, int, str]]:
    """Return (start, end, phrase) for every phrase that stands in the tokens as whole words."""
    by_first = _by_first_word(tuple(phrases))
    found = [
        (start, start + len(words), phrase)
        for start, token in enumerate(tokens)
        for words, phrase in by_first.get(token, ())
        if tuple(tokens[start : start + len(words)]) == words
    ]
    return sorted(found, key=lambda match: (match[0], -match[1]))


# The same lists of the knowledge are looked for in every question.
@lru_cache(maxsize=1024)
def _by_first_word(phrases: tuple[str, ...]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return the plain words of each phrase beside it, by the first of them."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for phrase in phrases:
        words = tokenize(phrase)
        if words:
            found[words[0]].append((words, phrase))
    return dict(found)


# After one of these a sentence turns round: "no fever but nosebleeds".
_TURNS = frozenset({"but", "however", "although", "though", "except", "yet", "still", "now"})


def is_negated(
    tokens: Sequence[str], start: int, negations: Iterable[str], *, reach: int = 3
) -> bool:
    """Tell whether a negation stands within `reach` words before `start`, with no turn between."""
    first = max(0, start - reach)
    turns = [place for place in range(first, start) if tokens[place] in _TURNS]
    before = tokens[turns[-1] if turns else first : start]
    return bool(find_phrases(before, negations))
