"""Layouts of pasted results, each read as it was judged by hand."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from globulin.knowledge import Knowledge
from tests.unit.intake import told

FOLDER = Path(__file__).parents[2] / "data" / "pasted"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads(
    (FOLDER / "expected.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("layout", sorted(EXPECTED))
def test_a_layout_is_read_as_judged(layout: str, knowledge: Knowledge) -> None:
    """Results, findings, unread lines, checks, person and counts are those judged by hand."""
    report = told.read((FOLDER / f"{layout}.txt").read_text(encoding="utf-8"), knowledge)
    actual = {
        "results": told.results(report),
        "findings": told.findings(report),
        "unread": told.unread(report),
        "checks": told.checks(report),
        "person": told.person(report),
        "dropped": report.dropped,
    }

    assert EXPECTED[layout] == {part: read for part, read in actual.items() if read}


def test_every_text_is_judged() -> None:
    """No text lies in the folder without its expected lines."""
    texts = {path.stem for path in FOLDER.glob("*.txt")}

    assert texts == set(EXPECTED)


def test_no_identifier_is_kept(knowledge: Knowledge) -> None:
    """Names, numbers, addresses and birth dates of people appear in nothing that is kept."""
    text = (FOLDER / "header.txt").read_text(encoding="utf-8")
    kept = repr(told.read(text, knowledge))

    assert [] == [word for word in ("Jane", "000123", "555", "Street", "1970") if word in kept]


def test_a_missing_unit_is_suggested_and_not_used(knowledge: Knowledge) -> None:
    """A range that fits one unit only suggests that unit; the number stays without one."""
    report = told.read("IgM 412 H (40-230)", knowledge)
    (check,) = report.checks

    assert (None, "unit_missing") == (report.results[0].unit, report.results[0].refusal)
    assert check.suggested is not None
    assert (412.0, "mg/dL") == (check.suggested.value, check.suggested.unit)
