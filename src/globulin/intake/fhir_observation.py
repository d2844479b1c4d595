"""Reads a FHIR Observation: its value, components, ranges, flags, status and notes."""

from typing import Any

from globulin.intake.desk import Desk
from globulin.intake.fhir_parts import (
    as_dict,
    as_list,
    concept_codes,
    concept_names,
    concept_text,
    number_of,
    text_of,
)
from globulin.intake.numbers import parse_range
from globulin.intake.raw import RawResult

UCUM = "http://unitsofmeasure.org"
# Statuses that must never be read, and those that must be said.
REFUSED = {
    "cancelled": "status_cancelled",
    "entered-in-error": "status_in_error",
    "registered": "status_no_result",
}
SAID = {"preliminary": "result_preliminary", "corrected": "result_corrected"}
VALUES = (
    "valueQuantity",
    "valueCodeableConcept",
    "valueString",
    "valueBoolean",
    "valueInteger",
    "valueRange",
    "valueRatio",
    "valueSampledData",
    "valueTime",
    "valueDateTime",
    "valuePeriod",
)


def read_observation(
    resource: dict[str, Any], where: str, specimen: dict[str, Any] | None, desk: Desk
) -> None:
    """Take an observation and each of its components in, or leave them unread."""
    refusal = REFUSED.get(str(resource.get("status")))
    if resource.get("modifierExtension"):
        # An extension that changes the meaning, and that is not known, forbids to read it.
        refusal = refusal or "modifier_extension"
    common = {
        "collected": _collected(resource),
        "method": concept_text(resource.get("method")) or None,
        "laboratory": _laboratory(resource),
        "specimen": _specimen(resource, specimen),
    }
    raw = _raw(resource, where, common, refusal, desk)
    components = as_list(resource.get("component"))
    is_heading = not raw.has_content and (components or resource.get("hasMember"))
    was_taken = False if is_heading else desk.take(raw)
    if was_taken and str(resource.get("status")) in SAID:
        desk.check("warning", SAID[str(resource.get("status"))], where)
    for number, component in enumerate(components):
        place = f"{where}.component[{number}]"
        desk.take(_raw(as_dict(component), place, common, refusal, desk))
    for number, note in enumerate(as_list(resource.get("note"))):
        text = text_of(as_dict(note).get("text"))
        if text:
            desk.leave(f"{where}.note[{number}]", text, "comment")


def _raw(
    part: dict[str, Any],
    where: str,
    common: dict[str, str | None],
    refusal: str | None,
    desk: Desk,
) -> RawResult:
    """Return an observation or a component as a raw result."""
    name = next((name for name in VALUES if name in part), None)
    value = part.get(name) if name else None
    quantity = as_dict(value) if name == "valueQuantity" else {}
    span = _own_range(part, where, desk)
    low, high = as_dict(span.get("low")), as_dict(span.get("high"))
    text = text_of(span.get("text"))
    if text and (low or high) and not _says_the_same(text, low, high):
        desk.leave(f"{where}.referenceRange.text", text, "comment")
    if quantity.get("modifierExtension") or span.get("modifierExtension"):
        refusal = refusal or "modifier_extension"
    flags = as_list(part.get("interpretation"))
    unit_code = text_of(quantity.get("code")) if quantity.get("system") == UCUM else None
    return RawResult(
        where=where,
        names=concept_names(part.get("code")),
        codes=concept_codes(part.get("code")),
        value=number_of(quantity.get("value")) if quantity else _plain_number(name, value),
        comparator=text_of(quantity.get("comparator")),
        text=_text(name, value, part),
        unit=text_of(quantity.get("unit")) or text_of(quantity.get("code")),
        unit_code=unit_code,
        low=number_of(low.get("value")),
        high=number_of(high.get("value")),
        range_unit=_range_unit(low) or _range_unit(high),
        range_text=None if low or high else text,
        flag=_flag(flags, desk),
        refusal=refusal,
        **common,
    )


def _plain_number(name: str | None, value: object) -> float | None:
    return number_of(value) if name == "valueInteger" else None


def _text(name: str | None, value: object, part: dict[str, Any]) -> str | None:
    """Return a value that is no number in words, or why there is none."""
    if name == "valueString":
        return text_of(value)
    if name == "valueCodeableConcept":
        return concept_text(value) or None
    if name is None and part.get("dataAbsentReason"):
        return concept_text(part["dataAbsentReason"]) or None
    if name in {None, "valueQuantity", "valueInteger"}:
        return None
    fields = as_dict(value)
    ends = [as_dict(fields.get(key)) for key in ("low", "high", "numerator", "denominator")]
    numbers = [f"{end['value']:g}" for end in ends if number_of(end.get("value")) is not None]
    return ":".join(numbers) if numbers else str(name).removeprefix("value")


def _own_range(part: dict[str, Any], where: str, desk: Desk) -> dict[str, Any]:
    """Return the one reference range that is the normal one; others are left unread."""
    ranges = [as_dict(span) for span in as_list(part.get("referenceRange"))]
    normal = [span for span in ranges if _range_type(span) in {None, "normal"}]
    chosen = normal[0] if len(normal) == 1 else None
    for number, span in enumerate(ranges):
        if span is not chosen:
            code = "several_ranges" if span in normal else "range_of_another_kind"
            desk.leave(f"{where}.referenceRange[{number}]", _range_as_text(span), code)
    return chosen or {}


def _says_the_same(text: str, low: dict[str, Any], high: dict[str, Any]) -> bool:
    """Tell whether a range in words holds the same numbers as the range itself."""
    parsed = parse_range(text)
    if parsed is None:
        return False
    return (parsed[0].low, parsed[0].high) == (
        number_of(low.get("value")),
        number_of(high.get("value")),
    )


def _range_type(span: dict[str, Any]) -> str | None:
    codes = concept_codes(span.get("type"))
    return codes[0].code if codes else None


def _range_as_text(span: dict[str, Any]) -> str:
    ends = (as_dict(span.get(name)).get("value") for name in ("low", "high"))
    numbers = "-".join("" if number_of(end) is None else f"{end:g}" for end in ends)
    about = " ".join(concept_text(concept) for concept in as_list(span.get("appliesTo")))
    parts = (text_of(span.get("text")), numbers.strip("-") and numbers, about)
    return " ".join(part for part in parts if part)


def _range_unit(end: dict[str, Any]) -> str | None:
    return text_of(end.get("code")) or text_of(end.get("unit"))


def _flag(flags: list[Any], desk: Desk) -> str | None:
    """Return the sender's flag: the first that has a direction, else the first there is."""
    texts = [code.code for flag in flags for code in concept_codes(flag)]
    texts += [name for flag in flags for name in concept_names(flag)]
    with_direction = [text for text in texts if desk.readers.amounts.read_flag(text)]
    return next(iter(with_direction or texts), None)


def _collected(resource: dict[str, Any]) -> str | None:
    period = as_dict(resource.get("effectivePeriod"))
    times = (
        resource.get("effectiveDateTime"),
        resource.get("effectiveInstant"),
        period.get("start"),
        resource.get("issued"),
    )
    return next((time for time in times if isinstance(time, str) and time), None)


def _laboratory(resource: dict[str, Any]) -> str | None:
    names = (text_of(as_dict(one).get("display")) for one in as_list(resource.get("performer")))
    return next((name for name in names if name), None)


def _specimen(resource: dict[str, Any], specimen: dict[str, Any] | None) -> str | None:
    """Return the specimen and the site of the body in words, where they are told."""
    display = text_of(as_dict(resource.get("specimen")).get("display"))
    parts = (
        display,
        concept_text((specimen or {}).get("type")),
        concept_text(resource.get("bodySite")),
    )
    return " ".join(part for part in parts if part) or None
