"""Kinetics, variation, interferences and single statements as facts, by a table of words.

The numbers come from the evidence, the words are our own and stand in the rules. A number that a
rule gives has to be one that the row of the evidence holds.
"""

import re
from collections import defaultdict

from tools.import_evidence.laboratory_tables import (
    DATE,
    Import,
    Row,
    plain,
    read_csv,
    read_rules,
    source_names,
)

FILES = (
    "kinetics",
    "biological_variation",
    "interferences",
    "page_facts",
    "loinc",
    "unit_conversions",
)
# Files whose rows are compared elsewhere, and of which a few are facts.
FEW_FACTS = {"loinc", "unit_conversions"}
TARGETS = {
    "kinetics": "kinetics",
    "biological_variation": "variation",
    "interferences": "interferences",
    "page_facts": "laboratory",
    "loinc": "laboratory",
    "unit_conversions": "laboratory",
}
NUMBERS = ("value", "low", "high", "n", "events")
SAME = 1e-9
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


def import_facts(run: Import) -> None:
    """Write a file of facts for each file of the evidence; every row needs a rule."""
    rules: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for rule in read_rules("facts"):
        rules[rule["file"], int(rule["line"])].append(rule)
    targets = {f"{target}.csv" for target in TARGETS.values()}
    known = _known_facts(run, targets)
    found: dict[str, list[Row]] = defaultdict(list)
    for file in FILES:
        for line, row in run.rows(file):
            if file in FEW_FACTS and (file, line) not in rules:
                continue
            if (file, line) not in rules:
                run.problems.append(f"{file}:{line}: no rule")
            for rule in rules[file, line]:
                _apply(run, rule, row, known, found)
    for target, facts in found.items():
        run.write(f"facts/{target}.csv", facts)


def _known_facts(run: Import, targets: set[str]) -> set[str]:
    """Return the ids of the facts in the files that this import does not write."""
    files = sorted((run.knowledge / "facts").glob("*.csv"))
    return {row["id"] for path in files if path.name not in targets for row in read_csv(path)}


def _apply(run: Import, rule: Row, row: Row, known: set[str], found: dict[str, list[Row]]) -> None:
    file, line = rule["file"], int(rule["line"])
    if rule["fate"] == "have":
        for key in rule["id"].split(";"):
            if key not in known:
                run.problems.append(f"{file}:{line}: the fact {key!r} does not exist")
        run.tell(file, line, "standing already")
    elif rule["fate"] == "drop":
        run.tell(file, line, "dropped", rule["note"])
    else:
        if rule["id"] in known or any(rule["id"] == f["id"] for fs in found.values() for f in fs):
            run.problems.append(f"{file}:{line}: the fact {rule['id']!r} stands already")
        found[TARGETS[file]].append(_fact(run, rule, row))
        run.tell(file, line, "loaded")


def _fact(run: Import, rule: Row, row: Row) -> Row:
    numbers = {name: _number(run, rule, row, name) for name in NUMBERS}
    source = rule["source"] or row["source_id"]
    run.sources.add(source)
    return {
        "id": rule["id"],
        "kind": rule["kind"],
        "subject": rule["subject"],
        "analyte": rule["analyte"],
        "measure": rule["measure"],
        "value": numbers["value"],
        "low": numbers["low"],
        "high": numbers["high"],
        "unit": rule["unit"],
        "n": numbers["n"],
        "events": numbers["events"],
        "comparator": "",
        "population": rule["population"],
        "measured_by": rule["measured_by"],
        "valid_within": "",
        "evidence": rule["evidence"],
        "sources": source_names().get(source, source),
        "date": DATE,
        "checked": rule["checked"],
        "says": rule["says"],
        "note": rule["note"],
    }


def _number(run: Import, rule: Row, row: Row, name: str) -> str:
    """Return a number: that of the rule where it gives one, else that of the evidence."""
    text = rule[name]
    scale = float(rule["scale"] or 1.0)
    if not text:
        own = row.get(name, "") if rule["takes"] == "numbers" else ""
        return plain(float(own) * scale) if own else ""
    in_row = {float(n.replace(",", "")) for cell in row.values() for n in NUMBER.findall(cell)}
    if not any(abs(float(text) - number * scale) < SAME for number in in_row):
        run.problems.append(f"{rule['file']}:{rule['line']}: {text} is not in the evidence")
    return text
