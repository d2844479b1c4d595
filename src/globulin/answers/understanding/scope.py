"""Decides whether a question belongs here, and if not, which kind of question it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from globulin.answers.understanding.asked import Asked
from globulin.answers.understanding.foreign import is_foreign
from globulin.answers.understanding.signals import Signals, english_words
from globulin.answers.understanding.specific_antibody import is_specific_antibody, specific_words
from globulin.knowledge import Knowledge
from globulin.vocabulary import Patterns, compile_patterns

FIRST = frozenset({"harm", "injection"})
NON_MEDICAL = "non_medical"
# Words of a question in which a bare number can only be a result.
SHORT = 14
# In another trade it does not matter which antibody it is.
EARLY = frozenset({"non_medical"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A kind of question that this is not the place for, and how it is worded.

    `before`: also where an immunoglobulin is named. `unless`: not with this wording;
    `without_value`: not with a number that may be a result. `condition_too`: also where a
    condition that belongs here is named, and no immunoglobulin; `is_short`: only in a question of
    few words.
    """

    redirect: str
    topic: str
    wording: Patterns
    unless: Patterns
    before: bool
    without_value: bool
    condition_too: bool
    is_short: bool

    def fits(self, signals: Signals) -> bool:
        """Tell whether a question is of this kind by its wording."""
        if self.without_value and signals.values:
            return False
        if self.is_short and len(signals.tokens) > SHORT:
            return False
        texts = (signals.text, signals.plain)
        is_worded = any(self.wording.search(text) for text in texts)
        return is_worded and not any(self.unless.search(text) for text in texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """Where a question is sent: the redirect of the contract, and which text answers."""

    id: str
    topic: str


@lru_cache(maxsize=4)
def make_elsewhere(knowledge: Knowledge) -> tuple[Elsewhere, ...]:
    """Return the kinds of questions from elsewhere of one opened knowledge, in their order."""
    scope = knowledge.table("scope")
    classes = knowledge.table("language")["class"] | scope["class"]
    return tuple(
        Elsewhere(
            redirect=_redirect_of(row["topic"], knowledge),
            topic=row["topic"],
            wording=compile_patterns(row["patterns"], classes),
            unless=compile_patterns(row.get("unless", []), classes),
            before=row["before"],
            without_value=row.get("without_value", False),
            condition_too=row.get("condition_too", False),
            is_short=row.get("is_short", False),
        )
        for row in scope["redirect"]
    )


def _redirect_of(topic: str, knowledge: Knowledge) -> str:
    found = knowledge.redirect_topic(topic)
    if found is None:
        message = f"scope.toml names topic {topic!r}: expected one of redirect_topics.toml"
        raise LookupError(message)
    return found.redirect


@lru_cache(maxsize=4)
def _specific_topics(knowledge: Knowledge) -> tuple[tuple[str, Patterns], ...]:
    """Return the kinds of antibodies against one thing, each with its wording, in order."""
    scope = knowledge.table("scope")
    classes = knowledge.table("language")["class"] | scope["class"]
    return tuple(
        (row["topic"], compile_patterns(row["patterns"], classes))
        for row in scope["specific_topic"]
    )


def decide_redirect(
    signals: Signals,
    knowledge: Knowledge,
    *,
    asked: Asked | None,
    is_emergency: bool,
    is_self_harm: bool,
) -> Redirect | None:
    """Return where a question is sent, or None where it belongs here.

    The order is that of the contract: emergency, self-harm, harm or injection, then the rest.
    """
    return next(
        _redirects(
            signals, knowledge, asked=asked, is_emergency=is_emergency, is_self_harm=is_self_harm
        ),
        None,
    )


def _redirects(
    signals: Signals,
    knowledge: Knowledge,
    *,
    asked: Asked | None,
    is_emergency: bool,
    is_self_harm: bool,
) -> Iterator[Redirect]:
    dangers = (("emergency", is_emergency), ("self_harm", is_self_harm))
    yield from (Redirect(id=kind, topic=kind) for kind, holds in dangers if holds)
    kinds = make_elsewhere(knowledge)
    fitting = [kind for kind in kinds if kind.fits(signals)]
    yield from (_to(kind) for kind in fitting if kind.redirect in FIRST)
    if signals.marks:
        yield Redirect(id="injection", topic="injection")
    if is_foreign(signals, knowledge.table("scope")["foreign"], english_words(knowledge)):
        yield Redirect(id="language", topic="language")
    language = knowledge.table("language")
    yield from (_to(kind) for kind in fitting if kind.before and kind.topic in EARLY)
    if is_specific_antibody(signals, knowledge, specific_words(knowledge), asked):
        texts = (signals.plain, signals.text)
        topics = _specific_topics(knowledge)
        worded = (name for name, said in topics if any(said.search(text) for text in texts))
        yield Redirect(id="specific_antibody", topic=next(worded, "specific_antibody"))
    yield from (_to(kind) for kind in fitting if kind.before)
    if _has_analyte(signals, knowledge) or asked is not None:
        return
    if _has_condition(signals, knowledge):
        yield from (_to(kind) for kind in fitting if kind.condition_too)
        return
    if not _has_word(signals, knowledge, language):
        yield from _unnamed(signals, fitting)


def _unnamed(signals: Signals, fitting: Sequence[Elsewhere]) -> Iterator[Redirect]:
    """Yield where a question is sent that names nothing of ours."""
    if len(signals.tokens) == len(signals.numbers):
        yield Redirect(id="ask_for_values", topic="ask_for_values")
    if any(match.kind == "analyte" for match in signals.analytes):
        yield Redirect(id="other_test", topic="other_test")
    yield from (_to(kind) for kind in fitting)
    yield Redirect(id=NON_MEDICAL, topic=NON_MEDICAL)


def _to(kind: Elsewhere) -> Redirect:
    return Redirect(id=kind.redirect, topic=kind.topic)


def _has_analyte(signals: Signals, knowledge: Knowledge) -> bool:
    """Tell whether an analyte that the knowledge covers is named.

    The family alone ("immunoglobulins") beside another test or nothing is enough too.
    """
    named = (knowledge.analyte(match.id) for match in signals.analytes)
    return any(analyte is not None and analyte.covered for analyte in named)


def _has_condition(signals: Signals, knowledge: Knowledge) -> bool:
    """Tell whether a condition that is about immunoglobulins is named."""
    groups = {group.id: group for group in knowledge.groups()}
    named = (knowledge.condition(match.id) for match in signals.conditions)
    return any(
        groups[condition.group].about_immunoglobulins
        if condition.about_immunoglobulins is None
        else condition.about_immunoglobulins
        for condition in named
        if condition is not None
    )


def _has_word(signals: Signals, knowledge: Knowledge, language: dict[str, Any]) -> bool:
    """Tell whether letters of a report, or a word of our field, are named."""
    if any(signals.has_any(words) for words in language["abbreviations"].values()):
        return True
    terms = (knowledge.term(match.id) for match in signals.terms)
    return any(term is not None and not term.common for term in terms)
