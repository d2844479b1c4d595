"""Every report of the collection comes out as it did when somebody last looked at it."""

from pathlib import Path

import pytest

from globulin.knowledge import Knowledge
from tests.golden.outcome import FOLDER, expected_file, inputs, outcome


@pytest.mark.parametrize("path", inputs(), ids=lambda path: path.name)
def test_a_report_comes_out_as_expected(knowledge: Knowledge, path: Path) -> None:
    """Values, flags, patterns, red flags, causes, doubts and what was left out: byte for byte."""
    expected = expected_file(path).read_text(encoding="utf-8")

    assert expected == outcome(path, knowledge)


def test_no_expectation_has_lost_its_report() -> None:
    """Every expected outcome belongs to a report that is there."""
    expected = {path.name for path in FOLDER.glob("*.expected.json")}

    assert expected == {expected_file(path).name for path in inputs()}
