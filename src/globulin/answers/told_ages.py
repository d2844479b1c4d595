"""Ages and sexes that a question tells in passing: "woman of 54", "my baby is 4 months"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from globulin.intake.phrases import joined
from globulin.knowledge import Knowledge
from globulin.model import Sex

DAYS_IN_YEAR = 365.25
OLDEST = 120
# From this age on a span that nothing else explains is an age: few things last as long.
SURELY_AN_AGE = 18 * DAYS_IN_YEAR
SEXES: tuple[Sex, Sex] = ("female", "male")


@dataclass(frozen=True, slots=True)
class ToldAge:
    """An age with its place in the text; `sex` where a letter of it stands beside."""

    start: int
    end: int
    days: float
    sex: Sex | None = None


class AgeFinder:
    """Finds ages by the words of the knowledge."""

    def __init__(self, table: dict[str, Any]) -> None:
        """Compile the words around an age."""
        age, people = table["age"], table["people"]
        self._days = {word: float(row["days"]) for row in table["span"] for word in row["words"]}
        self._letters = {c: sex for sex in SEXES for c in people[f"{sex}_letters"]}
        person = joined([*people["female"], *people["male"], *people["unknown"]])
        span, old = joined(self._days), joined(age["old"])
        letters = joined(self._letters)
        between = joined(age["between"])
        self._span = re.compile(
            rf"(?<![\w.,/-])(\d{{1,3}}(?:\.\d+)?)[\s-]*({span})(?:(?![^\W_])|(?='))",
            re.IGNORECASE,
        )
        self._said = frozenset(age["said"])
        self._whose = re.compile(rf"(?<![^\W_])(?:{joined(age['whose'])})\s+$", re.IGNORECASE)
        self._old = re.compile(
            rf"[\s/.-]*(?:(?:{old})(?![^\W_])(?:['’]?s)?|/?\s*({letters})(?![^\W_]))",  # noqa: RUF001
            re.IGNORECASE,
        )
        self._bare = re.compile(
            rf"(?<![^\W_])(?:(?:{person})(?:\s*(?:{between}))*|{joined(age['labels'])})[\s:]*"
            rf"(\d{{1,3}})(?![\w/%]|[.,]\d|\s*(?:{joined(table['no_value']['counts'])})(?![^\W_]))",
            re.IGNORECASE,
        )
        self._before_person = re.compile(
            rf"(?<![\w.,/-])(\d{{1,3}})(?:\s?/?\s?({letters})(?![^\W_/])"
            rf"|\s*(?=(?:{person})(?![^\W_])))",
            re.IGNORECASE,
        )
        self._letter_first = re.compile(
            rf"(?<![^\W_])({letters})(\d{{2,3}})(?![\w/%]|[.,]\d)", re.IGNORECASE
        )
        self._at = re.compile(
            rf"(?<![^\W_])(?:{joined(age['at'])})\s+(\d{{1,3}})(?![\w/%]|[.,]\d)", re.IGNORECASE
        )
        self._person_before = re.compile(
            rf"(?<![^\W_])(?:{person})(?:\s*(?:{between}))*[\s,]*$", re.IGNORECASE
        )
        self._at_end = re.compile(rf"(?<![^\W_])(?:{joined(age['at'])})\s+$", re.IGNORECASE)
        self._person = re.compile(rf"(?<![^\W_])(?:{person})(?![^\W_])", re.IGNORECASE)
        self._newborn, self._newborn_days = _newborn(age), float(age["newborn_days"])
        self._not_behind = re.compile(rf"(?<![^\W_])(?:{joined(age['not_behind'])})\s+(?:the\s+)?$")
        self._not_before = re.compile(
            rf"[\s,]*(?:{joined(age['not_before'])})(?![^\W_])", re.IGNORECASE
        )

    def find(self, text: str) -> list[ToldAge]:
        """Return the ages of a text, in order, and spans of time that are none with 0 days."""
        found: list[ToldAge] = []
        for one in (*self._spans(text), *self._numbers(text)):
            if not any(one.start < other.end and other.start < one.end for other in found):
                found.append(one)
        if not any(one.days for one in found):
            found += self._newborns(text)
        return sorted(found, key=lambda one: one.start)

    def _newborns(self, text: str) -> Iterator[ToldAge]:
        """Yield the newborns whose result is told: "my newborn's IgM", "in my newborn"."""
        for match in self._newborn.finditer(text):
            yield ToldAge(match.start(), match.end(), self._newborn_days)

    def at(self, text: str) -> Iterator[ToldAge]:
        """Yield the numbers that may be ages where a value stands before them: "IgM 412 at 54"."""
        for match in self._at.finditer(text):
            if 0 < int(match[1]) <= OLDEST:
                yield ToldAge(match.start(), match.end(), int(match[1]) * DAYS_IN_YEAR)

    def _spans(self, text: str) -> Iterator[ToldAge]:
        """Yield numbers with a unit of time."""
        for match in self._span.finditer(text):
            unit = "".join(match[2].lower().split())
            days = float(match[1]) * self._days[unit]
            old = self._old.match(text, match.end())
            if old is not None:
                sex = self._letters.get((old[1] or "").lower())
                yield ToldAge(match.start(), old.end(), days, sex)
                continue
            before, after = text[: match.start()].lower(), text[match.end() :]
            is_none = self._not_behind.search(before) or self._not_before.match(after)
            is_person = self._person_before.search(before) is not None
            is_person = is_person or self._says_old(match, before) or self._is_at(before)
            is_age = not is_none and (is_person or days >= SURELY_AN_AGE)
            yield ToldAge(match.start(), match.end(), days if is_age else 0.0)

    def _is_at(self, before: str) -> bool:
        """Tell whether somebody is named and then an age: "my baby's IgM at 6 months"."""
        return bool(self._at_end.search(before) and self._person.search(before))

    def _says_old(self, span: re.Match[str], before: str) -> bool:
        """Tell whether a span is written as an age: "4yo", or "my 9mo" without a space."""
        is_glued = span.end() - span.start() == len(span[1]) + len(span[2])
        is_ones = is_glued and self._whose.search(before) is not None
        return "".join(span[2].lower().split()) in self._said or is_ones

    def _numbers(self, text: str) -> Iterator[ToldAge]:
        """Yield numbers without a unit, in years, that stand beside the word for a person."""
        for match in self._before_person.finditer(text):
            sex = self._letters.get((match[2] or "").lower())
            yield from _years(match[1], match.start(), match.end(), sex)
        for match in self._letter_first.finditer(text):
            yield from _years(
                match[2], match.start(), match.end(), self._letters.get(match[1].lower())
            )
        for match in self._bare.finditer(text):
            yield from _years(match[1], match.start(1), match.end(), None)


def _newborn(age: dict[str, Any]) -> re.Pattern[str]:
    """Return the pattern of a newborn who has a result, and is not only somebody's child."""
    name = joined(age["newborn"])
    behind = rf"(?=['’]?s(?![^\W_])|\s+(?:{joined(age['newborn_behind'])})(?![^\W_]))"  # noqa: RUF001
    after = rf"(?<![^\W_])(?:{joined(age['whose'])})\s+(?:{name}){behind}"
    before = rf"(?<![^\W_])(?:{joined(age['newborn_before'])})\s+(?:{name})(?![^\W_])"
    return re.compile(f"{after}|{before}", re.IGNORECASE)


def _years(written: str, start: int, end: int, sex: Sex | None) -> Iterator[ToldAge]:
    if 0 < int(written) <= OLDEST:
        yield ToldAge(start, end, int(written) * DAYS_IN_YEAR, sex)


@lru_cache(maxsize=4)
def age_finder(knowledge: Knowledge) -> AgeFinder:
    """Return the finder of one opened knowledge."""
    return AgeFinder(knowledge.table("told_values"))
