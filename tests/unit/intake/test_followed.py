"""What is followed and not judged: bands and light chains with a date, where all is certain."""

from typing import Any

import pytest

from globulin.intake import Correction, Told, with_corrections, with_results
from globulin.knowledge import Knowledge
from globulin.model import Person, Report
from tests.reading import read_one, result
from tests.unit.intake.messages import LOINC, bundle, observation, quantity

DAY, LATER = "2026-01-15", "2026-07-15"


def followed(report: Report) -> list[str]:
    """Return a line for each followed result."""
    return [
        f"{one.analyte} {one.comparator or ''}{one.value:g} {one.unit} @{one.collected}"
        for one in report.followed
    ]


def document(*results: Any) -> dict[str, Any]:
    """Return the input of one person."""
    return {"schema": "globulin/input/1", "results": list(results)}


def coded(code: str, name: str, value: float, unit: str, **more: Any) -> dict[str, Any]:
    """Return a coded Observation of one day."""
    concept = {"coding": [{"system": LOINC, "code": code}], "text": name}
    base = {"code": concept, "valueQuantity": quantity(value, unit), "effectiveDateTime": DAY}
    return observation(**{**base, **more})


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"M-spike 0.4 g/dL {DAY}", "m-protein 0.4 g/dL"),
        (f"{DAY} M-Spike 0.9 g/dL Not Observed", "m-protein 0.9 g/dL"),
        (f"Paraprotein: 4 g/L {DAY}", "m-protein 4 g/L"),
        (f"Monoclonal Protein <0.1 g/dL {DAY}", "m-protein <0.1 g/dL"),
        (f"Kappa Free Light Chain, S 2.5 mg/dL {DAY}", "kappa-free-light-chains 2.5 mg/dL"),
        (f"Free Lambda Lt Chains,S 14 High mg/L {DAY}", "lambda-free-light-chains 14 mg/L"),
        (f"Kappa/Lambda FLC Ratio 1.8 0.26-1.65 {DAY}", "free-light-chain-ratio 1.8 {ratio}"),
    ],
)
def test_a_pasted_line_is_followed(knowledge: Knowledge, line: str, expected: str) -> None:
    """By its whole name, and it stays unread as before."""
    report = read_one(line, knowledge)

    assert [f"{expected} @{DAY}"] == followed(report)
    assert [] == list(report.results)
    assert ["other_test"] == [left.code for left in report.unread]
    assert not any("followed" in left.reason for left in report.unread)


@pytest.mark.parametrize(
    "text",
    [
        "M-spike 0.4 g/dL",
        f"M-spike 0.4 {DAY}",
        f"M-spike 12 % {DAY}",
        f"M-spike 0.4 g/dL in urine {DAY}",
        f"M-spike 0.4 g/dL, previously 0.6 g/dL {DAY}",
        f"M-spike 0.4 g/dL my mother {DAY}",
        f"M-spike 0.4 to 0.6 g/dL {DAY}",
        f"Urine protein 12 mg/dL {DAY}\nM-spike 0.4 g/dL {DAY}",
        f"Protein electrophoresis, urine\nM-spike 0.4 g/dL {DAY}",
        f"IgM paraprotein 4 g/L {DAY}",
        f"Kappa/Lambda Ratio 1.8 0.26-1.65 {DAY}",
        f"Kappa light chains 250 mg/dL {DAY}",
        f"Urine free kappa 25 mg/L {DAY}",
        f"Free kappa 25 g/L {DAY}",
        f"Free kappa 25 mg/dL 3.3-19.4 {DAY}",
    ],
)
def test_a_pasted_line_that_is_not_certain_is_not_followed(knowledge: Knowledge, text: str) -> None:
    """Without date or unit, of urine, of two numbers, of one class, or in a unit in doubt."""
    assert [] == followed(read_one(text, knowledge))


def test_the_dates_of_a_table_and_of_a_heading_count(knowledge: Knowledge) -> None:
    """A column each, or the one date above."""
    table = read_one(f"Test {DAY} {LATER}\nM-spike 0.4 0.6 g/dL", knowledge)
    headed = read_one(f"Collected: {DAY}\nM-spike 0.4 g/dL", knowledge)

    assert [f"m-protein 0.4 g/dL @{DAY}", f"m-protein 0.6 g/dL @{LATER}"] == followed(table)
    assert [f"m-protein 0.4 g/dL @{DAY}"] == followed(headed)


def test_what_makes_a_course_is_told_to_be_followed(knowledge: Knowledge) -> None:
    """Two dates of one name; a single other one keeps its reason, and the newest date counts."""
    text = f"M-spike 0.4 g/dL {DAY}\nM-spike 0.5 g/dL {LATER}\nFree kappa 25 mg/L {DAY}"
    report = read_one(text, knowledge)

    assert [True, True, False] == ["followed" in left.reason for left in report.unread]
    assert {"other_test"} == {left.code for left in report.unread}
    assert LATER == report.as_of


def test_a_band_that_was_never_found_makes_no_course(knowledge: Knowledge) -> None:
    """Nothing, and below the limit of the method."""
    report = read_one(f"M-spike 0.0 g/dL {DAY}\nM-spike <0.1 g/dL {LATER}", knowledge)

    assert [False, False] == ["followed" in left.reason for left in report.unread]


@pytest.mark.parametrize(
    ("code", "name", "unit", "analyte"),
    [
        ("33358-3", "SPEP result 7", "g/dL", "m-protein"),
        ("36916-5", "Kappa LC", "mg/L", "kappa-free-light-chains"),
        ("33944-0", "Lambda LC", "mg/L", "lambda-free-light-chains"),
        ("48378-4", "K/L ratio", "{ratio}", "free-light-chain-ratio"),
    ],
)
def test_a_code_vouches_for_its_name(
    knowledge: Knowledge, code: str, name: str, unit: str, analyte: str
) -> None:
    """With its laboratory and its method, as far as they are told."""
    one = coded(code, name, 1.5, unit, method={"text": "capillary"})
    report = read_one(bundle(one), knowledge)

    assert [f"{analyte} 1.5 {unit} @{DAY}"] == followed(report)
    assert ["capillary"] == [found.method for found in report.followed]
    assert [] == list(report.results)


@pytest.mark.parametrize(
    "resource",
    [
        coded("33358-3", "M-spike", 0.4, "g/dL", status="preliminary"),
        coded("33358-3", "M-spike", 0.4, "g/dL", status="cancelled"),
        coded("33358-3", "M-spike, urine", 0.4, "g/dL"),
        coded("33358-3", "M-spike", 0.4, "g/dL", bodySite={"text": "Urine"}),
        coded("33358-3", "Free kappa", 0.4, "g/dL"),
        coded("33358-3", "IgM", 0.4, "g/dL"),
        coded("33358-3", "M-spike", 0.4, "g/dL", method={"text": "Nephelometry"}),
        coded("33358-3", "M-spike", 0.4, "g/dL", effectiveDateTime="2026"),
        coded("2473-7", "M-spike", 0.4, "g/dL"),
        coded("2472-9", "IgM", 412, "mg/dL"),
    ],
)
def test_an_observation_that_is_not_certain_is_not_followed(
    knowledge: Knowledge, resource: dict[str, Any]
) -> None:
    """Not final, of urine, two meanings, by immunoassay, without a whole date, or a total."""
    assert [] == followed(read_one(bundle(resource), knowledge))


def test_our_own_input_is_followed(knowledge: Knowledge) -> None:
    """With comparator, range and laboratory; the total beside it is judged as ever."""
    given = document(
        result("M-spike", 0.4, "g/dL", collected=DAY, laboratory="North"),
        result("Kappa FLC", 25, "mg/L", collected=DAY, interval=(3.3, 19.4)),
        result("IgM", 512, "mg/dL", collected=DAY),
    )
    report = read_one(given, knowledge, age="54")

    assert [f"m-protein 0.4 g/dL @{DAY}", f"kappa-free-light-chains 25 mg/L @{DAY}"] == followed(
        report
    )
    assert ["IgM"] == [one.analyte for one in report.results]
    band, kappa = report.followed
    assert "North" == band.laboratory
    assert kappa.interval is not None
    assert (3.3, 19.4) == (kappa.interval.low, kappa.interval.high)
    assert kappa.age_days is not None


def test_corrections_keep_what_is_followed(knowledge: Knowledge) -> None:
    """Beside results that were typed in, and where a total was taken out."""
    first = read_one(document(result("M-spike", 0.4, "g/dL", collected=DAY)), knowledge)
    second = read_one(document(result("M-spike", 0.5, "g/dL", collected=LATER)), knowledge)
    both = with_results(first, second, told=Told(), knowledge=knowledge)
    kept = with_corrections(
        first,
        Correction(results=(), findings=()),
        Report(person=Person()),
        told=Told(),
        knowledge=knowledge,
    )

    assert [f"m-protein 0.4 g/dL @{DAY}", f"m-protein 0.5 g/dL @{LATER}"] == followed(both)
    assert all("followed" in left.reason for left in both.unread)
    assert [f"m-protein 0.4 g/dL @{DAY}"] == followed(kept)
