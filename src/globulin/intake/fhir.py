"""Reads FHIR R4: a Bundle, a DiagnosticReport, an Observation, alone or one resource a line.

HL7 FHIR R4: https://hl7.org/fhir/R4/observation.html and diagnosticreport.html. The document is
walked as it stands, since real ones break the schema and nothing of them may be lost.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from globulin.errors import InputError
from globulin.intake.desk import Desk
from globulin.intake.fhir_observation import read_observation
from globulin.intake.fhir_parts import as_dict, as_list, concept_text, text_of
from globulin.model import Person, Sex

READABLE = ("Bundle", "DiagnosticReport", "Observation", "Patient")
# What a Patient holds beside age and sex names a person: it is counted and not kept.
IDENTIFIERS = {
    "identifier": "identifier",
    "name": "name",
    "telecom": "contact",
    "address": "address",
    "birthDate": "birth_date",
    "photo": "photo",
    "contact": "contact",
    "link": "identifier",
    "deceasedDateTime": "date",
    "generalPractitioner": "name",
    "managingOrganization": "name",
}
SILENT = frozenset({"Patient", "Specimen", "Organization", "Practitioner", "PractitionerRole"})
SEXES: dict[str, Sex] = {"female": "female", "male": "male"}
DEEPEST = 10


@dataclass(frozen=True, slots=True)
class Placed:
    """A resource with its place in the input and the addresses it can be reached by."""

    resource: dict[str, Any]
    where: str
    keys: tuple[str, ...]


@dataclass(slots=True)
class Pile:
    """All resources of an input, in order."""

    placed: list[Placed] = field(default_factory=list)

    def find(self, reference: object, near: str = "") -> Placed | None:
        """Return the resource that a reference at a place means, or None.

        `#id` is one that the resource at that place, or the one around it, contains.
        """
        if not isinstance(reference, str) or not reference:
            return None
        if reference.startswith("#"):
            around = near.rpartition(".contained[")[0]
            homes = tuple(f"{home}.contained[" for home in (near, around) if home)
            return next(
                (p for p in self.placed if reference in p.keys and p.where.startswith(homes)), None
            )
        tail = "/".join(reference.split("/")[-2:])
        return next((p for p in self.placed if reference in p.keys or tail in p.keys), None)


def read_fhir(documents: list[Any], make_desk: Callable[[], Desk]) -> list[Desk]:
    """Return a desk for each patient that results speak of, in the order of the input.

    Raises:
        InputError: a document is no resource that can hold results.
    """
    pile = Pile()
    for number, document in enumerate(documents):
        kind = as_dict(document).get("resourceType")
        if kind not in READABLE and len(documents) == 1:
            message = f"resourceType: expected one of {', '.join(READABLE)}"
            raise InputError(message)
        root = f"{kind}[{number}]" if len(documents) > 1 else str(kind)
        pile.placed.extend(_unfold(as_dict(document), root, DEEPEST))
    groups = _by_subject(pile)
    desks = []
    for subject, members in groups.items():
        desk = make_desk()
        _read_patient(next((p for p in pile.placed if p.where == subject), None), desk)
        for placed in members:
            _read_resource(placed, pile, desk)
        desks.append(desk)
    return desks


def _unfold(resource: dict[str, Any], where: str, depth: int) -> Iterator[Placed]:
    """Yield a resource and those inside it: entries of a bundle, contained ones."""
    kind, key = resource.get("resourceType"), resource.get("id")
    keys = (f"{kind}/{key}",) if key else ()
    full = resource.pop("_fullUrl", None)
    contained = resource.pop("_container", None)
    if full:
        keys = (*keys, str(full))
    if contained is not None:
        keys = (f"#{key}",)
    if kind != "Bundle":
        yield Placed(resource, where, keys)
    if depth == 0:
        message = f"{where}: resources are nested more than {DEEPEST} deep"
        raise InputError(message)
    for number, entry in enumerate(as_list(resource.get("entry")) if kind == "Bundle" else []):
        inner = as_dict(as_dict(entry).get("resource"))
        if inner:
            inside = {**inner, "_fullUrl": as_dict(entry).get("fullUrl")}
            yield from _unfold(inside, f"{where}.entry[{number}].resource", depth - 1)
    for number, inner in enumerate(as_list(resource.get("contained"))):
        inside = {**as_dict(inner), "_container": key or ""}
        yield from _unfold(inside, f"{where}.contained[{number}]", depth - 1)


def _by_subject(pile: Pile) -> dict[str | None, list[Placed]]:
    """Return the resources by the patient they speak of: people are never mixed.

    What names no patient belongs to the only one there is; with several, to nobody known.
    """
    groups: dict[str | None, list[Placed]] = {}
    patients = [one for one in pile.placed if one.resource.get("resourceType") == "Patient"]
    only = patients[0].where if len(patients) == 1 else None
    for placed in pile.placed:
        if placed.resource.get("resourceType") == "Patient":
            continue
        subject = as_dict(placed.resource.get("subject") or placed.resource.get("patient"))
        reference = subject.get("reference")
        found = pile.find(reference, placed.where)
        key = found.where if found else reference or only
        groups.setdefault(key if isinstance(key, str) else None, []).append(placed)
    # What names nobody goes with the only person that others speak of.
    named = [key for key in groups if key is not None]
    if None in groups and len(named) == 1:
        stray = {id(placed) for placed in groups.pop(None)}
        mine = {id(placed) for placed in groups[named[0]]} | stray
        groups[named[0]] = [placed for placed in pile.placed if id(placed) in mine]
    for patient in patients if not groups else ():
        groups.setdefault(patient.where, [])
    return groups


def _read_patient(placed: Placed | None, desk: Desk) -> None:
    if placed is None or placed.resource.get("resourceType") != "Patient":
        return
    patient = placed.resource
    gender = patient.get("gender")
    desk.person = Person(sex=SEXES.get(gender) if isinstance(gender, str) else None)
    birth = patient.get("birthDate")
    desk.birth = birth if isinstance(birth, str) else None
    for name, kind in IDENTIFIERS.items():
        values = patient.get(name)
        if values:
            desk.drop(kind, len(values) if isinstance(values, list) else 1)


def _read_resource(placed: Placed, pile: Pile, desk: Desk) -> None:
    kind = placed.resource.get("resourceType")
    if kind == "Observation":
        reference = as_dict(placed.resource.get("specimen")).get("reference")
        specimen = pile.find(reference, placed.where)
        read_observation(
            placed.resource, placed.where, specimen.resource if specimen else None, desk
        )
    elif kind == "DiagnosticReport":
        _read_report(placed, pile, desk)
    elif kind not in SILENT:
        desk.leave(placed.where, str(kind), "resource_not_read")


def _read_report(placed: Placed, pile: Pile, desk: Desk) -> None:
    """Read what a report says beside its results: conclusions and attached forms."""
    report, where = placed.resource, placed.where
    status = report.get("status")
    if status in {"preliminary", "partial", "registered"}:
        desk.check("warning", "report_not_final", where)
    if status in {"entered-in-error", "cancelled"}:
        desk.check("error", "report_withdrawn", where)
    conclusion = report.get("conclusion")
    if isinstance(conclusion, str) and conclusion.strip():
        desk.leave(f"{where}.conclusion", conclusion, "comment")
    for number, code in enumerate(as_list(report.get("conclusionCode"))):
        desk.leave(f"{where}.conclusionCode[{number}]", concept_text(code), "comment")
    for number, form in enumerate(as_list(report.get("presentedForm"))):
        kind = text_of(as_dict(form).get("contentType")) or ""
        desk.leave(f"{where}.presentedForm[{number}]", kind, "attachment_not_read")
    for number, result in enumerate(as_list(report.get("result"))):
        reference = as_dict(result).get("reference")
        if pile.find(reference, where) is None:
            text = text_of(reference) or ""
            desk.leave(f"{where}.result[{number}]", text, "reference_not_found")
