"""Shares counted from open data: limits, missing values, weights, and the rows of limits."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.house.source_files import ROOT
from tools.background_from_data import LIMITS, is_beyond, rate, rates, wilson

KNOWLEDGE = ROOT / "knowledge"
LIMIT = {
    "weight": "",
    "age": "age",
    "from_age": "18",
    "where": "",
    "column": "value",
    "below": "",
    "above": "10",
    "missing": "",
}


def person(value: str, *, age: str = "40", sex: str = "1", weight: str = "1") -> dict[str, str]:
    """Return one row of a data file."""
    return {"value": value, "other": "2", "age": age, "sex": sex, "weight": weight}


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a file of the knowledge."""
    with (KNOWLEDGE / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_missing_value_and_a_child_are_not_counted() -> None:
    """Of five people one has no value and one is too young: three count, one is beyond."""
    people = [person("11"), person("10"), person("9"), person(""), person("50", age="17")]
    count, there, share, low, high = rate(people, [LIMIT])

    assert (3, 1) == (count, there)
    assert share == pytest.approx(100 / 3)
    assert low < share < high


def test_each_sex_has_its_own_limit() -> None:
    """The same value is beyond the limit of one sex and within that of the other."""
    women = LIMIT | {"where": "sex=2", "above": "5"}
    men = LIMIT | {"where": "sex=1", "above": "10"}

    assert (2, 1) == rate([person("7", sex="1"), person("7", sex="2")], [women, men])[:2]


def test_weights_move_the_share() -> None:
    """A person who stands for three others counts three times."""
    people = [person("11", weight="3"), person("1")]

    assert rate(people, [LIMIT | {"weight": "weight"}])[2] == pytest.approx(75)


@pytest.mark.parametrize(
    ("change", "value", "expected"),
    [
        ({"column": "value/other", "above": "4"}, "9", True),
        ({"column": "value/other", "above": "4"}, "8", False),
        ({"above": "", "below": "3"}, "2", True),
        ({}, "", None),
        ({"missing": "no"}, "", False),
    ],
)
def test_beyond(change: dict[str, str], value: str, *, expected: bool | None) -> None:
    """Ratios, lower limits and missing values are read as the row of the limit says."""
    assert expected is is_beyond(person(value), LIMIT | change)


@settings(deadline=None, max_examples=50)
@given(people=st.integers(1, 10_000), data=st.data())
def test_the_interval_holds_the_share(people: int, data: st.DataObject) -> None:
    """The 95 % interval lies within 0 and 1 and around the share."""
    share = data.draw(st.integers(0, people)) / people
    low, high = wilson(share, people)

    assert -1e-9 <= low <= share + 1e-9
    assert share - 1e-9 <= high <= 1 + 1e-9


def test_a_file_gives_its_findings_only(tmp_path: Path) -> None:
    """A data file is matched with the limits by its name."""
    path = tmp_path / "flchain.csv"
    path.write_text("age,kappa,lambda,mgus\n60,1,1,0\n60,9,1,1\n", encoding="utf-8")
    found = {str(line[0]): line[1:3] for line in rates(path)}
    wanted = {row["finding"] for row in rows(LIMITS.name) if row["data"] == "flchain"}

    assert wanted == found.keys()
    assert all([2, 1] == counts for counts in found.values())


def test_the_limits_name_known_findings_and_sources() -> None:
    """Every limit belongs to a finding and rests on a source."""
    findings = {row["id"] for row in rows("findings.csv")}
    sources = {row["id"] for row in rows("sources.csv")}
    lost = [
        row["finding"]
        for row in rows(LIMITS.name)
        if row["finding"] not in findings or row["source"] not in sources
    ]

    assert [] == lost
