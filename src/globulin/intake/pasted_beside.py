"""Other tests of a pasted text: whole lines with one known name, one number, flag or range."""

import re
from dataclasses import dataclass, replace

from globulin.intake.beside import BesideReader
from globulin.intake.desk import Desk
from globulin.intake.pasted_dates import DATE
from globulin.intake.pasted_parts import Parts, PartScanner, has_two_readings
from globulin.intake.phrases import joined
from globulin.intake.raw import RawResult
from globulin.model import Limits
from globulin.vocabulary import tokenize

_NUMBER = re.compile(r"(?<![^\s:=|(])[<>≤≥]*\s*\d")
_CLAUSE = re.compile(r"[,;]\s+")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that names such a test, and where its dates come from."""

    raw: RawResult
    is_clear: bool


class Listener:
    """Keeps lines of other tests, until all dates are known."""

    def __init__(self, desk: Desk, scanner: PartScanner) -> None:
        """Begin with no line."""
        self._desk = desk
        self._reader: BesideReader = desk.readers.beside
        self._scanner = scanner
        units = joined(self._reader.units)
        self._units = re.compile(rf"(?<![^\W\d_])(?:{units})(?![\w/])", re.IGNORECASE)
        self._lines: list[_Line] = []
        self._is_elsewhere = False

    def begin_section(self, heading: str) -> None:
        """Note a heading: what stands below it belongs to it."""
        self._is_elsewhere = self._reader.is_elsewhere(heading)

    def note(
        self, line: str, number: int, *, collected: str | None, columns: tuple[str | None, ...]
    ) -> None:
        """Keep a line that is of such a test in blood."""
        self._is_elsewhere |= self._reader.is_elsewhere(line)
        found = self._split(line)
        if self._is_elsewhere or found is None:
            return
        raw, parts = found
        is_clear = self._is_clear(parts)
        days = [day for day in parts.dates if day]
        raw = replace(raw, where=f"line {number}", collected=days[0] if days else collected)
        if len(parts.numbers) > 1 and len(parts.numbers) == len(columns) and not parts.flags:
            self._lines += [
                _Line(replace(raw, value=one.value, comparator=one.sign, collected=day), is_clear)
                for one, day in zip(parts.numbers, columns, strict=True)
            ]
            return
        self._lines.append(_Line(raw, is_clear and len(parts.numbers) == 1))

    def cut(self, sentence: str) -> tuple[list[str], str]:
        """Return the clauses that are whole results of other tests, and all that is left."""
        clauses = _CLAUSE.split(sentence)
        own = [clause for clause in clauses if self._is_whole(clause)]
        if len(clauses) == 1 or not own:
            return [], sentence
        return own, ", ".join(clause for clause in clauses if clause not in own)

    def finish(self, only: str | None) -> None:
        """Hand every line over; one without a date has the only one of the text."""
        for line in self._lines:
            raw = replace(line.raw, collected=line.raw.collected or only)
            self._desk.hear(raw, is_certain=line.is_clear)

    def _is_whole(self, clause: str) -> bool:
        found = self._split(clause)
        if found is None:
            return False
        parts = found[1]
        is_told = bool(parts.ranges or parts.flags)
        return self._is_clear(parts) and len(parts.numbers) == 1 and is_told

    def _split(self, line: str) -> tuple[RawResult, Parts] | None:
        """Return the result of a line and all its parts, where it begins with a known name."""
        date = DATE.match(line)
        text = line if date is None else line[date.end() :]
        for start in (match.start() for match in _NUMBER.finditer(text)):
            name = text[:start].strip(" ,;:|\t([*•=.-<>≤≥")
            if not self._reader.names(name):
                continue
            rest = text[start:]
            units = list(dict.fromkeys(found[0] for found in self._units.finditer(rest)))
            parts = self._scanner.scan(self._units.sub(" | ", rest))
            if date is not None:
                parts.add(self._scanner.scan(date[0]))
            return self._raw(name, line, units, parts), parts
        return None

    def _raw(self, name: str, line: str, units: list[str], parts: Parts) -> RawResult:
        limits = parts.ranges[0] if parts.ranges else Limits()
        units = list(dict.fromkeys((*units, *parts.units)))
        number = parts.numbers[0] if parts.numbers else None
        return RawResult(
            where="",
            line=line,
            names=(name,),
            value=None if number is None else number.value,
            comparator=None if number is None else number.sign,
            unit=units[0] if units else None,
            low=limits.low,
            high=limits.high,
            range_unit=next(iter((*units[1:], *parts.range_units)), None),
            # A flag without a direction goes before the others: it is contradicted by "normal".
            flag=next(iter(parts.flags), None) or self._mark(line),
        )

    def _mark(self, line: str) -> str | None:
        """Return a mark without a direction, such as the "A" at the end of a line."""
        last = line.rsplit(maxsplit=1)[-1].strip("()[]")
        return last if last in {"A", "*", "!"} else None

    def _is_clear(self, parts: Parts) -> bool:
        """Tell whether nothing on a line leaves its number open."""
        read = self._desk.readers.amounts.read_flag
        sides = {(read(flag) or "")[:1] for flag in parts.flags}
        is_odd = parts.odd or parts.unclear or parts.asides or parts.previous or parts.early
        is_past = parts.is_past or parts.is_changing or parts.has_no_result
        is_dated = len(parts.dates) <= 1 and None not in parts.dates
        is_read = not any(has_two_readings(one, is_large_unit=False) for one in parts.numbers)
        is_alone = len(sides) <= 1 and len(parts.ranges) <= 1 and is_dated and is_read
        late = [word for word in parts.late if tokenize(word)]
        return is_alone and not is_odd and not is_past and self._reader.says_nothing(late)
