"""What stands beside the name of a result on a pasted line: number, unit, range, flag, date."""

import re
from dataclasses import dataclass, field, fields
from typing import Any

from globulin.intake.amounts import AmountReader
from globulin.intake.numbers import SIGN, parse_number
from globulin.intake.pasted_dates import DATE, read_date
from globulin.intake.phrases import alternatives, joined
from globulin.model import Limits

_SPACE = re.compile(r"[\s,;:|()\[\]=*•]+")
# Atomic: a number is never cut at its point so that what follows may fit.
_DIGITS = r"(?>\d+(?:[.,'’]\d+)*|\.\d+)"  # noqa: RUF001 - an apostrophe as printed
# A power of ten, or another factor, behind a number: "4.1 x10^3", "4.1e3".
_POWER = r"(?:\s*[x×·]\s*\d|\s*\*\s*10(?!\d)\S|\^|\s*e[+-]?\d)"  # noqa: RUF001
_FACTOR = r"(?:\s*[x×·*]\s*[\d^.,+-]+(?:e[+-]?\d+|[⁺⁻⁰¹²³⁴-⁹]+)?)?"  # noqa: RUF001
_TITER = re.compile(r"\d+:\d+(?!\d)")
_TIME = re.compile(r"\s*,?\s*\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\b\.?)?", re.IGNORECASE)
# The number of a laboratory's site, printed by some beside the name or at the end.
_SITE = re.compile(r"0\d(?![^\s])")
_DASH = r"\s*(?:-|–|—|−|~|\.\.\.?|\bto\b|\bbis\b)\s*"  # noqa: RUF001 - dashes as printed
# A code of a test list in brackets, as some British portals print it.
_LIST_CODE = re.compile(r"\(?(?:[0-9A-Z][0-9A-Za-z]{1,3}\.{1,2}[0-9]{0,2}|X[A-Za-z0-9]{4})\)")
_SWISS = re.compile(r"\d{1,3}(?:['’]\d{3})+(?:[.,]\d+)?")  # noqa: RUF001
_ONE_DOT = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_ONE_COMMA = re.compile(r"[1-9]\d{0,2},\d{3}")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Number:
    """A number with the sign before it, and as it is written."""

    sign: str | None
    value: float
    written: str


@dataclass(slots=True)
class Parts:
    """What was found, in order.

    `odd` are titers and shares; `unclear` numbers that cannot be read; `early` and `late` the
    words that were not understood, before and after the first number or range; `asides` times and
    doses. `head` is where the words right at the beginning end, `tail` where those at the end
    begin.
    """

    numbers: list[Number] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    range_units: list[str] = field(default_factory=list)
    ranges: list[Limits] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    dates: list[str | None] = field(default_factory=list)
    early: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    previous: list[str] = field(default_factory=list)
    asides: list[str] = field(default_factory=list)
    labels: int = 0
    is_changing: bool = False
    is_past: bool = False
    is_now: bool = False
    has_no_result: bool = False
    remarks: list[str] = field(default_factory=list)
    is_at_range: bool = False
    head: int = 0
    tail: int | None = None

    @property
    def words(self) -> list[str]:
        """Return every word that was not understood."""
        return [*self.early, *self.late]

    @property
    def is_plain(self) -> bool:
        """Tell whether every word was understood."""
        return not (self.early or self.late or self.asides)

    @property
    def has_value(self) -> bool:
        """Tell whether something stands in the place of a value."""
        return bool(self.numbers or self.odd or self.unclear or self.has_no_result)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing but words was found so far."""
        return not (self.has_any or self.dates or self.labels or self.asides)

    @property
    def has_any(self) -> bool:
        """Tell whether there is any part of a result."""
        return self.has_value or bool(self.units or self.range_units or self.ranges or self.flags)

    def add(self, other: "Parts") -> None:
        """Add what another place says about the same result."""
        for part in fields(self):
            if isinstance(found := getattr(other, part.name), list):
                getattr(self, part.name).extend(found)
        self.labels += other.labels
        self.is_changing |= other.is_changing
        self.is_past |= other.is_past
        self.is_now |= other.is_now
        self.has_no_result |= other.has_no_result


class PartScanner:
    """Reads the parts of a line by the words of the knowledge."""

    def __init__(self, table: dict[str, Any], amounts: AmountReader) -> None:
        """Compile the words of units, flags, ranges and labels."""
        words = table["pasted"]
        self._amounts = amounts
        self._range_label = alternatives(words["range_labels"])
        self._label = alternatives(words["labels"])
        self._fillers = frozenset(words["filler"])
        self._past, self._now = alternatives(words["past"]), alternatives(words["now"])
        self._no_result = alternatives(words["no_result"])
        flags = [word for said in table["flags"].values() for word in said]
        spelled = [word for word in flags if any(c.isalnum() for c in word)]
        arrows = [word for word in flags if not any(c.isalnum() or c in "+-" for c in word)]
        flag = alternatives([*spelled, *words["undirected_flags"]]).pattern
        self._flag = re.compile(rf"{flag}(?!\s*:)|{joined(arrows)}", re.IGNORECASE)
        self._unit = alternatives(amounts.units.spellings())
        glued = joined(amounts.units.spellings())
        self._glued_unit = re.compile(rf"(?<=\d)(?:{glued})(?![^\W_])", re.IGNORECASE)
        unit = joined(amounts.units.spellings())
        self._compile_numbers(words, unit, arrows)

    def _compile_numbers(self, words: dict[str, Any], unit: str, arrows: list[str]) -> None:
        self._less = alternatives(words["less_words"])
        said = joined([*words["less_words"], *words["more_words"]])
        sign = rf"(?P<sign>{SIGN}|\b(?:{said})\b)"
        glued = rf"(?P<flag>(?:HH|LL|H|L)(?![^\W_])|{joined(arrows)})"
        ends = rf"(?:{glued}|(?=(?:{unit})(?![^\W_]))|(?![\w%/^]))"
        # Some print the end of a line of codes; "mg%" is a unit, "12 %" a share.
        share = rf"{_DIGITS}\s*(?:{joined(words['percent'])})(?![^\W_])"
        self._number = re.compile(
            rf"{sign}?\s*(?P<number>{_DIGITS})(?!{_POWER}){ends}", re.IGNORECASE
        )
        # "2.9A", "6.9/", "2.5E1": what is glued to a number may be a part of it.
        glued_on = rf"{_DIGITS}(?:{_POWER}|/(?=\s))|(?>\d*(?:[.,]\d+)+)[\w/%^]"
        self._glued_number = re.compile(
            rf"{sign}?\s*(?={glued_on}){_DIGITS}[^\s;:|()\[\]]*{_FACTOR}", re.IGNORECASE
        )
        self._share = re.compile(share, re.IGNORECASE)
        between = rf"(?:\s*(?P<unit>{unit})(?![^\W_]))?{_DASH}"
        self._range = re.compile(
            rf"(?P<low>{_DIGITS}){between}(?P<high>{_DIGITS})(?!{_POWER})", re.IGNORECASE
        )
        self._one_sided = re.compile(rf"(?:{sign}|up to)\s*(?P<end>{_DIGITS})", re.IGNORECASE)
        measures = joined(words["other_measures"])
        self._aside = re.compile(
            rf"{_DIGITS}[\s-]*(?:{measures})(?![^\W_])(?!\s*[/%])", re.IGNORECASE
        )
        self._change = re.compile(
            rf"(?:{joined(words['change'])})\s+({_DIGITS})\D{{0,12}}?\bto\s+({_DIGITS})",
            re.IGNORECASE,
        )
        # A plus is a flag where a unit or a range follows; a lone dash is an empty column.
        self._plus = re.compile(rf"\+{{1,2}}(?=\s*(?:(?:{unit})(?![^\W_])|\d))", re.IGNORECASE)

    def is_amount(self, text: str, position: int) -> bool:
        """Tell whether the number that begins here has a unit, or is more than a single digit."""
        number = self._number.match(text, position)
        if number is None:
            return False
        after = text[number.end() :].lstrip()
        return len(number["number"]) > 1 or self._unit.match(after) is not None

    def scan(self, text: str) -> Parts:
        """Return the parts of a text."""
        parts = Parts()
        position, late_at = 0, None
        label: str | None = None
        while position < len(text):
            if space := _SPACE.match(text, position):
                position = space.end()
                continue
            if found := self._range_label.match(text, position):
                position, label = found.end(), found[0]
                parts.labels += 1
                continue
            known, labels = len(parts.ranges), parts.labels
            end = self._take(text, position, parts, is_range=label is not None)
            if end is None:
                end, is_known = self._take_word(text, position, parts)
                # "range of 22-178", "range is": the label still waits.
                label = label if is_known else None
                late_at = position if late_at is None and parts.late else late_at
            else:
                parts.tail = None
                parts.is_at_range = len(parts.ranges) > known
                is_label = parts.labels > labels
                if label is not None and not (parts.is_at_range or is_label):
                    self._take_label_as_flag(label, parts)
                # "Normal is 40 to 230": the label still waits.
                label = label if is_label else None
            position = end
        if label is not None:
            self._take_label_as_flag(label, parts)
        if late_at is not None or parts.asides:
            parts.remarks.append(" ".join(parts.asides) if late_at is None else text[late_at:])
        return parts

    def _take_word(self, text: str, position: int, parts: Parts) -> tuple[int, bool]:
        """Take a word; return where it ends, and whether it changes nothing."""
        found = _WORD.match(text, position)
        end = len(text) if found is None else found.end()
        if parts.tail is None:
            parts.tail = position
        if parts.is_empty:
            parts.head = end
        word = text[position:end].strip(",;:|()[].?!\"'“”’").lower()  # noqa: RUF001
        is_known = word in self._fillers or not any(c.isalnum() for c in word)
        if not is_known:
            is_late = parts.has_value or bool(parts.ranges)
            (parts.late if is_late else parts.early).append(text[position:end].strip(",;:|()[]"))
        return end, is_known

    def _take_label_as_flag(self, label: str, parts: Parts) -> None:
        """Take "normal" for a flag where no range followed it."""
        if self._amounts.read_flag(label) is not None:
            parts.flags.append(label)

    def _take(self, text: str, position: int, parts: Parts, *, is_range: bool) -> int | None:
        """Take the part that begins here; return where it ends, or None."""
        if (found := DATE.match(text, position)) is not None:
            self._take_date(found, parts)
            found = _TIME.match(text, found.end()) or found
        elif parts.numbers and (found := self._share.match(text, position)):
            parts.asides.append(found[0])
        elif found := (_TITER.match(text, position) or self._share.match(text, position)):
            parts.odd.append(found[0])
        elif found := (_LIST_CODE.match(text, position) or _SITE.match(text, position)):
            parts.labels += 1
        elif not is_range and (found := self._change.match(text, position)):
            parts.unclear.append(found[0])
            parts.is_changing = True
        elif (found := self._range.match(text, position)) is not None:
            self._take_range(found, parts)
        elif found := self._one_end(text, position, parts, is_range=is_range):
            self._take_one_sided(found, parts)
        else:
            return self._take_single(text, position, parts)
        return found.end()

    def _take_single(self, text: str, position: int, parts: Parts) -> int | None:
        """Take a number that is no range, or what is spelled."""
        if (found := self._aside.match(text, position)) is not None:
            parts.asides.append(found[0])
        elif (found := self._number.match(text, position)) is not None:
            self._take_number(found, parts)
        elif (found := self._glued_number.match(text, position)) is not None:
            parts.unclear.append(found[0])
        elif parts.numbers and (found := self._plus.match(text, position)):
            parts.flags.append(found[0])
        else:
            return self._take_spelled(text, position, parts)
        return found.end()

    def _take_spelled(self, text: str, position: int, parts: Parts) -> int | None:
        """Take a unit, a flag, a word of time or a label."""
        if found := self._unit.match(text, position) or self._glued_unit.match(text, position):
            # A unit right after a range is that of the range.
            (parts.range_units if parts.is_at_range else parts.units).append(found[0])
        elif (found := self._no_result.match(text, position)) is not None:
            parts.has_no_result = True
        elif (found := self._flag.match(text, position)) is not None:
            parts.flags.append(found[0])
        elif (found := self._past.match(text, position)) is not None:
            parts.is_past = True
        elif (found := self._now.match(text, position)) is not None:
            parts.is_now = True
        elif (found := self._label.match(text, position)) is not None:
            parts.labels += 1
        return None if found is None else found.end()

    def _one_end(
        self, text: str, position: int, parts: Parts, *, is_range: bool
    ) -> re.Match[str] | None:
        """Return a range with one end: after a label, or "<230" behind a value."""
        found = self._one_sided.match(text, position)
        if found is None or is_range:
            return found
        sign = found["sign"]
        is_upper = sign is None or (sign in UPPER_SIGNS and bool(parts.numbers))
        return found if is_upper else None

    def _take_range(self, found: re.Match[str], parts: Parts) -> None:
        low, high = _read(found["low"]), _read(found["high"])
        parts.ranges.append(Limits(low=low, high=high))
        if found["unit"]:
            parts.range_units.append(found["unit"])

    def _take_one_sided(self, found: re.Match[str], parts: Parts) -> None:
        end = _read(found["end"])
        is_upper = found["sign"] is None or self._sign(found["sign"]) in UPPER_SIGNS
        parts.ranges.append(Limits(high=end) if is_upper else Limits(low=end))

    def _take_number(self, found: re.Match[str], parts: Parts) -> None:
        number = _number(self._sign(found["sign"]), found["number"])
        if number is None:
            parts.unclear.append(found[0])
        else:
            parts.numbers.append(number)
        if found["flag"]:
            parts.flags.append(found["flag"])

    def _sign(self, text: str | None) -> str | None:
        """Return a sign; one in words as a sign."""
        if text is None or not text[0].isalpha():
            return text
        return "<" if self._less.match(text) else ">"

    def _take_date(self, found: re.Match[str], parts: Parts) -> None:
        """Take a date; right after a second number it tells when that one was measured."""
        if len(parts.numbers) > 1:
            number = parts.numbers.pop()
            parts.previous.append(f"{number.sign or ''}{number.written} {found[0]}")
            return
        parts.dates.append(read_date(found[0]))


UPPER_SIGNS = frozenset({"<", "<=", "=<", "≤"})


def _read(written: str) -> float | None:
    """Return a number; an apostrophe separates thousands."""
    plain = re.sub(r"['’]", "", written) if _SWISS.fullmatch(written) else written  # noqa: RUF001
    return parse_number(plain)


def _number(sign: str | None, written: str) -> Number | None:
    value = _read(written)
    return None if value is None else Number(sign, value, written)


def has_two_readings(number: Number, *, is_large_unit: bool) -> bool:
    """Tell whether a point or a comma before three digits may separate thousands or decimals.

    >>> has_two_readings(Number(None, 1.24, "1.240"), is_large_unit=False)
    True
    """
    one = _ONE_COMMA if is_large_unit else _ONE_DOT
    return one.fullmatch(number.written) is not None
