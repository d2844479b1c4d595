"""Proves the knowledge: what `globulin knowledge check` runs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from globulin.errors import GlobulinError
from globulin.knowledge.check_curves import check_curves
from globulin.knowledge.check_densities import check_densities, report_densities
from globulin.knowledge.check_evidence import (
    check_background,
    check_links,
    check_phenotypes,
    check_priors,
    check_ratios,
    check_tests,
    report_priors,
)
from globulin.knowledge.check_facts import (
    check_duplicates,
    check_gates,
    check_measured_by,
    check_mirrors,
    check_urgency,
)
from globulin.knowledge.check_intervals import (
    check_intervals,
    report_far_intervals,
    report_gaps,
)
from globulin.knowledge.check_rates import check_rates, check_setting_weights
from globulin.knowledge.check_reading import check_reading
from globulin.knowledge.check_redirects import check_redirects
from globulin.knowledge.check_references import check_orphans, check_references
from globulin.knowledge.check_sentences import check_sentences
from globulin.knowledge.check_signs import check_signs
from globulin.knowledge.check_sources import check_dates, check_sources, report_sources
from globulin.knowledge.check_use import (
    check_unused_findings,
    report_findings_without_rate,
    report_settings_without_priors,
)
from globulin.knowledge.check_values import check_codes, check_facts, check_units
from globulin.knowledge.check_wording import (
    check_wording,
    report_leaning,
    report_without_figure,
)
from globulin.knowledge.check_words import check_words
from globulin.knowledge.count import count_records
from globulin.knowledge.library import Library, load_library

# What is proved, by the name under which its errors are counted.
CHECKS: dict[str, Callable[[Library], Iterator[str]]] = {
    "references": check_references,
    "orphans": check_orphans,
    "unused findings": check_unused_findings,
    "sources": check_sources,
    "dates": check_dates,
    "values": check_facts,
    "codes": check_codes,
    "units": check_units,
    "measured by": check_measured_by,
    "valid within": check_gates,
    "two ids": check_duplicates,
    "mirror hosts": check_mirrors,
    "links": check_links,
    "likelihood ratios": check_ratios,
    "priors": check_priors,
    "background rates": check_background,
    "rates": check_rates,
    "setting weights": check_setting_weights,
    "phenotypes": check_phenotypes,
    "follow-up tests": check_tests,
    "urgencies": check_urgency,
    "redirects": check_redirects,
    "intervals": check_intervals,
    "curves": check_curves,
    "densities": check_densities,
    "sentences": check_sentences,
    "reading grades": check_reading,
    "wording": check_wording,
    "words": check_words,
    "signs": check_signs,
}
# What is told to a reviewer and is no error.
REPORTS: tuple[Callable[[Library], Iterator[str]], ...] = (
    report_far_intervals,
    report_gaps,
    report_densities,
    report_priors,
    report_findings_without_rate,
    report_settings_without_priors,
    report_sources,
    report_leaning,
    report_without_figure,
)
UNREADABLE = "unreadable entries"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """Counts, the errors that must be mended, and what deserves a look.

    `proved` counts the errors of each check by its name: zero means that it found none.
    """

    counts: dict[str, int]
    proved: dict[str, int]
    errors: tuple[str, ...]
    reports: tuple[str, ...]


def check_knowledge(directory: Path) -> CheckReport:
    """Return the report on a knowledge directory; it never raises for what an entry says."""
    try:
        library = load_library(directory)
    except GlobulinError as error:
        return CheckReport(counts={}, proved={UNREADABLE: 1}, errors=(str(error),), reports=())
    found = {UNREADABLE: list(library.problems)}
    found |= {name: list(check(library)) for name, check in CHECKS.items()}
    return CheckReport(
        counts=count_records(library),
        proved={name: len(lines) for name, lines in found.items()},
        errors=tuple(line for lines in found.values() for line in lines),
        reports=tuple(line for report in REPORTS for line in report(library)),
    )
