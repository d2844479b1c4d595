"""The words in which the report of one person is told."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from globulin.answers.fill import Filler
from globulin.knowledge import Knowledge
from globulin.model import Analyte, Person, Sentence, Statement

DAYS_IN_YEAR = 365.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How one page is told: to whom, about whom, in which words and units."""

    knowledge: Knowledge
    interface: dict[str, Any]
    audience: str
    unit: str | None
    words: dict[str, str]
    filler: Filler
    places: dict[str, tuple[Sentence, ...]]

    @property
    def reading(self) -> dict[str, Any]:
        """Return the interface's words about reports."""
        table: dict[str, Any] = self.interface["reading"]
        return table

    def say(self, place: str, *, facts: Iterable[str] = (), **words: str) -> tuple[Statement, ...]:
        """Return the filled sentences of a place, which rest on these facts too."""
        filler = replace(self.filler, words=self.words | words)
        more = tuple(facts)
        return tuple(
            filler.fill_text(s.text, kind=s.kind, facts=(*s.facts, *more))
            for s in self.places.get(place, ())
            if s.voice in {"both", self.audience}
        )

    def units_of(self, analyte: Analyte, own: str | None) -> tuple[str, ...]:
        """Return the units to show: the one asked for, or the report's own, then the other."""
        first = self.unit or own
        if first not in analyte.units:
            return analyte.units
        return (first, *(unit for unit in analyte.units if unit != first))


def make_telling(
    knowledge: Knowledge, *, person: Person, audience: str, unit: str | None, units: tuple[str, ...]
) -> Telling:
    """Return how a report is told; a child's report speaks to those who care for the child."""
    interface = knowledge.table("interface")
    words = whose(interface["reading"], person)
    filler = Filler(
        knowledge=knowledge,
        words=words,
        units=units,
        unit_words=interface["unit_words"],
        patterns=interface["patterns"],
        factors=knowledge.factors(),
        kept=_kept(knowledge, units),
    )
    return Telling(
        knowledge=knowledge,
        interface=interface,
        audience=audience,
        unit=unit,
        words=words,
        filler=filler,
        places=_places(knowledge),
    )


def is_child(reading: dict[str, Any], person: Person) -> bool:
    """Tell whether the person is known to be a child."""
    limit = float(reading["child_years"]) * DAYS_IN_YEAR
    return person.age_days is not None and person.age_days < limit


def whose(reading: dict[str, Any], person: Person) -> dict[str, str]:
    """Return the words for the person: you, or your child."""
    name = "your_child" if is_child(reading, person) else "your"
    return {"whose": reading[name], "whose.start": reading[f"{name}_start"]}


@lru_cache(maxsize=4)
def _places(knowledge: Knowledge) -> dict[str, tuple[Sentence, ...]]:
    """Return the sentences of reports by their place, in order."""
    found: dict[str, list[Sentence]] = {}
    for sentence in sorted(knowledge.sentences(None, None), key=lambda s: s.order):
        found.setdefault(sentence.place, []).append(sentence)
    return {place: tuple(sentences) for place, sentences in found.items()}


@lru_cache(maxsize=16)
def _kept(knowledge: Knowledge, units: tuple[str, ...]) -> dict[str, Statement]:
    """Return the texts that were filled before in these units."""
    del knowledge, units
    return {}
