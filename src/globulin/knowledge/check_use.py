"""What stands unused or unanswered: findings, background rates, settings."""

from collections.abc import Iterator

from globulin.knowledge.library import Library
from globulin.model import Background, Finding, Link, Pattern, Prior, RedFlagRule, Rule


def check_unused_findings(library: Library) -> Iterator[str]:
    """Yield a line for every finding that no link, rate, rule or table of words uses."""
    used = {link.finding for link in library.of("link", Link).values()}
    used |= _with_rate(library)
    used |= {key for rule in _rules(library) for key in (*rule.any_of, *rule.all_of, *rule.none_of)}
    used |= library.tables["language"]["told_sides"].keys()
    for finding in library.of("finding", Finding).values():
        if finding.id not in used:
            where = library.places["finding", finding.id]
            yield f"{where}: finding {finding.id!r}: nothing uses it"


def report_findings_without_rate(library: Library) -> Iterator[str]:
    """Yield a line for each finding of which nobody knows how common it is among people."""
    known = _with_rate(library)
    for finding in library.of("finding", Finding).values():
        if finding.id not in known:
            where = library.places["finding", finding.id]
            yield f"{where}: finding {finding.id!r}: no background rate"


def report_settings_without_priors(library: Library) -> Iterator[str]:
    """Yield a line for each setting for which no condition has a prior."""
    known = {prior.setting for prior in library.of("prior", Prior).values()}
    for setting in library.records["setting"]:
        if setting not in known:
            where = library.places["setting", setting]
            yield f"{where}: setting {setting!r}: no prior of any condition"


def _with_rate(library: Library) -> set[str]:
    return {rate.finding for rate in library.of("background", Background).values()}


def _rules(library: Library) -> Iterator[Rule]:
    for pattern in library.of("pattern", Pattern).values():
        yield from pattern.rules
    for flag in library.of("red_flag", RedFlagRule).values():
        yield from flag.report
