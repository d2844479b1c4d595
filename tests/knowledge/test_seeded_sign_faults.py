"""The check of the signs finds what it is there for: each fault is planted."""

from pathlib import Path

import pytest

from globulin.knowledge.check_signs import check_signs
from globulin.knowledge.library import load_library
from tests.knowledge_fixture import KNOWLEDGE

# What is written in place of what, and what the check says of it.
FAULTS = [
    ("@nose + @bleed", "@snout + @bleed", "list 'snout' does not exist"),
    ("#celsius fever", "#kelvin fever", "number 'kelvin' does not exist"),
    ("\nconfusion = [[", "\nbewilderment = [[", "red flag 'bewilderment' does not exist"),
    ('[["chest-pain"]', '[["heartache"]', "sign 'heartache' does not exist"),
    ('flags = ["hyper', 'flags = ["hypo', "'hypoviscosity-signs' rings nowhere"),
    ('[["chest-pain"], ', "[", "sign 'chest-pain' raises no flag"),
    ("\nnose = [", "\nturn = [", "'turn' is the name of a list and of a frame"),
]


@pytest.mark.parametrize(("text", "planted", "expected"), FAULTS, ids=[f[2] for f in FAULTS])
def test_a_planted_fault_is_found(tmp_path: Path, text: str, planted: str, expected: str) -> None:
    """Its line names the place and what is wrong."""
    for path in KNOWLEDGE.rglob("*"):
        if path.is_file():
            copy = tmp_path / path.relative_to(KNOWLEDGE)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    signs = tmp_path / "signs.toml"
    before = signs.read_text("utf-8")
    assert text in before
    signs.write_text(before.replace(text, planted, 1), "utf-8")

    assert any(expected in line for line in check_signs(load_library(tmp_path)))


def test_the_signs_are_whole() -> None:
    """The knowledge as it stands has none of these faults."""
    assert [] == list(check_signs(load_library(KNOWLEDGE)))
