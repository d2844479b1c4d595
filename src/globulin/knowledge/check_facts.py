"""Facts among themselves: one id for one state, where a figure holds, how it was measured."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from globulin.knowledge.check_values import PLAIN_UNITS
from globulin.knowledge.kinds import MirrorHost, UrgencyFloor
from globulin.knowledge.library import Library
from globulin.model import Condition, Fact, Finding, FollowUpTest, Link, RedFlagRule, Source

URGENCIES = ("emergency", "same_day", "within_days", "routine")
# What `valid_within` may name: a condition or branch; people with a finding or of a population.
GATES = ("condition", "branch", "finding", "population")


def check_duplicates(library: Library) -> Iterator[str]:
    """Yield a line for every state that has two ids: a name, or a figure of one source."""
    for kind, records in (
        ("condition", library.of("condition", Condition)),
        ("finding", library.of("finding", Finding)),
        ("test", library.of("test", FollowUpTest)),
    ):
        names: dict[str, str] = {}
        for record in records.values():
            for name in {n.lower() for n in (record.name, *record.synonyms)}:
                other = names.setdefault(name, record.id)
                if other != record.id:
                    where = library.places[kind, record.id]
                    yield f"{where}: the name {name!r} belongs to {other!r} already"
    yield from _figures(library)


def _figures(library: Library) -> Iterator[str]:
    findings = _findings_of_facts(library)
    seen: dict[tuple[object, ...], str] = {}
    for fact in library.of("fact", Fact).values():
        numbers = (fact.value, fact.low, fact.high)
        if numbers == (None, None, None):
            continue
        what = (fact.subject, fact.analyte, fact.measure, *numbers, fact.unit)
        for source in fact.sources:
            key = (source, *what, findings.get(fact.id))
            other = seen.setdefault(key, fact.id)
            if other != fact.id:
                where = library.places["fact", fact.id]
                yield f"{where}: {fact.id}: the figure stands already under {other!r}"


def _findings_of_facts(library: Library) -> dict[str, str]:
    """Return the finding that a share is about, and which side of the study it tells."""
    found: dict[str, str] = {}
    for link in library.of("link", Link).values():
        sides = (link.share, link.without, link.ratio, link.ratio_negative)
        for side, key in enumerate(sides):
            if key is not None:
                found[key] = f"{link.finding}/{side}"
    return found


def check_gates(library: Library) -> Iterator[str]:
    """Yield a line for every `valid_within` that names nothing."""
    for fact in library.of("fact", Fact).values():
        gate = fact.valid_within
        if gate is not None and not any(gate in library.records[kind] for kind in GATES):
            where = library.places["fact", fact.id]
            yield f"{where}: {fact.id}: valid_within {gate!r} names nothing"


def check_measured_by(library: Library) -> Iterator[str]:
    """Yield a line for every level, threshold or amount that does not say how it was measured."""
    for fact in library.of("fact", Fact).values():
        if fact.measured_by is not None:
            continue
        where = library.places["fact", fact.id]
        is_level = fact.kind == "level" or fact.measure == "threshold"
        if is_level and fact.analyte is not None:
            yield f"{where}: {fact.id}: a level or threshold without measured_by"
        elif fact.unit is not None and fact.unit not in PLAIN_UNITS:
            yield f"{where}: {fact.id}: a number in {fact.unit} without measured_by"


def check_mirrors(library: Library) -> Iterator[str]:
    """Yield a line for every source that sends a reader to a copy."""
    hosts = library.of("mirror_host", MirrorHost)
    for source in library.of("source", Source).values():
        host = (urlsplit(source.url).hostname or "") if source.url else ""
        for mirror in hosts:
            if host == mirror or host.endswith(f".{mirror}"):
                where = library.places["source", source.id]
                yield f"{where}: {source.id}: {host} shows copies: {hosts[mirror].note}"


def check_urgency(library: Library) -> Iterator[str]:
    """Yield a line for every red flag that is missing, or less urgent than it may be.

    It may be no less urgent than the vocabulary, nor than its source, in word or in days.
    """
    flags = library.of("red_flag", RedFlagRule)
    for floor in library.of("urgency_floor", UrgencyFloor).values():
        flag = flags.get(floor.id)
        if flag is None:
            yield f"{library.places['urgency_floor', floor.id]}: red flag {floor.id!r} is missing"
            continue
        where = library.places["red_flag", flag.id]
        for limit in filter(None, (floor.urgency, floor.source_urgency)):
            if URGENCIES.index(flag.urgency) > URGENCIES.index(limit):
                yield f"{where}: {flag.id}: {flag.urgency} is less urgent than {limit}"
        days = library.tables["interface"]["urgency_days"][flag.urgency]
        if floor.source_days is not None and days > floor.source_days:
            yield f"{where}: {flag.id}: {days} days: its source asks for {floor.source_days}"
        if floor.source is not None and floor.source not in library.records["source"]:
            yield f"{library.places['urgency_floor', floor.id]}: source {floor.source!r} unknown"
