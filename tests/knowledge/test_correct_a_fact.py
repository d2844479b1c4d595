"""The steps of `docs/how-to/correct-a-fact.md`, done by somebody who only edits a line."""

import csv
from collections.abc import Callable
from pathlib import Path

from globulin.answers import answer_question
from globulin.knowledge import open_knowledge
from globulin.knowledge.check import check_knowledge
from globulin.model import Question
from globulin.render import render_page

FACT = "igm-in-ra-above"
QUESTION = "what causes high igm"


def _edit(directory: Path, edit: Callable[[dict[str, str]], None]) -> int:
    """Change the line of the fact, and return how many lines of its file differ."""
    for path in sorted((directory / "facts").glob("*.csv")):
        before = path.read_text(encoding="utf-8").splitlines()
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        found = [row for row in rows if row["id"] == FACT]
        if not found:
            continue
        edit(found[0])
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        after = path.read_text(encoding="utf-8").splitlines()
        return sum(1 for old, new in zip(before, after, strict=True) if old != new)
    return 0


def test_a_clinician_signs_a_fact_in_one_line(knowledge_copy: Path) -> None:
    """Day and name in one cell: one line changes, the check passes, one more fact is checked."""

    def clear(row: dict[str, str]) -> None:
        row["checked"] = ""

    _edit(knowledge_copy, clear)
    before = check_knowledge(knowledge_copy)

    def sign(row: dict[str, str]) -> None:
        row["checked"] = "2026-11-30 A. Example"

    changed = _edit(knowledge_copy, sign)
    after = check_knowledge(knowledge_copy)

    assert 1 == changed
    assert () == after.errors
    assert before.counts["checked"] + 1 == after.counts["checked"]


def test_a_corrected_number_reaches_the_page(knowledge_copy: Path) -> None:
    """A number that is corrected in its line stands in the sentences by itself."""

    def correct(row: dict[str, str]) -> None:
        row.update(value="10.7", events="12", says="IgM was above the limit in 12 of 112 people.")

    changed = _edit(knowledge_copy, correct)
    with open_knowledge(knowledge_copy) as knowledge:
        page = render_page(answer_question(Question(text=QUESTION), knowledge), format="text")

    assert 1 == changed
    assert () == check_knowledge(knowledge_copy).errors
    assert "12 of 112" in page or "10.7%" in page
