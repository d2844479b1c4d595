"""Whether a question asks what a test or a word of the field is: by name, behind "what is"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from globulin.answers.understanding.intents import hear_intents, make_wordings
from globulin.answers.understanding.signals import Signals
from globulin.knowledge import Knowledge
from globulin.vocabulary import Match, find_phrases, normalize

# What a question may do besides asking what something is, and still be answered by that.
PLAIN_INTENTS = frozenset({"what_is", "meaning", "abbreviation"})
# The letters of flags are words of the glossary.
FLAGS = "letters"


@dataclass(frozen=True, slots=True)
class Asked:
    """The test or term that a question asks for by name.

    `is_word`: only the meaning of the word is asked for, whatever else it names. `is_test`: the
    name itself says that it is a test, and not the antibody or substance that it looks for.
    """

    kind: Literal["test", "term"]
    id: str
    is_word: bool = False
    is_test: bool = False


def find_asked(signals: Signals, knowledge: Knowledge, language: dict[str, Any]) -> Asked | None:
    """Return the test or term that is asked for by name; a number asks for something else.

    A name that is part of a longer one of another kind is not meant; of two equally long ones a
    test comes before an analyte. A word is meant only where nothing else is named. A test or word
    of every field is not asked for here, unless by the title of its page.
    """
    words = language["asked"]
    behind = list(_behind(signals, signals.terms, words["word"], words["article"]))
    if not signals.analytes and not _is_on_reports(signals, language):
        behind += _before(signals, signals.terms, words["letters"])
    if behind:
        return Asked("term", behind[0].id, is_word=True)
    renamed = _renamed_term(signals, knowledge)
    if renamed is not None:
        return renamed
    if signals.values or _is_on_reports(signals, language):
        return None
    return _find_test(signals, knowledge, words) or _find_term(signals, knowledge, words)


def _renamed_term(signals: Signals, knowledge: Knowledge) -> Asked | None:
    """Return the word that others stand for here, where it alone is asked for."""
    wordings = make_wordings(knowledge)
    heard = hear_intents(signals, wordings)
    if len(signals.renamed) != 1 or not {"what_is", "meaning"}.issuperset(heard) or not heard:
        return None
    key = _term_names(knowledge).get(normalize(signals.renamed[0]))
    return None if key is None else Asked("term", key, is_word=True)


@lru_cache(maxsize=4)
def _term_names(knowledge: Knowledge) -> dict[str, str]:
    return {normalize(text): key for text, kind, key in knowledge.phrases() if kind == "term"}


def _is_on_reports(signals: Signals, language: dict[str, Any]) -> bool:
    """Tell whether letters that stand on reports are named: these have a page of their own."""
    rows = language["abbreviations"].items()
    return any(signals.has_any(words) for name, words in rows if name != FLAGS)


def _find_test(signals: Signals, knowledge: Knowledge, words: dict[str, list[str]]) -> Asked | None:
    if not PLAIN_INTENTS.issuperset(hear_intents(signals, make_wordings(knowledge))):
        return None
    for match in _behind(signals, signals.tests, words["before"], words["article"]):
        test = knowledge.test(match.id)
        is_ours = test is not None and (test.about_immunoglobulins or bool(signals.analytes))
        if is_ours and not _is_part_of_longer(match, (*signals.analytes, *signals.conditions)):
            is_test = signals.tokens[match.end - 1] in words["test"]
            return Asked("test", match.id, is_test=is_test)
    return None


def _find_term(signals: Signals, knowledge: Knowledge, words: dict[str, list[str]]) -> Asked | None:
    """Return the word asked for; none where something that has a page is named too."""
    if signals.analytes or any(knowledge.condition(m.id) for m in signals.conditions):
        return None
    for match in (
        *_behind(signals, signals.terms, words["opening"], words["article"]),
        *_before(signals, signals.terms, words["after"]),
    ):
        term = knowledge.term(match.id)
        is_ours = term is not None and (not term.common or term.id in words["plain_terms"])
        if is_ours and not _is_part_of_longer(match, signals.tests):
            return Asked("term", match.id)
    return None


def _behind(
    signals: Signals, matches: Sequence[Match], openings: Sequence[str], articles: Sequence[str]
) -> Iterator[Match]:
    """Yield the matches right behind one of the openings, an article between or not."""
    tokens = signals.tokens
    starts = set()
    for start, end, _ in find_phrases(tokens, openings):
        # Some names hold the opening itself ("what does H mean").
        starts |= {start, end}
        if end < len(tokens) and tokens[end] in articles:
            starts.add(end + 1)
    yield from (match for match in matches if match.start in starts)


def _before(signals: Signals, matches: Sequence[Match], endings: Sequence[str]) -> Iterator[Match]:
    """Yield the matches right before one of the endings ("polyclonal meaning")."""
    starts = {start for start, _, _ in find_phrases(signals.tokens, endings)}
    yield from (match for match in matches if match.end in starts)


def _is_part_of_longer(match: Match, others: Sequence[Match]) -> bool:
    size = match.end - match.start
    return any(
        other.end - other.start > size
        for other in others
        if other.start < match.end and match.start < other.end
    )
