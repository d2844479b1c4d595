"""Rules on values and findings, and codes: everything that they name exists."""

from collections.abc import Iterator

from globulin.knowledge.library import Library
from globulin.model import (
    Analyte,
    CodedTest,
    Fact,
    Pattern,
    RedFlagRule,
    ReportedName,
    Rule,
)

# Sides that a finding can tell.
KNOWN_SIDES = frozenset({"low", "normal", "high"})


def check_rules(library: Library) -> Iterator[str]:
    """Yield a line for every id in a rule or a code that names nothing."""
    for pattern in library.of("pattern", Pattern).values():
        where = library.places["pattern", pattern.id]
        if not pattern.rules and pattern.needs is None:
            yield f"{where}: pattern {pattern.id!r}: no rule: it could never be found"
        yield from _rules(library, where, pattern.rules)
    for flag in library.of("red_flag", RedFlagRule).values():
        where = library.places["red_flag", flag.id]
        if flag.id not in library.tables["signs"]["rings"] and not flag.report:
            yield f"{where}: red flag {flag.id!r}: neither words nor a rule: it could never ring"
        yield from _rules(library, where, flag.report)
    for test in library.of("loinc", CodedTest).values():
        yield from _coded_test(library, test)
    for name in library.of("test_name", ReportedName).values():
        yield from _reported_name(library, name)
    yield from _thresholds_of_words(library)
    yield from _told_sides(library)


def _coded_test(library: Library, test: CodedTest) -> Iterator[str]:
    where = f"{library.places['loinc', test.id]}: {test.id}"
    if (test.analyte is None) == (test.refusal is None):
        yield f"{where}: expected an analyte or a refusal, one of the two"
    if test.analyte is not None and test.analyte not in library.records["analyte"]:
        yield f"{where}: analyte {test.analyte!r} does not exist"
    if test.refusal is not None and test.refusal not in library.tables["reports"]["unread"]:
        yield f"{where}: refusal {test.refusal!r} has no words in reports.toml"


def _reported_name(library: Library, name: ReportedName) -> Iterator[str]:
    where = f"{library.places['test_name', name.id]}: {name.id}"
    analytes = library.of("analyte", Analyte)
    readable = {analyte.id for analyte in analytes.values() if analyte.directions}
    if name.reads_as not in readable | library.tables["reports"]["unread"].keys():
        yield f"{where}: reads_as {name.reads_as!r}: neither a readable analyte nor a refusal"
    if name.analyte is not None and name.analyte not in analytes:
        yield f"{where}: analyte {name.analyte!r} does not exist"
    if name.reads_as in readable and name.reads_as != name.analyte:
        yield f"{where}: reads_as {name.reads_as!r} differs from analyte {name.analyte!r}"


def _rules(library: Library, where: str, rules: tuple[Rule, ...]) -> Iterator[str]:
    for rule in rules:
        for finding in (*rule.any_of, *rule.all_of, *rule.none_of):
            if finding not in library.records["finding"]:
                yield f"{where}: finding {finding!r} does not exist"
        compared = [analyte for table in rule.thresholds() for analyte in table]
        for analyte in (*rule.sides, *compared, *rule.just_outside, *rule.not_just, *rule.not_far):
            if analyte not in library.records["analyte"]:
                yield f"{where}: analyte {analyte!r} does not exist"
        for table in rule.thresholds():
            for analyte, fact in table.items():
                yield from _threshold(library, where, fact, analyte)
        if rule == Rule():
            yield f"{where}: an empty rule: it would hold for everybody"


def _threshold(library: Library, where: str, key: str, analyte: str | None) -> Iterator[str]:
    fact = library.of("fact", Fact).get(key)
    if fact is None:
        yield f"{where}: fact {key!r} does not exist"
    elif fact.value is None or fact.unit is None:
        yield f"{where}: fact {key!r}: expected a value with a unit"
    elif analyte is not None and fact.analyte not in {None, analyte}:
        yield f"{where}: fact {key!r} is about {fact.analyte}, not about {analyte}"


def _thresholds_of_words(library: Library) -> Iterator[str]:
    """Yield a line where the words for how far have no fact behind them."""
    for table in ("reach", "judging"):
        for key in library.tables["interface"][table].values():
            yield from _threshold(library, f"interface.toml: {table}", key, None)
    most = library.tables["reports"]["plausible"]["most"]
    yield from _threshold(library, "reports.toml: plausible", most, None)
    readable = [a for a in library.of("analyte", Analyte).values() if a.directions]
    for analyte in readable:
        if not analyte.units:
            yield f"{library.places['analyte', analyte.id]}: a measured analyte without a unit"


def _told_sides(library: Library) -> Iterator[str]:
    """Yield a line for every finding, analyte or side that does not exist."""
    for finding, sides in library.tables["language"]["told_sides"].items():
        where = f"language.toml: told_sides: {finding}"
        if finding not in library.records["finding"]:
            yield f"{where}: finding does not exist"
        for analyte, side in sides.items():
            if analyte not in library.records["analyte"] or side not in KNOWN_SIDES:
                yield f"{where}: expected an analyte and its side, found {analyte} = {side!r}"
