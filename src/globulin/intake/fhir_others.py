"""Reads what stands beside the results in FHIR: reports, conditions, and notes of samples."""

from typing import Any

from globulin.intake.desk import Desk
from globulin.intake.fhir_observation import leave_narrative
from globulin.intake.fhir_parts import (
    as_dict,
    as_items,
    concept_codes,
    concept_names,
    concept_text,
    describe,
    items_at,
    text_of,
)
from globulin.intake.fhir_pile import Pile, Placed

NOT_FINAL = frozenset({"preliminary", "partial", "registered"})
WITHDRAWN = frozenset({"entered-in-error", "cancelled"})
# Codes of https://hl7.org/fhir/R4/valueset-condition-clinical.html and condition-ver-status.
OVER = frozenset({"inactive", "remission", "resolved"})
ACTIVE = frozenset({"active", "recurrence", "relapse"})
NOT_SURE = frozenset({"unconfirmed", "provisional", "differential"})
HPO_PREFIX = "HP:"
USABLE_SAMPLE = frozenset({"available", "unavailable"})


def read_report(placed: Placed, pile: Pile, desk: Desk) -> None:
    """Read what a report says beside its results: conclusions and attached forms."""
    report, where = placed.resource, placed.where
    status = text_of(report.get("status"))
    if status in NOT_FINAL:
        desk.check("warning", "report_not_final", where)
    if status in WITHDRAWN:
        desk.check("error", "report_withdrawn", where)
    if describe(report.get("conclusion")):
        desk.leave(f"{where}.conclusion", describe(report.get("conclusion")), "comment")
    for name in ("conclusionCode", "codedDiagnosis"):
        for code, place in items_at(report, name, where):
            desk.leave(place, describe(code), "comment")
    for note, place in items_at(report, "note", where):
        desk.leave(place, describe(as_dict(note).get("text") or note), "comment")
    for name in ("presentedForm", "media", "image"):
        for form, place in items_at(report, name, where):
            kind = text_of(as_dict(form).get("contentType")) or name
            desk.leave(place, kind, "attachment_not_read")
    leave_narrative(report, where, desk)
    leave_missing(placed, "result", pile, desk)


def leave_missing(placed: Placed, name: str, pile: Pile, desk: Desk) -> None:
    """Leave references to results unread that are not in the input."""
    for item, place in items_at(placed.resource, name, placed.where):
        reference = as_dict(item).get("reference")
        if pile.find(reference, placed) is None:
            # The display of a reference to a result is its name and, with some, its value.
            words = (text_of(as_dict(item).get("display")), text_of(reference))
            text = " ".join(word for word in words if word) or describe(item)
            desk.leave(place, text, "reference_not_found")


def read_condition(resource: dict[str, Any], where: str, desk: Desk) -> None:
    """Take a condition in as a finding where it is exactly one of ours, or leave it unread."""
    names = concept_names(resource.get("code"))
    text = next(iter(names), "") or concept_text(resource.get("code"))
    verification = concept_text_code(resource.get("verificationStatus"))
    if verification == "entered-in-error":
        desk.leave(where, text, "status_in_error")
    elif _is_over(resource):
        desk.leave(where, text, "condition_over")
    else:
        hpo = next(
            (c.code for c in concept_codes(resource.get("code")) if c.code.startswith(HPO_PREFIX)),
            None,
        )
        present = _presence(concept_text_code(resource.get("clinicalStatus")), verification)
        desk.tell_named(names or (text,), present=present, where=where, hpo=hpo)
    for note, place in items_at(resource, "note", where):
        desk.leave(place, describe(as_dict(note).get("text") or note), "comment")


def _is_over(resource: dict[str, Any]) -> bool:
    has_end = any(name.startswith("abatement") and resource[name] for name in resource)
    return has_end or concept_text_code(resource.get("clinicalStatus")) in OVER


def _presence(clinical: str, verification: str) -> bool | None:
    """Tell whether a condition is there now; None where the sender does not say so."""
    if verification == "refuted":
        return False
    return True if clinical in ACTIVE and verification not in NOT_SURE else None


def concept_text_code(concept: object) -> str:
    """Return the code of a status, also one that was sent as a bare text."""
    codes = concept_codes(concept)
    return codes[0].code if codes else concept_text(concept).strip().lower()


def read_specimen(resource: dict[str, Any], where: str, desk: Desk) -> None:
    """Leave unread what a sample says of its own state: hemolyzed, unsatisfactory."""
    status = text_of(resource.get("status"))
    if status is not None and status not in USABLE_SAMPLE:
        desk.leave(f"{where}.status", status, "comment")
    for name in ("condition", "note"):
        for item, place in items_at(resource, name, where):
            text = describe(as_dict(item).get("text") or item)
            if text:
                desk.leave(place, text, "comment")
    desk.drop("identifier", len(as_items(resource.get("identifier"))) or 0)
