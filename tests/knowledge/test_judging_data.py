"""The data that judging and reading together rest on: faults are found by the check."""

from pathlib import Path

import pytest

from globulin.knowledge.check import check_knowledge


def _spoil(directory: Path, name: str, before: str, after: str) -> tuple[str, ...]:
    """Return the errors after a text of one file was replaced."""
    path = directory / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    return check_knowledge(directory).errors


@pytest.mark.parametrize(
    ("name", "before", "after", "message"),
    [
        (
            "interface.toml",
            'child_age = "interval-child-age"',
            'child_age = "no-such-fact"',
            "interface.toml: judging: fact 'no-such-fact' does not exist",
        ),
        (
            "language.toml",
            'igm-high = { IgM = "high" }',
            'igm-hihg = { IgM = "high" }',
            "told_sides: igm-hihg: finding does not exist",
        ),
        (
            "language.toml",
            'igm-high = { IgM = "high" }',
            'igm-high = { IgM = "hihg" }',
            "expected an analyte and its side, found IgM = 'hihg'",
        ),
        (
            "red_flags.toml",
            'at_least = { IgM = "band-40-igm" }',
            'at_least = { IgM = "band-2-igg" }',
            "fact 'band-2-igg' is about IgG, not about IgM",
        ),
    ],
)
def test_a_fault_is_found(
    knowledge_copy: Path, name: str, before: str, after: str, message: str
) -> None:
    """A threshold that is not there or belongs to another analyte, a side that nobody knows."""
    errors = _spoil(knowledge_copy, name, before, after)

    assert any(message in error for error in errors), errors
