"""Reads FHIR R4: a Bundle, a DiagnosticReport, an Observation, alone or one resource a line.

HL7 FHIR R4: https://hl7.org/fhir/R4/observation.html and diagnosticreport.html. The document is
walked as it stands, since real ones break the schema and nothing of them may be lost.
"""

from collections.abc import Callable
from typing import Any

from globulin.errors import InputError
from globulin.intake.desk import Desk
from globulin.intake.fhir_observation import Around, read_observation
from globulin.intake.fhir_others import (
    WITHDRAWN,
    leave_missing,
    read_condition,
    read_report,
    read_specimen,
)
from globulin.intake.fhir_parts import as_dict, as_items, concept_names, describe, text_of
from globulin.intake.fhir_people import People, kind_of_reference, read_patient, subject_of
from globulin.intake.fhir_pile import Pile, Placed, unfold
from globulin.intake.fhir_repeats import find_repeats

READABLE = ("Bundle", "DiagnosticReport", "Observation", "Patient")
# They tell who, where and what it cost, and never a result.
ADMINISTRATIVE = frozenset(
    {
        "Account",
        "Appointment",
        "AuditEvent",
        "CareTeam",
        "Claim",
        "ClaimResponse",
        "Coverage",
        "Encounter",
        "Endpoint",
        "EpisodeOfCare",
        "ExplanationOfBenefit",
        "HealthcareService",
        "Location",
        "MessageHeader",
        "OperationOutcome",
        "Organization",
        "Person",
        "Practitioner",
        "PractitionerRole",
        "Provenance",
        "RelatedPerson",
        "Schedule",
        "ServiceRequest",
        "Slot",
        "Task",
    }
)
ORGANIZATIONS = frozenset({"Organization", "HealthcareService"})


def read_fhir(documents: list[Any], make_desk: Callable[[], Desk]) -> list[Desk]:
    """Return a desk for each patient that results speak of, in the order of the input.

    Raises:
        InputError: a document is no resource that can hold results.
    """
    pile = Pile()
    for number, document in enumerate(documents):
        resource = _check(document, number, len(documents))
        kind = str(resource["resourceType"])
        pile.add(unfold(resource, f"{kind}[{number}]" if len(documents) > 1 else kind))
    people = People(pile)
    repeats = find_repeats(pile)
    has_more = any(_has_next_page(document) for document in documents)
    desks = []
    for key, members in people.groups().items():
        desk = make_desk()
        read_patient(people.patients.get(key or "", []), desk)
        for placed in members:
            if placed.where in repeats:
                desk.leave(placed.where, _name(placed), repeats[placed.where])
            else:
                _read_resource(placed, people, desk)
        if has_more:
            desk.check("warning", "more_pages", "Bundle.link")
        desks.append(desk)
    return desks


def _check(document: Any, number: int, count: int) -> dict[str, Any]:  # noqa: ANN401 - JSON
    where = f"$[{number}]" if count > 1 else "$"
    if not isinstance(document, dict):
        message = f"{where}: expected an object, a FHIR resource"
        raise InputError(message)
    kind = document.get("resourceType")
    if not isinstance(kind, str) or (count == 1 and kind not in READABLE):
        message = f"{where}.resourceType: expected one of {', '.join(READABLE)}"
        raise InputError(message)
    return document


def _has_next_page(document: dict[str, Any]) -> bool:
    links = as_items(document.get("link")) if document.get("resourceType") == "Bundle" else []
    return any(as_dict(link).get("relation") == "next" for link in links)


def _read_resource(placed: Placed, people: People, desk: Desk) -> None:
    resource, where, kind = placed.resource, placed.where, placed.kind
    _drop_names(subject_of(placed), desk)
    if kind == "Observation":
        read_observation(resource, where, _around(placed, people, desk), desk)
        leave_missing(placed, "hasMember", people.pile, desk)
    elif kind == "DiagnosticReport":
        read_report(placed, people.pile, desk)
    elif kind == "Condition":
        read_condition(resource, where, desk)
    elif kind == "Specimen":
        read_specimen(resource, where, desk)
    elif kind in ADMINISTRATIVE:
        desk.drop("administrative")
    elif kind:
        desk.leave(where, kind, "resource_not_read")
    else:
        desk.leave(where, describe(resource), "form_not_known")


def _around(placed: Placed, people: People, desk: Desk) -> Around:
    """Return what stands around an observation, in the input as a whole."""
    above = people.above(placed)
    reference = as_dict(placed.resource.get("specimen")).get("reference")
    specimen = people.pile.find(reference, placed)
    reports = [one for one in above if one.kind == "DiagnosticReport"]
    dates = (_report_date(one.resource) for one in reports)
    return Around(
        refusal=_refusal(placed, reports, people),
        specimen=specimen.resource if specimen else None,
        laboratory=_laboratory(placed, people.pile, desk),
        headings=tuple(name for one in above for name in concept_names(one.resource.get("code"))),
        collected=next((date for date in dates if date), None),
    )


def _refusal(placed: Placed, reports: list[Placed], people: People) -> str | None:
    """Return why an observation must not be read for what it is about, or for its reports."""
    subject = subject_of(placed)
    found = people.pile.find(subject.get("reference"), placed)
    kind = found.kind if found else kind_of_reference(subject)
    if kind not in {None, "", "Patient"}:
        return "subject_not_a_person"
    if as_items(placed.resource.get("focus")):
        # What is observed is another one than the patient: a fetus, a donor, a device.
        return "focus_is_another"
    is_withdrawn = [text_of(one.resource.get("status")) in WITHDRAWN for one in reports]
    return "report_withdrawn" if is_withdrawn and all(is_withdrawn) else None


def _report_date(report: dict[str, Any]) -> str | None:
    start = as_dict(report.get("effectivePeriod")).get("start")
    return text_of(report.get("effectiveDateTime")) or text_of(start)


def _laboratory(placed: Placed, pile: Pile, desk: Desk) -> str | None:
    """Return the name of the laboratory; a person among the performers is only counted."""
    names = []
    for item in as_items(placed.resource.get("performer")):
        reference = as_dict(item)
        found = pile.find(reference.get("reference"), placed)
        kind = found.kind if found else kind_of_reference(reference)
        name = text_of(found.resource.get("name")) if found else None
        name = name or text_of(reference.get("display"))
        if kind in ORGANIZATIONS and name:
            names.append(name)
        elif reference.get("display"):
            desk.drop("clinician")
    return next(iter(names), None)


def _drop_names(subject: dict[str, Any], desk: Desk) -> None:
    for name, kind in (("display", "name"), ("identifier", "identifier")):
        if subject.get(name):
            desk.drop(kind)


def _name(placed: Placed) -> str:
    return next(iter(concept_names(placed.resource.get("code"))), placed.kind)
