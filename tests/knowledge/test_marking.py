"""What may be called compared with its source."""

import csv
from collections.abc import Iterator

from tests.knowledge_fixture import ROOT
from tools.import_evidence.mark_checked import agreeing, is_comparable


def _facts() -> Iterator[dict[str, str]]:
    for path in sorted((ROOT / "knowledge" / "facts").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            yield from csv.DictReader(stream)


def test_one_answer_does_not_cover_another_difference() -> None:
    """A fact with two differing rows and a correction for one of them stays unchecked."""
    told = {"fact": {("row 1", "differs"), ("row 2", "differs"), ("row 3", "same")}}
    half = [{"fact": "fact", "answers": "row 1"}]
    whole = [*half, {"fact": "fact", "answers": "row 2"}]

    assert set() == agreeing(told, half)
    assert {"fact"} == agreeing(told, whole)


def test_a_row_that_was_not_found_again_stays_unchecked() -> None:
    """Nothing was compared where the source could not be found."""
    assert set() == agreeing({"fact": {("row 1", "not-found")}}, [])


def test_no_figure_of_ours_is_called_checked() -> None:
    """A row with a ratio, a width or a middle of ours was not compared, whatever else it holds."""
    facts = list(_facts())

    assert facts
    assert [] == [fact["id"] for fact in facts if fact["checked"] and not is_comparable(fact)]
