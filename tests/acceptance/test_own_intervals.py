"""A laboratory gives its own intervals beside the reports."""

from typing import Any

import pytest

from globulin.answers.reading import ReadOptions, interpret_report
from globulin.intake import read_own_intervals
from globulin.knowledge import Knowledge
from globulin.model import Interpretation
from tests.reading import read_one, result

HEADER = "analyte,low,high,unit,sex,age_low,age_high,age_unit,pregnant,method,laboratory"


def interpreted(knowledge: Knowledge, own: str, *results: Any, **beside: Any) -> Interpretation:
    """Return what a report means with the intervals of a file."""
    bands = read_own_intervals(f"{HEADER}\n{own}".encode(), knowledge, name="own.csv")
    report = read_one({"schema": "globulin/input/1", "results": [*results]}, knowledge, **beside)
    return interpret_report(report, knowledge, ReadOptions(own=bands))


def used(found: Interpretation) -> list[tuple[str | None, str | None, float | None]]:
    """Return flag, basis and upper limit of every result."""
    return [
        (one.flag, one.interval and one.interval.basis, one.interval and one.interval.high)
        for one in found.results
    ]


ADULTS = {"age": "54", "sex": "female"}


def test_bands_of_a_method_hold_for_that_method(knowledge: Knowledge) -> None:
    """As the report names it; another method is judged by the published default."""
    own = "IgM,40,300,mg/dL,,18,,years,,nephelometry,\nIgM,40,200,mg/dL,,18,,years,,turbidimetry,"
    found = interpreted(
        knowledge,
        own,
        result("IgM", 250, "mg/dL", method="Immunonephelometry"),
        result("IgM", 250, "mg/dL", method="Turbidimetric"),
        result("IgM", 250, "mg/dL", method="Radial immunodiffusion"),
        **ADULTS,
    )

    assert [("N", "laboratory", 300), ("H", "laboratory", 200)] == used(found)[:2]
    assert "published" == used(found)[2][1]


def test_bands_of_a_laboratory_hold_for_that_laboratory(knowledge: Knowledge) -> None:
    """A part of its name is enough; another laboratory's results are not judged by them."""
    own = "IgM,40,300,mg/dL,,18,,years,,,North Hospital"
    found = interpreted(
        knowledge,
        own,
        result("IgM", 290, "mg/dL", laboratory="NORTH HOSPITAL, core laboratory"),
        result("IgM", 290, "mg/dL", laboratory="South Hospital"),
        result("IgM", 290, "mg/dL"),
        **ADULTS,
    )

    assert ["laboratory", "published", "laboratory"] == [basis for _, basis, _ in used(found)]


def test_bands_that_differ_give_no_flag_and_a_reason(knowledge: Knowledge) -> None:
    """The report names no method, and the two bands put the value on different sides."""
    own = "IgM,40,300,mg/dL,,18,,years,,nephelometry,\nIgM,40,200,mg/dL,,18,,years,,turbidimetry,"
    (one,) = interpreted(knowledge, own, result("IgM", 250, "mg/dL"), **ADULTS).results

    assert (None, "not_judged") == (one.flag, one.status)
    assert one.reason == knowledge.table("reports")["refusals"]["own_intervals_disagree"]
    assert any("covers all that may" in text for text in one.assumed)


@pytest.mark.parametrize(
    ("own", "beside", "expected"),
    [
        # No band for the person: a note, and the published default.
        ("IgM,40,300,mg/dL,,60,,years,,,", ADULTS, ("own_interval_missing", "note")),
        ("IgM,40,300,mg/dL,male,18,,years,,,", ADULTS, ("own_interval_missing", "note")),
        # One of adults for a child.
        (
            "IgM,40,235,mg/dL,,,,,,,",
            {"age": "9m", "sex": "male"},
            ("own_interval_not_for_age", "warning"),
        ),
        # All published tables say another thing.
        (
            "IgM,400,900,mg/dL,,18,,years,,,",
            ADULTS,
            ("own_interval_contradicts_tables", "warning"),
        ),
    ],
)
def test_what_must_be_known_of_the_file_is_told(
    knowledge: Knowledge, own: str, beside: dict[str, str], expected: tuple[str, str]
) -> None:
    """In the checks, beside the result."""
    found = interpreted(knowledge, own, result("IgM", 120, "mg/dL"), **beside)

    assert [expected] == [(check.code, check.level) for check in found.checks]


def test_a_file_about_another_class_changes_nothing(knowledge: Knowledge) -> None:
    """And says nothing."""
    given = result("IgM", 120, "mg/dL")
    with_file = interpreted(knowledge, "IgG,6,16,g/L,,18,,years,,,", given, **ADULTS)
    report = read_one({"schema": "globulin/input/1", "results": [given]}, knowledge, **ADULTS)

    assert interpret_report(report, knowledge) == with_file


def test_a_printed_range_needs_no_file(knowledge: Knowledge) -> None:
    """A gap in the file is not told where nothing was missing."""
    given = result("IgM", 120, "mg/dL", interval=(40, 230))
    found = interpreted(knowledge, "IgM,40,300,mg/dL,,60,,years,,,", given, **ADULTS)

    assert ([("N", "reported", 230)], ()) == (used(found), found.checks)


def test_without_an_age_the_file_gives_no_interval(knowledge: Knowledge) -> None:
    """It could be one of other ages."""
    (one,) = interpreted(
        knowledge, "IgM,40,300,mg/dL,,18,,years,,,", result("IgM", 240, "mg/dL"), sex="male"
    ).results

    assert (None, None) == (one.flag, one.interval)
