"""Sources: one row a work, a kind that bears the evidence, days that exist, a way to find it."""

import re
from collections.abc import Iterator
from datetime import date

from globulin.knowledge.library import Library
from globulin.model import Fact, ReferenceInterval, Source

OWN_EVIDENCE = "our-reading"
OWN_SOURCE = "own"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# Who compared a row with its source stands behind the day.
CHECKED = re.compile(r"(?P<day>\S+) \S.*")


def check_sources(library: Library) -> Iterator[str]:
    """Yield a line for every work with two ids, and every kind of evidence without its source."""
    yield from _works_with_two_ids(library)
    sources = library.of("source", Source)
    for where, row in _dated(library):
        kinds = {sources[key].kind for key in row.sources if key in sources}
        if row.evidence == OWN_EVIDENCE and kinds and OWN_SOURCE not in kinds:
            yield f"{where}: {row.id}: our-reading without a source that gives our reason"
        if row.evidence != OWN_EVIDENCE and kinds == {OWN_SOURCE}:
            yield f"{where}: {row.id}: {row.evidence} that rests on our own reading only"


def _works_with_two_ids(library: Library) -> Iterator[str]:
    seen: dict[tuple[str, str], str] = {}
    for source in library.of("source", Source).values():
        for name, number in (("PMID", source.pmid), ("DOI", source.doi)):
            if number is None:
                continue
            other = seen.setdefault((name, number.lower()), source.id)
            if other != source.id:
                where = library.places["source", source.id]
                yield f"{where}: {source.id}: {name} {number} belongs to {other!r} already"


def check_dates(library: Library) -> Iterator[str]:
    """Yield a line for every `date` that is no day, and every `checked` without day and name."""
    for where, row in _dated(library):
        if not _is_day(row.date):
            yield f"{where}: {row.id}: date {row.date!r}: expected a day as YYYY-MM-DD"
        if row.checked is not None:
            match = CHECKED.fullmatch(row.checked)
            if match is None or not _is_day(match["day"]):
                yield f"{where}: {row.id}: checked {row.checked!r}: expected YYYY-MM-DD NAME"


def report_sources(library: Library) -> Iterator[str]:
    """Yield a line for each source that a reader cannot follow: no number, address or publisher."""
    for source in library.of("source", Source).values():
        ways = (source.pmid, source.doi, source.url, source.publisher)
        if source.kind != OWN_SOURCE and not any(ways):
            where = library.places["source", source.id]
            yield f"{where}: {source.id}: no PMID, DOI, address or publisher"


def _dated(library: Library) -> Iterator[tuple[str, Fact | ReferenceInterval]]:
    for fact in library.of("fact", Fact).values():
        yield library.places["fact", fact.id], fact
    for band in library.of("interval", ReferenceInterval).values():
        yield library.places["interval", band.id], band


def _is_day(text: str) -> bool:
    if DAY.fullmatch(text) is None:
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
