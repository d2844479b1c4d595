"""Whole FHIR messages: every part is read, or unread with its place and reason."""

from typing import Any

import pytest

from globulin.knowledge import Knowledge
from globulin.model import Code, Limits, Reported
from tests.unit.intake.messages import (
    bundle,
    codes,
    observation,
    quantity,
    read,
    read_file,
    read_one,
    unread,
)


def test_a_panel_is_read_and_nothing_of_it_is_lost(knowledge: Knowledge) -> None:
    """Two classes are results; a germ's IgM, another test and all comments are unread."""
    (report,) = read_file("panel.json", knowledge)

    assert [("IgM", 412.0, "H"), ("IgG", 1240.0, None)] == [
        (result.analyte, result.value, result.flag) for result in report.results
    ]
    assert [
        ("Bundle.entry[2].resource.condition[0]", "hemolyzed", "comment"),
        ("Bundle.entry[3].resource.conclusion", "Electrophoresis is recommended.", "comment"),
        ("Bundle.entry[3].resource.presentedForm[0]", "application/pdf", "attachment_not_read"),
        ("Bundle.entry[3].resource.result[4]", "IgA Observation/iga", "reference_not_found"),
        (
            "Bundle.entry[6].resource",
            "EBV VCA IgM 4.2 index (<=0.9) H",
            "specific_antibody",
        ),
        ("Bundle.entry[6].resource.note[0]", "Reactive.", "comment"),
        ("Bundle.entry[7].resource", "Alkaline phosphatase 212 U/L (35-104) H", "other_test"),
    ] == unread(report)


def test_what_the_laboratory_said_stays_as_received(knowledge: Knowledge) -> None:
    """Name, code, value, unit, range and flag are kept beside what was made of them."""
    (report,) = read_file("panel.json", knowledge)
    result = report.results[0]

    assert "Bundle.entry[4].resource" == result.where
    assert "Example Laboratory" == result.laboratory
    assert (
        Reported(
            name="Immunoglobulin M, Qn, Serum",
            code=Code(code="2472-9", system="http://loinc.org"),
            value=412.0,
            unit="mg/dL",
            interval=Limits(low=40.0, high=230.0, unit="mg/dL"),
            flag="H",
        )
        == result.reported
    )


def test_who_a_person_is_is_counted_and_not_kept(knowledge: Knowledge) -> None:
    """Age and sex are kept; names and numbers of people are nowhere in the report."""
    (report,) = read_file("panel.json", knowledge)

    assert ("female", 20098) == (report.person.sex, report.person.age_days)
    assert {
        "administrative": 1,
        "birth_date": 1,
        "clinician": 1,
        "identifier": 2,
        "name": 2,
    } == report.dropped
    assert not any(
        word in str(report) for word in ("EXAMPLE-p", "Person Example", "Doctor", "1971")
    )


def test_contained_samples_and_people_are_found(knowledge: Knowledge) -> None:
    """An IgM of spinal fluid is no IgM of serum; a year of birth is enough for an adult."""
    (report,) = read_file("contained.json", knowledge)

    assert ["DiagnosticReport.contained[3]"] == [result.where for result in report.results]
    assert "2026-05-02" == report.results[0].collected
    assert [("DiagnosticReport.contained[4]", "IgM 0.002 g/L", "wrong_specimen")] == unread(report)
    assert report.person.age_days == pytest.approx((2026 - 1958 - 2 / 12) * 365.25, abs=40)


def test_components_are_results_of_their_own(knowledge: Knowledge) -> None:
    """Classes in German words are read; a class under the name of a germ is not."""
    (report,) = read_file("components.json", knowledge)

    assert ["IgG", "IgA", "IgM"] == [result.analyte for result in report.results]
    assert [
        ("Bundle.entry[1].resource.component[3]", "Immunglobulin E Not Performed", "no_value"),
        ("Bundle.entry[2].resource.component[0]", "IgM 1.8", "under_other_test"),
        ("Bundle.entry[2].resource.component[1]", "IgG reactive", "under_other_test"),
    ] == unread(report)
    assert ["result_corrected"] * 3 == codes(report)


def test_forms_older_than_r4_are_read(knowledge: Knowledge) -> None:
    """A lone object is an array of one; a number may come as a text, with its sign."""
    (report,) = read_file("older_form.json", knowledge)
    result = report.results[0]

    assert (">", 412.0, "mg/dL", "H") == (
        result.comparator,
        result.value,
        result.unit,
        result.flag,
    )
    assert Limits(low=40.0, high=230.0, unit="mg/dL") == result.interval
    assert [("Observation.comments[0]", "Please repeat.", "comment")] == unread(report)


@pytest.mark.parametrize(
    ("status", "code"),
    [
        ("cancelled", "status_cancelled"),
        ("entered-in-error", "status_in_error"),
        ("registered", "status_no_result"),
    ],
)
def test_withdrawn_results_are_never_read(status: str, code: str, knowledge: Knowledge) -> None:
    """What the sender took back is unread with the reason, components too."""
    document = observation(
        status=status,
        valueQuantity=quantity(412),
        component=[{"code": {"text": "IgG"}, "valueQuantity": quantity(1240)}],
    )
    report = read_one(document, knowledge)

    assert () == report.results
    assert [
        ("Observation", "IgM 412 mg/dL", code),
        ("Observation.component[0]", "IgG 1240 mg/dL", code),
    ] == unread(report)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("final", []),
        ("preliminary", ["result_preliminary"]),
        ("corrected", ["result_corrected"]),
        ("amended", ["result_corrected"]),
        ("unknown", ["status_not_known"]),
        (None, ["status_not_known"]),
        (["final"], ["status_not_known"]),
    ],
)
def test_a_status_that_is_not_final_is_said(
    status: Any, expected: list[str], knowledge: Knowledge
) -> None:
    """Preliminary, corrected and unknown results are read, and a check says so."""
    report = read_one(observation(status=status, valueQuantity=quantity(412)), knowledge)

    assert 412.0 == report.results[0].value
    assert expected == codes(report)


def test_results_of_a_withdrawn_report_are_not_read(knowledge: Knowledge) -> None:
    """A report in error takes its results with it, unless another report still has them."""
    results = [
        observation(name, id=name, valueQuantity=quantity(100)) for name in ("IgM", "IgG", "IgA")
    ]
    withdrawn = {
        "resourceType": "DiagnosticReport",
        "status": "entered-in-error",
        "result": [{"reference": "Observation/IgM"}, {"reference": "Observation/IgG"}],
    }
    valid = {
        "resourceType": "DiagnosticReport",
        "status": "final",
        "result": [{"reference": "Observation/IgG"}],
    }
    report = read_one(bundle(withdrawn, valid, *results), knowledge)

    assert ["IgG", "IgA"] == [result.analyte for result in report.results]
    assert [("Bundle.entry[2].resource", "IgM 100 mg/dL", "report_withdrawn")] == unread(report)
    assert ["report_withdrawn"] == codes(report)


def test_a_modifier_extension_forbids_to_read(knowledge: Knowledge) -> None:
    """An extension that changes the meaning is shown, and the result is not read."""
    extension = {"url": "urn:example", "valueCoding": {"display": "Specimen hemolyzed"}}
    document = observation(valueQuantity=quantity(412), modifierExtension=[extension])
    report = read_one(document, knowledge)

    assert () == report.results
    assert [
        ("Observation.modifierExtension[0]", "Specimen hemolyzed", "extension_not_read"),
        ("Observation", "IgM 412 mg/dL", "modifier_extension"),
    ] == unread(report)


def test_a_copy_is_read_once_and_of_versions_the_newest(knowledge: Knowledge) -> None:
    """The same result twice is one; an older version is unread."""
    first = observation(id="m", valueQuantity=quantity(400), meta={"lastUpdated": "2026-05-02"})
    newer = observation(id="m", valueQuantity=quantity(412), meta={"lastUpdated": "2026-05-03"})
    report = read_one(bundle(first, newer, newer), knowledge)

    assert [412.0] == [result.value for result in report.results]
    assert [
        ("Bundle.entry[0].resource", "IgM", "older_version"),
        ("Bundle.entry[2].resource", "IgM", "repeated"),
    ] == unread(report)


def test_versions_that_cannot_be_told_apart_are_all_read(knowledge: Knowledge) -> None:
    """Without a time, no version is taken for the newest: both values are shown."""
    first = observation(id="m", valueQuantity=quantity(400))
    second = observation(id="m", valueQuantity=quantity(412))
    report = read_one(bundle(first, second), knowledge)

    assert [400.0, 412.0] == [result.value for result in report.results]


def test_members_of_a_panel_that_are_missing_are_told(knowledge: Knowledge) -> None:
    """A heading is no result; a member that is not in the input is unread."""
    panel = observation("Immunoglobulins", id="panel", hasMember=[{"reference": "Observation/x"}])
    report = read_one(panel, knowledge)

    assert [("Observation.hasMember[0]", "Observation/x", "reference_not_found")] == unread(report)


@pytest.mark.parametrize(
    ("heading", "is_read"),
    [
        ("Immunoglobulins panel", True),
        ("Protein electrophoresis and immunoglobulins", True),
        ("EBV antibody panel", False),
        ("Toxoplasma serology", False),
        ("CSF index", False),
    ],
)
def test_a_bare_class_takes_its_meaning_from_the_report(
    heading: str, *, is_read: bool, knowledge: Knowledge
) -> None:
    """A bare class under the name of a germ or of spinal fluid is no total."""
    report = {
        "resourceType": "DiagnosticReport",
        "status": "final",
        "code": {"text": heading},
        "contained": [observation(id="m", valueQuantity=quantity(96))],
        "result": [{"reference": "#m"}],
    }
    found = read_one(report, knowledge)

    assert is_read == bool(found.results)
    assert is_read or "under_other_test" in [one.code for one in found.unread]


def test_a_code_of_the_total_stands_above_the_heading(knowledge: Knowledge) -> None:
    """A total in a workup that is named after a germ is still the total."""
    coded = {"text": "IgM", "coding": [{"system": "http://loinc.org", "code": "2472-9"}]}
    report = {
        "resourceType": "DiagnosticReport",
        "status": "final",
        "code": {"text": "EBV workup"},
        "contained": [observation(id="m", code=coded, valueQuantity=quantity(96))],
        "result": [{"reference": "#m"}],
    }

    assert 96.0 == read_one(report, knowledge).results[0].value


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"clinicalStatus": {"coding": [{"code": "active"}]}}, [("fever", True)]),
        ({"clinicalStatus": "active"}, [("fever", True)]),
        ({}, [("fever", None)]),
        (
            {
                "clinicalStatus": {"coding": [{"code": "active"}]},
                "verificationStatus": {"coding": [{"code": "provisional"}]},
            },
            [("fever", None)],
        ),
        ({"verificationStatus": {"coding": [{"code": "refuted"}]}}, [("fever", False)]),
    ],
)
def test_a_condition_of_ours_is_a_finding(
    fields: dict[str, Any], expected: list[tuple[str, bool | None]], knowledge: Knowledge
) -> None:
    """Present only where the sender says that it is there now."""
    condition = {"resourceType": "Condition", "code": {"text": "Fever (finding)"}, **fields}
    report = read_one(bundle(condition), knowledge)

    assert expected == [(one.id, one.present) for one in report.findings]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"clinicalStatus": {"coding": [{"code": "resolved"}]}}, "condition_over"),
        ({"abatementDateTime": "2025-01-01"}, "condition_over"),
        ({"verificationStatus": {"coding": [{"code": "entered-in-error"}]}}, "status_in_error"),
        ({"code": {"text": "Family history of fever"}}, "finding_not_known"),
    ],
)
def test_other_conditions_are_unread(
    fields: dict[str, Any], code: str, knowledge: Knowledge
) -> None:
    """What is over, in error, or only in part one of our names is no finding of this person."""
    condition = {"resourceType": "Condition", "code": {"text": "Fever"}, **fields}
    report = read_one(bundle(condition), knowledge)

    assert [code] == [one.code for one in report.unread]
    assert all(one.id is None for one in report.findings)


def test_other_resources_are_told_or_counted(knowledge: Knowledge) -> None:
    """Clinical resources are unread by kind; who, where and the bill are counted."""
    others = [{"resourceType": kind} for kind in ("AllergyIntolerance", "Claim", "Location")]
    report = read_one(bundle(*others), knowledge)

    assert [("Bundle.entry[0].resource", "AllergyIntolerance", "resource_not_read")] == unread(
        report
    )
    assert {"administrative": 2} == report.dropped


def test_an_entry_of_no_known_form_is_told(knowledge: Knowledge) -> None:
    """A resource without its type, and an entry that is none, are unread with their place."""
    document = {"resourceType": "Bundle", "entry": [{"resource": {"x": 1}}, "IgM 412", {}]}
    report = read_one(document, knowledge)

    assert ["Bundle.entry[0].resource", "Bundle.entry[1]"] == [one.where for one in report.unread]


def test_a_second_page_is_asked_for(knowledge: Knowledge) -> None:
    """A search result with a next page says that it is not all."""
    reports = read_file("servers.json", knowledge)

    assert [["more_pages"], ["more_pages"]] == [codes(report) for report in reports]


def test_an_input_without_any_result_is_one_empty_report(knowledge: Knowledge) -> None:
    """An empty bundle is understood, and holds nothing."""
    (report,) = read({"resourceType": "Bundle", "type": "collection"}, knowledge)

    assert ((), (), ()) == (report.results, report.findings, report.unread)
