"""The slots of a sentence: where a word of the page or a number of a fact goes in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from globulin.model.sentence import Sentence

WORD_SLOTS = frozenset(
    {
        "analyte",
        "analyte.name",
        "direction",
        "direction.article",
        "condition",
        "condition.plain",
        "test",
        "term",
        "age",
        "count",
        "checked",
        "you",
        "whose",
        "whose.start",
        "my",
        "value",
        "unit",
        "interval",
        "flag",
        "finding",
        "side",
        "tables.below",
        "tables.within",
        "tables.above",
        "tables.of",
        "tables.open",
        "causes",
        "also",
        "first",
        "second",
        "earlier",
        "later",
        "cause",
        "sum",
        "total",
        "probability",
        "rival",
    }
)
FACT_FIELDS = frozenset({"value", "low", "high", "range", "of", "n", "events", "year"})

SLOT = re.compile(r"\{([A-Za-z0-9][\w-]*(?:\.[a-z_]+)?)\}")
# Digits that are part of a name (IgG1, CD40, COVID-19) follow a letter, or a letter and a hyphen.
_BARE_NUMBER = re.compile(r"(?<![A-Za-z])(?<![A-Za-z]-)(?<!\d)\d[\d.,]*(?!\d)")


@dataclass(frozen=True, slots=True)
class FactSlot:
    """A slot for one field of a fact."""

    fact: str
    field: str


def fact_slots(text: str) -> Iterator[FactSlot]:
    """Yield the slots of facts in the order in which they stand; words of the page apart."""
    for match in SLOT.finditer(text):
        if match[1] not in WORD_SLOTS:
            yield parse_slot(match[1])


def facts_of(sentence: Sentence) -> tuple[str, ...]:
    """Return the ids of the facts that a sentence rests on: those of its slots, then the others."""
    slots = (slot.fact for slot in fact_slots(sentence.text))
    return tuple(dict.fromkeys((*slots, *sentence.facts)))


def parse_slot(name: str) -> FactSlot:
    """Return the fact and the field that a slot names; the value where it names none."""
    fact, _, field = name.partition(".")
    return FactSlot(fact, field or "value")


def bare_numbers(text: str) -> list[str]:
    """Return the numbers that stand in a sentence without a slot.

    >>> bare_numbers("IgG1 rose in {x.of} people after COVID-19, and 12 fell ill.")
    ['12']
    """
    return _BARE_NUMBER.findall(SLOT.sub("", text))
