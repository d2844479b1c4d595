"""A band of one antibody that a remark or another test tells of, where nothing denies it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from globulin.vocabulary import find_phrases, sentences, tokenize

_CLAUSE = re.compile(r"[,;]\s+|\s+(?=(?:but|with|without|and\s+no)\s)", re.IGNORECASE)
_AMOUNT = re.compile(r"(?:[1-9]\d*(?:\.\d+)?|0\.\d*[1-9]\d*)")
# Not "< 0.1": nothing was found beyond the limit of the method.
_BELOW = re.compile(r"[<≤]\s*(?=\d)")
# "1,2 g/dL": a decimal comma.
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")


@dataclass(frozen=True, slots=True)
class BandReader:
    """Reads bands; the words are those of `[band]` among the words of reports."""

    words: dict[str, Any]
    codes: frozenset[str]

    def read(self, text: str, code: str) -> dict[str, str]:
        """Return the findings of the bands that a part left unread tells of, with their words.

        What is denied, in doubt or told of another sample adds nothing.
        """
        if code not in self.codes:
            return {}
        found = [told for part in sentences(text) for told in self._in_sentence(part)]
        return dict(found)

    def _in_sentence(self, sentence: str) -> Iterator[tuple[str, str]]:
        parts = [part.strip() for part in _CLAUSE.split(sentence) if tokenize(part)]
        clauses = [tokenize(_mend(part)) for part in parts]
        following = [*clauses[1:], ()][: len(clauses)]
        is_denied = is_doubted = False
        for part, clause, after in zip(parts, clauses, following, strict=True):
            goes_on = not set(self.words["or"]).isdisjoint(clause)
            is_denied = self._says(clause, "denials") or (is_denied and goes_on)
            is_doubted |= self._says(clause, "doubts")
            is_elsewhere = self._says(clause, "elsewhere") and not self._says(clause, "here")
            if not (is_denied or is_doubted or is_elsewhere or self._is_bare_denial(after)):
                yield from ((key, part) for key in self._in_clause(clause))

    def _in_clause(self, clause: tuple[str, ...]) -> list[str]:
        """Return the findings of a clause in which nothing is denied or in doubt."""
        if not find_phrases(clause, self.words["names"]):
            return []
        classes = [key for name, key in self.words["classes"].items() if name in clause]
        is_told = bool(_amounts(clause)) or bool(find_phrases(clause, self.words["told"]))
        if not is_told and len(classes) != 1:
            # The bare name of a test, or a list of what it looks for.
            return []
        return classes or [self.words["any"]]

    def _says(self, clause: tuple[str, ...], name: str) -> bool:
        """Tell whether a clause holds such words; those behind an amount are of its range."""
        end = min(_amounts(clause), default=len(clause))
        return bool(find_phrases(clause[:end], self.words[name]))

    def _is_bare_denial(self, clause: tuple[str, ...]) -> bool:
        """Tell whether a clause only denies what stands before it: "IgM kappa, not detected"."""
        found = find_phrases(clause, self.words["denials"])
        if not found or found[0][0] != 0:
            return False
        rest = clause[found[0][1] :]
        return all(find_phrases((word,), self.words["told"]) for word in rest)


def make_band_reader(table: dict[str, Any]) -> BandReader:
    """Return the reader of the words of reports."""
    words = table["band"]
    return BandReader(words, frozenset(words["left_as"]))


def _mend(text: str) -> str:
    """Return a text with plain decimals, and zero for what is below the limit of a method."""
    return _BELOW.sub("0", _DECIMAL_COMMA.sub(".", text))


def _amounts(clause: Sequence[str]) -> list[int]:
    """Return the places of numbers above zero; "01" is no amount but a mark of the form."""
    return [place for place, word in enumerate(clause) if _AMOUNT.fullmatch(word)]
