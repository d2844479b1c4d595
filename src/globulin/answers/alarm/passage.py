"""A text as words that know their sentence and their clause."""

import re
from dataclasses import dataclass

from globulin.vocabulary import tokenize

_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_SENTENCE_END = re.compile(r"[.;!?|\n]+(?=\s|$)|[\n|]")
# A slash or a hyphen inside a word is none of these.
_CLAUSE_END = re.compile(r"[,:()\[\]\"\u2013\u2014\u2026]+|\s-+\s|\.{2,}")
_NUMBER_WITH_LETTERS = re.compile(r"(?<=\d)(?=[a-z%])")
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")


@dataclass(frozen=True, slots=True)
class Passage:
    """Plain words, and for each the number of its sentence and of its clause."""

    words: tuple[str, ...]
    sentence: tuple[int, ...]
    clause: tuple[int, ...]


def read_passage(text: str) -> Passage:
    """Return the words of a text; a clause ends at a comma, a sentence at a full stop.

    >>> read_passage("No rash, 38.5C. Chest pain").clause
    (0, 0, 1, 1, 2, 2)
    """
    words: list[str] = []
    sentences: list[int] = []
    clauses: list[int] = []
    clause = 0
    plain = _DECIMAL_COMMA.sub(".", _THOUSANDS.sub("", text))
    for number, sentence in enumerate(_SENTENCE_END.split(plain)):
        for part in _CLAUSE_END.split(sentence):
            here = [word for token in tokenize(part) for word in _split(token)]
            words += here
            sentences += [number] * len(here)
            clauses += [clause] * len(here)
            clause += bool(here)
    return Passage(tuple(words), tuple(sentences), tuple(clauses))


def _split(token: str) -> list[str]:
    """Return a word as one or two: a number and its unit part; drawn-out letters are two."""
    return _NUMBER_WITH_LETTERS.sub(" ", _DRAWN_OUT.sub(r"\1\1", token)).split()
