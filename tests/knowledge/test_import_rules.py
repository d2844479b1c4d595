"""The tables beside the import of the evidence: nothing is dropped or changed without a reason."""

import csv
from pathlib import Path

import pytest

from tests.knowledge_fixture import ROOT

RULES = ROOT / "tools" / "import_evidence" / "laboratory_rules"


def _rows(name: str) -> list[dict[str, str]]:
    with (RULES / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("name", ["interval_rows", "name_rows", "unit_names", "unit_rows"])
def test_every_change_has_its_reason(name: str) -> None:
    """A row of the evidence that is changed or left out says why, in words."""
    rows = _rows(name)

    assert rows
    assert [] == [row for row in rows if len(row["reason"]) < len("UCUM")]


def test_every_renamed_source_has_its_reason() -> None:
    """A source under another id, or without its address, says why."""
    rows = _rows("sources")

    assert rows
    assert [] == [row["evidence"] for row in rows if not row["reason"]]


def test_every_fact_left_out_has_its_reason() -> None:
    """A line that is not carried over says why; one that is has words and a kind."""
    rows = _rows("facts")
    dropped = [row for row in rows if row["fate"] == "drop"]
    loaded = [row for row in rows if row["fate"] == "load"]

    assert {"drop", "have", "load"} == {row["fate"] for row in rows}
    assert [] == [row["line"] for row in dropped if not row["note"]]
    assert [] == [row["id"] for row in loaded if not (row["says"] and row["kind"])]


def test_no_line_is_both_loaded_and_dropped() -> None:
    """Each line of the evidence has one fate, though it may give several facts."""
    fates: dict[tuple[str, str], set[bool]] = {}
    for row in _rows("facts"):
        fates.setdefault((row["file"], row["line"]), set()).add(row["fate"] == "drop")

    assert [] == [key for key, found in fates.items() if len(found) > 1]


def test_the_rules_name_no_folder_of_a_machine() -> None:
    """The program takes the folder of the evidence as its argument."""
    files = [*RULES.glob("*.csv"), *RULES.parent.glob("*.py")]

    assert files
    assert [] == [path.name for path in files if _names_a_folder(path)]


def _names_a_folder(path: Path) -> bool:
    text = path.read_text(encoding="utf-8")
    return any(f"/{folder}/" in text for folder in ("work", "tmp", "home"))
