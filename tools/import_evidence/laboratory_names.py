"""LOINC codes compared, and the names of tests as laboratories report them."""

import re
import unicodedata

from tools.import_evidence.laboratory_tables import (
    Import,
    Row,
    joined,
    read_csv,
    read_rules,
    rules_by_line,
    source_names,
)

CODES = "loinc"
NAMES = "test_names"


def import_codes(run: Import) -> None:
    """Tell for each code whether the knowledge has it; rows without a code are facts."""
    known = {row["id"] for row in read_csv(run.knowledge / "loinc.csv")}
    ruled = {int(rule["line"]) for rule in read_rules("facts") if rule["file"] == CODES}
    for line, row in run.rows(CODES):
        if line in ruled:
            continue
        if row["loinc"] in known:
            run.tell(CODES, line, "standing already")
        else:
            run.problems.append(f"{CODES}:{line}: {row['loinc']} is not in the knowledge")


def import_names(run: Import) -> None:
    """Write every reported name with how it has to be read."""
    kinds = {rule["evidence"]: rule for rule in read_rules("name_kinds")}
    lines = rules_by_line("name_rows")
    names = source_names()
    found: dict[str, Row] = {}
    for line, row in run.rows(NAMES):
        own = lines.get(line, [{}])[0]
        kind = kinds.get(row["reads_as"], {}) | {k: v for k, v in own.items() if v}
        if not kind.get("reads_as"):
            run.problems.append(f"{NAMES}:{line}: no rule for {row['reads_as']!r}")
            continue
        key = _free_key(f"{row['laboratory_or_source']} {row['test_name_as_reported']}", found)
        run.sources.add(kind.get("source") or row["source_id"])
        found[key] = {
            "id": key,
            "name": row["test_name_as_reported"],
            "laboratory": row["laboratory_or_source"],
            "code": row["local_code"],
            "loinc": row["loinc"],
            "units": row["units_as_reported"],
            "reads_as": kind["reads_as"],
            "analyte": kind.get("analyte", ""),
            "source": kind.get("source") or names.get(row["source_id"], row["source_id"]),
            "note": joined([row["note"], own.get("reason", "")]),
        }
        run.tell(NAMES, line, "corrected" if own else "loaded", own.get("reason", ""))
    run.write("test_names.csv", list(found.values()))


def _free_key(text: str, taken: dict[str, Row]) -> str:
    """Return an id made of the text; names that differ in signs only get a number."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    number = 1
    key = base
    while key in taken:
        number += 1
        key = f"{base}-{number}"
    return key
