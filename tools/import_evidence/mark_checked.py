"""Takes over what a comparison with the sources found: corrections, and what may be called checked.

Usage: python -m tools.import_evidence.mark_checked EVIDENCE VOCABULARY LEDGER... --into knowledge

A ledger names a row of the evidence or a fact, and a verdict. A fact is checked where every
verdict on it is `same`, or where what differed has been corrected, one cell a line, in
`conditions_rules/corrected.csv`; anything else stays unchecked.
"""

import argparse
import sys
from pathlib import Path

from tools.import_evidence.conditions import read_evidence
from tools.import_evidence.conditions_tables import read_csv, read_rules, write_csv

CHECKED = "2026-11-26 globulin (machine comparison)"
SAME = "same"
# What is ours cannot be compared with a source.
OWN = "our-reading"
PLACES = ("facts/*.csv", "intervals/*.csv")


def main() -> int:
    """Return 0 after marking."""
    parser = argparse.ArgumentParser()
    parser.add_argument("evidence", type=Path)
    parser.add_argument("vocabulary", type=Path)
    parser.add_argument("ledgers", type=Path, nargs="+")
    parser.add_argument("--into", type=Path, required=True)
    options = parser.parse_args()
    of_rows = read_evidence(options.evidence, options.vocabulary, options.into).of_rows
    verdicts = _verdicts(options.ledgers, of_rows)
    corrected = {row["fact"] for row in read_rules("corrected")}
    fit = {key for key, found in verdicts.items() if found == {SAME}} | corrected
    marked = _mark(options.into, fit)
    told = len(fit - marked)
    sys.stdout.write(f"marked: {len(marked)}; named in a ledger and not here: {told}\n")
    return 0


def _verdicts(ledgers: list[Path], of_rows: dict[str, list[str]]) -> dict[str, set[str]]:
    """Return all verdicts on each fact, by its present id."""
    merged = {row["drop"]: row["keep"] for row in read_rules("merged")}
    found: dict[str, set[str]] = {}
    for path in ledgers:
        for row in read_csv(path):
            where = f"{row['pack']}/{row['file']}:{row['line']}"
            keys = {merged.get(row["our_fact_id"], row["our_fact_id"]), *of_rows.get(where, ())}
            for key in keys - {""}:
                found.setdefault(key, set()).add(row["verdict"])
    return found


def _mark(knowledge: Path, fit: set[str]) -> set[str]:
    """Write corrections and marks into the files, and return the facts that are checked."""
    cells: dict[str, dict[str, str]] = {}
    for row in read_rules("corrected"):
        cells.setdefault(row["fact"], {})[row["column"]] = row["value"]
    marked = set()
    for pattern in PLACES:
        for path in sorted(knowledge.glob(pattern)):
            rows = read_csv(path)
            for row in rows:
                row.update(cells.get(row["id"], {}))
                if row["id"] in fit and row["evidence"] != OWN:
                    marked.add(row["id"])
                    row["checked"] = row["checked"] or CHECKED
            write_csv(path, list(rows[0]), rows)
    return marked


if __name__ == "__main__":
    sys.exit(main())
