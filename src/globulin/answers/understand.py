"""Understands a question: names and sides first, words of the intent second."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from globulin.answers.asked import Asked, find_asked
from globulin.answers.intents import (
    ABBREVIATION,
    LOWERING,
    WHAT_IS,
    Named,
    find_intents,
    make_wordings,
)
from globulin.answers.red_flags import (
    EMERGENCY,
    Triggered,
    find_red_flags,
    is_emergency,
    is_self_harm,
)
from globulin.answers.scope import Redirect, decide_redirect
from globulin.answers.sides import Said, Side, assign_sides
from globulin.answers.signals import Signals, read_signals
from globulin.answers.told_values import has_value
from globulin.errors import UsageError
from globulin.knowledge import Knowledge
from globulin.model import Direction, QuestionEntry
from globulin.vocabulary import Match, normalize

__all__ = ["ABBREVIATION", "EMERGENCY", "WHAT_IS", "Understanding", "understand"]

MOST_CHARACTERS = 2000
OUT_OF_SCOPE = "out_of_scope"
# What is told of the whole family; else the page of one of its classes answers.
OF_FAMILY = frozenset({WHAT_IS, ABBREVIATION})
CERTAIN, LIKELY, UNSURE, GUESS = 1.0, 0.8, 0.6, 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """How a question was read.

    `analyte` is what the route tells; `page_analyte` and `page_direction` are those whose page
    answers (of several classes the first). `intents` are all that were heard, the one that won
    first; `classes` all that were named. `red_flags` come with the words that triggered them.
    `test` is a follow-up test and `term` a word of the glossary whose page answers, or is near to
    what is asked; `topic` says which text answers a question that is sent elsewhere.
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
    sex: Literal["female", "male"] | None = None
    pregnant: bool | None = None
    intents: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    topic: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    """What a question is about: each class named with its side, and what the route tells.

    `page` is whose page answers, where it is not that of the analyte.
    """

    sides: tuple[tuple[str, Side | None], ...]
    analyte: str | None
    direction: Direction | None
    is_several: bool
    is_wish: bool
    page: str | None = None


def understand(text: str, knowledge: Knowledge) -> Understanding:
    """Return how a question is read; a question without words asks for values.

    Raises:
        UsageError: the question is longer than any that a person would ask.
    """
    if len(text) > MOST_CHARACTERS:
        message = f"question: {len(text)} characters: expected at most {MOST_CHARACTERS}"
        raise UsageError(message)
    titled = _titles(knowledge).get(normalize(text))
    if titled is not None and titled.test is None and titled.term is None:
        return _of_title(titled, knowledge)
    language = knowledge.table("language")
    signals = read_signals(text, knowledge, language)
    flags = _for_here(find_red_flags(text, knowledge), signals)
    asked = _titled(titled) or find_asked(signals, knowledge, language)
    redirect = decide_redirect(
        signals,
        knowledge,
        asked=asked,
        is_emergency=is_emergency(flags),
        is_self_harm=is_self_harm(flags),
    )
    redirect = redirect if titled is None else None
    subject = _subject(signals, knowledge, language)
    condition = _condition(signals, knowledge)
    has_number = _has_number(text, signals, subject, knowledge)
    intents = _intents(signals, knowledge, subject, condition, asked, has_number=has_number)
    is_elsewhere = redirect is not None and redirect.id != EMERGENCY
    page_analyte, page_direction = _page_side(subject, intents[0], knowledge)
    if page_analyte == language["several"]["analyte"] and condition is not None:
        page_analyte = page_direction = None
    has_page = page_analyte is not None or condition is not None or intents[0] == ABBREVIATION
    return Understanding(
        intent=OUT_OF_SCOPE if is_elsewhere else intents[0],
        analyte=subject.analyte,
        direction=subject.direction,
        condition=condition,
        redirect=None if redirect is None else redirect.id,
        confidence=_confidence(signals, intents, subject.analyte, condition, redirect=redirect),
        page_analyte=page_analyte,
        page_direction=page_direction,
        test=_test(signals, asked, redirect),
        term=_term(signals, asked, has_page=has_page),
        age_days=signals.person.age_days,
        red_flags=tuple(flags),
        sex=signals.person.sex,
        pregnant=signals.person.pregnant,
        intents=intents,
        classes=tuple(key for key, _ in subject.sides),
        topic=None if redirect is None else redirect.topic,
    )


@lru_cache(maxsize=4)
def _titles(knowledge: Knowledge) -> dict[str, QuestionEntry]:
    """Return the questions that have a page, by their title in plain words."""
    return {normalize(entry.question): entry for entry in knowledge.questions()}


def _titled(entry: QuestionEntry | None) -> Asked | None:
    """Return the test or word that the title of a page asks for."""
    if entry is None:
        return None
    if entry.test is not None:
        return Asked("test", entry.test, is_test=True)
    return None if entry.term is None else Asked("term", entry.term, is_word=True)


def _of_title(entry: QuestionEntry, knowledge: Knowledge) -> Understanding:
    """Return how the title of a page is read: as its page is made."""
    covered = knowledge.analyte(entry.analyte) if entry.analyte else None
    has_side = covered is not None and bool(covered.directions)
    return Understanding(
        intent=entry.intent,
        analyte=entry.analyte,
        direction=entry.direction,
        condition=entry.condition,
        redirect=None,
        confidence=CERTAIN,
        page_analyte=entry.analyte,
        page_direction=entry.direction if has_side else None,
        test=entry.test,
        term=entry.term,
        age_days=None,
        red_flags=(),
        intents=(entry.intent,),
    )


def _intents(
    signals: Signals,
    knowledge: Knowledge,
    subject: _Subject,
    condition: str | None,
    asked: Asked | None,
    *,
    has_number: bool,
) -> tuple[str, ...]:
    """Return what is wanted, first what wins; a test or a word asked for by name is what it is."""
    language = knowledge.table("language")
    is_abnormal = signals.has_any(language["abnormal"]["words"])
    named = Named(
        has_analyte=bool(subject.sides),
        has_number=has_number,
        has_condition=condition is not None,
        has_direction=is_abnormal or any(side in SIDES for _, side in subject.sides),
        is_several=subject.is_several,
        is_wish=subject.is_wish,
        is_word=bool(signals.renamed),
        is_clone=any(key in language["clone"]["found"] for key, _ in subject.sides),
    )
    intents = find_intents(signals, named, make_wordings(knowledge))
    letters = language["abbreviations"]
    is_about_letters = any(signals.has_any(words) for words in letters.values())
    is_alone = not subject.sides and condition is None
    if (is_about_letters and is_alone) or signals.has_any(letters["QNS"]):
        intents = (ABBREVIATION, *(intent for intent in intents if intent != ABBREVIATION))
    is_named_only = asked is not None and (
        asked.kind == "test" or (asked.is_word and intents[0] != ABBREVIATION)
    )
    if is_named_only:
        intents = (WHAT_IS, *(intent for intent in intents if intent != WHAT_IS))
    return intents


SIDES = frozenset({"high", "low"})


def _for_here(flags: list[Triggered], signals: Signals) -> list[Triggered]:
    """Return the flags without those that need a result, where none is spoken of.

    A headache alone is no sign of thick blood; what is an emergency stays one.
    """
    names_any = bool(signals.analytes or signals.conditions)
    return [
        (rule, signs)
        for rule, signs in flags
        if names_any or not rule.analytes or rule.urgency == EMERGENCY
    ]


def _has_number(text: str, signals: Signals, subject: _Subject, knowledge: Knowledge) -> bool:
    """Tell whether a question tells the number of what it names; a total's as a report is read."""
    if not (signals.values and subject.sides):
        return False
    analytes = (knowledge.analyte(key) for key, _ in subject.sides)
    is_total = all(analyte is not None and analyte.directions for analyte in analytes)
    return has_value(text, knowledge) if is_total else True


def _subject(signals: Signals, knowledge: Knowledge, language: dict[str, Any]) -> _Subject:
    """Return what a question is about; of what is named beside a class, the class is meant.

    The family ("immunoglobulins") beside one of its classes adds nothing.
    """
    several = language["several"]["analyte"]
    wish = _wish(signals, knowledge)
    said = signals.said if wish is None else [w for w in signals.said if not wish.covers(w)]
    family = [match for match in signals.analytes if match.id == several]
    lists_classes = any(
        len(set(signals.tokens[m.start : m.end]) & set(language["several"]["classes"])) > 1
        for m in family
    )
    fraction = language["several"]["fraction"]
    is_fraction = any(
        any(token.startswith(fraction) for token in signals.tokens[m.start : m.end]) for m in family
    )
    others = [match for match in signals.analytes if match.id != several]
    names = list(signals.analytes) if lists_classes else others or family
    classes = [m for m in names if _is_class(knowledge, m.id) or (lists_classes and m in family)]
    wholes = {match.id for match in classes}
    parts = language["part_of"]
    classes = [m for m in classes if parts.get(m.id, m.id) == m.id or parts[m.id] not in wholes]
    plain = tuple("#" if place in signals.numbers else t for place, t in enumerate(signals.tokens))
    fillers = frozenset({"#", *language["fillers"]["words"]})
    assigned = assign_sides(classes or names, said, tokens=plain, fillers=fillers)
    sides: dict[str, Side | None] = {}
    if signals.has_any(language["abnormal"]["either"]):
        assigned = [(match, None) for match, _ in assigned]
    for match, side in assigned:
        if sides.get(match.id) is None:
            sides[match.id] = side
    if wish is not None and not said:
        sides = dict.fromkeys(sides, wish.side)
    if not classes:
        sides = dict(list(sides.items())[:1])
    sides = _with_protein(sides, names, language["clone"]["analyte"])
    # A class inside its range takes nothing from what is said of the others.
    shared = {side for side in sides.values() if side in SIDES}
    side = shared.pop() if len(shared) == 1 else None
    return _Subject(
        sides=tuple(sides.items()),
        analyte=several if len(sides) > 1 else next(iter(sides), None),
        direction=_direction(side),
        is_several=len(sides) > 1 or lists_classes,
        page=language["several"]["fraction_page"] if is_fraction else None,
        is_wish=wish is not None and not said,
    )


def _with_protein(
    sides: dict[str, Side | None], names: Sequence[Match], clone: str
) -> dict[str, Side | None]:
    """Return the sides; a class that only types a clone ("an IgG lambda band") is not one of them.

    Args:
        sides: of the classes, or of the first of the other names.
        names: all that are named.
        clone: the analyte of what one clone makes.
    """
    is_clone = any(match.id == clone for match in names)
    return {clone: None} if is_clone and set(sides.values()) <= {None} else sides


def _direction(side: Side | None) -> Direction | None:
    return "high" if side == "high" else "low" if side == "low" else None


@dataclass(frozen=True, slots=True)
class _Wish:
    """The side that a wish to move a number says that it is on, and the words of the wish."""

    side: Side
    start: int
    end: int

    def covers(self, word: Said) -> bool:
        """Tell whether a word of a side is part of the wish."""
        return self.start <= word.at < self.end


def _wish(signals: Signals, knowledge: Knowledge) -> _Wish | None:
    """Return the wish that a question tells, if it asks how a number is moved."""
    wordings = make_wordings(knowledge)
    lowering = dict(wordings.intents)[LOWERING]
    if not lowering.search(signals.plain) and not lowering.search(signals.text):
        return None
    for side, wording in wordings.wishes:
        found = wording.search(signals.plain)
        if found is not None:
            start = signals.plain.count(" ", 1, found.start())
            end = start + found[0].strip().count(" ") + 1
            return _Wish(side, start, end)
    return None


def _is_class(knowledge: Knowledge, key: str) -> bool:
    analyte = knowledge.analyte(key)
    return analyte is not None and (bool(analyte.directions) or analyte.antibody_class)


def _page_side(
    subject: _Subject, intent: str, knowledge: Knowledge
) -> tuple[str | None, Direction | None]:
    """Return the side whose page is shown: the first, and a class explained in full before others.

    "High IgE and low IgM" is answered by the page of IgM: that of IgE only sends elsewhere. Of
    several classes one that is off its range comes before one that is not.
    """
    ranked = sorted(
        subject.sides,
        key=lambda side: (_is_outlined(knowledge, side[0]), side[1] not in SIDES),
    )
    key, side = next(iter(ranked), (None, None))
    family = knowledge.table("language")["several"]
    if key == family["analyte"] and subject.page is not None:
        return subject.page, None
    if key == family["analyte"] and intent not in OF_FAMILY:
        key = family["page"].get(side or "any", key)
    covered = knowledge.analyte(key) if key else None
    if covered is not None and not covered.directions:
        return key, None
    return key, _direction(side)


def _is_outlined(knowledge: Knowledge, key: str) -> bool:
    analyte = knowledge.analyte(key)
    return analyte is not None and not analyte.directions


def _test(signals: Signals, asked: Asked | None, redirect: Redirect | None) -> str | None:
    """Return the test that is asked for; of a question sent elsewhere the one that it names."""
    if asked is not None:
        return asked.id if asked.kind == "test" else None
    return signals.tests[0].id if redirect is not None and signals.tests else None


def _term(signals: Signals, asked: Asked | None, *, has_page: bool) -> str | None:
    """Return the word that is asked for, or one that is named where nothing else has a page."""
    if asked is not None:
        return asked.id if asked.kind == "term" else None
    return signals.terms[0].id if signals.terms and not has_page else None


def _condition(signals: Signals, knowledge: Knowledge) -> str | None:
    """Return the condition asked about; the words of an analyte are not one."""
    for match in sorted(signals.conditions, key=lambda m: m.start - m.end):
        inside = any(a.start <= match.start and match.end <= a.end for a in signals.analytes)
        if not inside and knowledge.condition(match.id) is not None:
            return match.id
    return None


def _confidence(
    signals: Signals,
    intents: tuple[str, ...],
    analyte: str | None,
    condition: str | None,
    *,
    redirect: object,
) -> float:
    if redirect is not None:
        return LIKELY
    if analyte is None and condition is None:
        return GUESS if not (signals.terms or signals.tests) else UNSURE
    return CERTAIN if len(intents) == 1 else LIKELY
