"""How a red flag and the list of when to get help are told: word for word, and who read them."""

from collections.abc import Iterable, Mapping
from typing import Any

from globulin.answers.fill import Filler
from globulin.model import RedFlag, RedFlagRule, Sentence, Statement

HELP = "help"


def tell_flag(
    rule: RedFlagRule,
    triggers: tuple[str, ...],
    *,
    filler: Filler,
    interface: Mapping[str, Any],
    audience: str,
) -> RedFlag:
    """Return a red flag in the words for this audience, and whether a clinician has read them."""
    return RedFlag(
        id=rule.id,
        urgency=rule.urgency,
        triggered_by=triggers,
        statements=(
            *(filler.fill(s) for s in rule.statements if s.voice in {"both", audience}),
            _review(rule.reviewed, filler, interface),
        ),
    )


def tell_help(
    sentences: Iterable[Sentence], *, filler: Filler, interface: Mapping[str, Any], audience: str
) -> tuple[Statement, ...]:
    """Return when to get help: the same words on every page, and whether a clinician read them."""
    chosen = sorted(
        (s for s in sentences if s.place == HELP and s.voice in {"both", audience}),
        key=lambda sentence: sentence.order,
    )
    reviewed = interface["review"]["help_reviewed"]
    return (*(filler.fill(s) for s in chosen), _review(reviewed, filler, interface))


def _review(reviewed: str, filler: Filler, interface: Mapping[str, Any]) -> Statement:
    words = interface["review"]
    text = words["done"].format(who=reviewed) if reviewed else words["not_yet"]
    return filler.state(text, kind="note", facts=())
