"""Which values a question tells, and of whom: a table of questions as people type them."""

import csv
from pathlib import Path

import pytest

from globulin.answers import has_value
from globulin.answers.told_report import report_of
from globulin.answers.told_values import ToldValues, find_values
from globulin.intake import parse_age
from globulin.knowledge import Knowledge
from globulin.model import Question

TABLE = Path(__file__).with_name("told_values.csv")
with TABLE.open(encoding="utf-8", newline="") as stream:
    ROWS = list(csv.DictReader(stream))
WITH_VALUES = [row for row in ROWS if row["values"]]


def written(values: ToldValues) -> str:
    """Return values as the table writes them."""
    found = []
    for raw, analyte in zip(values.raws, values.analytes, strict=True):
        ends = ["" if end is None else f"{end:g}" for end in (raw.low, raw.high)]
        parts = (
            analyte,
            f"{raw.comparator or ''}{raw.value:g}",
            raw.unit,
            f"[{'-'.join(ends)}{f' {raw.range_unit}' if raw.range_unit else ''}]"
            if any(ends)
            else None,
            raw.flag,
            f"@{raw.collected}" if raw.collected else None,
        )
        found.append(" ".join(part for part in parts if part))
    return "; ".join(found)


def test_the_table_holds_values_and_traps() -> None:
    """Both sorts are many: numbers that are values, and numbers that are none."""
    traps = sum(1 for row in ROWS if not row["values"])

    assert len(ROWS) - traps >= 60
    assert traps >= 60


@pytest.mark.parametrize("row", ROWS, ids=[row["question"] for row in ROWS])
def test_each_value_is_found_and_nothing_else(row: dict[str, str], knowledge: Knowledge) -> None:
    """Ages, dates, counts, shares, limits in general and other tests are no values."""
    found = find_values(row["question"], knowledge)

    assert row["values"] == written(found)
    assert bool(row["values"]) == has_value(row["question"], knowledge)


@pytest.mark.parametrize("row", WITH_VALUES, ids=[row["question"] for row in WITH_VALUES])
def test_the_person_is_the_one_who_is_told_of(row: dict[str, str], knowledge: Knowledge) -> None:
    """Age and sex are those of the person whose value it is; of nobody else, and never guessed."""
    question = Question(text=row["question"])
    person = report_of(question, find_values(question.text, knowledge), knowledge).person
    age_days = person.age_days

    assert (row["sex"] or None) == person.sex
    assert (parse_age(row["age"]) if row["age"] else None) == age_days
