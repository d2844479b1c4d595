"""Finds the red flags that a question describes, by the phrases of their rules."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from globulin.knowledge import Knowledge
from globulin.model import RedFlagRule
from globulin.vocabulary import find_phrases, find_spread, is_negated

Triggered = tuple[RedFlagRule, tuple[str, ...]]
SELF_HARM = "self-harm"
EMERGENCY = "emergency"


def find_red_flags(
    tokens: Sequence[str], knowledge: Knowledge, analytes: set[str], language: dict[str, Any]
) -> list[Triggered]:
    """Return the rules whose words stand in the question, each with the words that did it.

    A denied sign does not count. A rule for some analytes holds where one of them is asked
    about, or none is named.
    """
    negations = language["negation"]["before"]
    found = []
    for rule in knowledge.red_flags():
        if rule.analytes and analytes and not analytes & set(rule.analytes):
            continue
        milder = find_phrases(tokens, _names(knowledge, rule.milder)) if rule.milder else []
        for rows in (rule.when, rule.or_when):
            triggers = _triggers(tokens, rows, negations, milder)
            if triggers:
                found.append((rule, triggers))
                break
    return found


@lru_cache(maxsize=16)
def _names(knowledge: Knowledge, findings: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of findings."""
    return tuple(text for text, _, key in knowledge.phrases() if key in findings)


def is_emergency(flags: Sequence[Triggered]) -> bool:
    """Tell whether one of the flags is an emergency of the body; self-harm has its own text."""
    return any(rule.urgency == EMERGENCY and rule.id != SELF_HARM for rule, _ in flags)


def is_self_harm(flags: Sequence[Triggered]) -> bool:
    """Tell whether thoughts of self-harm are among the flags."""
    return any(rule.id == SELF_HARM for rule, _ in flags)


def _triggers(
    tokens: Sequence[str],
    rows: Sequence[Sequence[str]],
    negations: Sequence[str],
    milder: Sequence[tuple[int, int, str]],
) -> tuple[str, ...]:
    """Return a phrase that stands in the question for every row, or nothing at all.

    One that stands inside the name of a milder sign counts for nothing.
    """
    triggers = []
    for row in rows:
        spread = [phrase for phrase in row if "..." in phrase or "#" in phrase]
        plain = [phrase for phrase in row if phrase not in spread]
        found = [*find_phrases(tokens, plain), *find_spread(tokens, spread)]
        hits = [
            phrase
            for start, end, phrase in found
            if not any(first <= start and end <= last for first, last, _ in milder)
            and not is_negated(tokens, start, negations)
            and not (phrase in spread and find_phrases(tokens[start:end], negations))
        ]
        if not hits:
            return ()
        triggers.append(hits[0])
    return tuple(triggers)
