"""Readers' sentences: numbers only by slots, facts behind them, length, forbidden words."""

from collections.abc import Iterator

from globulin.knowledge.library import Library
from globulin.model import (
    FACT_FIELDS,
    SLOT,
    Condition,
    Fact,
    GlossaryTerm,
    ReferenceInterval,
    Sentence,
    bare_numbers,
    fact_slots,
)

MAX_WORDS = 25
NEEDS_FACTS = frozenset({"assertion", "advice"})


def check_sentences(library: Library) -> Iterator[str]:
    """Yield a line for every sentence that breaks a rule of `knowledge/README.md`."""
    phrases = library.tables["language"].get("forbidden_phrases", [])
    seen: dict[str, str] = {}
    for where, sentence in library.sentences():
        if sentence.id in seen:
            yield f"{where}: sentence {sentence.id!r} stands already at {seen[sentence.id]}"
        seen[sentence.id] = where
        for problem in _problems(library, sentence, phrases):
            yield f"{where}: {sentence.id}: {problem}"
    yield from _effects_unsaid(library)
    for term in library.of("term", GlossaryTerm).values():
        for number in bare_numbers(term.text):
            where = library.places["term", term.id]
            yield f"{where}: {term.id}: bare number {number!r}: expected a slot"


def _effects_unsaid(library: Library) -> Iterator[str]:
    """Yield a line for every effect of which patients, or clinicians, would read nothing."""
    for condition in library.of("condition", Condition).values():
        for effect in condition.effects:
            voices = {sentence.voice for sentence in effect.statements}
            if "both" not in voices and not {"patient", "clinician"} <= voices:
                where = library.places["condition", condition.id]
                name = f"{condition.id}.{effect.analyte}-{effect.direction}"
                yield f"{where}: {name}: an effect without a sentence for patients or clinicians"


def _problems(library: Library, sentence: Sentence, phrases: list[str]) -> Iterator[str]:
    for number in bare_numbers(sentence.text):
        yield f"bare number {number!r}: expected a slot that names its fact"
    has_fact = bool(sentence.facts)
    for slot in fact_slots(sentence.text):
        has_fact = True
        yield from _slot_problems(library, slot.fact, slot.field)
    for fact in sentence.facts:
        if _fact(library, fact) is None:
            yield f"fact {fact!r} does not exist"
    if sentence.kind in NEEDS_FACTS and not has_fact:
        yield f"an {sentence.kind} without a fact"
    words = len(SLOT.sub("x", sentence.text).split())
    if words > MAX_WORDS:
        yield f"{words} words: expected at most {MAX_WORDS}"
    for phrase in phrases:
        if phrase in sentence.text.lower():
            yield f"forbidden phrase {phrase!r}"


def _slot_problems(library: Library, key: str, field: str) -> Iterator[str]:
    fact = _fact(library, key)
    if fact is None:
        yield f"slot of fact {key!r}, which does not exist"
    elif field not in FACT_FIELDS:
        yield f"slot field {field!r}: expected one of {', '.join(sorted(FACT_FIELDS))}"
    elif not _has(fact, field):
        yield f"slot {key}.{field}: the fact has no such number"


def _has(fact: Fact | ReferenceInterval, field: str) -> bool:
    if isinstance(fact, ReferenceInterval):
        return field in {"low", "high", "range"}
    needed = {"range": ("low", "high"), "of": ("events", "n")}.get(field, (field,))
    return all(getattr(fact, name) is not None for name in needed)


def _fact(library: Library, key: str) -> Fact | ReferenceInterval | None:
    fact = library.of("fact", Fact).get(key)
    return fact or library.of("interval", ReferenceInterval).get(key)
