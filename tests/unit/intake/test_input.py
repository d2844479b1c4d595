"""`globulin/input/1`: every field read or told, and every fault named with its place."""

import json
from typing import Any

import pytest

from globulin.errors import InputError
from globulin.knowledge import Knowledge
from globulin.model import Limits, Suggested
from tests.unit.intake.messages import codes, read, read_one, unread

# What must never show in a message.
CANARY = "Xantippe-4711"


def document(*results: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a document with results."""
    return {"schema": "globulin/input/1", "results": list(results), **more}


def ig(value: Any = 412, unit: str | None = "mg/dL", **more: Any) -> dict[str, Any]:
    """Return an IgM."""
    return {"name": "IgM", "value": value, "unit": unit, **more}


def test_every_field_is_read(knowledge: Knowledge) -> None:
    """A full document becomes a report with all that it says."""
    full = document(
        ig(
            code={"system": "http://loinc.org", "code": "2472-9"},
            specimen="serum",
            comparator=">",
            interval={"low": 40, "high": 230},
            flag="H",
            collected="2026-05-02",
            method="nephelometry",
            laboratory="Example Laboratory",
        ),
        as_of="2026-06-01",
        setting="primary-care",
        patient={"age": "54", "sex": "female", "pregnant": False},
        findings=[
            {"name": "fever", "present": True},
            {"name": "itching", "present": False},
            {"name": "asthma", "present": None},
            {"name": "purple ears"},
        ],
    )
    report = read_one(full, knowledge)
    result = report.results[0]

    assert ("2026-06-01", "primary-care") == (report.as_of, report.setting)
    assert (19724, "female", False) == (
        report.person.age_days,
        report.person.sex,
        report.person.pregnant,
    )
    assert ("IgM", "2472-9", ">", 412.0, "mg/dL", "H") == (
        result.analyte,
        result.loinc,
        result.comparator,
        result.value,
        result.unit,
        result.flag,
    )
    assert Limits(low=40.0, high=230.0, unit="mg/dL") == result.interval
    assert ("2026-05-02", "nephelometry", "Example Laboratory") == (
        result.collected,
        result.method,
        result.laboratory,
    )
    assert 19724 - 30 == result.age_days
    assert [("fever", True), ("pruritus", False), ("asthma", None), (None, True)] == [
        (one.id, one.present) for one in report.findings
    ]
    assert [("$.findings[3]", "purple ears", "finding_not_known")] == unread(report)


def test_a_unit_that_contradicts_its_range_is_caught(knowledge: Knowledge) -> None:
    """4640 g/L beside 38 to 231: the number is not used, and what it may have been is told."""
    report = read_one(document(ig(4640, "g/L", interval={"low": 38, "high": 231})), knowledge)
    result = report.results[0]

    assert (None, "unit_contradicts_interval") == (result.value, result.refusal)
    assert (4640.0, "g/L") == (result.reported.value, result.reported.unit)
    assert [("error", "unit_contradicts_interval", Suggested(value=4640.0, unit="mg/dL"))] == [
        (check.level, check.code, check.suggested) for check in report.checks
    ]


@pytest.mark.parametrize(
    ("result", "code", "suggested"),
    [
        (ig(4640, "g/L"), "unit_contradicts_value", "mg/dL"),
        (ig(1.2, "mg/dL", interval={"low": 0.4, "high": 2.3}), "unit_contradicts_interval", "g/L"),
        (ig(412, None, interval={"low": 40, "high": 230}), "unit_missing", "mg/dL"),
        (ig(412, None), "unit_missing", None),
        (
            ig(412, None, interval={"low": 40, "high": 230, "unit": "mg/dL"}),
            "unit_missing",
            "mg/dL",
        ),
        (
            {"name": "IgG", "value": 4, "unit": "mg/dL"},
            "unit_worth_checking",
            "g/L",
        ),
        (
            ig(4640, "g/L", interval={"low": 38, "high": 231, "unit": "mg/dL"}),
            "unit_contradicts_interval",
            "mg/dL",
        ),
        (ig(96, "mg/dL", interval={"low": 3000, "high": 9000}), "range_not_of_test", None),
    ],
)
def test_doubts_about_a_unit(
    result: dict[str, Any], code: str, suggested: str | None, knowledge: Knowledge
) -> None:
    """A doubt is told with the unit that would fit, and the number is never changed."""
    report = read_one(document(result), knowledge)
    (check,) = report.checks

    assert (code, suggested) == (check.code, check.suggested and check.suggested.unit)
    assert result["value"] == report.results[0].reported.value


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("EBV VCA IgM", "specific_antibody"),
        ("Cardiolipin IgM", "specific_antibody"),
        ("IgM, CSF", "wrong_specimen"),
        ("Cord blood IgM", "cord_blood"),
        ("IgM monoclonal", "other_method"),
        ("IgG / IgM", "panel"),
        ("IgM quux", "name_not_understood"),
        ("Ferritin", "other_test"),
    ],
)
def test_another_test_is_unread_with_its_reason(name: str, code: str, knowledge: Knowledge) -> None:
    """A name that is not that of a total is never taken for one."""
    report = read_one(document({"name": name, "value": 4.2, "unit": "index"}), knowledge)

    assert () == report.results
    assert [("$.results[0]", f"{name} 4.2 index", code)] == unread(report)


def test_a_value_and_a_text_that_differ(knowledge: Knowledge) -> None:
    """A text with another number, or a sign that the value lacks, leaves the value open."""
    report = read_one(
        document(ig(text=">412"), ig(text="412"), ig(text="lipemic"), ig(text="41")), knowledge
    )

    assert ["value_conflict", None, None, "value_conflict"] == [
        result.refusal for result in report.results
    ]
    assert [">412", "412", "lipemic", "41"] == [one.text for one in report.unread]


def test_fields_that_are_not_known_are_told(knowledge: Knowledge) -> None:
    """Nothing is lost because its name is new; what may name a person is only counted."""
    report = read_one(
        document(
            ig(interval={"low": 40, "text": "fasting"}, status="final", code={"code": "x", "v": 1}),
            patient={"age": "54", "name": CANARY},
            note="hello",
            findings=[{"name": "fever", "since": "May"}],
        ),
        knowledge,
    )

    assert [
        ("$.results[0].status", "status: final", "field_not_known"),
        ("$.results[0].interval.text", "text: fasting", "field_not_known"),
        ("$.results[0].code.v", "v: 1", "field_not_known"),
        ("$.findings[0].since", "since: May", "field_not_known"),
        ("$.note", "note: hello", "field_not_known"),
    ] == unread(report)
    assert {"patient_field": 1} == report.dropped
    assert CANARY not in str(report)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"results": {}}, "$.results: expected an array"),
        ({"results": "x"}, "$.results: expected an array"),
        ({"results": [7]}, "$.results[0]: expected an object"),
        ({"results": [{"name": 7}]}, "$.results[0].name: expected a text or null"),
        ({"results": [ig("412")]}, "$.results[0].value: expected a number or null"),
        ({"results": [ig([])]}, "$.results[0].value: expected a number or null"),
        ({"results": [ig(comparator="~")]}, "$.results[0].comparator: expected <, <=, >, >= or"),
        ({"results": [ig(interval=[40, 230])]}, "$.results[0].interval: expected an object or"),
        ({"results": [ig(interval={"low": "4"})]}, "$.results[0].interval.low: expected a number"),
        ({"results": [ig(code="2472-9")]}, "$.results[0].code: expected an object or null"),
        ({"results": [ig(code={})]}, "$.results[0].code.code: expected a text"),
        ({"results": [ig(collected="May")]}, "$.results[0].collected: expected a date such as"),
        ({"results": [ig(flag=1)]}, "$.results[0].flag: expected a text or null"),
        ({"patient": []}, "$.patient: expected an object or null"),
        ({"patient": {"age": CANARY}}, '$.patient.age: expected years ("54")'),
        ({"patient": {"age": -3}}, '$.patient.age: expected years ("54")'),
        ({"patient": {"age": 400}}, '$.patient.age: expected years ("54")'),
        ({"patient": {"sex": CANARY}}, '$.patient.sex: expected "female", "male" or null'),
        ({"patient": {"pregnant": "no"}}, "$.patient.pregnant: expected true, false or null"),
        ({"setting": CANARY}, "$.setting: expected one of "),
        ({"as_of": "2026-02-30"}, "$.as_of: expected a date such as 2024-03-01"),
        ({"findings": [{"present": True}]}, "$.findings[0].name: expected a text"),
        ({"findings": [{"name": "x", "present": 1}]}, "$.findings[0].present: expected true, fal"),
        ({"findings": ["fever"]}, "$.findings[0]: expected an object"),
        ({"schema": "globulin/input/9"}, "$.schema: expected globulin/input/1"),
    ],
)
def test_a_fault_is_named_with_its_place(
    change: dict[str, Any], expected: str, knowledge: Knowledge
) -> None:
    """The message has the input, the JSON path and what would be right; never what stands there."""
    with pytest.raises(InputError) as caught:
        read(document(ig()) | change, knowledge)

    assert str(caught.value).startswith(f"message: {expected}")
    assert CANARY not in str(caught.value)


def test_several_people(knowledge: Knowledge) -> None:
    """An array, or one document a line, is one report a document, in order."""
    people = [document(ig(number)) for number in (96, 412)]
    lines = "\n".join(json.dumps(person) for person in people).encode()

    for given in (people, lines):
        reports = read(given, knowledge)

        assert [[96.0], [412.0]] == [[one.value for one in report.results] for report in reports]
        assert ["$[0].results[0]", "$[1].results[0]"] == [
            report.results[0].where for report in reports
        ]


def test_a_fault_among_several_people_names_the_person(knowledge: Knowledge) -> None:
    """The place of a fault begins with the number of the document."""
    with pytest.raises(InputError, match=r"^message: \$\[1\]\.results\[0\]\.value: expected"):
        read([document(ig()), document(ig("x"))], knowledge)


def test_a_finding_that_contradicts_itself_is_noted(knowledge: Knowledge) -> None:
    """The same finding told to be there and not to be there is noted at its first place."""
    told = [{"name": "fever", "present": True}, {"name": "fever", "present": False}]
    report = read_one(document(findings=told), knowledge)

    assert ["finding_contradicted"] == codes(report)
    assert "$.findings[0]" == report.checks[0].where


def test_dates_that_cannot_be_are_noted(knowledge: Knowledge) -> None:
    """A sample from the future, or from before the birth, is noted and keeps its value."""
    late = read_one(document(ig(collected="2026-06-02"), as_of="2026-06-01"), knowledge)
    early = read_one(
        document(ig(collected="2026-01-01"), as_of="2026-06-01", patient={"age": "20d"}), knowledge
    )

    assert ["date_after_today"] == codes(late)
    assert ["date_before_birth"] == codes(early)
    assert 412.0 == early.results[0].value
