"""Carries the laboratory evidence over into the knowledge, and counts what became of each row.

Usage: python -m tools.import_evidence.laboratory EVIDENCE [--into knowledge]

EVIDENCE is the folder with reference_intervals.csv and its neighbours. Without `--into` nothing
is written. Every row ends in one of four ways: loaded, merged with another row that says the
same, standing already in the knowledge, or dropped; the last two have a reason in
`laboratory_rules/`. A row without a rule is an error.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

from tools.import_evidence.laboratory_analytes import write_analytes
from tools.import_evidence.laboratory_facts import import_facts
from tools.import_evidence.laboratory_intervals import compare_known, import_intervals
from tools.import_evidence.laboratory_names import import_codes, import_names
from tools.import_evidence.laboratory_sources import import_sources
from tools.import_evidence.laboratory_tables import Import
from tools.import_evidence.laboratory_units import compare_units


def main() -> int:
    """Return 0, or 1 where a row of the evidence has no rule."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("evidence", type=Path)
    parser.add_argument("--into", type=Path, help="the folder of the knowledge to write to")
    options = parser.parse_args()
    run = Import(options.evidence, options.into or Path("knowledge"), writes=bool(options.into))
    compare_known(run)
    write_analytes(run)
    import_intervals(run)
    import_codes(run)
    import_names(run)
    compare_units(run)
    import_facts(run)
    import_sources(run)
    _tell(run)
    return 1 if run.problems else 0


def _tell(run: Import) -> None:
    counts = Counter((fate.file, fate.what) for fate in run.fates)
    for (file, what), number in sorted(counts.items()):
        sys.stdout.write(f"{file}: {number} {what}\n")
    for fate in run.fates:
        if fate.what in {"dropped", "corrected"}:
            sys.stdout.write(f"{fate.file}:{fate.line}: {fate.what}: {fate.reason}\n")
    for problem in run.problems:
        sys.stderr.write(f"error: {problem}\n")


if __name__ == "__main__":
    sys.exit(main())
