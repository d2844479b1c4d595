"""Decides whether a question belongs here, and if not, which kind of question it is."""

from typing import Any

from globulin.answers.asked import Asked
from globulin.answers.signals import Signals
from globulin.knowledge import Knowledge
from globulin.vocabulary import find_phrases

FIRST = ("harm", "injection")


def decide_redirect(
    signals: Signals,
    knowledge: Knowledge,
    language: dict[str, Any],
    *,
    asked: Asked | None,
    is_emergency: bool,
    is_self_harm: bool,
) -> str | None:
    """Return the kind of redirect, or None where the question belongs here.

    The order is that of the contract: emergency, self-harm, harm or injection, then the rest.
    """
    phrases = {row["id"]: row["phrases"] for row in language["redirect"]}
    kinds = (
        ("emergency", is_emergency),
        ("self_harm", is_self_harm),
        *((kind, signals.has_any(phrases[kind])) for kind in FIRST),
        ("specific_antibody", _is_specific_antibody(signals, knowledge, language, asked)),
        ("clinician", signals.has_any(phrases["clinician"])),
        ("language", _is_foreign(signals, language)),
    )
    first = next((kind for kind, holds in kinds if holds), None)
    if first is not None or asked is not None or _belongs(signals, knowledge, language):
        return first
    return _elsewhere(signals, language, phrases)


def _is_foreign(signals: Signals, language: dict[str, Any]) -> bool:
    """Tell whether two words are foreign and nothing in the question is English."""
    foreign = find_phrases(signals.tokens, language["foreign"]["words"])
    return len(foreign) > 1 and not signals.intents and not signals.directions


def _belongs(signals: Signals, knowledge: Knowledge, language: dict[str, Any]) -> bool:
    """Tell whether something that the knowledge covers is asked about."""
    for match in signals.analytes:
        analyte = knowledge.analyte(match.id)
        if analyte is not None and analyte.covered:
            return True
    several = language["several"]["analyte"]
    if any(match.id != several for match in signals.analytes):
        return False
    if signals.analytes and signals.conditions:
        return True
    if any(signals.has_any(words) for words in language["abbreviations"].values()):
        return True
    groups = {group.id: group for group in knowledge.groups()}
    for match in signals.conditions:
        condition = knowledge.condition(match.id)
        if condition is not None and groups[condition.group].about_immunoglobulins:
            return True
    terms = (knowledge.term(match.id) for match in signals.terms)
    return any(term is not None and not term.common for term in terms)


def _elsewhere(signals: Signals, language: dict[str, Any], phrases: dict[str, list[str]]) -> str:
    is_about_a_result = signals.has_any(language["result"]["words"]) or not signals.tokens
    is_other_test = bool(signals.tests) or signals.has_any(phrases["other_test"])
    kinds = (
        ("other_test", bool(signals.analytes)),
        ("ask_for_values", is_about_a_result),
        ("other_test", is_other_test),
        ("condition", bool(signals.conditions)),
        ("treatment", signals.has_any(phrases["treatment"])),
        ("medical_other", signals.has_any(phrases["medical_other"])),
    )
    return next((kind for kind, holds in kinds if holds), "non_medical")


def _is_specific_antibody(
    signals: Signals, knowledge: Knowledge, language: dict[str, Any], asked: Asked | None
) -> bool:
    """Tell whether an antibody against one thing is meant and not the total amount.

    A germ directly beside the class ("hepatitis A IgM"), or a word of such tests ("positive",
    "titer") with a class of antibody, means the other test; unless that test is asked for as a
    test, or only a word is.
    """
    if asked is not None and (asked.is_test or asked.is_word):
        return False
    words = language["specific_antibody"]
    classes = [m for m in signals.analytes if _is_class(knowledge, m.id)]
    if not classes:
        return False
    if signals.has_any(words["markers"]):
        return True
    for start, end, _ in find_phrases(signals.tokens, words["targets"]):
        if any(end == match.start for match in classes):
            return True
        is_asked_for = any(match.end < start <= match.end + 2 for match in classes)
        if is_asked_for and not signals.directions and not signals.intents:
            return True
    return False


def _is_class(knowledge: Knowledge, key: str) -> bool:
    analyte = knowledge.analyte(key)
    return analyte is not None and (bool(analyte.directions) or analyte.antibody_class)
