"""A result of a pasted text, on one line or on several, and how it is handed over."""

from dataclasses import dataclass, field, replace

from globulin.intake.desk import Desk
from globulin.intake.pasted_parts import Number, Parts, has_two_readings
from globulin.intake.raw import RawResult
from globulin.model import Limits
from globulin.vocabulary import tokenize

# Units in which a total of a class is a small number.
LARGE_UNITS = frozenset({"g/L", "g/dL"})
SPECIFIC = "specific_antibody"


@dataclass(slots=True, kw_only=True)
class Block:
    """The lines of one result; `began_alone` tells that the first line was a name only."""

    number: int
    name: str
    lines: list[str]
    parts: Parts
    classes: frozenset[str]
    section: str | None
    collected: str | None
    columns: tuple[str | None, ...]
    began_alone: bool
    is_remark: bool
    is_unordered: bool = False
    numbers: list[int] = field(default_factory=list)

    @property
    def where(self) -> str:
        """Return the place of the result: its line, or its lines."""
        lines = sorted({self.number, *self.numbers})
        if len(lines) == 1:
            return f"line {lines[0]}"
        if lines[-1] - lines[0] == len(lines) - 1:
            return f"lines {lines[0]}-{lines[-1]}"
        return f"lines {', '.join(map(str, lines))}"

    def can_take(self, parts: Parts) -> bool:
        """Tell whether another line can be a part of this result."""
        own = self.parts
        if not parts.is_plain or not (parts.has_any or parts.labels or parts.is_now):
            return False
        if own.is_past and parts.is_now and parts.numbers:
            return True
        if (self.is_remark and parts.has_value) or (self.columns and len(own.numbers) > 1):
            return False
        is_scale = self.began_alone and not (parts.odd or parts.unclear or parts.has_no_result)
        has_second = parts.has_value and own.has_value and not is_scale
        has_range = bool(parts.ranges) and bool(own.ranges)
        has_unit = bool(parts.units) and bool(own.units) and parts.units[0] != own.units[0]
        has_flag = bool(parts.flags) and bool(own.flags)
        return not (has_second or has_range or has_unit or has_flag or parts.dates)

    def take(self, parts: Parts, line: str, number: int) -> None:
        """Take another line in."""
        if self.parts.is_past and parts.is_now and parts.numbers:
            self.parts.previous += [f"{n.sign or ''}{n.written}" for n in self.parts.numbers]
            self.parts.numbers, self.parts.is_past = [], False
        self.parts.add(parts)
        self.lines.append(line)
        self.numbers.append(number)


class Taker:
    """Hands results over to a desk, or leaves their lines unread with the reason."""

    def __init__(self, desk: Desk) -> None:
        """Hand over to this desk."""
        self._desk = desk

    def take(self, block: Block) -> list[str]:
        """Hand a result over; return the comments beside it."""
        desk, parts = self._desk, block.parts
        for text in parts.previous:
            desk.leave(block.where, text, "previous_result")
        name, comments = self._name(block)
        numbers = _without_axis(parts)
        refusal = self._refusal(block, name, numbers)
        if refusal is not None:
            desk.leave(block.where, " ".join(block.lines), refusal)
            return []
        if not parts.has_any:
            desk.leave(block.where, " ".join(block.lines), self._code_of_words(name, parts))
            return []
        if not numbers and not parts.flags:
            desk.leave(block.where, " ".join(block.lines), "no_value")
            return []
        raws = self._raws(block, name, numbers)
        taken = [desk.take(raw) for raw in raws]
        return comments if all(taken) else []

    def follow(self, block: Block) -> None:
        """Hand over an amount that is not judged, where its number is certain."""
        parts = block.parts
        numbers = _without_axis(parts)
        if not numbers or self._refusal_of_value(block, numbers, self._units(parts)) is not None:
            return
        for raw in self._raws(block, block.name, numbers):
            self._desk.follow(raw)

    def _name(self, block: Block) -> tuple[str, list[str]]:
        """Return the name with the words that change it, and the comments.

        Words before the value are a part of the name; words behind it are a comment unless they
        are known to make it another test.
        """
        # "Index" and "ratio" stand in the place of a unit.
        late = [*block.parts.late, *block.parts.units]
        if late and self._desk.readers.names.is_changed_by(tokenize(" ".join(late))):
            return " ".join([block.name, *late]), []
        return block.name, block.parts.remarks

    def _code_of_words(self, name: str, parts: Parts) -> str:
        """Return why a name without any part of a result is not read."""
        refusal = self._desk.readers.names.read((name,)).refusal
        if refusal in {None, "name_not_understood", "panel"}:
            return "comment" if parts.words else refusal or "no_value"
        return str(refusal)

    def _refusal(self, block: Block, name: str, numbers: list[Number]) -> str | None:
        """Return the code of the reason why a result cannot be read, or None."""
        named = self._desk.readers.names.read((name,))
        if named.refusal is not None and block.parts.has_any:
            return named.refusal
        if block.is_unordered and block.parts.has_any:
            return "order_not_clear"
        parts = block.parts
        units = self._units(parts)
        if block.section is not None and parts.has_any:
            is_mass = any(self._is_mass(unit, min(block.classes)) for unit in units)
            if block.section != SPECIFIC or not is_mass:
                return block.section if block.section in SECTIONS else None
        return self._refusal_of_value(block, numbers, units)

    def _refusal_of_value(
        self, block: Block, numbers: list[Number], units: list[str]
    ) -> str | None:
        parts = block.parts
        if parts.has_no_result:
            return "not_measured"
        if parts.odd:
            return "not_an_amount"
        is_table = len(numbers) > 1 and len(numbers) == len(block.columns)
        is_dated = is_table and None not in block.columns
        if parts.is_changing or len(parts.ranges) > 1 or (len(numbers) > 1 and not is_dated):
            return "several_numbers"
        is_large = any(self._desk.readers.amounts.units.read(u) in LARGE_UNITS for u in units)
        if parts.unclear or any(has_two_readings(n, is_large_unit=is_large) for n in numbers):
            return "number_not_clear"
        if parts.is_past and not parts.is_now and numbers:
            return "previous_result"
        return None

    def _is_mass(self, text: str, analyte: str) -> bool:
        """Tell whether a unit measures a mass in a volume, as that of a total does."""
        amounts = self._desk.readers.amounts
        unit = amounts.units.read(text)
        return unit in LARGE_UNITS or any(
            amounts.factors.find(analyte, unit or "", large) is not None for large in LARGE_UNITS
        )

    def _units(self, parts: Parts) -> list[str]:
        """Return the units of the value; that of the range where there is no other."""
        return list(dict.fromkeys(parts.units or parts.range_units))

    def _raws(self, block: Block, name: str, numbers: list[Number]) -> list[RawResult]:
        """Return the results to take: one, or one for each dated column of a table."""
        parts = block.parts
        limits = parts.ranges[0] if parts.ranges else Limits()
        units = self._units(parts)
        dates = [date for date in parts.dates if date]
        raw = RawResult(
            where=block.where,
            line=" ".join(block.lines),
            names=(name,),
            # Two units are one that is not known.
            unit=" / ".join(units) or None,
            low=limits.low,
            high=limits.high,
            range_unit=parts.range_units[0] if parts.units and parts.range_units else None,
            flag=self._flag(parts),
            collected=dates[0] if dates else block.collected,
        )
        if not numbers:
            return [raw]
        dated = block.columns if len(numbers) > 1 else (raw.collected,)
        return [
            replace(raw, value=number.value, comparator=number.sign, collected=date)
            for number, date in zip(numbers, dated, strict=True)
        ]

    def _flag(self, parts: Parts) -> str | None:
        """Return the sender's flag: one with a direction before one without."""
        read = self._desk.readers.amounts.read_flag
        directed = [flag for flag in parts.flags if read(flag) is not None]
        sides = {(read(flag) or "")[0] for flag in directed}
        if len(sides) > 1:
            return None
        return next(iter(directed or parts.flags), None)


SECTIONS = frozenset({SPECIFIC, "wrong_specimen", "cord_blood"})


def _without_axis(parts: Parts) -> list[Number]:
    """Return the numbers without those of a drawn scale, which repeat the ends of the range."""
    if len(parts.numbers) < 2 or len(parts.ranges) != 1:  # noqa: PLR2004 - one number is the value
        return parts.numbers
    ends = {parts.ranges[0].low, parts.ranges[0].high}
    rest = [number for number in parts.numbers if number.value not in ends]
    return rest or parts.numbers
