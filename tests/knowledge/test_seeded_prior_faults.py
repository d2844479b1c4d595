"""Faults in how common conditions are: each is planted in a copy of the knowledge and found."""

import csv
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from globulin.knowledge.check import check_knowledge
from tests.knowledge_fixture import ROOT

Rows = list[dict[str, str]]


def _change(path: Path, change: Callable[[Rows], None]) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    columns = list(rows[0])
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def two_for_the_same_people(rows: Rows) -> None:
    """Two priors of one condition by one measure among the same people."""
    rows.append(rows[0] | {"id": "planted"})


def ages_that_end_before_they_begin(rows: Rows) -> None:
    """A prior from an age to a lower one."""
    rows[0] |= {"age_low_days": "20", "age_high_days": "10"}


def a_sex_that_is_none(rows: Rows) -> None:
    """A prior for a sex that is neither of the two."""
    rows[0]["sex"] = "men"


@pytest.mark.parametrize(
    ("plant", "message"),
    [
        (two_for_the_same_people, r"planted: the same people have the prior '.+' already"),
        (ages_that_end_before_they_begin, r"priors\.csv:2: .*: ages from 20 to 10 days"),
        (a_sex_that_is_none, r"priors\.csv:2: .*'men'"),
    ],
)
def test_a_planted_prior_is_refused(
    tmp_path: Path, plant: Callable[[Rows], None], message: str
) -> None:
    """Each fault that is planted is told with its place."""
    _change(shutil.copytree(ROOT / "knowledge", tmp_path / "k") / "priors.csv", plant)
    errors = check_knowledge(tmp_path / "k").errors

    assert any(re.search(message, error) for error in errors), errors


def test_one_figure_for_other_people_is_no_second_prior(tmp_path: Path) -> None:
    """The same condition and measure among people of another sex is allowed."""

    def add(rows: Rows) -> None:
        assert rows[0]["sex"] == ""
        rows.append(rows[0] | {"id": "planted", "sex": "female"})

    _change(shutil.copytree(ROOT / "knowledge", tmp_path / "k") / "priors.csv", add)

    assert () == check_knowledge(tmp_path / "k").errors


@pytest.mark.parametrize("end", ["low", "high"])
def test_a_rest_that_its_parts_contradict_is_refused(tmp_path: Path, end: str) -> None:
    """What other shares leave over is counted again, at both ends."""

    def off_by_one(rows: Rows) -> None:
        rests = [row for row in rows if row["measure"] == "rest"]
        assert rests
        rests[0][end] = str(float(rests[0][end]) + 1)

    facts = shutil.copytree(ROOT / "knowledge", tmp_path / "k") / "facts"
    _change(facts / "evidence.csv", off_by_one)
    errors = check_knowledge(tmp_path / "k").errors

    assert any(re.search(rf"{end} is .+: what it uses leaves", error) for error in errors), errors
