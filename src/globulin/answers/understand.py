"""Understands a question: names and directions first, words of the intent second."""

from dataclasses import dataclass
from typing import Any

from globulin.answers.asked import Asked, find_asked
from globulin.answers.red_flags import (
    EMERGENCY,
    Triggered,
    find_red_flags,
    is_emergency,
    is_self_harm,
)
from globulin.answers.scope import decide_redirect
from globulin.answers.signals import Signals, read_signals
from globulin.errors import UsageError
from globulin.knowledge import Knowledge
from globulin.model import Direction

ABBREVIATION = "abbreviation"
WHAT_IS = "what_is"
MOST_CHARACTERS = 2000
CERTAIN, LIKELY, UNSURE, GUESS = 1.0, 0.8, 0.6, 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """How a question was read.

    `analyte` is what the route tells; `page_analyte` and `page_direction` are those whose page
    answers (of several classes the first). `red_flags` come with the words that triggered them.
    `test` is a follow-up test and `term` a word of the glossary whose page answers.
    """

    intent: str
    analyte: str | None
    direction: Direction | None
    condition: str | None
    redirect: str | None
    confidence: float
    page_analyte: str | None
    page_direction: Direction | None
    test: str | None
    term: str | None
    age_days: int | None
    red_flags: tuple[Triggered, ...]


def understand(text: str, knowledge: Knowledge) -> Understanding:
    """Return how a question is read; a question without words asks for values.

    Raises:
        UsageError: the question is longer than any that a person would ask.
    """
    if len(text) > MOST_CHARACTERS:
        message = f"question: {len(text)} characters: expected at most {MOST_CHARACTERS}"
        raise UsageError(message)
    language = knowledge.table("language")
    signals = read_signals(text, knowledge, language)
    flags = find_red_flags(text, knowledge)
    asked = find_asked(signals, knowledge, language)
    redirect = decide_redirect(
        signals,
        knowledge,
        language,
        asked=asked,
        is_emergency=is_emergency(flags),
        is_self_harm=is_self_harm(flags),
    )
    sides = _sides(signals, language)
    several = language["several"]["analyte"]
    analyte, direction = _route_of(sides, several)
    page_analyte, page_direction = _page_side(sides, knowledge)
    condition = _condition(signals, knowledge)
    if page_analyte == several and condition is not None:
        page_analyte = page_direction = None
    covered = knowledge.analyte(page_analyte) if page_analyte else None
    is_abnormal = signals.has_any(language["abnormal"]["words"])
    intent = _intent(signals, sides, condition, is_abnormal=is_abnormal)
    is_about_letters = any(signals.has_any(words) for words in language["abbreviations"].values())
    if is_about_letters and not sides and condition is None:
        intent = ABBREVIATION
    if asked is not None and (asked.kind == "test" or (asked.is_word and intent != ABBREVIATION)):
        intent = WHAT_IS
    if redirect not in {None, EMERGENCY}:
        intent = "out_of_scope"
    if covered is not None and not covered.directions:
        page_direction = None
    has_page = page_analyte is not None or condition is not None or intent == ABBREVIATION
    return Understanding(
        intent=intent,
        analyte=analyte,
        direction=direction,
        condition=condition,
        redirect=redirect,
        confidence=_confidence(signals, redirect, analyte, condition),
        page_analyte=page_analyte,
        page_direction=page_direction,
        test=asked.id if asked is not None and asked.kind == "test" else None,
        term=_term(signals, asked, has_page=has_page),
        age_days=signals.age_days,
        red_flags=tuple(flags),
    )


def _page_side(
    sides: list[tuple[str, Direction | None]], knowledge: Knowledge
) -> tuple[str | None, Direction | None]:
    """Return the side whose page is shown: the first, and a class explained in full before others.

    "High IgE and low IgM" is answered by the page of IgM: that of IgE only sends elsewhere.
    """
    outlined = {key for key, _ in sides if _is_outlined(knowledge, key)}
    in_full = [side for side in sides if side[0] not in outlined]
    return next(iter(in_full or sides), (None, None))


def _is_outlined(knowledge: Knowledge, key: str) -> bool:
    analyte = knowledge.analyte(key)
    return analyte is not None and analyte.antibody_class and not analyte.directions


def _term(signals: Signals, asked: Asked | None, *, has_page: bool) -> str | None:
    """Return the word that is asked for, or one that is named where nothing else has a page."""
    if asked is not None:
        return asked.id if asked.kind == "term" else None
    return signals.terms[0].id if signals.terms and not has_page else None


def _sides(signals: Signals, language: dict[str, Any]) -> list[tuple[str, Direction | None]]:
    """Return each analyte named, once, with the direction nearest to it.

    With one direction word for several analytes, all of them share it.
    """
    wish = next((side for side in ("high", "low") if signals.has_any(language["wish"][side])), None)
    if "lowering" in signals.intents and wish is not None and not _adjectives(signals, language):
        directions: list[tuple[int, str]] = [(0, wish)]
    else:
        directions = _adjectives(signals, language) or list(signals.directions)
    sides: dict[str, Direction | None] = {}
    for match in signals.analytes:
        nearest = min(
            directions, key=lambda d: (_distance(d[0], match.start, match.end), d[0]), default=None
        )
        sides.setdefault(match.id, None if nearest is None else _as_direction(nearest[1]))
    return list(sides.items())


def _adjectives(signals: Signals, language: dict[str, Any]) -> list[tuple[int, str]]:
    """Return the direction words that are no wish ("how to lower a high IgM": high)."""
    wishes = {
        w for side in ("high", "low") for phrase in language["wish"][side] for w in phrase.split()
    }
    return [(at, side) for at, side in signals.directions if signals.tokens[at] not in wishes]


def _distance(position: int, start: int, end: int) -> int:
    # A word before a name belongs to it rather than to the name before: "high igm low igg".
    return start - position if position < start else 2 * (position - end) + 1


def _as_direction(word: str) -> Direction:
    return "high" if word == "high" else "low"


def _route_of(
    sides: list[tuple[str, Direction | None]], several: str
) -> tuple[str | None, Direction | None]:
    """Return analyte and direction of the route: more than one class is told as `several`."""
    if not sides:
        return None, None
    if len(sides) == 1:
        return sides[0]
    shared = {direction for _, direction in sides}
    return several, shared.pop() if len(shared) == 1 else None


def _condition(signals: Signals, knowledge: Knowledge) -> str | None:
    """Return the condition asked about; the words of an analyte are not one."""
    for match in sorted(signals.conditions, key=lambda m: m.start - m.end):
        inside = any(a.start <= match.start and match.end <= a.end for a in signals.analytes)
        if not inside and knowledge.condition(match.id) is not None:
            return match.id
    return None


def _intent(
    signals: Signals,
    sides: list[tuple[str, Direction | None]],
    condition: str | None,
    *,
    is_abnormal: bool,
) -> str:
    has_direction = is_abnormal or any(direction for _, direction in sides)
    if sides and signals.values:
        return "interpretation"
    if len(sides) > 1 and has_direction:
        return "urgency" if "urgency" in signals.intents else "pattern"
    for intent in signals.intents:
        if intent == "what_is" and has_direction:
            continue
        if intent == "meaning" and not has_direction and bool(sides) != (condition is not None):
            return WHAT_IS
        return intent
    if condition is not None:
        return "causes" if sides else "what_is"
    return "meaning" if has_direction else "what_is"


def _confidence(
    signals: Signals, redirect: str | None, analyte: str | None, condition: str | None
) -> float:
    if redirect is not None:
        return LIKELY
    if analyte is None and condition is None:
        return GUESS if not (signals.terms or signals.tests) else UNSURE
    return CERTAIN if signals.intents else LIKELY
