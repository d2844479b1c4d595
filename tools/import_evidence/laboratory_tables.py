"""Reading and writing the tables of an import, and the record of what became of each row."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

RULES = Path(__file__).with_name("laboratory_rules")
DATE = "2026-11-26"
COMPARED = f"{DATE} globulin (machine comparison)"

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one line of an evidence file, and why."""

    file: str
    line: int
    what: str
    reason: str = ""


@dataclass(slots=True)
class Import:
    """One run: where it reads, where it writes, what it found.

    `sources` are the ids of the evidence that something which was loaded rests on.
    """

    evidence: Path
    knowledge: Path
    writes: bool
    fates: list[Fate] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    sources: set[str] = field(default_factory=set)

    def rows(self, name: str) -> list[tuple[int, Row]]:
        """Return the rows of an evidence file with their lines; the header is line 1."""
        return list(enumerate(read_csv(self.evidence / f"{name}.csv"), start=2))

    def tell(self, file: str, line: int, what: str, reason: str = "") -> None:
        """Keep what became of a row."""
        self.fates.append(Fate(file, line, what, reason))

    def write(self, name: str, rows: Sequence[Row]) -> None:
        """Write a table of the knowledge whole, where this run writes at all."""
        if self.writes and rows:
            write_csv(self.knowledge / name, rows)


def read_csv(path: Path) -> list[Row]:
    """Return the rows of a table, cells stripped."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [
            {name: (cell or "").strip() for name, cell in row.items()}
            for row in csv.DictReader(stream)
        ]


def read_rules(name: str) -> list[Row]:
    """Return a table of rules of this import."""
    return read_csv(RULES / f"{name}.csv")


def rules_by_line(name: str) -> dict[int, list[Row]]:
    """Return the rules of a table by the line that they are about."""
    found: dict[int, list[Row]] = {}
    for rule in read_rules(name):
        found.setdefault(int(rule["line"]), []).append(rule)
    return found


def source_names() -> dict[str, str]:
    """Return the id in the knowledge of each source whose id in the evidence is another."""
    return {rule["evidence"]: rule["id"] for rule in read_rules("sources") if rule["id"]}


def write_csv(path: Path, rows: Sequence[Row]) -> None:
    """Write rows with the columns of the first one."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def joined(parts: Iterable[str], by: str = "; ") -> str:
    """Return the parts that are not empty, each once, in one cell."""
    return by.join(dict.fromkeys(part for part in parts if part))


def plain(number: float) -> str:
    """Return a number as the files of the knowledge write it."""
    return f"{number:.6g}"
