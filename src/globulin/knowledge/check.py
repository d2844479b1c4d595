"""Proves the knowledge: what `globulin knowledge check` runs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from globulin.errors import GlobulinError
from globulin.knowledge.check_intervals import (
    check_intervals,
    report_far_intervals,
    report_gaps,
)
from globulin.knowledge.check_references import check_orphans, check_references
from globulin.knowledge.check_sentences import check_sentences
from globulin.knowledge.check_values import check_codes, check_facts, check_units
from globulin.knowledge.library import Library, load_library
from globulin.model import Condition, Fact, ReferenceInterval, Source

CHECKS: tuple[Callable[[Library], Iterator[str]], ...] = (
    check_references,
    check_orphans,
    check_facts,
    check_codes,
    check_units,
    check_intervals,
    check_sentences,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """Counts, the errors that must be mended, and what deserves a look."""

    facts: int
    sources: int
    conditions: int
    interval_sources: int
    interval_tables: int
    checked: int
    errors: tuple[str, ...]
    reports: tuple[str, ...]


def check_knowledge(directory: Path) -> CheckReport:
    """Return the report on a knowledge directory; it never raises for what an entry says."""
    try:
        library = load_library(directory)
    except GlobulinError as error:
        return _report(None, (str(error),))
    errors = [*library.problems]
    for check in CHECKS:
        errors.extend(check(library))
    return _report(library, tuple(errors))


def _report(library: Library | None, errors: tuple[str, ...]) -> CheckReport:
    if library is None:
        return CheckReport(
            facts=0,
            sources=0,
            conditions=0,
            interval_sources=0,
            interval_tables=0,
            checked=0,
            errors=errors,
            reports=(),
        )
    facts = library.of("fact", Fact)
    intervals = library.of("interval", ReferenceInterval)
    main = _first_analyte(library)
    of_main = [band for band in intervals.values() if band.analyte == main]
    return CheckReport(
        facts=len(facts) + len(intervals),
        sources=len(library.of("source", Source)),
        conditions=len(library.of("condition", Condition)),
        interval_sources=len({source for band in of_main for source in band.sources}),
        interval_tables=len({band.table for band in of_main if band.counted}),
        checked=sum(1 for fact in facts.values() if fact.checked)
        + sum(1 for band in intervals.values() if band.checked),
        errors=errors,
        reports=(*report_far_intervals(library), *report_gaps(library)),
    )


def _first_analyte(library: Library) -> str | None:
    """Return the analyte that comes first in the order of display: the one that is counted."""
    analytes = sorted(library.records["analyte"].values(), key=lambda a: getattr(a, "order", 0))
    return analytes[0].id if analytes else None
