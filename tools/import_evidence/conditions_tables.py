"""The tables of the import of conditions: rows of the evidence, rules, rows of the knowledge."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

Row = dict[str, str]
RULES = Path(__file__).parent / "conditions_rules"
WRITTEN = "2026-11-26"
PLAIN_BELOW = 10_000
FACT_COLUMNS = [
    *("id", "kind", "subject", "analyte", "measure", "value", "low", "high", "unit", "n", "events"),
    *("comparator", "population", "measured_by", "valid_within", "evidence", "sources", "date"),
    *("checked", "says", "note"),
]
EVIDENCE_OF_SOURCE = {
    "cohort": "cohort",
    "case_series": "case-series",
    "case_report": "case-series",
    "review": "review",
    "meta_analysis": "meta-analysis",
    "guideline": "guideline",
    "reference_work": "reference-work",
    "lab_catalog": "laboratory-catalogue",
    "government": "registry",
}


@dataclass
class Import:
    """What is read from, what is known, what will be written, and what is wrong."""

    evidence: Path
    knowledge: Path
    facts: dict[str, Row] = field(default_factory=dict)
    added: dict[str, Row] = field(default_factory=dict)
    links: dict[str, Row] = field(default_factory=dict)
    priors: dict[str, Row] = field(default_factory=dict)
    causes: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    sources: dict[str, Row] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    of_rows: dict[str, list[str]] = field(default_factory=dict)

    def tell(self, where: str, fact: str) -> str:
        """Keep which fact a row of the evidence became, and return it."""
        if fact:
            self.of_rows.setdefault(where, []).append(fact)
        return fact

    def add(self, fact: Row) -> str:
        """Take a fact in, unless one of its id stands already, and return its id."""
        key = fact["id"]
        if key in self.added and self.added[key]["value"] != fact["value"]:
            self.problems.append(f"{key}: two rows give two values under this id")
        if key not in self.facts:
            self.facts[key] = self.added[key] = fact
        return key


@dataclass(frozen=True)
class Case:
    """One row of the evidence with its rule and what the rule sets."""

    where: str
    row: Row
    rule: Row
    condition: str
    sets: Row

    def get(self, name: str, otherwise: str = "") -> str:
        """Return what the rule sets, or what is given."""
        return self.sets.get(name, otherwise)


def read_csv(path: Path) -> list[Row]:
    """Return the rows of a file."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def write_csv(path: Path, columns: list[str], rows: list[Row]) -> None:
    """Write a file with LF and the header first."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)


def read_rules(name: str) -> list[Row]:
    """Return one table of rules."""
    return read_csv(RULES / f"{name}.csv")


def cases(run: Import, file: str) -> Iterator[Case]:
    """Yield each row of a file of both packs that the rules do not drop."""
    for rule in read_rules("rows"):
        if rule["file"] != file or rule["action"] == "drop":
            continue
        rows = read_csv(run.evidence / rule["pack"] / file)
        row = rows[int(rule["line"]) - 2]
        sets = dict(part.split("=", 1) for part in rule["set"].split("|") if part)
        condition = sets.get("condition") or run.causes.get(row["cause_id"], row["cause_id"])
        yield Case(f"{rule['pack']}/{file}:{rule['line']}", row, rule, condition, sets)


def number(value: float) -> str:
    """Return a number with at most four significant digits, without a needless point."""
    return f"{value:.4g}" if abs(value) < PLAIN_BELOW else f"{value:.0f}"


def blank_fact(run: Import, case: Case, key: str) -> Row:
    """Return a fact with what every row tells: subject, source, kind of evidence, date."""
    source = case.get("source", case.row["source_id"])
    kind = run.sources.get(source, {}).get("kind", "")
    return dict.fromkeys(FACT_COLUMNS, "") | {
        "id": key,
        "subject": case.condition,
        "sources": source,
        "evidence": case.get("evidence", EVIDENCE_OF_SOURCE.get(kind, "case-series")),
        "date": WRITTEN,
        "analyte": case.get("analyte"),
        "valid_within": case.get("valid_within"),
        "note": case.get("note"),
    }
