"""The laboratory's own intervals, given beside a report: their source entry, and their doubts."""

from globulin.answers.reading.columns import OneJudged
from globulin.answers.reading.doubts import contradicting
from globulin.answers.reading.telling import Telling
from globulin.intervals.judge import LABORATORY, REPORTED
from globulin.model import Source

OWN_SOURCE = "own-intervals"
GAP = "own_interval_missing"
NOT_FOR_AGE = "own_interval_not_for_age"
CONTRADICTS = "own_interval_contradicts_tables"
# Checks that tell what was done, and doubt nothing.
NOTES = frozenset({GAP})


def number_of_own(telling: Telling) -> int:
    """Return the page's number of the source entry of the intervals given with the request."""
    filler = telling.filler
    if OWN_SOURCE not in filler.given:
        words = telling.knowledge.table("reports")["own_source"]
        filler.given[OWN_SOURCE] = Source(
            id=OWN_SOURCE, title=words["title"], publisher=words["publisher"]
        )
    return filler.number(OWN_SOURCE)


def doubts_of_own(one: OneJudged) -> list[str]:
    """Return the codes of what a reader must know about the intervals given for a result."""
    if one.own is None or one.amount is None:
        return []
    basis = int(one.judged.basis[one.row])
    if bool(one.judged.is_own_set_aside[one.row]):
        return [NOT_FOR_AGE]
    if basis == LABORATORY:
        return [CONTRADICTS] if contradicting(one) else []
    return [] if basis == REPORTED else [GAP]
