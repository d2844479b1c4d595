"""Counts the knowledge: what `globulin knowledge check` prints before its errors."""

from collections import Counter

from globulin.knowledge.library import Library
from globulin.model import Condition, Fact, Link, ReferenceInterval, Source

REFERENCE_WORKS = frozenset({"reference-work", "guideline", "review"})
OWN = "our-reading"


def count_records(library: Library) -> dict[str, int]:
    """Return how many records of each kind there are, and how many facts were checked."""
    facts = library.of("fact", Fact)
    intervals = library.of("interval", ReferenceInterval)
    main = _first_analyte(library)
    of_main = [band for band in intervals.values() if band.analyte == main]
    links = library.of("link", Link).values()
    return {
        "facts": len(facts) + len(intervals),
        "sources": len(library.of("source", Source)),
        "conditions": len(library.of("condition", Condition)),
        "interval_sources": len({source for band in of_main for source in band.sources}),
        "interval_tables": len({band.table for band in of_main if band.counted}),
        "checked": sum(1 for fact in facts.values() if fact.checked)
        + sum(1 for band in intervals.values() if band.checked),
        "intervals": len(intervals),
        "our_readings": sum(1 for fact in facts.values() if fact.evidence == OWN),
        "conditions_with_figure": sum(1 for known in figures(library).values() if known),
        "conditions_with_reference": len(_with_reference(library)),
        "links": len(links),
        "likelihood_ratios": sum(1 for link in links if link.ratio is not None),
        **{kind: len(library.records[kind.removesuffix("s")]) for kind in ("findings", "priors")},
        "background_rates": len(library.records["background"]),
        "phenotypes": len(library.records["phenotype"]),
        "tests": len(library.records["test"]),
        "red_flags": len(library.records["red_flag"]),
        "patterns": len(library.records["pattern"]),
        "settings": len(library.records["setting"]),
    }


def figures(library: Library) -> Counter[str]:
    """Return how many facts with a number each condition has."""
    counts = Counter(dict.fromkeys(library.records["condition"], 0))
    for fact in library.of("fact", Fact).values():
        has_number = any(number is not None for number in (fact.value, fact.low, fact.high))
        if has_number and fact.evidence != OWN and fact.subject in counts:
            counts[fact.subject] += 1
    return counts


def _with_reference(library: Library) -> set[str]:
    """Return the conditions with a figure or a reference work behind them."""
    known = {
        fact.subject
        for fact in library.of("fact", Fact).values()
        if fact.evidence in REFERENCE_WORKS
    }
    known |= {condition for condition, number in figures(library).items() if number}
    return known & library.records["condition"].keys()


def _first_analyte(library: Library) -> str | None:
    """Return the analyte that comes first in the order of display: the one that is counted."""
    analytes = sorted(library.records["analyte"].values(), key=lambda a: getattr(a, "order", 0))
    return analytes[0].id if analytes else None
