"""Whom a FHIR result belongs to: two people are never mixed."""

from typing import Any

import pytest

from globulin.errors import InputError
from globulin.knowledge import Knowledge
from globulin.model import Report
from tests.unit.intake.messages import bundle, observation, quantity, read, read_file, read_one

ANNA = {
    "resourceType": "Patient",
    "id": "1",
    "identifier": [{"system": "urn:x", "value": "A"}],
    "name": [{"family": "Sample", "given": ["Anna"]}],
    "gender": "female",
    "birthDate": "1971-04-23",
}
BEN = {**ANNA, "id": "2", "identifier": [{"system": "urn:x", "value": "B"}], "gender": "male"}
BEN |= {"name": [{"family": "Sample", "given": ["Ben"]}], "birthDate": "2020-01-02"}


def ig(value: float, **more: Any) -> dict[str, Any]:
    """Return an IgM of a value."""
    return observation(valueQuantity=quantity(value), **more)


def of(reports: tuple[Report, ...]) -> list[tuple[str | None, list[float | None]]]:
    """Return sex and values of each person."""
    return [(one.person.sex, [result.value for result in one.results]) for one in reports]


def test_one_resource_a_line(knowledge: Knowledge) -> None:
    """Each line goes to its person; what names nobody goes to nobody."""
    reports = read_file("lines.ndjson", knowledge)

    assert [("female", [412.0, 1240.0]), ("male", [96.0]), (None, [90.0])] == of(reports)
    assert "Observation[5]" == reports[2].results[0].where


def test_the_same_id_on_two_servers_is_two_people(knowledge: Knowledge) -> None:
    """A relative reference means the patient of the server that the result comes from."""
    reports = read_file("servers.json", knowledge)

    assert [("female", [412.0]), ("male", [96.0, 880.0])] == of(reports)


def test_a_reference_to_another_server_is_not_the_patient_at_hand(knowledge: Knowledge) -> None:
    """Patient 1 of another server is not in the input, and gets no age or sex."""
    document = bundle()
    document["entry"] = [
        {"fullUrl": "http://a.example/Patient/1", "resource": ANNA},
        {
            "fullUrl": "http://b.example/Observation/1",
            "resource": ig(96, subject={"reference": "Patient/1"}),
        },
        {"resource": ig(412, subject={"reference": "http://a.example/Patient/1"})},
    ]

    assert [(None, [96.0]), ("female", [412.0])] == of(read(document, knowledge))


def test_bundles_of_two_sources_do_not_share_ids(knowledge: Knowledge) -> None:
    """Two documents may each have a patient 1: they stay two people."""
    other = {**BEN, "id": "1"}
    mine = {"reference": "Patient/1"}
    documents = [bundle(ANNA, ig(412, subject=mine)), bundle(other, ig(96, subject=mine))]

    assert [("female", [412.0]), ("male", [96.0])] == of(read(documents, knowledge))


def test_unknown_patients_of_two_bundles_stay_apart(knowledge: Knowledge) -> None:
    """The same reference in two bundles, with no patient in either, is two people."""
    mine = {"reference": "Patient/1"}
    documents = [bundle(ig(412, subject=mine)), bundle(ig(96, subject=mine))]

    assert [(None, [412.0]), (None, [96.0])] == of(read(documents, knowledge))


def test_copies_of_a_patient_are_one_person(knowledge: Knowledge) -> None:
    """The same patient contained in two results is one person."""
    documents = [ig(value, subject={"reference": "#1"}, contained=[ANNA]) for value in (412, 96)]

    assert [("female", [412.0, 96.0])] == of(read(documents, knowledge))


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ({"reference": "Patient/2"}, [("female", [412.0]), ("male", [96.0])]),
        ({"reference": "Patient/2/_history/1"}, [("female", [412.0]), (None, [96.0])]),
        (
            {"identifier": {"system": "urn:x", "value": "B"}},
            [("female", [412.0]), ("male", [96.0])],
        ),
        (
            {"identifier": {"system": "urn:x", "value": "C"}},
            [("female", [412.0]), (None, [96.0])],
        ),
        ({"display": "Ben Sample"}, [("female", [412.0]), ("male", [96.0])]),
        ({"display": "Sample"}, [("female", [412.0]), (None, [96.0])]),
        ({"display": "Carl"}, [("female", [412.0]), (None, [96.0])]),
        ("Patient/2", [("female", [412.0]), ("male", [96.0])]),
        (None, [("female", [412.0]), (None, [96.0])]),
    ],
)
def test_who_a_subject_is(
    subject: Any, expected: list[tuple[str | None, list[float]]], knowledge: Knowledge
) -> None:
    """By reference, identifier or name; where two could be meant, it is neither."""
    document = bundle(
        ANNA, BEN, ig(412, subject={"reference": "Patient/1"}), ig(96, subject=subject)
    )

    assert expected == of(read(document, knowledge))


def test_the_only_person_gets_what_names_nobody(knowledge: Knowledge) -> None:
    """With one patient in the input, a result without a subject is theirs."""
    assert [("female", [412.0])] == of(read(bundle(ANNA, ig(412)), knowledge))


def test_a_result_that_names_another_is_not_given_to_the_only_patient(
    knowledge: Knowledge,
) -> None:
    """A name that is not the patient's is another person, though there is no record of them."""
    document = bundle(ANNA, ig(412), ig(96, subject={"display": "Ben Sample"}))

    assert [(None, [412.0]), (None, [96.0])] == of(read(document, knowledge))


def test_a_result_takes_its_person_from_the_report(knowledge: Knowledge) -> None:
    """A result without a subject is of the person of the report or panel that lists it."""
    report = {
        "resourceType": "DiagnosticReport",
        "status": "final",
        "subject": {"reference": "Patient/2"},
        "result": [{"reference": "Observation/panel"}],
    }
    panel = observation("Immunoglobulins", id="panel", hasMember=[{"reference": "Observation/m"}])
    document = bundle(ANNA, BEN, report, panel, ig(96, id="m"))

    assert [("male", [96.0])] == of(read(document, knowledge))


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"subject": {"reference": "Device/analyzer"}}, "subject_not_a_person"),
        ({"subject": {"type": "Group", "display": "Controls"}}, "subject_not_a_person"),
        ({"focus": [{"reference": "Patient/fetus"}]}, "focus_is_another"),
    ],
)
def test_what_is_not_of_the_person_is_not_read(
    fields: dict[str, Any], code: str, knowledge: Knowledge
) -> None:
    """Control material, groups, and a fetus on the mother's record are unread."""
    reports = read(bundle(ANNA, ig(96, **fields)), knowledge)

    assert [[code]] == [[one.code for one in report.unread] for report in reports if report.unread]
    assert all(report.results == () for report in reports)


@pytest.mark.parametrize(
    ("birth", "days"),
    [
        ("1971-04-23", 20098),
        ("1971", 20029),
        ("2026-04-02", 30),
        ("2020", None),
        ("2027-01-01", None),
        ("0000-00-00", None),
        (1971, None),
    ],
)
def test_age_from_a_date_of_birth(birth: Any, days: int | None, knowledge: Knowledge) -> None:
    """A year is enough for an adult; of a child it would leave the interval open."""
    report = read_one(bundle({**ANNA, "birthDate": birth}, ig(96)), knowledge)

    assert days == report.person.age_days


@pytest.mark.parametrize("gender", ["other", "unknown", None, 1, "F"])
def test_a_sex_that_is_not_told_stays_open(gender: Any, knowledge: Knowledge) -> None:
    """Only female and male have intervals; nothing else is made one of them."""
    report = read_one(bundle({**ANNA, "gender": gender}, ig(96)), knowledge)

    assert report.person.sex is None


def test_what_was_told_goes_before_the_record(knowledge: Knowledge) -> None:
    """Age and sex from outside are used, and a note says that the record differs."""
    report = read_one(bundle(ANNA, ig(96)), knowledge, age_days=30, sex="male")

    assert (30, "male") == (report.person.age_days, report.person.sex)
    assert ["age_overridden", "sex_overridden"] == [check.code for check in report.checks]


def test_nesting_has_an_end(knowledge: Knowledge) -> None:
    """Bundles in bundles beyond reason are refused in one line."""
    document = bundle(ig(96))
    for _ in range(20):
        document = bundle(document)

    with pytest.raises(InputError, match="nested more than 10 deep"):
        read(document, knowledge)
