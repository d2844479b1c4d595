"""Results of other tests tell findings, where name, specimen and side are certain."""

from typing import Any

import pytest

from globulin.intake import Correction, Told, with_corrections
from globulin.knowledge import Knowledge
from globulin.model import Person, Report
from tests.reading import interpret_one, page_of, read_one, result
from tests.unit.intake.messages import LOINC, bundle, observation, quantity

PBC = "Female, 55 years\nIgM 6 g/L (0.4-2.3)\nALP 240 U/L (35-120) H\nitching"


def told(report: Report) -> dict[str | None, bool | None]:
    """Return the findings that results told."""
    return {one.id: one.present for one in report.findings if one.side is not None}


def document(*results: Any, **more: Any) -> dict[str, Any]:
    """Return the input of one person."""
    return {"schema": "globulin/input/1", "results": list(results), **more}


def alp(value: float, flag: str | None = None, day: str | None = None, **more: Any) -> Any:
    """Return a result of ALP with a range of 35 to 120."""
    given = {"interval": (35, 120), **more}
    return result("ALP", value, "U/L", flag=flag, collected=day, **given)


@pytest.mark.parametrize(
    ("line", "finding", "is_there"),
    [
        ("ALP 240 U/L (35-120) H", "alp-high", True),
        ("ALP 240 U/L (35-120)", "alp-high", True),
        ("Alk Phos 90 U/L 35-120", "alp-high", False),
        ("Alkaline Phosphatase, S 240 U/L 35-120 H", "alp-high", True),
        ("GGT 90 U/L (5-60) High", "ggt-high", True),
        ("Total bilirubin 3.1 mg/dL (0.2-1.2) H", "bilirubin-high", True),
        ("SGPT 80 U/L (0-40)", "alt-high", True),
        ("AST 80 (0-40) U/L", "alt-high", True),
        ("Albumin 2.1 g/dL (3.5-5.0) L", "albumin-low", True),
        ("C-reactive protein 40 mg/L (<5)", "crp-elevated", True),
        ("ESR 45 mm/hr (0-20) H", "esr-high", True),
        ("Haemoglobin 90 g/L (120-160) LL", "anaemia", True),
        ("Hgb 10.1 g/dL 12.0-15.5 L", "anaemia", True),
        ("Platelets 90 x10^9/L (150-400) L", "platelets-low", True),
        ("WBC 2.1 10^3/uL (4-11) L", "leukopenia", True),
        ("Lymphocytes absolute 0.4 10^9/L (1.0-4.0) L", "lymphopenia", True),
        ("Calcium 2.9 mmol/L (2.2-2.6) H", "hypercalcaemia", True),
        ("C3 40 mg/dL (90-180) L", "c3-low", True),
        ("Rheumatoid factor 80 IU/mL (<14) H", "rf-positive", True),
        ("Anti-CCP 250 U/mL (<20) H", "anti-ccp-positive", True),
        ("Beta-2 microglobulin 4.1 mg/L (0.8-2.2) H", "beta2-microglobulin-high", True),
        ("Kappa/lambda free light chain ratio 4.1 (0.26-1.65)", "flc-ratio-abnormal", True),
    ],
)
def test_a_line_tells_a_finding(
    knowledge: Knowledge, line: str, finding: str, *, is_there: bool
) -> None:
    """By its whole name, and by the flag or the range of the laboratory; it stays unread."""
    report = read_one(line, knowledge)

    assert is_there is told(report)[finding]
    assert ["other_test"] == [left.code for left in report.unread]
    assert ["counted as a finding" in left.reason for left in report.unread] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "ALP bone isoenzyme 60 U/L (5-20) H",
        "Urine albumin 60 mg/L (0-20) H",
        "Albumin/creatinine ratio 60 mg/g (0-30) H",
        "Glycated hemoglobin 9.1 g/dL (4.0-5.6) H",
        "Hemoglobin A1c 3.1 g/dL (4.0-5.6) L",
        "Free hemoglobin 9 mg/dL (0-5) H",
        "Ionized calcium 1.6 mmol/L (1.1-1.3) H",
        "Mean platelet volume 6 fL (7-11) L",
        "Lymphocytes 10 % (20-40) L",
        "Lymphocytes % 10 (20-40) L",
        "Lymphocytes 10 (20-40) L",
        "Creatinine urine 300 mg/dL (20-200) H",
        "Direct bilirubin 2.0 mg/dL (0-0.3) H",
        "Protein S 40 U/L (60-140) L",
        "hs-CRP 4 mg/L (0-3) H",
        "ALP 240 U/L",
        "ALP 240 U/L (35-120) N",
        "ALP 90 U/L (35-120) H",
        "ALP 90 U/L (35-120) A",
        "CRP <5 mg/L (0-5)",
        "CRP 5 mg/L (<5)",
        "Platelets >90 10^9/L (150-400)",
        "ALP 240 U/L (35-120 mg/dL)",
        "ALP 240 U/L (35-120) H last year",
        "ALP 240 U/L (35-120) H my mother",
        "Urinalysis\nAlbumin 60 mg/L (0-20) H",
    ],
)
def test_what_is_not_certain_tells_nothing(knowledge: Knowledge, text: str) -> None:
    """Another test, another specimen, no side, a contradiction, or words that change the line."""
    assert {} == told(read_one(text, knowledge))


def test_a_sign_beyond_the_high_limit_is_high(knowledge: Knowledge) -> None:
    """More than the method can measure is more than the limit."""
    assert {"crp-elevated": True} == told(read_one("CRP >300 mg/L (0-5)", knowledge))


def test_a_range_with_one_end_tells_one_side(knowledge: Knowledge) -> None:
    """White cells below an upper limit are not many, and may be few."""
    assert {"leukocytosis": False} == told(read_one("WBC 2.0 10^9/L (<11)", knowledge))


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ([alp(240, day="2026-01-01"), alp(90, day="2026-02-01")], False),
        ([alp(240, day="2026-02-01"), alp(90, day="2026-01-01")], True),
        ([alp(240, day="2026-02-01"), alp(90, day="2026-02-01")], True),
        ([alp(90), alp(240)], True),
        ([alp(240), alp(90, day="2026-02-01")], True),
        ([alp(90, day="2026-01-01"), alp(90, "H", day="2026-02-01")], None),
    ],
)
def test_of_several_results_the_newest_decides(
    knowledge: Knowledge, results: list[Any], *, expected: bool | None
) -> None:
    """Of one day or without dates the abnormal one; one that is not clear calms nobody."""
    assert expected is told(read_one(document(*results), knowledge)).get("alp-high")


def test_one_high_of_alt_and_ast_suffices(knowledge: Knowledge) -> None:
    """Whichever stands first."""
    text = "AST 90 U/L (0-40)\nALT 20 U/L (0-40)"

    assert {"alt-high": True} == told(read_one(text, knowledge))


def test_what_somebody_told_stays(knowledge: Knowledge) -> None:
    """A normal result takes nothing back; one that is high contradicts a denial, with a warning."""
    calm = read_one(document(alp(90)), knowledge, findings=("high ALP",))
    denied = read_one(document(alp(240)), knowledge, findings=("high ALP=no",))

    assert ({}, [True]) == (told(calm), [one.present for one in calm.findings])
    assert [False, True] == [one.present for one in denied.findings]
    assert ["finding_contradicted"] == [check.code for check in denied.checks]


@pytest.mark.parametrize(
    "more",
    [
        {"specimen": "Urine"},
        {"unit": "%"},
        {"comparator": "<"},
        {"text": "300"},
    ],
)
def test_our_own_input_is_read_with_care(knowledge: Knowledge, more: dict[str, Any]) -> None:
    """Another specimen, a share, a limit of the method, two values."""
    assert {} == told(read_one(document({**alp(240), **more}), knowledge))


def coded(code: str, name: str, **more: Any) -> dict[str, Any]:
    """Return a coded Observation of 240 U/L, called high."""
    concept = {"coding": [{"system": LOINC, "code": code}], "text": name}
    base = {"code": concept, "valueQuantity": quantity(240, "U/L"), "interpretation": [flag("H")]}
    return observation(**{**base, **more})


def flag(code: str) -> dict[str, Any]:
    """Return an interpretation."""
    return {"coding": [{"code": code}]}


def test_an_observation_tells_a_finding(knowledge: Knowledge) -> None:
    """Its code vouches for a name in other words."""
    report = read_one(bundle(coded("6768-6", "Phosphatase, alkaline")), knowledge)

    assert {"alp-high": True} == told(report)
    assert ["Phosphatase, alkaline"] == [one.given for one in report.findings]
    assert ["Bundle.entry[0].resource"] == [one.where for one in report.findings]


@pytest.mark.parametrize(
    "resource",
    [
        coded("6768-6", "ALP", status="preliminary"),
        coded("6768-6", "ALP", status="cancelled"),
        coded("6768-6", "ALP", interpretation=[flag("H"), flag("N")]),
        coded("6768-6", "ALP", bodySite={"text": "Urine"}),
        coded("6768-6", "ALT"),
        coded("6768-6", "Bone isoenzyme of ALP"),
        coded("99999-9", "ALP"),
    ],
)
def test_an_observation_that_is_not_certain_tells_nothing(
    knowledge: Knowledge, resource: dict[str, Any]
) -> None:
    """Not final, contradicted, not of blood, two meanings, or a code that is not known."""
    assert {} == told(read_one(bundle(resource), knowledge))


@pytest.mark.parametrize("text", [PBC, PBC.partition("\n")[2].replace("\n", ", ")])
def test_the_story_of_itching_and_alp(knowledge: Knowledge, text: str) -> None:
    """A woman of 55 pastes IgM, ALP and itching, on lines or on one."""
    found = interpret_one(text, knowledge)
    findings = {one["id"]: (one["given"], one["present"]) for one in found["findings"]}

    assert {"alp-high": ("ALP", True), "pruritus": ("itching", True)} == findings
    assert ["IgM"] == [one["analyte"] for one in found["results"]]
    assert ["other_test"] == [one["code"] for one in found["unread"]]


def test_the_page_tells_who_called_it_high(knowledge: Knowledge) -> None:
    """Among what was told beside the results, once a result."""
    page = page_of(f"{PBC}\nWBC 6 10^9/L (4-11)", knowledge)
    (section,) = [one for one in page.sections if one.id == "findings"]
    lines = [statement.text for block in section.blocks for statement in block.statements]

    assert 1 == sum("ALP: high by the laboratory" in line for line in lines)
    assert 1 == sum("WBC: normal by the laboratory" in line for line in lines)


def test_a_correction_keeps_what_results_told(knowledge: Knowledge) -> None:
    """The findings of the report that still hold."""
    report = read_one(PBC, knowledge)
    kept = with_corrections(
        report,
        Correction(results=report.results, findings=report.findings),
        Report(person=Person()),
        told=Told(),
        knowledge=knowledge,
    )

    assert {"alp-high": True} == told(kept)
