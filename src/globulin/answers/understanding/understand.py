"""Understands a question: names and sides first, words of the intent second."""

from functools import lru_cache

from globulin.answers.red_flags import (
    EMERGENCY,
    Triggered,
    find_red_flags,
    is_emergency,
    is_self_harm,
)
from globulin.answers.told_values import has_value
from globulin.answers.understanding.asked import Asked, find_asked
from globulin.answers.understanding.intents import (
    ABBREVIATION,
    WHAT_IS,
    Named,
    find_intents,
    make_wordings,
)
from globulin.answers.understanding.scope import Redirect, decide_redirect
from globulin.answers.understanding.signals import Signals, read_signals
from globulin.answers.understanding.subject import SIDES, Subject, find_subject, page_side
from globulin.answers.understanding.understood import (
    CERTAIN,
    GUESS,
    LIKELY,
    UNSURE,
    Understanding,
)
from globulin.errors import UsageError
from globulin.knowledge import Knowledge
from globulin.model import QuestionEntry
from globulin.vocabulary import normalize

MOST_CHARACTERS = 2000
OUT_OF_SCOPE = "out_of_scope"


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
    subject = find_subject(signals, knowledge, language)
    condition = _condition(signals, knowledge)
    has_number = _has_number(text, signals, subject, knowledge)
    intents = _intents(signals, knowledge, subject, condition, asked, has_number=has_number)
    is_elsewhere = redirect is not None and redirect.id != EMERGENCY
    page_analyte, page_direction = page_side(subject, intents[0], knowledge)
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
        sides=subject.sides,
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
    subject: Subject,
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


def _has_number(text: str, signals: Signals, subject: Subject, knowledge: Knowledge) -> bool:
    """Tell whether a question tells the number of what it names; a total's as a report is read."""
    if not (signals.values and subject.sides):
        return False
    analytes = (knowledge.analyte(key) for key, _ in subject.sides)
    is_total = all(analyte is not None and analyte.directions for analyte in analytes)
    return has_value(text, knowledge) if is_total else True


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
