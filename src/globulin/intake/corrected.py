"""A report whose results a person has corrected, or set others beside."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from globulin.intake.desk import Desk, make_readers
from globulin.intake.followed import with_reasons
from globulin.intake.person import Told
from globulin.knowledge import Knowledge
from globulin.model import GivenFinding, Report, Result

TAKEN_OUT = "taken_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person made of a report.

    `results` are all results that hold now; `findings` those of the report that still hold;
    `changed` the places of the results that were replaced, and `removed` the results that were
    taken out, each with the text that stood there.
    """

    results: tuple[Result, ...]
    findings: tuple[GivenFinding, ...]
    changed: frozenset[str] = frozenset()
    removed: tuple[tuple[str, str], ...] = ()


def with_corrections(
    original: Report, correction: Correction, beside: Report, *, told: Told, knowledge: Knowledge
) -> Report:
    """Return the corrected report; what the original said beside its results is not lost.

    Its remarks are still listened to for words of an emergency, and what was not used of it is
    still listed. What a doubt said of a result that was replaced or taken out no longer holds.

    Args:
        original: the report as it was received.
        correction: which of its results and findings hold.
        beside: what came of the results that were typed in their place.
        told: what is told of the person, and the findings that are new.
        knowledge: what names and findings mean.
    """
    gone = correction.changed | {where for where, _ in correction.removed}
    doubts = tuple(check for check in original.checks if check.where not in gone)
    said = tuple(dict.fromkeys(finding.given for finding in original.findings if finding.present))
    return _reopened(
        replace(
            original,
            results=correction.results,
            findings=correction.findings,
            checks=doubts,
            overheard=(*original.overheard, *said),
        ),
        beside,
        told=told,
        knowledge=knowledge,
        removed=correction.removed,
        as_of=_own_day(original),
    )


def with_results(report: Report, beside: Report, *, told: Told, knowledge: Knowledge) -> Report:
    """Return a report with results that were typed beside it, and all that came of them."""
    both = replace(report, results=(*report.results, *beside.results))
    return _reopened(both, beside, told=told, knowledge=knowledge, as_of=_own_day(report))


def _own_day(report: Report) -> str | None:
    """Return the day that a report gives for itself, and not by its samples."""
    collected = {result.collected for result in report.results}
    return None if report.as_of in collected else report.as_of


def _reopened(
    report: Report,
    beside: Report,
    *,
    told: Told,
    knowledge: Knowledge,
    as_of: str | None,
    removed: Iterable[tuple[str, str]] = (),
) -> Report:
    """Return a report as if its results had come in together: ages are those of each sample."""
    desk = Desk(
        readers=make_readers(knowledge),
        told=told,
        person=report.person,
        as_of=as_of,
        setting=report.setting,
        results=[replace(result, age_days=None) for result in report.results],
        findings=list(report.findings),
        dropped=Counter(report.dropped),
        overheard=[*report.overheard, *beside.overheard],
        followed=[replace(one, age_days=None) for one in (*report.followed, *beside.followed)],
    )
    for where, text in removed:
        desk.leave(where, text, TAKEN_OUT)
    closed = desk.close()
    known = {(left.text, left.code) for left in report.unread}
    more = (*beside.unread, *closed.unread)
    unread = (*report.unread, *(one for one in more if (one.text, one.code) not in known))
    return replace(
        closed,
        unread=with_reasons(unread, closed.followed, desk.readers.followed),
        checks=tuple(dict.fromkeys((*report.checks, *beside.checks, *closed.checks))),
    )
