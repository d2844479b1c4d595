"""Somebody wants to know whether a number is high, low or neither, and by whose limits."""

import json
import math
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from globulin.knowledge import Knowledge
from tests.reading import interpreted, pattern_ids, result, urgencies

GLOBULIN = str(Path(sys.executable).with_name("globulin"))
DAYS = 365.25


@pytest.fixture(scope="module")
def intervals() -> list[dict[str, Any]]:
    """Return every published band as the command line lists them."""
    done = subprocess.run(
        [GLOBULIN, "knowledge", "list", "intervals", "--format", "ndjson"],
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def counted(
    intervals: list[dict[str, Any]],
    analyte: str,
    value: float,
    *,
    age_days: float | None,
    sex: str | None,
) -> dict[str, int]:
    """Return below, within, above, of: a plain count, table by table, in mg/dL."""
    sides: dict[str, set[str]] = {}
    for band in intervals:
        fits = band["analyte"] == analyte and band["counted"] and not band["pregnant"]
        fits &= sex is None or band["sex"] in {None, sex}
        if age_days is not None:
            end = band["age_high_days"]
            fits &= band["age_low_days"] <= age_days and (end is None or age_days < end)
        if not fits:
            continue
        times = {"mg/dL": 1, "g/L": 100, "mg/L": 0.1}[band["unit"]]
        low, high = (
            None if band[k] is None else round(band[k] * times, 6) for k in ("low", "high")
        )
        side = "within"
        if low is not None and low > 2 and value < low:
            side = "below"
        if high is not None and value > high:
            side = "above"
        sides.setdefault(band["table"], set()).add(side)
    return {
        **{s: sum(found == {s} for found in sides.values()) for s in ("below", "within", "above")},
        "of": len(sides),
    }


@pytest.mark.parametrize("analyte", ["IgM", "IgG", "IgA"])
@pytest.mark.parametrize(
    ("age", "days"),
    [("50", 50 * DAYS), ("9m", 9 * 30.4375), ("3d", 3.0), ("7", 7 * DAYS), (None, None)],
)
@pytest.mark.parametrize("sex", ["female", "male", None])
def test_agreement_is_a_plain_count_of_tables(
    knowledge: Knowledge,
    intervals: list[dict[str, Any]],
    analyte: str,
    age: str | None,
    days: float | None,
    sex: Any,
) -> None:
    """Distinct counted tables; one whose bands give different sides is in `of` only."""
    values = (1.5, 20.0, 45.0, 63.0, 240.0, 300.0, 700.0, 1500.0, 1700.0)
    page = interpreted(knowledge, *(result(analyte, v, "mg/dL") for v in values), age=age, sex=sex)
    age_days = None if days is None else math.floor(days)
    expected = [counted(intervals, analyte, v, age_days=age_days, sex=sex) for v in values]

    assert expected == [found["agreement"] for found in page["results"]]


def test_240_at_50_is_not_simply_high(
    knowledge: Knowledge, intervals: list[dict[str, Any]]
) -> None:
    """Without the sex and a printed range, tables disagree: they are counted, no side is taken."""
    page = interpreted(knowledge, result("IgM", 240, "mg/dL"), age="50")
    found = page["results"][0]
    expected = counted(intervals, "IgM", 240.0, age_days=math.floor(50 * DAYS), sex=None)

    assert (None, "not_judged") == (found["flag"], found["status"])
    assert expected == found["agreement"]
    assert 0 < expected["above"] < expected["of"]
    assert "published" == found["interval"]["basis"]
    said = " ".join(statement["text"] for statement in found["statements"])
    assert f"Of {expected['of']} published tables" in said
    assert f"high in {expected['above']}, inside in {expected['within']}" in said


def test_052_of_053_is_just_outside_and_names_no_disease(knowledge: Knowledge) -> None:
    """A hair below a printed limit: low, just outside, and only what is no disease is named."""
    page = interpreted(knowledge, result("IgM", 0.52, "g/L", interval=(0.53, 3.34)), age="45")
    found = page["results"][0]
    allowed = {"ordinary", "artefact", "other"}
    diseases = [
        cause["id"]
        for cause in page["causes"]
        if cause["fits"]
        and cause["branch"] not in allowed
        and not cause["id"].startswith("transient-")
    ]

    assert ("L", "judged", "reported") == (
        found["flag"],
        found["status"],
        found["interval"]["basis"],
    )
    assert {"near-limit"} == pattern_ids(page)
    assert [] == diseases
    assert {} == urgencies(page)
    assert any("just outside" in s["text"] for s in found["statements"])


def test_120_without_age_and_range_is_not_judged(knowledge: Knowledge) -> None:
    """And the page says why."""
    found = interpreted(knowledge, result("IgM", 120, "mg/dL"))["results"][0]

    assert ("not_judged", None, None) == (found["status"], found["flag"], found["interval"])
    assert "age" in found["reason"]
    assert [None] * 3 == [found[k] for k in ("zlog", "percentile", "times_upper_limit")]


@pytest.mark.parametrize("sex", ["female", "male", None])
@pytest.mark.parametrize(
    ("analyte", "value", "printed"),
    [
        ("IgM", 200, (40, 230)),
        ("IgM", 200, (None, 230)),
        ("IgM", 25, (22, 240)),
        ("IgG", 400, (700, 1600)),
        ("IgA", 100, (70, 400)),
        ("IgA", 40, (70, 400)),
    ],
)
def test_a_baby_of_nine_months_is_never_judged_by_adults(
    knowledge: Knowledge, analyte: str, value: float, printed: Any, sex: Any
) -> None:
    """Not by a printed range of adults, nor by the flag that came from it."""
    flag = "H" if printed[1] < value else "L" if (printed[0] or 0) > value else "N"
    page = interpreted(
        knowledge, result(analyte, value, "mg/dL", interval=printed, flag=flag), age="9m", sex=sex
    )
    bare = interpreted(knowledge, result(analyte, value, "mg/dL"), age="9m", sex=sex)
    found, expected = page["results"][0], bare["results"][0]

    assert "published" == found["interval"]["basis"]
    assert expected["interval"]["high"] == found["interval"]["high"]
    assert found["flag"] in {expected["flag"], None}
    assert expected["agreement"] == found["agreement"]
    assert "interval_not_for_age" in {check["code"] for check in page["checks"]}
    assert urgencies(bare) == urgencies(page)


def test_a_baby_keeps_the_right_range_of_its_laboratory(knowledge: Knowledge) -> None:
    """A printed range of the age comes first, as for everybody."""
    page = interpreted(
        knowledge, result("IgG", 1000, "mg/dL", interval=(900, 1800)), age="5d", sex="male"
    )

    assert ("N", "reported") == (
        page["results"][0]["flag"],
        page["results"][0]["interval"]["basis"],
    )
    assert [] == page["checks"]


@pytest.mark.parametrize("value", [0.1, 0.9, 1.5, 1.9])
@pytest.mark.parametrize("low", [0, 1, 2])
def test_a_printed_lower_limit_near_nothing_never_flags_low(
    knowledge: Knowledge, value: float, low: float
) -> None:
    """0 to 2 mg/dL as a lower limit says nothing."""
    found = interpreted(
        knowledge, result("IgA", value, "mg/dL", interval=(low, 37)), age="20d", sex="female"
    )["results"][0]

    assert "N" == found["flag"]


@pytest.mark.parametrize(
    ("value", "printed", "flag"),
    [
        # "up to 16 g/L" says nothing of a value far too low.
        (1.0, (None, 16.0), "L"),
        # "from 7 g/L" says nothing of one far too high.
        (60.0, (7.0, None), "H"),
        (60.0, (0.0, None), "H"),
        (10.0, (None, 16.0), "N"),
        # "0 to 16" calls nothing low, and does not make 1 g/L normal.
        (1.0, (0.0, 16.0), None),
    ],
)
def test_a_range_with_one_end_does_not_reassure_at_the_other(
    knowledge: Knowledge, value: float, printed: Any, flag: str | None
) -> None:
    """The published default closes the end that the report leaves open."""
    page = interpreted(
        knowledge, result("IgG", value, "g/L", interval=printed), age="50", sex="male"
    )

    assert flag == page["results"][0]["flag"]


def test_of_several_results_the_worst_that_may_be_the_newest_counts(knowledge: Knowledge) -> None:
    """2.9 g/L is more than 150 mg/dL; undated, in any order, and dated ones by their date."""
    grams, small = (
        result("IgM", 2.9, "g/L", interval=(0.4, 2.3)),
        result("IgM", 150, "mg/dL", interval=(40, 230)),
    )
    for order in ((grams, small), (small, grams)):
        found = interpreted(knowledge, *order, findings={"nosebleeds": True}, age="50")
        assert "emergency" == urgencies(found)["hyperviscosity-signs"]
    dated = [{**grams, "collected": "2024-01-01"}, {**small, "collected": "2024-06-01"}]

    assert {} == urgencies(interpreted(knowledge, *dated, findings={"nosebleeds": True}, age="50"))


def test_a_doubtful_newest_result_is_unknown_whatever_the_older_one(knowledge: Knowledge) -> None:
    """An older normal IgM does not stand for a newest one whose unit cannot be right."""
    older = result("IgM", 1.5, "g/L", interval=(0.4, 2.3), collected="2024-01-01")
    newest = result("IgM", 4640, "g/L", interval=(38, 231), collected="2024-06-01", flag="N")
    page = interpreted(knowledge, older, newest, findings={"nosebleeds": True}, age="50")

    assert "emergency" == urgencies(page)["hyperviscosity-signs"]


def test_the_deviation_and_its_percentile(knowledge: Knowledge) -> None:
    """Zero in the middle on the log scale, 1.96 at the limits, 97.5 % at the upper one."""
    upper, middle = (
        interpreted(knowledge, result("IgM", value, "g/L", interval=(0.4, 2.5)), age="50")[
            "results"
        ][0]
        for value in (2.5, 1.0)
    )

    assert (1.96, 97.5, 1.0) == (upper["zlog"], upper["percentile"], upper["times_upper_limit"])
    assert (0.0, 50.0, 0.4) == (middle["zlog"], middle["percentile"], middle["times_upper_limit"])
    assert math.isclose(upper["interval"]["high"], 2.5)
