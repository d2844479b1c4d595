"""A band and light chains of several days: how they changed is told, and never that all is well."""

import json
from typing import Any

import pytest

from globulin.knowledge import Knowledge
from globulin.model import Figure
from tests.contract_interpretation import interpretation_problems
from tests.reading import interpret_one, page_of, result, urgencies
from tests.unit.intake.messages import bundle, observation, quantity

JANUARY, JULY = "2026-01-15", "2026-07-15"
SPIKES = f"M-spike 0.4 g/dL {JANUARY}\nM-spike 0.5 g/dL {JULY}"
TOTAL = f"IgM 512 mg/dL (40-230) {JULY}\n"


def read(content: Any, knowledge: Knowledge, **beside: Any) -> dict[str, Any]:
    """Return a checked interpretation."""
    found = interpret_one(content, knowledge, **beside)

    assert [] == interpretation_problems(found)
    return found


def course(content: Any, knowledge: Knowledge, **beside: Any) -> dict[str, Any]:
    """Return the one course of an input."""
    (found,) = read(content, knowledge, **beside)["trend"]
    return dict(found)


def said(entry: dict[str, Any]) -> str:
    """Return the sentences of a course, with those of its repeat."""
    own = " ".join(statement["text"] for statement in entry["statements"])
    return f"{own} {entry['repeat']['when']} {entry['repeat']['why']}"


def own(name: str, unit: str, *values: tuple[float, str], **more: Any) -> dict[str, Any]:
    """Return an input with values of one name and their dates."""
    rows = [result(name, value, unit, collected=day, **more) for value, day in values]
    return {"schema": "globulin/input/1", "results": rows, "patient": {"age": "70"}}


def test_a_steady_band_is_no_real_change_and_still_a_band(knowledge: Knowledge) -> None:
    """M-spike 0.4 g/dL in January, 0.5 in July."""
    found = course(SPIKES, knowledge)

    assert ("m-protein", "no_real_change", False) == (
        found["analyte"],
        found["verdict"],
        found["is_open"],
    )
    assert (25.0, 48.4) == (found["change_percent"], found["reference_change_percent"])
    assert "still a band, and it needs follow-up" in said(found)
    assert "6 months" in found["repeat"]["when"]


def test_the_page_shows_the_course_of_a_band(knowledge: Knowledge) -> None:
    """Its section, its figure, and in what was not judged that it is followed."""
    page = page_of(SPIKES, knowledge)
    (section,) = [one for one in page.sections if one.id == "changed"]
    figures = [block.figure for block in section.blocks if block.figure is not None]

    assert ["course-m-protein"] == [figure.id for figure in figures]
    assert [2] == [_points(figure) for figure in figures]
    assert page.interpretation is not None
    assert all("followed" in left.reason for left in page.interpretation.unread)
    assert [] == list(page.interpretation.results)


def _points(figure: Figure) -> int:
    return sum(item.fact == "point" for item in figure.items)


def test_kappa_from_25_to_60_is_a_rise(knowledge: Knowledge) -> None:
    """Beyond even the wide variation of a clone, and to be looked into."""
    found = course(own("Kappa FLC", "mg/L", (25, JANUARY), (60, JULY)), knowledge)

    assert ("kappa-free-light-chains", "rise") == (found["analyte"], found["verdict"])
    assert 140.0 == found["change_percent"] > found["reference_change_percent"]
    assert "chooses after seeing this change" in found["repeat"]["when"]


def test_steady_light_chains_calm_nobody(knowledge: Knowledge) -> None:
    """Inside the printed range twice: neither a clone nor none is told."""
    rows = own("Kappa FLC", "mg/L", (12, JANUARY), (13, JULY), interval=(3.3, 19.4))
    found = course(rows, knowledge)

    assert "no_real_change" == found["verdict"]
    assert "neither that a clone is there nor that there is none" in said(found)
    assert "with the same test" in found["repeat"]["when"]
    assert "followed for life" not in said(found)


@pytest.mark.parametrize(("first", "second"), [("g/dL", "g/L"), ("g/L", "g/dL")])
def test_another_unit_is_brought_to_the_same(knowledge: Knowledge, first: str, second: str) -> None:
    """With the wider limit of bands, and a warning, as for totals."""
    factor = {"g/dL": 1.0, "g/L": 10.0}
    text = (
        f"M-spike {0.4 * factor[first]:g} {first} {JANUARY}\n"
        f"M-spike {0.6 * factor[second]:g} {second} {JULY}"
    )
    found = read(text, knowledge)
    (entry,) = found["trend"]

    assert (50.0, 104.2) == (entry["change_percent"], entry["reference_change_percent"])
    assert "wider limit for bands" in said(entry)
    assert ["laboratories_differ"] == [check["code"] for check in found["checks"]]


def test_another_laboratory_widens_the_limit(knowledge: Knowledge) -> None:
    """From 0.4 to 0.7 g/dL: a rise in one laboratory, open in two."""
    one = own("M-spike", "g/dL", (0.4, JANUARY), (0.7, JULY), laboratory="North")
    two = own("M-spike", "g/dL", (0.4, JANUARY), (0.7, JULY), laboratory="North")
    two["results"][1]["laboratory"] = "South"

    assert ("rise", False) == tuple(course(one, knowledge)[k] for k in ("verdict", "is_widened"))
    assert ("no_real_change", True) == tuple(
        course(two, knowledge)[k] for k in ("verdict", "is_widened")
    )


@pytest.mark.parametrize(
    ("second", "day", "reason"),
    [
        ("<0.1", JULY, "above or below"),
        ("0.5", JANUARY, "the same date"),
        ("0.0", JULY, "nothing at all"),
    ],
)
def test_what_cannot_be_compared_is_told_so(
    knowledge: Knowledge, second: str, day: str, reason: str
) -> None:
    """A value below a limit, two of one day, and zero."""
    found = course(f"M-spike 0.4 g/dL {JANUARY}\nM-spike {second} g/dL {day}", knowledge)

    assert "not_comparable" == found["verdict"]
    assert reason in said(found)
    assert "still a band" not in said(found)


@pytest.mark.parametrize(
    "text",
    [
        f"M-spike 0.4 g/dL {JULY}",
        f"M-spike 0.4 g/dL {JULY}\nM-spike 0.4 g/dL {JULY}",
        f"M-spike 0.0 g/dL {JANUARY}\nM-spike <0.1 g/dL {JULY}",
        f"M-spike 0.4 g/dL {JANUARY}\nIgM 400 mg/dL (40-230) {JULY}",
    ],
)
def test_no_course_without_two_of_a_kind(knowledge: Knowledge, text: str) -> None:
    """One, one twice, none that was ever found; a total is never set against a band."""
    assert [] == read(text, knowledge)["trend"]


def test_all_else_of_the_report_stays(knowledge: Knowledge) -> None:
    """Results, findings, red flags and causes are those of a report with one band."""
    one = read(f"{TOTAL}M-spike 0.5 g/dL {JULY}", knowledge)
    two = read(f"{TOTAL}{SPIKES}", knowledge)

    for name in ("results", "causes", "checks", "as_of"):
        assert _without_sources(one[name]) == _without_sources(two[name]), name
    assert {f["id"] for f in one["findings"]} == {f["id"] for f in two["findings"]}
    assert {"monoclonal-band": "within_days"} == urgencies(one) == urgencies(two)


def _without_sources(value: Any) -> Any:
    """Return a part of an interpretation without the numbers of its sources."""
    if isinstance(value, list):
        return [_without_sources(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {key: _without_sources(one) for key, one in value.items() if key != "sources"}


def test_a_fhir_bundle_gives_the_same_course(knowledge: Knowledge) -> None:
    """By code, in any order of its resources."""
    concept = {"coding": [{"system": "http://loinc.org", "code": "33358-3"}]}
    resources = [
        observation(code=concept, effectiveDateTime=day, valueQuantity=quantity(value, "g/dL"))
        for value, day in ((0.5, JULY), (0.4, JANUARY))
    ]
    found = course(bundle(*resources), knowledge)
    pasted = course(SPIKES, knowledge)

    for entry in (found, pasted):
        for point in entry["points"]:
            del point["where"]
    assert json.dumps(pasted) == json.dumps(found)
