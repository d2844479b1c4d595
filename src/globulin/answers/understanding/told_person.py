"""Whom a question is about, as far as it says so: age, sex, pregnancy."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from globulin.answers.told_ages import age_finder
from globulin.knowledge import Knowledge
from globulin.vocabulary import find_phrases, is_negated, is_number

SEXES: tuple[Literal["female", "male"], ...] = ("female", "male")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPerson:
    """What a question says of the person.

    `places` are the tokens whose numbers say an age or a length of time.
    """

    age_days: int | None = None
    sex: Literal["female", "male"] | None = None
    pregnant: bool | None = None
    places: frozenset[int] = frozenset()


def find_person(
    text: str, tokens: Sequence[str], knowledge: Knowledge, language: dict[str, Any]
) -> ToldPerson:
    """Return what is told of the person; a sex that is told in two ways is not known."""
    words = language["person"]
    spans = age_finder(knowledge).find(text)
    ages = [span for span in spans if span.days > 0]
    told = {span.sex for span in ages if span.sex is not None}
    named = {sex for sex in SEXES if find_phrases(tokens, words[sex])}
    sexes = told or named
    expecting = find_phrases(tokens, words["pregnant"])
    is_expecting = any(
        not is_negated(tokens, start, language["negation"]["before"]) for start, _, _ in expecting
    )
    written = [number for span in spans for number in _DIGITS.findall(text[span.start : span.end])]
    return ToldPerson(
        age_days=round(ages[0].days) if ages else None,
        sex=sexes.pop() if len(sexes) == 1 else None,
        pregnant=is_expecting if expecting else None,
        places=_places(tokens, written),
    )


def _places(tokens: Sequence[str], written: Sequence[str]) -> frozenset[int]:
    """Return where numbers stand among the tokens, each number at its first free place."""
    places: set[int] = set()
    for number in written:
        free = (
            place
            for place, token in enumerate(tokens)
            if is_number(token) and token == number and place not in places
        )
        place = next(free, None)
        places |= set() if place is None else {place}
    return frozenset(places)
