"""What stands beside the name of a result on a pasted line: number, unit, range, flag, date."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from globulin.intake.amounts import AmountReader
from globulin.intake.numbers import NUMBER, RANGE, SIGN, parse_number
from globulin.intake.pasted_dates import DATE, read_date
from globulin.model import Limits

_SPACE = re.compile(r"[\s,;:|()\[\]=*•]+")
_TITER = re.compile(r"\d+:\d+(?!\d)")
# The number of a laboratory's site, printed by some right after the name.
_SITE = re.compile(r"0\d(?=\s+\S*\d)")
_RANGE = re.compile(RANGE, re.IGNORECASE)
_NUMBER = re.compile(rf"(?P<sign>{SIGN})?\s*(?P<number>{NUMBER})(?![\w%])")
_ONE_SIDED = re.compile(rf"(?P<sign>{SIGN}|up to)\s*(?P<end>{NUMBER})", re.IGNORECASE)
_WORD = re.compile(r"\S+")


@dataclass(slots=True)
class Parts:
    """What was found, in order; `words` are those that were not understood."""

    numbers: list[tuple[str | None, float]] = field(default_factory=list)
    titers: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    ranges: list[Limits] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    dates: list[str | None] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    previous: list[str] = field(default_factory=list)
    labels: int = 0

    @property
    def is_plain(self) -> bool:
        """Tell whether every word was understood."""
        return not self.words

    @property
    def has_any(self) -> bool:
        """Tell whether there is any part of a result."""
        return bool(self.numbers or self.titers or self.units or self.ranges or self.flags)

    def add(self, other: "Parts") -> None:
        """Add what another line says about the same result."""
        for name in ("numbers", "titers", "units", "ranges", "flags", "dates", "words", "previous"):
            getattr(self, name).extend(getattr(other, name))


class PartScanner:
    """Reads the parts of a line by the words of the knowledge."""

    def __init__(self, table: dict[str, Any], amounts: AmountReader) -> None:
        """Compile the words of units, flags, ranges and labels."""
        self._amounts = amounts
        self._range_label = _alternatives(table["pasted"]["range_labels"])
        self._label = _alternatives(table["pasted"]["labels"])
        self._flag = _alternatives(word for words in table["flags"].values() for word in words)
        self._unit = _alternatives(amounts.units.spellings())

    def is_amount(self, text: str, position: int) -> bool:
        """Tell whether the number that begins here has a unit, or is more than a single digit."""
        number = _NUMBER.match(text, position)
        if number is None:
            return False
        after = text[number.end() :].lstrip()
        return len(number["number"]) > 1 or self._unit.match(after) is not None

    def scan(self, text: str) -> Parts:
        """Return the parts of a text."""
        parts = Parts()
        position = 0
        has_label = False
        while position < len(text):
            if space := _SPACE.match(text, position):
                position = space.end()
                continue
            if label := self._range_label.match(text, position):
                position, has_label = label.end(), True
                parts.labels += 1
                continue
            end = self._take(text, position, parts, is_range=has_label)
            has_label = False
            if end is None:
                word = _WORD.match(text, position)
                end = len(text) if word is None else word.end()
                parts.words.append(text[position:end].strip(",;:|()[]"))
            position = end
        return parts

    def _take(self, text: str, position: int, parts: Parts, *, is_range: bool) -> int | None:
        """Take the part that begins here; return where it ends, or None."""
        if (found := DATE.match(text, position)) is not None:
            self._take_date(found, parts)
        elif (found := _TITER.match(text, position)) is not None:
            parts.titers.append(found[0])
        elif (found := _RANGE.match(text, position)) is not None:
            low, high = parse_number(found["low"]), parse_number(found["high"])
            parts.ranges.append(Limits(low=low, high=high))
        elif (is_range or parts.numbers) and (found := _ONE_SIDED.match(text, position)):
            end = parse_number(found["end"])
            is_lower = found["sign"].startswith((">", "≥", "=>"))
            parts.ranges.append(Limits(low=end) if is_lower else Limits(high=end))
        elif not parts.numbers and (found := _SITE.match(text, position)):
            parts.labels += 1
        elif (found := _NUMBER.match(text, position)) is not None:
            parts.numbers.append((found["sign"], parse_number(found["number"]) or 0.0))
        elif (found := self._unit.match(text, position)) is not None:
            parts.units.append(found[0])
        elif (found := self._flag.match(text, position)) is not None:
            parts.flags.append(found[0])
        elif (found := self._label.match(text, position)) is not None:
            parts.labels += 1
        return None if found is None else found.end()

    def _take_date(self, found: re.Match[str], parts: Parts) -> None:
        """Take a date; right after a second number it tells when that one was measured."""
        if len(parts.numbers) > 1:
            sign, number = parts.numbers.pop()
            parts.previous.append(f"{sign or ''}{number:g} {found[0]}")
            return
        parts.dates.append(read_date(found[0]))


def _alternatives(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of whole words, the longest first."""
    ordered = sorted({word for word in words if word.strip()}, key=lambda word: (-len(word), word))
    joined = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)
    return re.compile(rf"(?<![^\W_])(?:{joined})(?![^\W_])", re.IGNORECASE)
