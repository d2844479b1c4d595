"""What a question is about: each class named with its side, and whose page answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from globulin.answers.understanding.intents import ABBREVIATION, LOWERING, WHAT_IS, make_wordings
from globulin.answers.understanding.sides import Said, Side, assign_sides
from globulin.answers.understanding.signals import Signals
from globulin.knowledge import Knowledge
from globulin.model import Direction
from globulin.vocabulary import Match

SIDES = frozenset({"high", "low"})
# What is told of the whole family; else the page of one of its classes answers.
OF_FAMILY = frozenset({WHAT_IS, ABBREVIATION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a question is about: each class named with its side, and what the route tells.

    `page` is whose page answers, where it is not that of the analyte.
    """

    sides: tuple[tuple[str, Side | None], ...]
    analyte: str | None
    direction: Direction | None
    is_several: bool
    is_wish: bool
    page: str | None = None


def find_subject(signals: Signals, knowledge: Knowledge, language: dict[str, Any]) -> Subject:
    """Return what a question is about; of what is named beside a class, the class is meant.

    The family ("immunoglobulins") beside one of its classes adds nothing.
    """
    several = language["several"]["analyte"]
    wish = _wish(signals, knowledge)
    said = signals.said if wish is None else [w for w in signals.said if not wish.covers(w)]
    family = [match for match in signals.analytes if match.id == several]
    fraction = language["several"]["fraction"]
    is_fraction = any(
        any(token.startswith(fraction) for token in signals.tokens[m.start : m.end]) for m in family
    )
    others = [match for match in signals.analytes if match.id != several]
    names = others or family
    classes = [match for match in names if _is_class(knowledge, match.id)]
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
        beside = language["beside"]["analytes"]
        meant = sorted(sides, key=lambda key: key in beside)
        sides = {key: sides[key] for key in meant[:1]}
    sides = _with_protein(sides, names, language["clone"]["analyte"])
    # A class inside its range takes nothing from what is said of the others.
    shared = {side for side in sides.values() if side in SIDES}
    side = shared.pop() if len(shared) == 1 else None
    return Subject(
        sides=tuple(sides.items()),
        analyte=several if len(sides) > 1 else next(iter(sides), None),
        direction=_direction(side),
        is_several=len(sides) > 1,
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


def page_side(
    subject: Subject, intent: str, knowledge: Knowledge
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
