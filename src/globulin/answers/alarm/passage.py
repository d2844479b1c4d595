"""A text as sentences of plain words that know their clause."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from globulin.vocabulary import tokenize

_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_SENTENCE_END = re.compile(r"[.;!?|\n]+(?=\s|$)|[\n|]")
# A slash or a hyphen inside a word is none of these.
_CLAUSE_END = re.compile(r"[,:()\[\]\"\u2013\u2014\u2026]+|\s-+\s|\.{2,}")
_NUMBER_WITH_LETTERS = re.compile(r"(?<=\d)(?=[a-z%])")
# A sentence without an end is cut: no sign is as long.
MOST_WORDS = 150
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")


@dataclass(frozen=True, slots=True)
class Passage:
    """The plain words of one sentence, and for each the number of its clause."""

    words: tuple[str, ...]
    clause: tuple[int, ...]


def read_passages(text: str) -> list[Passage]:
    """Return the sentences of a text; a clause ends at a comma.

    >>> [passage.clause for passage in read_passages("No rash, 38.5C. Chest pain")]
    [(0, 0, 1, 1), (0, 0)]
    """
    plain = _DECIMAL_COMMA.sub(".", _THOUSANDS.sub("", text))
    return [
        passage
        for sentence in _SENTENCE_END.split(plain)
        for passage in _cut(_read_sentence(sentence))
    ]


def _read_sentence(sentence: str) -> Passage:
    words: list[str] = []
    clauses: list[int] = []
    for part in _CLAUSE_END.split(sentence):
        here = [word for token in tokenize(part) for word in _split(token)]
        clauses += [clauses[-1] + 1 if clauses else 0] * len(here)
        words += here
    return Passage(tuple(words), tuple(clauses))


def _cut(passage: Passage) -> Iterator[Passage]:
    for start in range(0, len(passage.words), MOST_WORDS):
        stop = start + MOST_WORDS
        yield Passage(passage.words[start:stop], passage.clause[start:stop])


def _split(token: str) -> list[str]:
    """Return a word as one or two: a number and its unit part; drawn-out letters are two."""
    return _NUMBER_WITH_LETTERS.sub(" ", _DRAWN_OUT.sub(r"\1\1", token)).split()
