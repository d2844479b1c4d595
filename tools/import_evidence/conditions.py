"""Carries causes, levels, findings, priors and HPO's rows over into the knowledge.

Usage: python -m tools.import_evidence.conditions EVIDENCE VOCABULARY [--into knowledge]

EVIDENCE holds the packs `polyclonal` and `clonal-and-genetic` and `hpo_immunoglobulin.csv`;
VOCABULARY holds `causes.csv`. Only what is missing is added: a fact that stands is never changed,
so that a correction by hand stays. What became of each row stands in `conditions_rules/`.
"""

import argparse
import sys
import tomllib
from collections import Counter
from pathlib import Path

from tools.import_evidence.conditions_facts import import_derived, import_levels, import_priors
from tools.import_evidence.conditions_links import import_links
from tools.import_evidence.conditions_phenotypes import import_phenotypes
from tools.import_evidence.conditions_sources import import_sources
from tools.import_evidence.conditions_tables import (
    FACT_COLUMNS,
    Import,
    Row,
    read_csv,
    read_rules,
    write_csv,
)

PACKS = ("polyclonal", "clonal-and-genetic")
FILE = "facts/evidence.csv"


def main() -> int:
    """Return 0, or 1 where a row of the evidence does not agree with its rule."""
    parser = argparse.ArgumentParser()
    parser.add_argument("evidence", type=Path)
    parser.add_argument("vocabulary", type=Path)
    parser.add_argument("--into", type=Path, help="the folder of the knowledge to write to")
    options = parser.parse_args()
    run = read_evidence(options.evidence, options.vocabulary, options.into or Path("knowledge"))
    phenotypes = import_phenotypes(run)
    sources = import_sources(run)
    if options.into and not run.problems:
        _write(run, sources, phenotypes)
    _tell(run)
    return 1 if run.problems else 0


def read_evidence(evidence: Path, vocabulary: Path, knowledge: Path) -> Import:
    """Return what every row of the packs became, with what the knowledge lacks."""
    run = _start(evidence, vocabulary, knowledge)
    import_levels(run)
    import_links(run)
    import_priors(run)
    import_derived(run)
    for row in read_rules("page_facts"):
        run.tell(row["row"], run.add({name: row.get(name, "") for name in FACT_COLUMNS}))
    return run


def _start(evidence: Path, vocabulary: Path, knowledge: Path) -> Import:
    run = Import(evidence, knowledge)
    for path in sorted(knowledge.glob("facts/*.csv")):
        run.facts |= {row["id"]: row for row in read_csv(path)}
    run.links = {row["id"]: row for row in read_csv(knowledge / "links.csv")}
    run.priors = {row["id"]: row for row in read_csv(knowledge / "priors.csv")}
    for pack in PACKS:
        run.sources |= {r["source_id"]: r for r in read_csv(evidence / pack / "sources.csv")}
    for row in read_csv(vocabulary / "causes.csv"):
        run.causes |= {old: row["id"] for old in (row["id"], *row["replaces"].split(";")) if old}
        run.names[row["id"]] = row["name"]
    run.names |= {row["id"]: row["name"] for row in read_csv(knowledge / "findings.csv")}
    for path in knowledge.glob("conditions/*.toml"):
        record = tomllib.loads(path.read_text(encoding="utf-8"))
        run.names[record["id"]] = record["name"]
    return run


def _write(run: Import, sources: list[Row], phenotypes: list[Row]) -> None:
    path = run.knowledge / FILE
    rows = read_csv(path) if path.exists() else []
    write_csv(path, FACT_COLUMNS, [*rows, *run.added.values()])
    write_csv(run.knowledge / "sources.csv", list(sources[0]), sources)
    columns = ["id", "condition", "finding", "share", "without", "ratio", "ratio_negative"]
    write_csv(run.knowledge / "links.csv", columns, [run.links[key] for key in sorted(run.links)])
    people = ["setting", "population", "age_low_days", "age_high_days", "sex"]
    columns = ["id", "condition", *people, "fact", "uses", "note"]
    priors = [run.priors[key] for key in sorted(run.priors)]
    write_csv(run.knowledge / "priors.csv", columns, priors)
    write_csv(run.knowledge / "phenotypes.csv", list(phenotypes[0]), phenotypes)


def _tell(run: Import) -> None:
    rules = read_rules("rows")
    for (file, action), count in sorted(Counter((r["file"], r["action"]) for r in rules).items()):
        sys.stdout.write(f"{file}: {count} {action}\n")
    sys.stdout.write(f"facts added: {len(run.added)}\n")
    for problem in run.problems:
        sys.stderr.write(f"error: {problem}\n")


if __name__ == "__main__":
    sys.exit(main())
