"""The reference range of a FHIR result that holds for the person; all others are left unread.

https://hl7.org/fhir/R4/observation-definitions.html#Observation.referenceRange: several ranges
are alternatives; a missing type means the range of healthy people; both ends are inclusive.
"""

from dataclasses import dataclass
from typing import Any

from globulin.intake.desk import Desk
from globulin.intake.fhir_parts import (
    as_dict,
    as_items,
    concept_words,
    describe_range,
    number_of,
    text_of,
)
from globulin.intake.numbers import parse_range
from globulin.intake.person import DAYS_IN

AGE_UNITS = {
    "y": ("a", "y", "yr", "yrs", "year", "years"),
    "m": ("mo", "mos", "month", "months"),
    "w": ("wk", "wks", "week", "weeks"),
    "d": ("d", "day", "days"),
}
_DAYS = {name: DAYS_IN[unit] for unit, names in AGE_UNITS.items() for name in names}


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The range beside a result, in numbers or in words, and its place."""

    low: float | None = None
    high: float | None = None
    unit: str | None = None
    text: str | None = None
    where: str | None = None


def read_range(part: dict[str, Any], where: str, desk: Desk, day: str | None) -> Span:
    """Return the one reference range that holds for the person on a day."""
    candidates: list[tuple[dict[str, Any], str, bool | None]] = []
    for number, item in enumerate(as_items(part.get("referenceRange"))):
        span, place = _as_range(item), f"{where}.referenceRange[{number}]"
        refusal = _refusal(span)
        fits = None if refusal else _fits(span, desk, day)
        if refusal or fits is False:
            desk.leave(place, range_text(span), refusal or "range_not_for_person")
        else:
            candidates.append((span, place, fits))
    sure = [one for one in candidates if one[2]]
    chosen = candidates if len(candidates) == 1 else sure if len(sure) == 1 else []
    for span, place, _ in candidates:
        if not chosen or place != chosen[0][1]:
            desk.leave(place, range_text(span), "several_ranges")
    return _read(*chosen[0][:2], desk) if chosen else Span()


def range_text(span: dict[str, Any]) -> str:
    """Return a range with everything that it says of itself."""
    age = as_dict(span.get("age"))
    words = [word for one in as_items(span.get("appliesTo")) for word in concept_words(one)[:1]]
    parts = (
        text_of(span.get("text")),
        describe_range(span.get("low"), span.get("high")),
        *words,
        describe_range(age.get("low"), age.get("high")),
    )
    return " ".join(part for part in parts if part)


def _as_range(item: object) -> dict[str, Any]:
    """Return a range as an object; ends that are bare numbers become quantities."""
    if isinstance(item, str):
        return {"text": item}
    span = dict(as_dict(item))
    for end in ("low", "high"):
        if span.get(end) is not None and not isinstance(span[end], dict):
            span[end] = {"value": span[end]}
    return span


def _refusal(span: dict[str, Any]) -> str | None:
    ends = [as_dict(span.get(end)) for end in ("low", "high")]
    # An end that is not inclusive, say, is told by an extension that changes the meaning.
    if any(one.get("modifierExtension") for one in (span, *ends)):
        return "modifier_extension"
    kinds = concept_words(span.get("type"))
    if kinds and not any(kind.lower().startswith("normal") for kind in kinds):
        return "range_of_another_kind"
    units = {unit for end in ends if (unit := _unit(end))}
    broken = [end for end in ends if end.get("value") is not None and _number(end) is None]
    is_odd = len(units) > 1 or broken or any(end.get("comparator") for end in ends)
    return "range_not_understood" if is_odd else None


def _fits(span: dict[str, Any], desk: Desk, day: str | None) -> bool | None:
    """Tell whether a range holds for the person; None where that cannot be known."""
    answers = [
        _fits_age(as_dict(span.get("age")), desk.age_on(day)),
        *(_fits_words(concept_words(one), desk) for one in as_items(span.get("appliesTo"))),
    ]
    if text_of(span.get("text")) and _sexes((span["text"],), desk):
        answers.append(_fits_words((span["text"],), desk))
    return False if False in answers else None if None in answers else True


def _fits_age(age: dict[str, Any], days: int | None) -> bool | None:
    ends = {end: as_dict(age.get(end)) for end in ("low", "high") if age.get(end) is not None}
    if not ends:
        return True
    sizes = {end: _DAYS.get((_unit(one) or "").strip().lower()) for end, one in ends.items()}
    numbers = {end: _number(one) for end, one in ends.items()}
    if days is None or None in sizes.values() or None in numbers.values():
        return None
    # "Up to 17 years" holds until the eighteenth birthday: completed units count. A birthday can
    # come a part of a day before so many mean years are over.
    completed = {
        end: (days + 1 if size != 1.0 else days) // (size or 1.0) for end, size in sizes.items()
    }
    is_old_enough = "low" not in ends or completed["low"] >= (numbers["low"] or 0.0)
    is_young_enough = "high" not in ends or completed["high"] <= (numbers["high"] or 0.0)
    return is_old_enough and is_young_enough


def _fits_words(words: tuple[str, ...], desk: Desk) -> bool | None:
    sexes = _sexes(words, desk)
    own = desk.told.sex or desk.person.sex
    return None if len(sexes) != 1 or own is None else own in sexes


def _sexes(words: tuple[str, ...], desk: Desk) -> set[str]:
    """Return the sexes that words name."""
    spoken = {word.strip().lower() for word in words}
    table = desk.readers.table["pasted"]["sexes"]
    return {sex for sex, names in table.items() if spoken & set(names)}


def _read(span: dict[str, Any], where: str, desk: Desk) -> Span:
    low, high = as_dict(span.get("low")), as_dict(span.get("high"))
    numbers = _number(low), _number(high)
    text = text_of(span.get("text"))
    if numbers == (None, None):
        return Span(text=text, where=where)
    if text and not _says_the_same(text, numbers) and not _sexes((text,), desk):
        desk.leave(f"{where}.text", text, "comment")
    return Span(low=numbers[0], high=numbers[1], unit=_unit(low) or _unit(high), where=where)


def _says_the_same(text: str, numbers: tuple[float | None, float | None]) -> bool:
    """Tell whether a range in words holds the same numbers as the range itself."""
    parsed = parse_range(text)
    return parsed is not None and (parsed[0].low, parsed[0].high) == numbers


def _unit(quantity: dict[str, Any]) -> str | None:
    return text_of(quantity.get("code")) or text_of(quantity.get("unit"))


def _number(quantity: dict[str, Any]) -> float | None:
    return number_of(quantity.get("value"))
