"""The values that a question tells: each class with its numbers, unit, range and flag."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from globulin.answers.told_ages import ToldAge
from globulin.answers.told_line import make_line
from globulin.answers.told_words import line_reader
from globulin.errors import UnitError
from globulin.intake.pasted_block import LARGE_UNITS
from globulin.intake.pasted_names import Segment
from globulin.intake.pasted_parts import Number, has_two_readings
from globulin.intake.plausible import Envelope, make_envelope
from globulin.intake.raw import RawResult
from globulin.knowledge import Knowledge
from globulin.model import Limits
from globulin.units import convert
from globulin.vocabulary import spoken_numbers, tokenize

WHERE = "question"
PAIR = 2
# A value told again in another unit may be rounded.
ALIKE = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldValues:
    """What a question tells of results: each as a raw result, and the ages beside them.

    `written` are their numbers as they stand in the question; `others` results of other tests.
    """

    raws: tuple[RawResult, ...]
    analytes: tuple[str, ...]
    written: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    ages: tuple[ToldAge, ...] = ()


NOTHING = ToldValues(raws=(), analytes=())


def has_value(text: str, knowledge: Knowledge) -> bool:
    """Tell whether a question holds the value of a total of one of the classes."""
    return bool(find_values(text, knowledge).raws)


def find_values(text: str, knowledge: Knowledge) -> ToldValues:
    """Return the values that a question tells, in order; of one class there may be several."""
    if not any(sign.isdigit() for sign in text):
        text = " ".join(spoken_numbers(tokenize(text)))
    told = make_line(text, knowledge)
    if told is None:
        return NOTHING
    reader = line_reader(knowledge)
    raws: list[RawResult] = []
    analytes: list[str] = []
    written: list[str] = []
    for segment in reader.finder.segments(told.line):
        analyte = reader.readers.names.read((segment.name,)).analyte
        if analyte is None:
            continue
        for raw, number in _raws(segment, knowledge):
            raws.append(raw)
            analytes.append(analyte)
            written.append(number)
    if len(raws) == len(told.dates):
        raws = [replace(raw, collected=day) for raw, day in zip(raws, told.dates, strict=True)]
    shared = _with_shared_unit(raws, analytes, knowledge)
    return ToldValues(
        raws=tuple(shared),
        analytes=tuple(analytes),
        written=tuple(written),
        others=told.others,
        ages=told.ages,
    )


def _raws(segment: Segment, knowledge: Knowledge) -> Iterator[tuple[RawResult, str]]:
    """Yield the results of one class with their numbers as written.

    A titer, a share or a bare range is none.
    """
    parts = segment.parts
    units = [unit for unit in parts.units if not _is_no_amount(unit, knowledge)]
    if parts.odd or parts.has_no_result or len(units) < len(parts.units) or not parts.numbers:
        return
    limits = parts.ranges[0] if len(parts.ranges) == 1 else Limits()
    ends = {limits.low, limits.high} - {None}
    numbers = [n for n in parts.numbers if n.value not in ends] or parts.numbers
    for number, unit in _paired(numbers, units, segment, knowledge):
        raw = RawResult(
            where=WHERE,
            names=(segment.name,),
            value=number.value,
            comparator=number.sign,
            unit=unit,
            low=limits.low,
            high=limits.high,
            range_unit=parts.range_units[0] if parts.range_units else None,
            flag=_flag(parts.flags, knowledge) if number is numbers[-1] else None,
            refusal=_refusal(number, units, knowledge),
            line=segment.text,
        )
        yield raw, number.written


def _paired(
    numbers: Sequence[Number], units: Sequence[str], segment: Segment, knowledge: Knowledge
) -> list[tuple[Number, str | None]]:
    """Return each number with its unit; one that says the first again in another unit is left out.

    "412 mg/dL (4.12 g/L)" is one value.
    """
    if len(units) != len(numbers) or len(units) < PAIR:
        unit = " / ".join(dict.fromkeys(units)) or None
        return [(number, unit) for number in numbers]
    analyte = min(segment.classes)
    first, pairs = numbers[0], [(numbers[0], units[0])]
    for number, unit in zip(numbers[1:], units[1:], strict=True):
        again = _in_unit_of(first.value, units[0], unit, analyte, knowledge)
        is_again = again is not None and math.isclose(again, number.value, rel_tol=ALIKE)
        if unit == units[0] or not is_again:
            pairs.append((number, unit))
    return [(number, unit) for number, unit in pairs]


def _in_unit_of(value: float, of: str, to: str, analyte: str, knowledge: Knowledge) -> float | None:
    """Return a value in another unit, or None where it cannot be."""
    read = line_reader(knowledge).readers.amounts.units.read
    try:
        return convert(
            value,
            analyte=analyte,
            from_unit=read(of) or of,
            to_unit=read(to) or to,
            factors=knowledge.factors(),
        )
    except UnitError:
        return None


def _is_no_amount(unit: str, knowledge: Knowledge) -> bool:
    """Tell whether a unit is an index or a ratio: such a number is no amount of a class."""
    return "{" in (line_reader(knowledge).readers.amounts.units.read(unit) or "")


def _refusal(number: Number, units: Sequence[str], knowledge: Knowledge) -> str | None:
    read = line_reader(knowledge).readers.amounts.units.read
    is_large = any(read(unit) in LARGE_UNITS for unit in units)
    return "number_not_clear" if has_two_readings(number, is_large_unit=is_large) else None


def _flag(flags: Sequence[str], knowledge: Knowledge) -> str | None:
    read = line_reader(knowledge).readers.amounts.read_flag
    # "Normal" is what somebody asks about.
    directed = [flag for flag in flags if read(flag) not in {None, "N"}]
    return directed[0] if directed else None


def _with_shared_unit(
    raws: Sequence[RawResult], analytes: Sequence[str], knowledge: Knowledge
) -> Iterator[RawResult]:
    """Yield the results; the one unit of a list is that of those without, where it can be."""
    units = {raw.unit for raw in raws if raw.unit is not None}
    unit = units.pop() if len(units) == 1 else None
    read = line_reader(knowledge).readers.amounts.units.read(unit)
    for raw, analyte in zip(raws, analytes, strict=True):
        is_open = raw.unit is None and raw.value is not None and raw.range_unit is None
        if is_open and read is not None and _can_be(raw, analyte, read, knowledge):
            yield replace(raw, unit=unit)
        else:
            yield raw


def _can_be(raw: RawResult, analyte: str, unit: str, knowledge: Knowledge) -> bool:
    """Tell whether a number can be an amount of a class in a unit, with the range beside it."""
    envelope = envelope_of(analyte, knowledge)
    if unit not in envelope.units or envelope.is_impossible(raw.value or 0.0, unit):
        return False
    limits = Limits(low=raw.low, high=raw.high)
    return envelope.has_range(limits, unit)


def has_mass(values: ToldValues, knowledge: Knowledge) -> bool:
    """Tell whether one of the values has a unit in which totals are measured, or such a range.

    A range with one end may be a cut-off of another test.
    """
    read = line_reader(knowledge).readers.amounts.units.read
    return any(
        _is_mass(read(raw.unit or raw.range_unit), analyte, knowledge)
        or (raw.low and raw.high and unit_by_range(raw, analyte, knowledge) is not None)
        for raw, analyte in zip(values.raws, values.analytes, strict=True)
    )


def unit_by_range(raw: RawResult, analyte: str, knowledge: Knowledge) -> str | None:
    """Return the one unit that a number without a unit can have, by the range beside it."""
    if raw.unit is not None or raw.value is None or (raw.low is None and raw.high is None):
        return None
    read = line_reader(knowledge).readers.amounts.units.read
    limits = Limits(low=raw.low, high=raw.high, unit=read(raw.range_unit))
    envelope = envelope_of(analyte, knowledge)
    suggested = envelope.only_unit(raw.value, limits)
    if suggested is None or envelope.is_impossible(raw.value, suggested.unit):
        return None
    return suggested.unit


def _is_mass(unit: str | None, analyte: str, knowledge: Knowledge) -> bool:
    if unit is None:
        return False
    units = envelope_of(analyte, knowledge).units
    return unit in units or knowledge.factors().find(analyte, unit, units[0]) is not None


@lru_cache(maxsize=16)
def envelope_of(analyte: str, knowledge: Knowledge) -> Envelope:
    """Return what is plausible of a class."""
    found = knowledge.analyte(analyte)
    if found is None:
        message = f"analyte {analyte!r} does not exist"
        raise LookupError(message)
    return make_envelope(knowledge, found, knowledge.factors())
