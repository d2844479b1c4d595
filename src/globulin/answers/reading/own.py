"""What a laboratory gave beside a report: the source entries, and doubts about its intervals."""

from globulin.answers.reading.columns import OneJudged
from globulin.answers.reading.doubts import contradicting
from globulin.answers.reading.telling import Telling
from globulin.intervals.judge import LABORATORY, REPORTED
from globulin.model import Source

OWN_SOURCE = "own-intervals"
CASE_MIX_SOURCE = "case-mix"
GAP = "own_interval_missing"
NOT_FOR_AGE = "own_interval_not_for_age"
CONTRADICTS = "own_interval_contradicts_tables"
# Checks that tell what was done, and doubt nothing.
NOTES = frozenset({GAP})


def number_of_own(telling: Telling) -> int:
    """Return the page's number of the source entry of the intervals given with the request."""
    return _number_of(OWN_SOURCE, "own_source", telling)


def number_of_case_mix(telling: Telling) -> int:
    """Return the page's number of the source entry of the case mix given with the request."""
    return _number_of(CASE_MIX_SOURCE, "case_mix_source", telling)


def _number_of(key: str, table: str, telling: Telling) -> int:
    filler = telling.filler
    if key not in filler.given:
        words = telling.knowledge.table("reports")[table]
        filler.given[key] = Source(id=key, title=words["title"], publisher=words["publisher"])
    return filler.number(key)


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
