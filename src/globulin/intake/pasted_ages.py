"""Ages as people tell them, with the sex beside it: whose they are, and which of two holds."""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from globulin.intake.desk import Desk
from globulin.intake.person import DAYS_IN, age_from_birth, parse_age, settle_as_of
from globulin.intake.phrases import Phrases, joined
from globulin.model import Sex
from globulin.vocabulary import tokenize

SEXES: dict[str, Sex] = {"female": "female", "male": "male"}
UNIT = r"(y(?:ears?|rs?)?|m(?:onths?|os?|ths?)?|w(?:eeks?|ks?)?|d(?:ays?)?)"
_BRIEF = re.compile(r"(?<![\w.,/-])(\d{1,2})(F|M|f)(?![\w/])|(?<![\w.,/-])([FM])(\d{1,2})(?![\w/])")
_SENTENCE_END = re.compile(r"[.!?;]\s")
_BETWEEN = re.compile(r"[\s,/.-]*")


@dataclass(slots=True)
class AgeBook:
    """The ages that a text tells of one person; the first of equal weight holds.

    `has_kin` tells that a relative was named, so that "she is 3" may be of that one.
    """

    desk: Desk
    of_kin: bool = False
    has_kin: bool = False
    days: int | None = None
    span: int = 0
    is_firm: bool = False
    where: str = ""

    def take(self, age: str, where: str, *, is_firm: bool) -> None:
        """Take an age; one that differs from the age before is told as a doubt."""
        days = parse_age(age)
        if days is None:
            return
        unit = next((letter for letter in age.lower() if letter in DAYS_IN), "y")
        span = math.ceil(DAYS_IN[unit])
        is_first = self.days is None
        if self.days is not None and self._differs(days, span, self.days):
            self.desk.check("warning", "age_not_clear", where)
        if is_first or (is_firm and not self.is_firm):
            self.days, self.span, self.is_firm, self.where = days, span, is_firm, where
            self.desk.person = replace(self.desk.person, age_days=days)

    def settle(self) -> None:
        """Let the birth date go before an age that is told in passing, and tell the doubt."""
        desk = self.desk
        if self.days is None or self.is_firm:
            return
        collected = [result.collected for result in desk.results if result.collected]
        born = age_from_birth(desk.birth, settle_as_of(desk.told, desk.as_of, collected))
        if born is not None and self._differs(born, self.span, self.days):
            desk.check("warning", "age_not_clear", self.where)
            desk.person = replace(desk.person, age_days=None)

    def _differs(self, days: int, span: int, before: int) -> bool:
        """Tell whether two ages exclude each other; whoever is 1 year old may be 18 months old."""
        return days >= before + self.span or before >= days + span


class AgeReader:
    """Finds ages that somebody tells in a line."""

    def __init__(self, words: dict[str, Any], names_class: Callable[[str], bool]) -> None:
        """Compile the words that stand before and behind an age."""
        self._names_class = names_class
        self.sexes = {word: SEXES[sex] for sex, said in words["sexes"].items() for word in said}
        sex = joined(self.sexes)
        self.sex = re.compile(rf"(?<![^\W_])({sex})(?![^\W_])", re.IGNORECASE)
        self._kin = Phrases(words["kin"])
        self._kin_words = frozenset(words["kin"])
        self._first_person = frozenset(words["first_person"])
        self._pronouns = frozenset(words["pronouns"])
        self._not_now = frozenset(words["not_now"])
        self._things = frozenset(words["things_with_age"])
        self._old = re.compile(
            rf"(?<![\d.,])(\d{{1,3}})[\s-]*{UNIT}[\s./-]*(?:{joined(words['old'])})(?![^\W_])",
            re.IGNORECASE,
        )
        # Weeks and months behind "I am" are those of a pregnancy or a treatment, and so are years
        # that go on: "I am 5 years post transplant".
        spans = joined([*words["other_measures"], *words["spans"]])
        lead = joined(words["age_leads"])
        self._lead = re.compile(
            rf"(?<![^\W_])(?:{lead})\s+(?:a\s+)?(\d{{1,2}})"
            rf"(?:\s*y(?:ears?|rs?)?(?=\s*(?:[.,;!?)/]|$|(?:{sex})(?![^\W_]))))?"
            rf"(?:\s*/?\s*({sex}))?(?![\w%/+]|\.\d|[\s-]*(?:{spans})(?![^\W_])"
            rf"|\s*(?:mg|g)\b|\s*(?:{joined(words['to'])})\s*\d)",
            re.IGNORECASE,
        )
        self._aged = re.compile(
            rf"(?<![^\W_])(?:{joined(words['aged'])})\s+(\d{{1,3}})(?:\s*{UNIT})?(?![\w%/])",
            re.IGNORECASE,
        )

    def take(self, line: str, where: str, book: AgeBook) -> str:
        """Take the ages of a line; return the rest. Those of relatives stay where they are."""
        rest, position = "", 0
        for found in self._find(line):
            if found.start() < position or self._is_others(line, found, book):
                continue
            begin, end, sex = self._with_sex(line, found)
            self._set(found, sex, where, book)
            rest += f"{line[position:begin]} "
            position = end
        book.has_kin |= self._kin.stand_in(tokenize(line))
        return rest + line[position:]

    def _find(self, line: str) -> list[re.Match[str]]:
        patterns = (self._old, self._aged, self._lead)
        found = [match for pattern in patterns for match in pattern.finditer(line)]
        found += [
            brief for brief in _BRIEF.finditer(line) if not self._names_class(line[: brief.start()])
        ]
        return sorted(found, key=lambda match: (match.start(), -match.end()))

    def _with_sex(self, line: str, found: re.Match[str]) -> tuple[int, int, str | None]:
        """Return where an age begins and ends with the sex beside it, and that sex."""
        if found.re is _BRIEF:
            return found.start(), found.end(), found[2] or found[3]
        if found.re is self._lead and found[2]:
            return found.start(), found.end(), found[2]
        after = self.sex.match(line, _space_after(line, found.end()))
        if after is not None:
            return found.start(), after.end(), after[1]
        before = next(
            (
                sex
                for sex in self.sex.finditer(line[: found.start()])
                if _is_beside(line, sex, found)
            ),
            None,
        )
        if before is not None:
            return before.start(), found.end(), before[1]
        return found.start(), found.end(), None

    def _set(self, found: re.Match[str], sex: str | None, where: str, book: AgeBook) -> None:
        book.desk.drop("person")
        if found.re is _BRIEF:
            age, is_firm = found[1] or found[4], False
        elif found.re is self._lead:
            age, is_firm = found[1], False
        else:
            unit = (found[2] or "y")[0].lower()
            age, is_firm = f"{found[1]}{unit}", unit == "y"
        book.take(age, where, is_firm=is_firm)
        if sex is not None:
            book.desk.person = replace(book.desk.person, sex=self.sexes[sex.lower()])

    def _is_others(self, line: str, found: re.Match[str], book: AgeBook) -> bool:
        lead = tokenize(found[0]) if found.re is self._lead else ()
        if self._first_person.intersection(lead[:1]):
            # Who writes for a relative tells the own age too.
            return book.of_kin
        return self.is_others(line, found.start(), found.end(), book, lead)

    def is_others(
        self, line: str, start: int, end: int, book: AgeBook, lead: Sequence[str] = ()
    ) -> bool:
        """Tell whether what stands there is not this person's: a relative's, past, or a thing's."""
        begin = max((e.end() for e in _SENTENCE_END.finditer(line, 0, start)), default=0)
        before, after = tokenize(line[begin:start]), tokenize(line[end : end + NEAR])
        if self._things.intersection([*before[-3:], *after[:1]]):
            return True
        if self._not_now.intersection(before[-1:]):
            return True
        if book.of_kin:
            return False
        said = _since_last([*before, *lead], self._first_person - {"my"})
        is_kin_next = "my" in said and bool(self._kin_words.intersection(after[:1]))
        is_of_kin = self._kin.stand_in(said) or is_kin_next or said[-1:] == ["my"]
        if is_of_kin or self._pronouns.isdisjoint(said):
            return is_of_kin
        return book.has_kin or self._kin.stand_in(tokenize(line[:start]))


# As far as the word right behind an age can reach.
NEAR = 40


def _since_last(words: list[str], marks: frozenset[str]) -> list[str]:
    """Return the words behind the last one that is a mark."""
    last = max((at for at, word in enumerate(words) if word in marks), default=-1)
    return words[last + 1 :]


def _space_after(line: str, position: int) -> int:
    space = _BETWEEN.match(line, position)
    return position if space is None else space.end()


def _is_beside(line: str, sex: re.Match[str], age: re.Match[str]) -> bool:
    return _BETWEEN.fullmatch(line, sex.end(), age.start()) is not None
