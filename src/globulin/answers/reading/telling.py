"""The words in which the report of one person is told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from globulin.answers.fill import Filler, kept_for
from globulin.answers.person import DAYS_IN_YEAR, person_words
from globulin.knowledge import Knowledge
from globulin.model import Analyte, Direction, Person, Sentence, Statement

DAYS_IN_MONTH = DAYS_IN_YEAR / 12
# An age is told in this unit, of so many days, below so many days.
AGES = (("days", 1.0, 61.0), ("months", DAYS_IN_MONTH, 2 * DAYS_IN_YEAR))
# Ages come rounded to hundredths of a year: a birthday must not fall back a year.
ROUNDING = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How one page is told: to whom, about whom, in which words and units.

    `said` are sentences that were filled before with the same words.
    """

    knowledge: Knowledge
    interface: dict[str, Any]
    audience: str
    unit: str | None
    words: dict[str, str]
    filler: Filler
    places: dict[str, tuple[Sentence, ...]]
    said: dict[tuple[object, ...], tuple[Statement, ...]] = field(default_factory=dict)

    @property
    def reading(self) -> dict[str, Any]:
        """Return the interface's words about reports."""
        table: dict[str, Any] = self.interface["reading"]
        return table

    def say(self, place: str, *, facts: Iterable[str] = (), **words: str) -> tuple[Statement, ...]:
        """Return the filled sentences of a place, which rest on these facts too."""
        key = (place, *words.items())
        if key not in self.said:
            filler = replace(self.filler, words=self.words | words)
            self.said[key] = tuple(
                filler.fill(sentence)
                for sentence in self.places.get(place, ())
                if sentence.voice in {"both", self.audience}
            )
        more = tuple(facts)
        state = self.filler.state
        return tuple(state(s.text, kind=s.kind, facts=(*s.facts, *more)) for s in self.said[key])

    def restate(self, statements: Iterable[Statement]) -> tuple[Statement, ...]:
        """Return statements that were made for another list of sources, with numbers of this."""
        return tuple(self.filler.state(s.text, kind=s.kind, facts=s.facts) for s in statements)

    def join(self, names: Sequence[str]) -> str:
        """Return names in a row, as a sentence lists them."""
        if len(names) == 1:
            return names[0]
        return str(self.reading["and"].format(first=", ".join(names[:-1]), last=names[-1]))

    def age(self, years: float) -> str:
        """Return an age in words: days of a newborn, months of an infant, else whole years."""
        days = years * DAYS_IN_YEAR
        words = self.interface["unit_words"]
        for unit, size, below in AGES:
            if days < below:
                return str(words[unit].format(n=int(days / size + ROUNDING)))
        return str(words["years"].format(n=int(years + ROUNDING)))

    def units_of(self, analyte: Analyte, own: str | None) -> tuple[str, ...]:
        """Return the units to show: the one asked for, or the report's own, then the other."""
        first = self.unit or own
        if first not in analyte.units:
            return analyte.units
        return (first, *(unit for unit in analyte.units if unit != first))


def make_telling(
    knowledge: Knowledge,
    *,
    person: Person,
    audience: str,
    unit: str | None,
    units: tuple[str, ...],
    main: Analyte,
    direction: Direction | None,
) -> Telling:
    """Return how a report is told; a child's report speaks to those who care for the child.

    `main` is the analyte that the report is mostly about, with its direction.
    """
    interface = knowledge.table("interface")
    words = person_words(interface, person.age_days) | {
        "analyte": main.short,
        "analyte.name": main.name,
        "direction": interface["directions"][direction or "none"],
        "direction.article": interface["directions_with_article"][direction or "none"],
    }
    filler = Filler(
        knowledge=knowledge,
        words=words,
        units=units,
        unit_words=interface["unit_words"],
        patterns=interface["patterns"],
        factors=knowledge.factors(),
        kept=kept_for(knowledge, units),
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


def visible(text: str) -> str:
    """Return a text of the input on one line, without signs that command a screen or turn words."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


@lru_cache(maxsize=4)
def _places(knowledge: Knowledge) -> dict[str, tuple[Sentence, ...]]:
    """Return the sentences of reports by their place, in order."""
    found: dict[str, list[Sentence]] = {}
    for sentence in sorted(knowledge.sentences(None, None), key=lambda s: s.order):
        found.setdefault(sentence.place, []).append(sentence)
    return {place: tuple(sentences) for place, sentences in found.items()}
