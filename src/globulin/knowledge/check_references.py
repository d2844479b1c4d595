"""Every reference resolves, and nothing stands unused."""

from collections.abc import Iterator

from globulin.knowledge.check_rules import check_rules
from globulin.knowledge.library import Library
from globulin.model import (
    Analyte,
    CodedTest,
    Condition,
    Density,
    DensityShape,
    Fact,
    GlossaryTerm,
    PagePlan,
    Phenotype,
    ReferenceInterval,
    ReportedName,
    SectionPlan,
    ShapeCorrelation,
)

# What a fact may be about.
SUBJECTS = (
    "condition",
    "finding",
    "population",
    "branch",
    "analyte",
    "test",
    "term",
    "topic",
)


def check_references(library: Library) -> Iterator[str]:
    """Yield a line for every id that names nothing."""
    yield from _facts_to_sources(library)
    yield from _facts_to_subjects(library)
    yield from _conditions(library)
    yield from _plans(library)
    yield from check_rules(library)
    known = library.records["fact"].keys() | library.records["interval"].keys()
    for term in library.of("term", GlossaryTerm).values():
        for fact in term.facts:
            if fact not in known:
                yield f"{library.places['term', term.id]}: fact {fact!r} does not exist"
    analytes = library.of("analyte", Analyte)
    for where, sentence in library.sentences():
        if sentence.analyte is not None and sentence.analyte not in analytes:
            yield f"{where}: {sentence.id}: analyte {sentence.analyte!r} does not exist"
        parts = analytes[sentence.analyte].parts if sentence.analyte in analytes else ()
        if sentence.part is not None and sentence.part not in {part.id for part in parts}:
            yield f"{where}: {sentence.id}: part {sentence.part!r} does not exist"
    for analyte in analytes.values():
        yield from _analyte(library, analyte)


def _analyte(library: Library, analyte: Analyte) -> Iterator[str]:
    where = library.places["analyte", analyte.id]
    for sibling in analyte.siblings:
        if sibling not in library.records["analyte"]:
            yield f"{where}: sibling {sibling!r} unknown"
    intents = {plan.intent for plan in library.of("plan", PagePlan).values()}
    asked = [row.intent for row in analyte.titles]
    asked += [part.asks for part in analyte.parts if part.asks is not None]
    for intent in asked:
        if intent not in intents:
            yield f"{where}: asks for {intent!r}, for which there is no plan"
    parts = {None, *(part.id for part in analyte.parts)}
    for row in analyte.titles:
        if row.part not in parts:
            yield f"{where}: title of part {row.part!r}, which does not exist"


def check_orphans(library: Library) -> Iterator[str]:
    """Yield a line for every source no fact rests on and every condition nothing is said of."""
    facts = library.of("fact", Fact).values()
    intervals = library.of("interval", ReferenceInterval).values()
    used = {source for fact in facts for source in fact.sources}
    used |= {source for band in intervals for source in band.sources}
    used |= set(_other_sources(library))
    used |= {row.source for row in library.of("phenotype", Phenotype).values()}
    for source in library.records["source"]:
        if source not in used:
            yield f"{library.places['source', source]}: source {source!r}: no fact rests on it"
    conditions = library.of("condition", Condition)
    parents = {condition.parent for condition in conditions.values()}
    for condition in conditions.values():
        if not condition.effects and not condition.about and condition.id not in parents:
            where = library.places["condition", condition.id]
            yield f"{where}: condition {condition.id!r}: nothing is said of it"


def _facts_to_sources(library: Library) -> Iterator[str]:
    sources = library.records["source"]
    named = [
        (library.places["fact", fact.id], fact.id, fact.sources)
        for fact in library.of("fact", Fact).values()
    ]
    named += [
        (library.places["interval", band.id], band.id, band.sources)
        for band in library.of("interval", ReferenceInterval).values()
    ]
    for where, key, keys in named:
        if not keys:
            yield f"{where}: {key}: no source: expected at least one"
        for source in keys:
            if source not in sources:
                yield f"{where}: {key}: source {source!r} does not exist"
    for source in _other_sources(library):
        if source not in sources:
            yield f"units, codes, names or densities: source {source!r} does not exist"


def _facts_to_subjects(library: Library) -> Iterator[str]:
    """Yield a line for every fact about something that no record and no topic names."""
    for fact in library.of("fact", Fact).values():
        where = library.places["fact", fact.id]
        if not any(fact.subject in library.records[kind] for kind in SUBJECTS):
            yield f"{where}: {fact.id}: subject {fact.subject!r} names nothing"
        if fact.analyte is not None and fact.analyte not in library.records["analyte"]:
            yield f"{where}: {fact.id}: analyte {fact.analyte!r} does not exist"


def _other_sources(library: Library) -> list[str]:
    return [
        *(factor.source for factor in library.factors),
        *(spelling.source for spelling in library.spellings),
        *(test.source for test in library.of("loinc", CodedTest).values()),
        *(name.source for name in library.of("test_name", ReportedName).values()),
        *_density_sources(library),
    ]


def _density_sources(library: Library) -> Iterator[str]:
    for density in library.of("density", Density).values():
        yield from density.sources
    for shape in library.of("shape", DensityShape).values():
        yield from shape.sources
    for correlation in library.of("correlation", ShapeCorrelation).values():
        yield from correlation.sources


def _conditions(library: Library) -> Iterator[str]:
    conditions = library.of("condition", Condition)
    for condition in conditions.values():
        where = library.places["condition", condition.id]
        if condition.branch not in library.records["branch"]:
            yield f"{where}: branch {condition.branch!r} does not exist"
        if condition.group not in library.records["group"]:
            yield f"{where}: group {condition.group!r} does not exist"
        if condition.parent is not None and condition.parent not in conditions:
            yield f"{where}: parent {condition.parent!r} does not exist"
        if _is_own_ancestor(condition, conditions):
            yield f"{where}: condition {condition.id!r} stands under itself"
        for effect in condition.effects:
            if effect.analyte not in library.records["analyte"]:
                yield f"{where}: analyte {effect.analyte!r} does not exist"
            if effect.share is not None:
                yield from _share(library, where, effect.share)


def _is_own_ancestor(condition: Condition, conditions: dict[str, Condition]) -> bool:
    seen: set[str] = set()
    parent = condition.parent
    while parent in conditions and parent not in seen:
        seen.add(parent)
        parent = conditions[parent].parent
    return condition.id in seen


def _share(library: Library, where: str, key: str) -> Iterator[str]:
    fact = library.of("fact", Fact).get(key)
    if fact is None:
        yield f"{where}: share {key!r} does not exist"
    elif fact.unit != "%" or fact.value is None:
        yield f"{where}: share {key!r}: expected a value in %"


def _plans(library: Library) -> Iterator[str]:
    sections = library.of("section", SectionPlan)
    for plan in library.of("plan", PagePlan).values():
        for section in plan.sections:
            if section not in sections:
                yield f"plans.toml: plan {plan.intent}: section {section!r} does not exist"
