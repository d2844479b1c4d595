"""The check of an analyte's parts and titles finds what it is there for: each fault is planted."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from globulin.knowledge.check_references import check_references
from globulin.knowledge.library import load_library


def part_of_nothing(directory: Path) -> None:
    """A sentence about a part that its analyte does not have."""
    path = directory / "texts" / "globulin.toml"
    text = path.read_text("utf-8").replace('part = "ratio"', 'part = "no-such-part"', 1)
    path.write_text(text, encoding="utf-8")


def title_without_a_plan(directory: Path) -> None:
    """A title of a kind of question that has no page."""
    path = directory / "analytes" / "globulin.toml"
    text = path.read_text("utf-8").replace('intent = "causes"', 'intent = "causse"', 1)
    path.write_text(text, encoding="utf-8")


def part_that_asks_for_nothing(directory: Path) -> None:
    """A part that makes a question of a kind that has no page."""
    path = directory / "analytes" / "cryoglobulin.toml"
    text = path.read_text("utf-8").replace('asks = "meaning"', 'asks = "meening"', 1)
    path.write_text(text, encoding="utf-8")


def title_of_no_part(directory: Path) -> None:
    """A title of a part that the analyte does not have."""
    path = directory / "analytes" / "globulin.toml"
    text = path.read_text("utf-8").replace('part = "gamma"', 'part = "delta"', 1)
    path.write_text(text, encoding="utf-8")


FAULTS: list[tuple[Callable[[Path], None], str]] = [
    (part_of_nothing, r"texts/globulin\.toml:.*: part 'no-such-part' does not exist"),
    (title_without_a_plan, r"analytes/globulin\.toml.*'causse', for which there is no plan"),
    (part_that_asks_for_nothing, r"analytes/cryoglobulin\.toml.*'meening', for which there is no"),
    (title_of_no_part, r"analytes/globulin\.toml.*title of part 'delta', which does not exist"),
]


@pytest.mark.parametrize(("plant", "expected"), FAULTS, ids=[f[0].__name__ for f in FAULTS])
def test_a_planted_fault_is_caught(
    plant: Callable[[Path], None], expected: str, knowledge_copy: Path
) -> None:
    """Each fault is reported in one line that names file and place."""
    plant(knowledge_copy)
    errors = list(check_references(load_library(knowledge_copy)))

    assert any(re.search(expected, error) for error in errors), errors
