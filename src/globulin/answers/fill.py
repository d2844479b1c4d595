"""Fills the slots of sentences from facts, and numbers the sources as they come up."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from globulin.errors import UnitError
from globulin.knowledge import Knowledge
from globulin.model import (
    SLOT,
    WORD_SLOTS,
    Fact,
    Kind,
    ReferenceInterval,
    Sentence,
    Source,
    SourceEntry,
    Statement,
    fact_slots,
    facts_of,
    parse_slot,
)
from globulin.units import Factors, convert, format_number

AnyFact = Fact | ReferenceInterval


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Basis:
    """What a statement rests on: its facts, and their sources in the order of first mention."""

    facts: tuple[AnyFact, ...]
    ids: tuple[str, ...]
    sources: tuple[str, ...]
    our_reading: bool


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence with its numbers filled in, what it rests on, and whether it takes words."""

    text: str
    basis: Basis
    has_words: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """What stays the same from page to page: parts of our own knowledge, and no word of a page.

    Sentences with their numbers filled in, by their id and facts; bases by their facts; ranges of
    facts by units and id; and of sentences that take no word, which terms they use.
    """

    sentences: dict[tuple[str, tuple[str, ...]], Template] = field(default_factory=dict)
    bases: dict[tuple[str, ...], Basis] = field(default_factory=dict)
    ranges: dict[tuple[tuple[str, ...], str], str] = field(default_factory=dict)
    terms: dict[str, tuple[str, ...] | None] = field(default_factory=dict)


@lru_cache(maxsize=64)
def kept_for(knowledge: Knowledge, units: tuple[str, ...]) -> Kept:
    """Return what was filled before with this knowledge in these units.

    A page has hundreds of sentences, and most of them stand on other pages too.
    """
    del knowledge, units
    return Kept()


@dataclass(slots=True)
class Filler:
    """Turns sentences into statements for one page.

    `words` are the page's own words (the analyte, the direction); `units` the units in which a
    mass is shown, first one first; `unit_words` and `patterns` come from the interface's table.
    `kept` holds what was filled before with the same knowledge and units; `used` the bases of
    this page's statements, each with the numbers of its sources; `given` sources that came with
    the request.
    """

    knowledge: Knowledge
    words: dict[str, str]
    units: tuple[str, ...]
    unit_words: dict[str, str]
    patterns: dict[str, str]
    factors: Factors
    kept: Kept = field(default_factory=Kept)
    shown: dict[str, AnyFact] = field(default_factory=dict)
    used: dict[Basis, tuple[int, ...]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    given: dict[str, Source] = field(default_factory=dict)

    @property
    def facts(self) -> dict[str, AnyFact]:
        """Return the facts that the page has used so far, in reading order, by id."""
        return {fact.id: fact for basis in self.used for fact in basis.facts} | self.shown

    def fill(self, sentence: Sentence) -> Statement:
        """Return the statement of a sentence."""
        known = self.kept.sentences.get((sentence.id, sentence.facts))
        if known is None:
            known = self._template(sentence)
        text = SLOT.sub(self._in_slot, known.text) if known.has_words else known.text
        return self._rest(text, sentence.kind, known.basis)

    def _template(self, sentence: Sentence) -> Template:
        """Return a sentence with its numbers filled in, and keep it for other pages."""
        text = SLOT.sub(self._in_fact_slot, sentence.text)
        has_words = SLOT.search(text) is not None
        made = Template(text, self._basis(facts_of(sentence)), has_words)
        self.kept.sentences[sentence.id, sentence.facts] = made
        if not has_words:
            self.kept.terms.setdefault(text, None)
        return made

    def fill_text(
        self, text: str, *, kind: Kind = "assertion", facts: tuple[str, ...] = ()
    ) -> Statement:
        """Return the statement of a text with slots, and of the facts named beside them."""
        named = [slot.fact for slot in fact_slots(text)]
        filled = SLOT.sub(self._in_slot, text)
        return self.state(filled, kind=kind, facts=(*named, *facts))

    def fill_words(self, pattern: str) -> str:
        """Return a pattern (a heading, a title) with the page's words in it."""
        return SLOT.sub(lambda match: self.words.get(match[1], match[0]), pattern)

    def state(self, text: str, *, kind: Kind = "assertion", facts: tuple[str, ...]) -> Statement:
        """Return a statement that rests on these facts; its sources get their numbers."""
        return self._rest(text, kind, self._basis(facts))

    def _rest(self, text: str, kind: Kind, basis: Basis) -> Statement:
        """Return a text that rests on a basis; its facts and sources count as used from now on."""
        numbers = self.used.get(basis)
        if numbers is None:
            numbers = tuple(sorted([self.number(source) for source in basis.sources]))
            self.used[basis] = numbers
        return Statement(text, kind, basis.ids, numbers, basis.our_reading)

    def _basis(self, facts: tuple[str, ...]) -> Basis:
        basis = self.kept.bases.get(facts)
        if basis is None:
            known = tuple(self.knowledge.fact(key) for key in dict.fromkeys(facts))
            basis = self.kept.bases[facts] = Basis(
                facts=known,
                ids=tuple(fact.id for fact in known),
                sources=tuple(dict.fromkeys(source for fact in known for source in fact.sources)),
                our_reading=any(fact.evidence == "our-reading" for fact in known),
            )
        return basis

    def number(self, source: str) -> int:
        """Return the page's number of a source, the next free one for a new source."""
        return self.numbers.setdefault(source, len(self.numbers) + 1)

    def sources(self) -> tuple[SourceEntry, ...]:
        """Return the page's source list, in the order of the numbers."""
        entries = []
        for key, number in sorted(self.numbers.items(), key=lambda item: item[1]):
            source = self.given.get(key) or self.knowledge.source(key)
            entries.append(source_entry(source, number, self.patterns))
        return tuple(entries)

    def interval_text(self, band: AnyFact) -> str:
        """Return both ends of a range, or the one end it has, in the page's units."""
        # Only a band of our own is kept, and not one that came with a report.
        if self._fact(band.id) != band:
            return self._range_text(band)
        place = self.units, band.id
        text = self.kept.ranges.get(place)
        if text is None:
            text = self.kept.ranges[place] = self._range_text(band)
        return text

    def _range_text(self, band: AnyFact) -> str:
        word = self.unit_words.get(band.unit or "")
        if word is not None and band.low is not None and band.high is not None:
            both = self.patterns["plain_range"].format(
                low=format_number(band.low), high=format_number(band.high)
            )
            return word.replace("{n}", both)
        if band.low is not None and band.high is not None:
            return self._in_units(band, "range_words", low=band.low, high=band.high)
        if band.low is not None:
            return self._in_units(band, "from_words", low=band.low)
        return self._in_units(band, "to_words", high=band.high)

    def value_text(self, fact: AnyFact, value: float) -> str:
        """Return one number of a fact with its unit, in both units where it is a mass."""
        word = self.unit_words.get(fact.unit or "")
        if word is not None:
            return word.replace("{n}", format_number(value))
        return self._in_units(fact, "value_words", n=value)

    def _fact(self, key: str) -> AnyFact:
        fact = self.shown[key] = self.knowledge.fact(key)
        return fact

    def _in_slot(self, match: re.Match[str]) -> str:
        return self._slot(match[1])

    def _in_fact_slot(self, match: re.Match[str]) -> str:
        return match[0] if match[1] in WORD_SLOTS else self._slot(match[1])

    def _slot(self, name: str) -> str:
        if name in WORD_SLOTS:
            return self.words.get(name, "")
        slot = parse_slot(name)
        fact = self._fact(slot.fact)
        if slot.field == "range":
            return self.interval_text(fact)
        if slot.field == "of":
            return self.patterns["of"].format(
                events=format_number(_number(fact, "events")), n=format_number(_number(fact, "n"))
            )
        if slot.field == "year":
            return str(int(_number(fact, "year")))
        if slot.field in {"n", "events"}:
            return format_number(_number(fact, slot.field))
        return self.value_text(fact, _number(fact, slot.field))

    def unit_name(self, unit: str) -> str:
        """Return a unit as reports print it, where that is not its code."""
        return self.unit_words.get(unit, unit).replace("{n}", "").strip()

    def in_units(self, pattern: str, *, analyte: str, unit: str, **values: float | None) -> str:
        """Return the pattern in the page's unit, and the other one in brackets."""
        shown = []
        for other in dict.fromkeys((*self.units, unit)):
            try:
                numbers = {
                    name: format_number(
                        convert(
                            value,
                            analyte=analyte,
                            from_unit=unit,
                            to_unit=other,
                            factors=self.factors,
                        )
                    )
                    for name, value in values.items()
                    if value is not None
                }
            except UnitError:
                continue
            text = self.patterns[pattern].format(**numbers, unit=self.unit_name(other))
            shown.append(text.strip())
            if len(shown) == len(self.units):
                break
        if len(shown) == 1:
            return shown[0]
        return self.patterns["both_units"].format(first=shown[0], second=shown[1])

    def _in_units(self, fact: AnyFact, pattern: str, **values: float | None) -> str:
        return self.in_units(pattern, analyte=fact.analyte or "", unit=fact.unit or "", **values)


OWN = "own"


def _number(fact: AnyFact, name: str) -> float:
    value = getattr(fact, name, None)
    if value is None:
        message = f"fact {fact.id} has no {name}"
        raise LookupError(message)
    return float(value)


def source_entry(source: Source, number: int, patterns: dict[str, str]) -> SourceEntry:
    """Return a source as a page lists it; only an inference of ours carries its note along."""
    return SourceEntry(
        n=number,
        id=source.id,
        title=source.title,
        publisher=source.publisher or patterns["publisher_unknown"],
        year=source.year,
        url=source.url,
        pmid=source.pmid,
        doi=source.doi,
        note=source.note if source.kind == OWN else None,
    )
