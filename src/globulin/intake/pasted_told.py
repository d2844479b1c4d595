"""What somebody tells in a pasted text: symptoms that are there, denied, or another person's."""

import re
from collections.abc import Sequence
from typing import Any

from globulin.intake.desk import Desk
from globulin.intake.phrases import Phrases, alternatives
from globulin.vocabulary import tokenize

# A sentence ends behind a word of some length: "Ref. range" is one piece.
_SENTENCE = re.compile(r"(?<=[\w)%/]{3}[.?!])\s+|(?<=[?!;])\s*|\s*;\s*")
_SHORT = re.compile(r"(?<![^\W_])[^\W\d_]{1,3}\.$")
# "But" and "or" stay with their clause: they tell how far a denial reaches.
_CLAUSE = re.compile(
    r"[,;]\s+|\.\s+|\s+(?:and|with|plus)\s+|\s+(?=(?:but|or|nor)\s)|\s*[&•]\s*", re.IGNORECASE
)
LONGEST = 400


class Teller:
    """Reads sentences clause by clause."""

    def __init__(self, table: dict[str, Any], negations: Sequence[str]) -> None:
        """Index the words that say who is meant, and whether at all."""
        words = table["pasted"]
        self._spoken = Phrases(words["spoken"])
        self._conditional = alternatives(words["conditional"])
        self._general = alternatives(words["general"])
        self._first_person = frozenset(words["first_person"])
        self._someone = frozenset(words["someone"])
        self._kin = Phrases(words["kin"])
        self._kin_words = frozenset(words["kin"])
        self._beside_kin = frozenset(words["beside_kin"])
        self._theirs = frozenset(words["theirs"])
        self._breaks = frozenset(words["breaks"])
        self._negations = Phrases(negations)
        self._or = frozenset(words["or"])
        self._denials = frozenset(words["denials"])

    def is_spoken(self, tokens: Sequence[str]) -> bool:
        """Tell whether somebody speaks, of themselves or of the person."""
        return self._spoken.stand_in(tokens)

    def remark_code(self, sentence: str) -> str:
        """Return why a sentence with a condition or general words is unread.

        One that speaks of a person who is here is a comment: it may tell of an emergency.
        """
        is_general = self._someone.isdisjoint(tokenize(sentence)) and (
            self.split_condition(sentence)[1] or self.split_general(sentence)[1]
        )
        return "general_remark" if is_general else "comment"

    def is_of_kin(self, text: str, is_class: frozenset[str]) -> bool:
        """Tell whether the results of a text are those of a relative of the one who speaks."""
        tokens = tokenize(text)
        has_kin, is_kin, is_near = False, False, False
        for before, word in zip(("", *tokens), tokens, strict=False):
            # "My 3 year old" is a child, whatever the word behind.
            is_named = word in self._kin_words or (before == "my" and word.isdigit())
            has_kin |= is_named
            if word in is_class:
                if before in self._first_person:
                    return False
                is_kin |= has_kin and before in (self._theirs | self._kin_words)
                is_kin |= has_kin and before in self._breaks
                is_kin |= is_near
            is_about = word in self._beside_kin or any(c.isdigit() for c in word)
            is_near = is_named or (is_near and is_about)
        return is_kin

    def sentences(self, line: str) -> list[str]:
        """Return the sentences of a line."""
        found: list[str] = []
        for piece in _SENTENCE.split(line):
            if found and _SHORT.search(found[-1]):
                found[-1] += f" {piece}"
            elif piece.strip():
                found.append(piece.strip())
        return found

    def split_condition(self, sentence: str) -> tuple[str, str]:
        """Return what a sentence says, and what it says under a condition."""
        found = self._conditional.search(sentence)
        if found is not None:
            return sentence[: found.start()].strip(), sentence[found.start() :]
        return sentence, ""

    def split_general(self, sentence: str) -> tuple[str, str]:
        """Return what stands before words that tell what is so in general, and those words."""
        found = self._general.search(sentence)
        if found is None or not self._first_person.isdisjoint(tokenize(sentence)):
            return sentence, ""
        return sentence[: found.start()].strip(), sentence[found.start() :]

    def clauses(self, sentence: str) -> list[str]:
        """Return the clauses of a sentence, none longer than is read for findings."""
        pieces = [piece.strip() for piece in _CLAUSE.split(sentence)]
        return [part for piece in pieces if piece for part in _pieces(piece, LONGEST)]

    def has_known(self, sentence: str, desk: Desk) -> bool:
        """Tell whether a sentence names a finding."""
        return any(desk.readers.findings.find(clause) for clause in self.clauses(sentence))

    def tell(self, sentence: str, where: str, desk: Desk, *, of_kin: bool) -> bool:
        """Take the findings of a sentence; tell whether there was any, or another person's."""
        is_other, has_told = False, False
        unknown: list[bool] = []
        clauses = self.clauses(sentence)
        for clause, is_denied in zip(clauses, self._denied(clauses), strict=True):
            tokens = tokenize(clause)
            if not self._breaks.isdisjoint(tokens):
                is_other &= self._first_person.isdisjoint(tokens)
            is_other |= self._kin.stand_in(tokens) and not of_kin
            is_known = not is_other and bool(desk.readers.findings.find(clause))
            if is_other:
                desk.leave(where, clause, "other_person")
            elif is_known:
                desk.tell(clause, present=not is_denied, where=where)
            has_told |= is_other or is_known
            is_blank = not any(c.isalnum() for c in clause)
            unknown.append(not (is_other or is_known or is_blank))
        if has_told and any(unknown):
            desk.leave(where, as_written(sentence, clauses, unknown), "comment")
        return has_told

    def _denied(self, clauses: Sequence[str]) -> list[bool]:
        """Return for each clause whether a denial before it reaches it.

        "No fever, chills or night sweats" denies three things; in "no fever, night sweats" the
        second is told to be there: a symptom too many is the smaller fault.
        """
        denied, reach = [], -1
        for at, clause in enumerate(clauses):
            tokens = tokenize(clause)
            has_own = self._negations.stand_in(tokens)
            if has_own or not self._breaks.isdisjoint(tokens):
                reach = -1
            denied.append(at <= reach and not has_own)
            if has_own:
                reach = self._reach(clauses, at, is_full=not self._denials.isdisjoint(tokens))
        return denied

    def _reach(self, clauses: Sequence[str], at: int, *, is_full: bool) -> int:
        """Return the last clause that a denial in clause `at` reaches."""
        last = at
        for number in range(at + 1, len(clauses)):
            tokens = tokenize(clauses[number])
            if not self._breaks.isdisjoint(tokens) or self._negations.stand_in(tokens):
                break
            if is_full or (tokens and tokens[0] in self._or):
                last = number
        return last


def as_written(sentence: str, clauses: Sequence[str], kept: Sequence[bool]) -> str:
    """Return the clauses that are kept; neighbors with all that stands between them.

    >>> as_written("ill and weak, but well", ["ill", "weak", "but well"], [True, True, False])
    'ill and weak'
    """
    runs: list[str] = []
    begin, position, is_open = 0, 0, False
    for clause, is_kept in zip(clauses, kept, strict=True):
        start = sentence.find(clause, position)
        position = start + len(clause)
        if is_kept and is_open:
            runs[-1] = sentence[begin:position]
        elif is_kept:
            begin = start
            runs.append(clause)
        is_open = is_kept
    return ", ".join(runs)


def _pieces(text: str, size: int) -> list[str]:
    """Return a text in pieces that end at a space where there is one."""
    pieces = []
    while len(text) > size:
        space = text.rfind(" ", 1, size)
        end = size if space < 0 else space
        pieces.append(text[:end].strip())
        text = text[end:].strip()
    return [*pieces, text] if text else pieces
