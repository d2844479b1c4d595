"""Whom a question is about, as far as it says so: age, sex, pregnancy, a person or an animal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from globulin.vocabulary import find_phrases, is_negated, is_number

DAYS_IN = {"day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25}
OLDEST_YEARS = 125


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPerson:
    """What a question says of the person; `places` are the tokens that say the age."""

    age_days: int | None = None
    sex: Literal["female", "male"] | None = None
    pregnant: bool | None = None
    places: frozenset[int] = frozenset()


def find_person(tokens: Sequence[str], language: dict[str, Any]) -> ToldPerson:
    """Return what is told of the person; what is told in two ways is not known."""
    words = language["person"]
    age_days, places = next(_ages(tokens, language["age"]), (None, frozenset()))
    sexes = {sex for sex in ("female", "male") if find_phrases(tokens, words[sex])}
    lettered = _sex_by_letter(tokens, places, words["letters"])
    if lettered is not None:
        sexes = {lettered}
    expecting = find_phrases(tokens, words["pregnant"])
    is_expecting = any(
        not is_negated(tokens, start, language["negation"]["before"]) for start, _, _ in expecting
    )
    sex = sexes.pop() if len(sexes) == 1 else None
    return ToldPerson(
        age_days=age_days,
        sex="female" if sex == "female" else "male" if sex == "male" else None,
        pregnant=is_expecting if expecting else None,
        places=places,
    )


def _ages(
    tokens: Sequence[str], words: dict[str, list[str]]
) -> Iterator[tuple[int, frozenset[int]]]:
    """Yield ages in days with the places of their words.

    An age is a number with a unit of age behind it ("3 months old", "54 yo"), or one behind a
    word of age ("age 54", "aged 7"); a span of time ("for 3 months") is none.
    """
    for place, token in enumerate(tokens):
        if not is_number(token):
            continue
        for unit, days in DAYS_IN.items():
            for start, end, _ in find_phrases(tokens[place + 1 : place + 4], words[unit]):
                if start == 0 and not _is_span(tokens, place, place + 1 + end, words):
                    span = frozenset(range(place, place + 1 + end))
                    yield round(float(token) * days), span
        is_behind = place > 0 and tokens[place - 1] in words["before"]
        is_behind = is_behind or (
            place > 1 and tokens[place - 1] == "of" and tokens[place - 2] in words["people"]
        )
        if is_behind and float(token) <= OLDEST_YEARS:
            yield round(float(token) * DAYS_IN["year"]), frozenset({place})


def _is_span(tokens: Sequence[str], start: int, end: int, words: dict[str, list[str]]) -> bool:
    """Tell whether a number with a unit of time is a length of time and not an age."""
    is_after = start > 0 and tokens[start - 1] in words["span_before"]
    return is_after or tokens[end : end + 1] in [(word,) for word in words["span_behind"]]


def _sex_by_letter(
    tokens: Sequence[str], places: frozenset[int], letters: dict[str, str]
) -> str | None:
    """Return the sex of a letter that is part of the age or beside it ("54 f", "m 54")."""
    near = sorted({place + step for place in places for step in (-1, 0, 1)})
    found = (letters.get(tokens[place]) for place in near if 0 <= place < len(tokens))
    return next((sex for sex in found if sex is not None), None)
