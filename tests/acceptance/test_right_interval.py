"""Somebody of any age wants the interval of that age, and to know whose it is."""

import json
import math
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from globulin.knowledge import Knowledge, open_knowledge
from tests.reading import interpret_one, interpreted, result

GLOBULIN = str(Path(sys.executable).with_name("globulin"))
ANALYTES = ("IgM", "IgG", "IgA")
AGES = {
    "20d": 20,
    "9m": math.ceil(9 * 30.4375),
    **{str(years): math.ceil(years * 365.25) for years in (5, 16, 30, 80)},
}
LAST_DAY = date(2026, 3, 14)
IN_MG_PER_DL = {"mg/dL": 1.0, "g/L": 100.0}


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    """Return every published band as the command line lists them."""
    command = [GLOBULIN, "knowledge", "list", "intervals", "--format", "ndjson"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def holding(
    rows: list[dict[str, Any]], analyte: str, age_days: float, sex: str | None
) -> list[dict[str, Any]]:
    """Return the rows that may apply: counted, of the age (half-open) and of the sex."""
    found = []
    for row in rows:
        if row["analyte"] != analyte or not row["counted"] or row["pregnant"]:
            continue
        if age_days < row["age_low_days"]:
            continue
        if row["age_high_days"] is not None and age_days >= row["age_high_days"]:
            continue
        if sex is not None and row["sex"] is not None and row["sex"] != sex:
            continue
        found.append(row)
    return found


def limits(row: dict[str, Any]) -> tuple[float | None, float | None]:
    """Return both limits of a row in mg/dL."""
    low, high = row["low"], row["high"]
    times = IN_MG_PER_DL[row["unit"]]
    return (
        None if low is None else round(low * times, 6),
        None if high is None else round(high * times, 6),
    )


def count(rows: list[dict[str, Any]], value: float) -> dict[str, int]:
    """Return how many tables put a value where; both sexes on different sides: in `of` only."""
    sides: dict[str, set[str]] = {}
    for row in rows:
        low, high = limits(row)
        side = "within"
        if low is not None and value < low:
            side = "below"
        if high is not None and value > high:
            side = "above"
        sides.setdefault(row["table"], set()).add(side)
    counted = {"below": 0, "within": 0, "above": 0, "of": len(sides)}
    for told in sides.values():
        if len(told) == 1:
            counted[told.pop()] += 1
    return counted


@pytest.mark.parametrize("age", AGES)
@pytest.mark.parametrize("sex", ["female", "male", None])
def test_agreement_equals_a_plain_count(
    knowledge: Knowledge, rows: list[dict[str, Any]], age: str, sex: Any
) -> None:
    """For 240, 300 and 120 mg/dL of each class, at six ages."""
    values = (240.0, 300.0, 120.0)
    given = [result(analyte, value, "mg/dL") for analyte in ANALYTES for value in values]
    found = interpreted(knowledge, *given, age=age, sex=sex)["results"]
    expected = [
        count(holding(rows, analyte, AGES[age], sex), value)
        for analyte in ANALYTES
        for value in values
    ]

    assert expected == [one["agreement"] for one in found]


def lifetime() -> list[int]:
    """Return ages in days: every day of the first year, and every birthday to 100."""
    return [*range(366), *(math.ceil(years * 365.25) for years in range(1, 101))]


@pytest.mark.parametrize("analyte", ANALYTES)
@pytest.mark.parametrize("sex", ["female", "male", None])
def test_every_age_gets_a_named_interval(
    knowledge: Knowledge, rows: list[dict[str, Any]], analyte: str, sex: Any
) -> None:
    """With the sources of a table that holds at that age, or a reason why there is none."""
    ages = lifetime()
    days = {age: (LAST_DAY - timedelta(max(ages) - age)).isoformat() for age in ages}
    found = interpret_one(
        {
            "schema": "globulin/input/1",
            "results": [result(analyte, 77, "mg/dL", collected=days[age]) for age in ages],
        },
        knowledge,
        age=f"{max(ages)}d",
        sex=sex,
        as_of=LAST_DAY.isoformat(),
    )
    names = {source["n"]: source["id"] for source in found["sources"]}

    for age, one in zip(ages, found["results"], strict=True):
        interval = one["interval"]
        if interval is None:
            assert one["reason"], age
            continue
        bands = holding(rows, analyte, age, sex)
        sources = {names[n] for n in interval["source"]}
        used = [row for row in bands if set(row["sources"]) <= sources]

        assert "published" == interval["basis"], age
        assert sources, age
        assert (interval["low"], interval["high"]) in [limits(row) for row in used], age
        assert (one["flag"] is None) == (one["reason"] is not None), age


def test_a_hole_in_the_default_falls_through_and_says_so(knowledge_copy: Path) -> None:
    """Another counted table of the age is used, and named by its source."""
    path = knowledge_copy / "intervals" / "igm.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    closed = [
        line.replace(",true,true,", ",false,false,")
        if line.startswith("igm-arup-any-2-3y,")
        else line
        for line in lines
    ]
    path.write_text("".join(closed), "utf-8")
    compiled = knowledge_copy.parent / "knowledge.sqlite"
    with open_knowledge(knowledge_copy, compiled=compiled) as knowledge:
        words = knowledge.table("reports")["assumed"]["other_table"]
        page = interpreted(knowledge, result("IgM", 60, "mg/dL"), age="30m", sex="male")
    found = page["results"][0]
    sources = {source["n"]: source["id"] for source in page["sources"]}

    assert lines != closed
    assert ("published", "N") == (found["interval"]["basis"], found["flag"])
    assert words in found["assumed"]
    assert "arup-igm" not in [sources[n] for n in found["interval"]["source"]]
    assert any("another published table gives" in s["text"] for s in found["statements"])


def test_a_named_laboratory_is_judged_by_its_own_published_table(knowledge: Knowledge) -> None:
    """Said so; what the report prints goes before it."""
    mayo = {"laboratory": "Mayo Clinic Laboratories, Rochester"}
    found = interpreted(
        knowledge,
        result("IgM", 330, "mg/dL", **mayo),
        result("IgM", 330, "mg/dL", interval=(40, 400), **mayo),
        age="54",
        sex="female",
    )
    named, printed = found["results"]
    sources = {source["n"]: source["id"] for source in found["sources"]}

    assert ("published", 37, 286, "H") == (
        named["interval"]["basis"],
        named["interval"]["low"],
        named["interval"]["high"],
        named["flag"],
    )
    assert "mayo-igm" in [sources[n] for n in named["interval"]["source"]]
    assert any("laboratory named on the report" in text for text in named["assumed"])
    assert any("laboratory named" in s["text"] for s in named["statements"])
    assert ("reported", "N", []) == (
        printed["interval"]["basis"],
        printed["flag"],
        printed["assumed"],
    )


@pytest.mark.parametrize(
    ("told", "method"),
    [
        ({"method": "Immunoturbidimetric assay"}, "turbidimetry"),
        ({"method": "Nephelometry (BN II)"}, "nephelometry"),
        ({"name": "IgM, turbidimetric"}, "turbidimetry"),
    ],
)
def test_a_named_method_prefers_a_table_of_that_method(
    knowledge: Knowledge, rows: list[dict[str, Any]], told: dict[str, str], method: str
) -> None:
    """Of somebody five years old, for whom the default is one of nephelometry."""
    given = result("IgM", 100, "mg/dL") | told
    page = interpreted(knowledge, given, age="5", sex="male")
    names = {source["n"]: source["id"] for source in page["sources"]}
    interval = page["results"][0]["interval"]
    its = {names[n] for n in interval["source"]}
    used = [row for row in holding(rows, "IgM", AGES["5"], "male") if set(row["sources"]) <= its]

    assert used
    assert all(method in row["method"] for row in used)


def test_a_pregnancy_is_judged_by_ranges_of_pregnancy(knowledge: Knowledge) -> None:
    """Where all weeks agree; else no flag, with the reason."""
    given = [result("IgG", value, "mg/dL") for value in (500, 900, 600)]
    document = {"schema": "globulin/input/1", "results": given}
    page = interpret_one(document, knowledge, age="30", sex="female", pregnant=True)
    found = page["results"]

    assert ["L", "N", None] == [one["flag"] for one in found]
    assert "regnan" in found[2]["reason"]
    assert all("pregnancy" in " ".join(one["assumed"]) for one in found)
    assert {(522, 1410)} == {(one["interval"]["low"], one["interval"]["high"]) for one in found}


def test_a_value_beyond_the_ranges_of_all_weeks_is_not_just_outside(knowledge: Knowledge) -> None:
    """It lies just below the widest limit, and further below those of other weeks."""
    document = {"schema": "globulin/input/1", "results": [result("IgG", 520, "mg/dL")]}
    found = interpret_one(document, knowledge, age="30", sex="female", pregnant=True)
    text = " ".join(statement["text"] for statement in found["results"][0]["statements"])

    assert "clearly below" in text
    assert "near-limit" not in [pattern["id"] for pattern in found["patterns"]]


def test_a_pregnancy_does_not_make_a_high_igm_normal(knowledge: Knowledge) -> None:
    """One page gives higher limits in pregnancy; the default and most tables call this high."""
    document = {"schema": "globulin/input/1", "results": [result("IgM", 280, "mg/dL")]}
    found = interpret_one(document, knowledge, age="30", sex="female", pregnant=True)["results"][0]

    assert (None, "not_judged") == (found["flag"], found["status"])


def test_a_pregnancy_without_a_range_of_it_gets_no_flag(knowledge: Knowledge) -> None:
    """No table of IgA is one of pregnancy: a value on which tables differ is not judged."""
    document = {"schema": "globulin/input/1", "results": [result("IgA", 370, "mg/dL")]}
    found = interpret_one(document, knowledge, age="30", sex="female", pregnant=True)["results"][0]

    assert (None, "not_judged") == (found["flag"], found["status"])
    assert "pregnancy" in found["reason"]
