"""Finds the red flags that a text describes, by the signs that are there in it."""

from collections.abc import Iterator, Sequence

from globulin.answers.alarm import (
    Framing,
    Hearing,
    SignBook,
    hear,
    is_igm_fine,
    open_book,
    tells_own,
)
from globulin.knowledge import Knowledge
from globulin.model import RedFlagRule

Triggered = tuple[RedFlagRule, tuple[str, ...]]
SELF_HARM = "self-harm"
EMERGENCY = "emergency"


def find_red_flags(text: str, knowledge: Knowledge, *, is_told: bool = False) -> list[Triggered]:
    """Return the rules whose signs are there in a text, each with the names of these signs.

    `is_told`: the text tells of a person and asks nothing.
    """
    book = open_book(knowledge)
    hearings = hear(text, book)
    there = _signs_there(hearings, book, is_told=is_told)
    if not there:
        return []
    spared = book.spared if is_igm_fine(hearings) else frozenset()
    found = []
    for rule in knowledge.red_flags():
        rows = [row for row in book.rings.get(rule.id, ()) if there.issuperset(row)]
        if rows and rule.id not in spared:
            found.append((rule, tuple(dict.fromkeys(_names(rows, book)))))
    return found


def denies(text: str, knowledge: Knowledge) -> bool:
    """Tell whether a text itself denies something, so that the rest of it may still be there.

    A negation inside a sign ("bleeding that does not stop") denies nothing.
    """
    return any(
        start not in {place for one in hearing.occurrences for place in one.places()}
        for hearing in hear(text, open_book(knowledge))
        for start, _ in hearing.spans("denial")
    )


def is_emergency(flags: Sequence[Triggered]) -> bool:
    """Tell whether one of the flags is an emergency of the body; self-harm has its own text."""
    return any(rule.urgency == EMERGENCY and rule.id != SELF_HARM for rule, _ in flags)


def is_self_harm(flags: Sequence[Triggered]) -> bool:
    """Tell whether thoughts of self-harm are among the flags."""
    return any(rule.id == SELF_HARM for rule, _ in flags)


def _signs_there(hearings: Sequence[Hearing], book: SignBook, *, is_told: bool) -> set[str]:
    there: set[str] = set()
    is_own = tells_own(hearings)
    for hearing in hearings:
        framing = Framing(hearing, book, is_told=is_told, is_own=is_own)
        for occurrence in hearing.occurrences:
            if occurrence.sign not in there and framing.is_there(occurrence):
                there.add(occurrence.sign)
    return there


def _names(rows: Sequence[Sequence[str]], book: SignBook) -> Iterator[str]:
    """Yield the names of the signs; that an immunoglobulin was named tells nothing."""
    for row in rows:
        yield from (book.signs[sign].name for sign in row if not book.signs[sign].around)
