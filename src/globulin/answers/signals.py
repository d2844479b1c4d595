"""What stands in a question: words, names, directions, numbers, ages; nothing decided yet."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from globulin.knowledge import Knowledge
from globulin.vocabulary import Lexicon, Match, find_phrases, mend_spelling, tokenize

DAYS_IN = {"day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25}
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
FLAG_LETTERS = frozenset({"h", "l"})


@dataclass(frozen=True, slots=True)
class Signals:
    """The readable parts of one question; positions are token numbers.

    `directions` are (position, high or low); `values` the positions of numbers that are no age.
    """

    tokens: tuple[str, ...]
    analytes: tuple[Match, ...]
    conditions: tuple[Match, ...]
    tests: tuple[Match, ...]
    terms: tuple[Match, ...]
    directions: tuple[tuple[int, str], ...]
    intents: tuple[str, ...]
    values: tuple[int, ...]
    age_days: int | None

    def has_any(self, phrases: Sequence[str]) -> bool:
        """Tell whether one of the phrases stands in the question."""
        return bool(find_phrases(self.tokens, phrases))


@lru_cache(maxsize=4)
def _lexicon(knowledge: Knowledge) -> tuple[Lexicon, frozenset[str]]:
    """Return the names, and the plain words of the language, of one opened knowledge."""
    return Lexicon(knowledge.phrases()), frozenset(_plain_words(knowledge.table("language")))


def read_signals(text: str, knowledge: Knowledge, language: dict[str, Any]) -> Signals:
    """Return what stands in a question."""
    lexicon, plain_words = _lexicon(knowledge)
    tokens = mend_spelling(tokenize(text), known=lexicon.words, keep=plain_words)
    tokens = _rewrite(tokens, language["rewrite"], unless_behind=language["asked"]["word"])
    matches = _outermost(lexicon.find(tokens))
    of_kind = {
        kind: tuple(match for match in matches if match.kind == kind)
        for kind in ("analyte", "condition", "test", "term")
    }
    age_days, age_positions = _read_age(tokens, language["age"])
    named = [m for m in matches if m.kind in {"analyte", "condition"}]
    numbers = [
        position
        for position, token in enumerate(tokens)
        if _NUMBER.fullmatch(token)
        and position not in age_positions
        and not any(m.start <= position < m.end for m in (*named, *of_kind["test"]))
    ]
    return Signals(
        tokens=tokens,
        analytes=of_kind["analyte"],
        conditions=of_kind["condition"],
        tests=of_kind["test"],
        terms=of_kind["term"],
        directions=tuple(_directions(tokens, named, numbers, language)),
        intents=tuple(_intents(tokens, named, language)),
        values=tuple(numbers),
        age_days=age_days,
    )


def _rewrite(
    tokens: Sequence[str], table: dict[str, str], *, unless_behind: Sequence[str]
) -> tuple[str, ...]:
    """Return the tokens with each phrase of the table replaced by what it stands for.

    A phrase that is asked for as a word stays as it is.
    """
    asked = {end for _, end, _ in find_phrases(tokens, unless_behind)}
    found = [match for match in find_phrases(tokens, table) if match[0] not in asked]
    result: list[str] = []
    position = 0
    for start, end, phrase in found:
        if start >= position:
            result += [*tokens[position:start], *tokenize(table[phrase])]
            position = end
    return (*result, *tokens[position:])


def _plain_words(table: object) -> set[str]:
    """Return every word of the language's table: none of them is a misspelt name."""
    if isinstance(table, str):
        return set(tokenize(table))
    parts = table.values() if isinstance(table, dict) else table if isinstance(table, list) else ()
    return {word for part in parts for word in _plain_words(part)}


def _directions(
    tokens: Sequence[str], named: Sequence[Match], numbers: Sequence[int], language: dict[str, Any]
) -> Iterator[tuple[int, str]]:
    """Yield the direction words outside of names; a lone letter counts only as a flag."""
    inside = {i for match in named for i in range(match.start, match.end)}
    for start, end, _ in find_phrases(tokens, language["units"]["words"]):
        inside |= set(range(start, end))
    found: dict[int, str] = {}
    for direction in ("high", "low"):
        for start, end, phrase in find_phrases(tokens, language["direction"][direction]):
            if any(position in inside for position in range(start, end)):
                continue
            if phrase in FLAG_LETTERS and not _is_flag(tokens, start, numbers):
                continue
            for position in range(start, end):
                # A longer phrase ("lower than normal") wins over a word inside it.
                if position not in found or end - start > 1:
                    found[position] = direction
    last = None
    for position, direction in sorted(found.items()):
        if last != (position - 1, direction):
            yield position, direction
        last = (position, direction)


def _is_flag(tokens: Sequence[str], position: int, numbers: Sequence[int]) -> bool:
    after_number = any(0 < position - number <= FLAG_REACH for number in numbers)
    return after_number or position == len(tokens) - 1


FLAG_REACH = 4


def _intents(
    tokens: Sequence[str], named: Sequence[Match], language: dict[str, Any]
) -> Iterator[str]:
    """Yield the intents whose phrases stand in the question, outside of names."""
    for intent in language["intent"]:
        found = find_phrases(tokens, intent["phrases"])
        if any(not _is_inside(start, end, named) for start, end, _ in found):
            yield intent["id"]


def _is_inside(start: int, end: int, named: Sequence[Match]) -> bool:
    return any(match.start <= start and end <= match.end for match in named)


def _outermost(matches: Sequence[Match]) -> list[Match]:
    """Return the matches without the analytes that are part of a condition's longer name."""
    conditions = [match for match in matches if match.kind == "condition"]
    return [
        match
        for match in matches
        if match.kind != "analyte"
        or not any(
            c.end - c.start > match.end - match.start and _is_inside(match.start, match.end, [c])
            for c in conditions
        )
    ]


def _read_age(
    tokens: Sequence[str], words: dict[str, list[str]]
) -> tuple[int | None, frozenset[int]]:
    """Return an age in days and the positions of its words; an age needs a number and a unit."""
    for position, token in enumerate(tokens):
        if not _NUMBER.fullmatch(token):
            continue
        for unit, phrases in words.items():
            for start, end, _ in find_phrases(tokens[position + 1 : position + 4], phrases):
                if start == 0:
                    span = frozenset(range(position, position + 1 + end))
                    return round(float(token) * DAYS_IN[unit]), span
    return None, frozenset()
