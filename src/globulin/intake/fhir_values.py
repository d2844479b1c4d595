"""The value of a FHIR Observation or component, whatever its type, and what stands beside it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from globulin.intake.fhir_parts import as_dict, as_items, describe, text_of

UCUM = "http://unitsofmeasure.org"
_VALUE_KEY = re.compile(r"value[A-Z]\w*")
# Extensions of these kinds can carry a result; references, links and identifiers cannot.
BEARING = frozenset({"Quantity", "Range", "Ratio", "CodeableConcept", "Coding", "Integer"})
BEARING |= frozenset({"Decimal", "String", "Code", "Boolean"})
NUMBERS = frozenset({"valueInteger", "valueDecimal"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value as a number or as a text, with its unit as written and by code."""

    number: float | None = None
    comparator: str | None = None
    text: str | None = None
    unit: str | None = None
    unit_code: str | None = None


def value_keys(part: dict[str, Any]) -> list[str]:
    """Return the names of all value[x] that are there; the standard allows one."""
    return [key for key in part if _VALUE_KEY.fullmatch(key) and part[key] is not None]


def read_value(part: dict[str, Any]) -> Value:
    """Return the first value of a part."""
    keys = value_keys(part)
    if not keys:
        return Value()
    value = part[keys[0]]
    if keys[0] == "valueQuantity" and isinstance(value, dict):
        return _read_quantity(value)
    if keys[0] in NUMBERS and _is_number(value):
        return Value(number=float(value))
    return Value(text=describe(value) or None)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _read_quantity(quantity: dict[str, Any]) -> Value:
    number, code = quantity.get("value"), text_of(quantity.get("code"))
    sign = text_of(quantity.get("comparator"))
    is_number = _is_number(number)
    return Value(
        number=float(number) if is_number and number is not None else None,
        comparator=sign if is_number else None,
        # A number that was sent as a text is read as a text, with its sign.
        text=None if is_number or number is None else f"{sign or ''}{describe(number)}",
        unit=text_of(quantity.get("unit")) or code,
        unit_code=code if quantity.get("system") == UCUM else None,
    )


def extended(part: dict[str, Any], where: str) -> Iterator[tuple[str, str]]:
    """Yield (place, text) of extensions that carry a value, of a part and of its value."""
    yield from _extensions(part, where)
    for key in value_keys(part):
        yield from _extensions(as_dict(part[key]), f"{where}.{key}")
    for key, beside in part.items():
        if key.startswith("_value"):
            yield from _extensions(as_dict(beside), f"{where}.{key}")


def _extensions(fields: dict[str, Any], where: str) -> Iterator[tuple[str, str]]:
    for name in ("extension", "modifierExtension"):
        for number, one in enumerate(as_items(fields.get(name))):
            extension = as_dict(one)
            texts = [
                describe(extension[key])
                for key in value_keys(extension)
                if key.removeprefix("value") in BEARING
            ]
            if any(texts):
                yield f"{where}.{name}[{number}]", " ".join(texts)
