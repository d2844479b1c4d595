"""What a question wants: its intents, the one that wins first."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from globulin.answers.understanding.sides import Side
from globulin.answers.understanding.signals import Signals
from globulin.knowledge import Knowledge
from globulin.vocabulary import Patterns, compile_patterns

WHY = "why"

ABBREVIATION = "abbreviation"
CAUSES = "causes"
INTERPRETATION = "interpretation"
LOWERING = "lowering"
MEANING = "meaning"
NEXT_STEPS = "next_steps"
NORMAL_RANGE = "normal_range"
PATTERN = "pattern"
PROGNOSIS = "prognosis"
URGENCY = "urgency"
WHAT_IS = "what_is"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordings:
    """The wording of each intent, in the order in which they win, and of what turns them.

    `hints` are wordings that give way to those, each with whether it needs a side or a condition.
    `wishes`: of a wish to move a number, the side that it says the number is on.
    """

    intents: tuple[tuple[str, Patterns], ...]
    hints: tuple[tuple[str, bool, Patterns], ...]
    why_tested: Patterns
    acting: Patterns
    compared: Patterns
    own_result: Patterns
    what_first: Patterns
    wishes: tuple[tuple[Side, Patterns], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a question names, as far as it decides what is wanted.

    `has_number`: the number of a result is told. `has_direction`: a number off its range is
    meant. `is_several`: two classes or more. `is_wish`: the only direction is that of a wish to
    move the number. `is_word`: what is named is a word of the field ("hypogammaglobulinemia"), and
    may be asked for as such. `is_clone`: what is named is there only where something is found, as
    a band.
    """

    has_analyte: bool
    has_number: bool
    has_condition: bool
    has_direction: bool
    is_several: bool
    is_wish: bool
    is_word: bool
    is_clone: bool


@lru_cache(maxsize=4)
def make_wordings(knowledge: Knowledge) -> Wordings:
    """Return the compiled wordings of one opened knowledge."""
    language = knowledge.table("language")
    classes = language["class"]

    def compiled(table: dict[str, Any]) -> Patterns:
        return compile_patterns(table["patterns"], classes)

    return Wordings(
        intents=tuple((row["id"], compiled(row)) for row in language["intent"]),
        hints=tuple((row["id"], row["with_side"], compiled(row)) for row in language["hint"]),
        why_tested=compiled(language["why_tested"]),
        acting=compiled(language["acting"]),
        compared=compiled(language["compared"]),
        own_result=compiled(language["own_result"]),
        what_first=compiled(language["what_first"]),
        wishes=(
            ("high", compile_patterns(language["wish"]["high"], classes)),
            ("low", compile_patterns(language["wish"]["low"], classes)),
        ),
    )


def hear_intents(signals: Signals, wordings: Wordings) -> tuple[str, ...]:
    """Return the intents whose wording stands in a question, in the order in which they win.

    Of several sentences the last one that asks is heard first.
    """
    texts = dict.fromkeys((signals.asking, signals.text))
    said = [name for text in texts for name, w in wordings.intents if w.search(text)]
    return tuple(dict.fromkeys(said))


def find_intents(signals: Signals, named: Named, wordings: Wordings) -> tuple[str, ...]:
    """Return the intents of a question, each once, the one that wins first; never none."""
    found = list(dict.fromkeys(_intents(signals, named, wordings)))
    return tuple(found) or (_bare(named),)


def _intents(signals: Signals, named: Named, wordings: Wordings) -> Iterator[str]:
    said = hear_intents(signals, wordings)
    is_own = wordings.own_result.search(signals.text) is not None
    if named.has_number:
        yield INTERPRETATION
    if URGENCY in said:
        yield URGENCY
    if named.is_several and named.has_direction and not named.is_wish:
        yield PATTERN
    asks_what = any(w.search(signals.text) for w in (wordings.why_tested, wordings.compared))
    asks_what = asks_what or (
        not named.has_analyte and wordings.what_first.search(signals.text) is not None
    )
    if asks_what and not named.has_direction:
        yield WHAT_IS
    if named.has_direction and {NORMAL_RANGE, MEANING}.issubset(said):
        yield MEANING
    if CAUSES in said and WHY in signals.tokens:
        yield CAUSES if named.has_direction or named.has_condition or is_own else WHAT_IS
    is_acting = wordings.acting.search(signals.text) is not None
    has_side = named.has_direction or named.has_condition
    hinted = [
        intent
        for intent, with_side, wording in wordings.hints
        if with_side == has_side and wording.search(signals.text)
    ]
    for intent in (*said, *hinted):
        yield _turned(intent, named, is_acting=is_acting, is_own=is_own)


def _turned(intent: str, named: Named, *, is_acting: bool, is_own: bool) -> str:
    """Return what an intent is with what is named beside it."""
    if intent == CAUSES and is_acting and named.has_analyte != named.has_condition:
        # What is named is what acts, and not what is changed: "can high IgM cause fatigue".
        return MEANING if named.has_analyte else WHAT_IS
    if intent == LOWERING and not named.has_analyte:
        # Of a condition there is no number to move: what is done about it is asked.
        return NEXT_STEPS
    if intent == WHAT_IS and named.has_direction and not named.is_word:
        return MEANING
    if intent == MEANING and not (named.has_direction or is_own or named.is_clone):
        return MEANING if named.has_analyte == named.has_condition else WHAT_IS
    return intent


def _bare(named: Named) -> str:
    """Return what is wanted by a name without a verb."""
    if named.has_condition:
        return CAUSES if named.has_analyte else WHAT_IS
    return MEANING if named.has_direction else WHAT_IS
