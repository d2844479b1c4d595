"""Parts of FHIR resources, taken as they are: whatever form a part has, it becomes some text."""

import json
from collections.abc import Iterator
from typing import Any

from globulin.intake.numbers import parse_number, write_number
from globulin.model import Code

# A part in a form that nobody foresaw is shown up to here.
LONGEST_PART = 200


def as_dict(value: object) -> dict[str, Any]:
    """Return an object, or an empty one."""
    return value if isinstance(value, dict) else {}


def as_items(value: object) -> list[Any]:
    """Return an array; a part that stands alone, as in older versions, is an array of one."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def items_at(fields: dict[str, Any], name: str, where: str) -> Iterator[tuple[Any, str]]:
    """Yield the items of a field with their places."""
    for number, item in enumerate(as_items(fields.get(name))):
        yield item, f"{where}.{name}[{number}]"


def text_of(value: object) -> str | None:
    """Return a text that is not empty, or None."""
    return value if isinstance(value, str) and value.strip() else None


def number_of(value: object) -> float | None:
    """Return a number, also one that was sent as a text, or None; true and false are none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value)
    return parse_number(value) if isinstance(value, str) else None


def concept_names(concept: object) -> tuple[str, ...]:
    """Return every name of a CodeableConcept, its own text first; a bare text is a name."""
    if isinstance(concept, str):
        return (concept,) if concept.strip() else ()
    fields = as_dict(concept)
    codings = as_items(fields.get("coding"))
    names = [fields.get("text"), *(as_dict(coding).get("display") for coding in codings)]
    # A lone Coding carries its name itself.
    names.append(fields.get("display"))
    return tuple(dict.fromkeys(name for name in names if isinstance(name, str) and name.strip()))


def concept_codes(concept: object) -> tuple[Code, ...]:
    """Return the codes of a CodeableConcept, or the one of a Coding."""
    fields = as_dict(concept)
    codings = (as_dict(coding) for coding in [*as_items(fields.get("coding")), fields])
    return tuple(
        Code(code=coding["code"].strip(), system=text_of(coding.get("system")))
        for coding in codings
        if text_of(coding.get("code"))
    )


def concept_words(concept: object) -> tuple[str, ...]:
    """Return all names and codes of a CodeableConcept."""
    return (*concept_names(concept), *(code.code for code in concept_codes(concept)))


def concept_text(concept: object) -> str:
    """Return a CodeableConcept in words, or its first code."""
    return next(iter(concept_words(concept)), "")


def describe(value: object) -> str:
    """Return any part as a text, so that none of it is lost; empty for nothing at all."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return write_number(float(value))
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return ", ".join(filter(None, map(describe, value)))[:LONGEST_PART]
    return _describe_object(as_dict(value)) if value else ""


def _describe_object(fields: dict[str, Any]) -> str:
    if "numerator" in fields or "denominator" in fields:
        return ":".join(describe(fields.get(name)) for name in ("numerator", "denominator"))
    if "low" in fields or "high" in fields:
        return describe_range(fields.get("low"), fields.get("high"))
    if "value" in fields or "comparator" in fields:
        return describe_quantity(fields)
    if "start" in fields or "end" in fields:
        return "/".join(describe(fields.get(name)) for name in ("start", "end"))
    told = concept_text(fields) or text_of(fields.get("contentType"))
    data = text_of(fields.get("data"))
    return told or (data or json.dumps(fields, ensure_ascii=False))[:LONGEST_PART]


def describe_quantity(quantity: dict[str, Any]) -> str:
    """Return a Quantity as a report prints it."""
    number = describe(quantity.get("comparator")) + describe(quantity.get("value"))
    unit = text_of(quantity.get("unit")) or text_of(quantity.get("code"))
    return " ".join(filter(None, (number, unit)))


def describe_range(low: object, high: object) -> str:
    """Return a Range as a report prints it; one with a single end cannot be misread."""
    ends = [describe(end) for end in (low, high)]
    if all(ends):
        unit = text_of(as_dict(low).get("unit")) or ""
        return f"{ends[0].removesuffix(unit).strip()}-{ends[1]}"
    return f">={ends[0]}" if ends[0] else f"<={ends[1]}" if ends[1] else ""
