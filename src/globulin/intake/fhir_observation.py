"""Reads a FHIR Observation: its value, components, ranges, flags, status and notes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from globulin.intake.desk import Desk
from globulin.intake.fhir_parts import (
    as_dict,
    as_items,
    concept_codes,
    concept_names,
    concept_text,
    concept_words,
    describe,
    items_at,
    text_of,
)
from globulin.intake.fhir_ranges import read_range
from globulin.intake.fhir_values import extended, read_value, value_keys
from globulin.intake.person import parse_date
from globulin.intake.raw import RawResult

# Statuses that must never be read, and those that must be said.
REFUSED = {
    "cancelled": "status_cancelled",
    "entered-in-error": "status_in_error",
    "registered": "status_no_result",
}
SAID = {
    "final": None,
    "preliminary": "result_preliminary",
    "corrected": "result_corrected",
    "amended": "result_corrected",
}
CERTAIN = frozenset({"final", "corrected", "amended"})
# A part that is one of these is a text or a CodeableConcept; all others are objects.
CONCEPTS = ("code", "interpretation", "dataAbsentReason")
OBJECTS = ("component", "hasMember")
COMMENTS = ("note", "comment", "comments")


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What stands around an observation: the sample, who measured, panels, a refusal."""

    refusal: str | None = None
    specimen: dict[str, Any] | None = None
    laboratory: str | None = None
    headings: tuple[str, ...] = ()
    collected: str | None = None


def read_observation(resource: dict[str, Any], where: str, around: Around, desk: Desk) -> None:
    """Take an observation and each of its components in, or leave them unread."""
    status = text_of(resource.get("status"))
    refusal = around.refusal or REFUSED.get(status or "")
    if resource.get("modifierExtension"):
        # An extension that changes the meaning, and that is not known, forbids to read it.
        refusal = refusal or "modifier_extension"
    collected, is_issue = _collected(resource, around)
    shared = {
        "collected": collected,
        "method": " ".join(concept_words(resource.get("method"))) or None,
        "laboratory": around.laboratory,
        "specimen": _specimen(resource, around.specimen),
        "refusal": refusal,
    }
    raw = _raw(resource, where, shared, around.headings, desk)
    components = list(items_at(resource, "component", where))
    if _is_heading(raw, resource):
        if raw.refusal or raw.absent:
            desk.leave(where, raw.as_text(), raw.refusal or "value_absent")
    else:
        _take(raw, status, desk, is_issue=is_issue)
    headings = (*around.headings, *raw.names)
    for component, place in components:
        if isinstance(component, dict):
            part = _raw(component, place, shared, headings, desk)
            _take(part, status, desk, is_issue=is_issue)
    _leave_beside(resource, where, desk)


def _is_heading(raw: RawResult, resource: dict[str, Any]) -> bool:
    """Tell whether an observation only stands above others."""
    return not raw.has_content and bool(resource.get("component") or resource.get("hasMember"))


def _take(raw: RawResult, status: str | None, desk: Desk, *, is_issue: bool) -> None:
    """Take a result in, and say what its status and its date leave open."""
    # Of what is only followed, neither a doubtful status nor a date of issue would be told.
    is_final = status is None or status in CERTAIN
    if not desk.take(raw, is_certain=is_final and not is_issue, is_final=is_final):
        return
    code = SAID.get(status or "", "status_not_known")
    if code is not None:
        desk.check("warning", code, raw.where)
    if is_issue and raw.collected is not None:
        desk.check("note", "date_is_of_issue", raw.where)


def _leave_beside(resource: dict[str, Any], where: str, desk: Desk) -> None:
    """Leave unread what stands beside the results: comments, odd parts, a narrative."""
    for name in COMMENTS:
        for note, place in items_at(resource, name, where):
            text = describe(note.get("text")) if isinstance(note, dict) else describe(note)
            if text:
                desk.leave(place, text, "comment")
            if isinstance(note, dict) and (note.get("authorString") or note.get("authorReference")):
                desk.drop("clinician")
    leave_narrative(resource, where, desk)


def leave_narrative(resource: dict[str, Any], where: str, desk: Desk) -> None:
    """Leave a narrative unread that says more than the resource; it may name people."""
    status = text_of(as_dict(resource.get("text")).get("status"))
    if status == "additional":
        desk.leave(f"{where}.text", status, "narrative_not_read")


def _raw(
    part: dict[str, Any],
    where: str,
    shared: dict[str, str | None],
    headings: tuple[str, ...],
    desk: Desk,
) -> RawResult:
    """Return an observation or a component as a raw result."""
    value = read_value(part)
    span = read_range(part, where, desk, parse_date(shared["collected"]))
    refusal = shared["refusal"]
    quantity = as_dict(part.get("valueQuantity"))
    if quantity.get("modifierExtension") or part.get("modifierExtension"):
        refusal = refusal or "modifier_extension"
    keys = value_keys(part)
    if len(keys) > 1:
        refusal = refusal or "several_numbers"
        for key in keys[1:]:
            desk.leave(f"{where}.{key}", describe(part[key]), "several_numbers")
    for place, text in extended(part, where):
        desk.leave(place, text, "extension_not_read")
    for place, text in _odd_parts(part, where):
        desk.leave(place, text, "form_not_known")
    return RawResult(
        where=where,
        names=concept_names(part.get("code")),
        codes=concept_codes(part.get("code")),
        value=value.number,
        comparator=value.comparator,
        text=value.text,
        unit=value.unit,
        unit_code=value.unit_code,
        low=span.low,
        high=span.high,
        range_unit=span.unit,
        range_text=span.text,
        range_where=span.where,
        flag=_flag(part, where, desk),
        refusal=refusal,
        absent=describe(part.get("dataAbsentReason")) or None,
        headings=headings,
        collected=shared["collected"],
        method=shared["method"],
        laboratory=shared["laboratory"],
        specimen=shared["specimen"],
    )


def _odd_parts(part: dict[str, Any], where: str) -> Iterator[tuple[str, str]]:
    """Yield (place, text) of parts that have another form than the standard says."""
    for name in (*CONCEPTS, *OBJECTS, "referenceRange"):
        is_list = isinstance(part.get(name), list)
        for number, item in enumerate(as_items(part.get(name))):
            is_text = isinstance(item, str) and name not in OBJECTS
            if not isinstance(item, dict) and not is_text:
                yield f"{where}.{name}[{number}]" if is_list else f"{where}.{name}", describe(item)


def _flag(part: dict[str, Any], where: str, desk: Desk) -> str | None:
    """Return the sender's flag; others beside it, and any of two that disagree, are left unread."""
    read = desk.readers.amounts.read_flag
    flags = []
    for item, place in items_at(part, "interpretation", where):
        words = [code.code for code in concept_codes(item)] + list(concept_names(item))
        word = next((word for word in words if read(word)), next(iter(words), None))
        if word is not None:
            flags.append((word, place))
    directed = [flag for flag in flags if read(flag[0])]
    sides = {str(read(word))[0] for word, _ in directed}
    # The critical one of two on the same side says more.
    ordered = sorted(directed, key=lambda flag: -len(str(read(flag[0])))) or flags
    chosen = ordered[0] if ordered and len(sides) < 2 else None  # noqa: PLR2004 - two sides
    for word, place in flags:
        if chosen is None or place != chosen[1]:
            desk.leave(place, word, "several_flags")
    return chosen[0] if chosen else None


def _collected(resource: dict[str, Any], around: Around) -> tuple[str | None, bool]:
    """Return the date of the sample, and whether it is only that of the issue."""
    period = as_dict(resource.get("effectivePeriod"))
    timing = as_items(as_dict(resource.get("effectiveTiming")).get("event"))
    times = (
        resource.get("effectiveDateTime"),
        resource.get("effectiveInstant"),
        period.get("start"),
        period.get("end"),
        *timing[:1],
        _sample_date(around.specimen),
        around.collected,
    )
    known = next((time for time in times if text_of(time)), None)
    return (known, False) if known else (text_of(resource.get("issued")), True)


def _sample_date(specimen: dict[str, Any] | None) -> str | None:
    collection = as_dict(as_dict(specimen).get("collection"))
    period = as_dict(collection.get("collectedPeriod"))
    return text_of(collection.get("collectedDateTime")) or text_of(period.get("start"))


def _specimen(resource: dict[str, Any], specimen: dict[str, Any] | None) -> str | None:
    """Return the specimen and the site of the body in words, where they are told."""
    parts = (
        text_of(as_dict(resource.get("specimen")).get("display")),
        *concept_words(as_dict(specimen).get("type")),
        *concept_words(resource.get("bodySite")),
        concept_text(as_dict(as_dict(specimen).get("collection")).get("bodySite")),
    )
    return " ".join(part for part in parts if part) or None
