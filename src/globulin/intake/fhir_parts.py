"""Parts of FHIR resources, taken as they are: a part of another type is as good as missing."""

from typing import Any

from globulin.model import Code


def as_dict(value: object) -> dict[str, Any]:
    """Return an object, or an empty one."""
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> list[Any]:
    """Return an array, or an empty one."""
    return value if isinstance(value, list) else []


def text_of(value: object) -> str | None:
    """Return a text that is not empty, or None."""
    return value if isinstance(value, str) and value.strip() else None


def number_of(value: object) -> float | None:
    """Return a number, or None; true and false are none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value)


def concept_names(concept: object) -> tuple[str, ...]:
    """Return every name of a CodeableConcept, its own text first."""
    fields = as_dict(concept)
    names = [
        fields.get("text"),
        *(as_dict(c).get("display") for c in as_list(fields.get("coding"))),
    ]
    return tuple(dict.fromkeys(name for name in names if isinstance(name, str) and name.strip()))


def concept_codes(concept: object) -> tuple[Code, ...]:
    """Return the codes of a CodeableConcept."""
    codings = (as_dict(coding) for coding in as_list(as_dict(concept).get("coding")))
    return tuple(
        Code(code=coding["code"], system=text_of(coding.get("system")))
        for coding in codings
        if text_of(coding.get("code"))
    )


def concept_text(concept: object) -> str:
    """Return a CodeableConcept in words, or its first code."""
    names = concept_names(concept)
    codes = concept_codes(concept)
    return names[0] if names else codes[0].code if codes else ""
