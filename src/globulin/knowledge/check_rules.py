"""Rules on values and findings, and codes: everything that they name exists."""

from collections.abc import Iterator

from globulin.knowledge.library import Library
from globulin.model import Analyte, CodedTest, Fact, Pattern, RedFlagRule, Rule


def check_rules(library: Library) -> Iterator[str]:
    """Yield a line for every id in a rule or a code that names nothing."""
    for pattern in library.of("pattern", Pattern).values():
        where = library.places["pattern", pattern.id]
        if not pattern.rules and pattern.needs is None:
            yield f"{where}: pattern {pattern.id!r}: no rule: it could never be found"
        yield from _rules(library, where, pattern.rules)
    for flag in library.of("red_flag", RedFlagRule).values():
        where = library.places["red_flag", flag.id]
        if not flag.when and not flag.report:
            yield f"{where}: red flag {flag.id!r}: neither words nor a rule: it could never ring"
        yield from _rules(library, where, flag.report)
    for test in library.of("loinc", CodedTest).values():
        where = library.places["loinc", test.id]
        if (test.analyte is None) == (test.refusal is None):
            yield f"{where}: {test.id}: expected an analyte or a refusal, one of the two"
        if test.analyte is not None and test.analyte not in library.records["analyte"]:
            yield f"{where}: {test.id}: analyte {test.analyte!r} does not exist"
        if test.refusal is not None and test.refusal not in library.tables["reports"]["unread"]:
            yield f"{where}: {test.id}: refusal {test.refusal!r} has no words in reports.toml"
    yield from _thresholds_of_words(library)


def _rules(library: Library, where: str, rules: tuple[Rule, ...]) -> Iterator[str]:
    for rule in rules:
        for finding in (*rule.any_of, *rule.all_of, *rule.none_of):
            if finding not in library.records["finding"]:
                yield f"{where}: finding {finding!r} does not exist"
        for analyte in (*rule.sides, *rule.above, *rule.below, *rule.just_outside):
            if analyte not in library.records["analyte"]:
                yield f"{where}: analyte {analyte!r} does not exist"
        for table in (rule.above, rule.below):
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
    for key in library.tables["interface"]["reach"].values():
        yield from _threshold(library, "interface.toml: reach", key, None)
    most = library.tables["reports"]["plausible"]["most"]
    yield from _threshold(library, "reports.toml: plausible", most, None)
    readable = [a for a in library.of("analyte", Analyte).values() if a.directions]
    for analyte in readable:
        if not analyte.units:
            yield f"{library.places['analyte', analyte.id]}: a measured analyte without a unit"
