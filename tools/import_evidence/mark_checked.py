"""Takes over what a comparison with the sources found: corrections, and what may be called checked.

Usage: python -m tools.import_evidence.mark_checked EVIDENCE VOCABULARY LEDGER... --into knowledge

A ledger names a row of the evidence or a fact, and a verdict. A fact is checked where every
verdict on it is `same` or is answered by a correction, one cell a line, in
`conditions_rules/corrected.csv`, which names the verdicts that it `answers`. Anything else stays
unchecked, and so does a row with a figure of ours: a ratio of two arms, a width, a middle.
"""

import argparse
import re
import sys
from pathlib import Path

from tools.import_evidence.conditions import read_evidence
from tools.import_evidence.conditions_tables import Row, read_csv, read_rules, write_csv

CHECKED = "2026-11-26 globulin (machine comparison)"
SAME = "same"
# What is ours cannot be compared with a source: a whole row, or a figure that its note owns up to.
OWN = "our-reading"
OUR_FIGURE = re.compile(r"\bour (?:width|middle|reading|arithmetic)|^computed from")
PLACES = ("facts/*.csv", "intervals/*.csv")
# By fact: the row that was compared, and what was found.
Verdicts = dict[str, set[tuple[str, str]]]


def main() -> int:
    """Return 0 after marking."""
    parser = argparse.ArgumentParser()
    parser.add_argument("evidence", type=Path)
    parser.add_argument("vocabulary", type=Path)
    parser.add_argument("ledgers", type=Path, nargs="+")
    parser.add_argument("--into", type=Path, required=True)
    options = parser.parse_args()
    of_rows = read_evidence(options.evidence, options.vocabulary, options.into).of_rows
    fit = agreeing(_verdicts(options.ledgers, of_rows), read_rules("corrected"))
    marked = _mark(options.into, fit)
    told = len(fit - marked)
    sys.stdout.write(f"marked: {len(marked)}; named in a ledger and not here: {told}\n")
    return 0


def agreeing(verdicts: Verdicts, corrected: list[Row]) -> set[str]:
    """Return the facts on which every verdict is `same` or is answered by a correction.

    >>> told = {"a": {("1", "same"), ("2", "differs")}, "b": {("3", "differs")}}
    >>> agreeing(told, [{"fact": "a", "answers": "2"}, {"fact": "b", "answers": "4"}])
    {'a'}
    """
    answered = {(row["fact"], place) for row in corrected for place in row["answers"].split(";")}
    return {
        key
        for key, found in verdicts.items()
        if all(verdict == SAME or (key, place) in answered for place, verdict in found)
    }


def is_comparable(row: Row) -> bool:
    """Return whether all figures of a fact are its source's, none of them ours.

    >>> is_comparable({"evidence": "cohort", "note": "low and high are our width"})
    False
    """
    return row["evidence"] != OWN and not OUR_FIGURE.search(row["note"])


def _verdicts(ledgers: list[Path], of_rows: dict[str, list[str]]) -> Verdicts:
    """Return all verdicts on each fact, by its present id, with the row that each is about."""
    merged = {row["drop"]: row["keep"] for row in read_rules("merged")}
    found: Verdicts = {}
    for path in ledgers:
        for row in read_csv(path):
            where = f"{row['pack']}/{row['file']}:{row['line']}"
            keys = {merged.get(row["our_fact_id"], row["our_fact_id"]), *of_rows.get(where, ())}
            for key in keys - {""}:
                found.setdefault(key, set()).add((where, row["verdict"]))
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
                if row["id"] in fit and is_comparable(row):
                    marked.add(row["id"])
                    row["checked"] = row["checked"] or CHECKED
            write_csv(path, list(rows[0]), rows)
    return marked


if __name__ == "__main__":
    sys.exit(main())
