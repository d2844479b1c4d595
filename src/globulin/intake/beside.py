"""Results of other tests: on which side the laboratory itself puts them, where that is certain."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from globulin.intake.amounts import AmountReader
from globulin.intake.names import is_loinc, is_of_words
from globulin.intake.numbers import parse_comparator, parse_value
from globulin.intake.person import parse_date
from globulin.intake.raw import RawResult
from globulin.knowledge import Knowledge
from globulin.model import Comparator, Limits, ReportedName
from globulin.vocabulary import find_phrases, tokenize

TestSide = Literal["low", "normal", "high"]
SIDES: dict[str, TestSide] = {
    "L": "low",
    "LL": "low",
    "N": "normal",
    "H": "high",
    "HH": "high",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A result of another test; without a `side` nothing of it is certain.

    `told` are the findings that it tells to be there or not to be there; `findings` all that its
    test can tell.
    """

    analyte: str
    name: str
    where: str
    collected: str | None
    side: TestSide | None
    findings: frozenset[str]
    told: dict[str, bool] = field(default_factory=dict)


class BesideReader:
    """Reads which test a result is of, and the side that its laboratory tells."""

    def __init__(self, knowledge: Knowledge, amounts: AmountReader) -> None:
        """Index whole names and codes of the tests that tell findings."""
        reports = knowledge.table("reports")
        words = reports["told_by_results"]
        self.left_as = frozenset(words["left_as"])
        self.reasons: dict[str, str] = words["reasons"]
        self.units: list[str] = words["units"]
        self._findings: dict[str, dict[str, str]] = words["findings"]
        self._amounts = amounts
        self._neutral = frozenset(words["neutral"])
        self._changed = [*words["changed"], *words["never"]]
        self._needs_unit = {tokenize(name) for name in words["needs_unit"]}
        self._beside = frozenset(words["beside"])
        self._percent = frozenset(reports["pasted"]["percent"])
        self._elsewhere = {**reports["names"]["specimens"], "elsewhere": words["elsewhere"]}
        analytes = [one for one in knowledge.analytes() if one.id in self._findings]
        self._codes: dict[str, str] = {one.loinc: one.id for one in analytes if one.loinc} | words[
            "codes"
        ]
        self._names: dict[tuple[str, ...], str] = {}
        for one in analytes:
            own = (one.name, one.short, *one.synonyms, *words["names"].get(one.id, ()))
            self._index(own, one.id)
        rows = knowledge.all("test_name", ReportedName)
        for row in rows:
            if (
                row.analyte is not None
                and row.analyte in self._findings
                and not find_phrases(tokenize(row.name), words["never"])
            ):
                self._index((row.name,), row.analyte)

    def _index(self, names: Iterable[str], analyte: str) -> None:
        self._names |= {self._plain(name): analyte for name in names}

    def names(self, name: str) -> bool:
        """Tell whether a whole name is that of a test which tells findings."""
        return self._plain(name) in self._names

    def says_nothing(self, words: Sequence[str]) -> bool:
        """Tell whether words behind a number leave it as it is."""
        return all(word in self._beside for word in tokenize(" ".join(words)))

    def is_elsewhere(self, text: str) -> bool:
        """Tell whether words name another specimen than blood."""
        return is_of_words(self._elsewhere, text)

    def read(self, raw: RawResult, *, is_certain: bool = True) -> Heard | None:
        """Return what a result tells, or None where it is of none of the tests."""
        analyte = self._analyte(raw)
        if analyte is None or raw.refusal is not None or raw.absent is not None:
            return None
        side, open_side = self._side(raw) if is_certain else (None, None)
        by_side = self._findings[analyte]
        told = {}
        for finding in dict.fromkeys(by_side.values()):
            sides = [key for key, named in by_side.items() if named == finding]
            if side in sides:
                told[finding] = True
            elif side is not None and open_side not in sides:
                told[finding] = False
        return Heard(
            analyte=analyte,
            name=raw.name or raw.codes[0].code,
            where=raw.where,
            collected=parse_date(raw.collected),
            side=side,
            findings=frozenset(by_side.values()),
            told=told,
        )

    def _analyte(self, raw: RawResult) -> str | None:
        """Return the one test that all codes and names mean, in blood."""
        around = " ".join((raw.specimen or "", *raw.headings, *raw.names))
        if self.is_elsewhere(around):
            return None
        units = {unit.strip().lower() for unit in (raw.unit, raw.unit_code) if unit}
        if units & self._percent:
            return None
        codes = [code.code.strip() for code in raw.codes if is_loinc(code)]
        found = {self._codes.get(code) for code in codes}
        named = {self._names.get(self._plain(name)) for name in raw.names}
        found |= named - {None} if codes else named
        if len(found) != 1:
            return None
        unknown = [name for name in raw.names if not self.names(name)]
        if any(find_phrases(tokenize(name), self._changed) for name in unknown):
            return None
        if not units and any(self._plain(name) in self._needs_unit for name in raw.names):
            return None
        return found.pop()

    def _side(self, raw: RawResult) -> tuple[TestSide | None, TestSide | None]:
        """Return the side that flag and range tell together, and the side that they leave open."""
        value, comparator, flag, is_clear = self._value(raw)
        if not is_clear:
            return None, None
        flagged = SIDES.get(self._amounts.read_flag(flag) or "")
        limits = self._limits(raw)
        placed = None
        if value is not None and limits is not None:
            placed = place(value, comparator, limits)
        if flagged is not None and placed is not None and flagged != placed:
            return None, None
        if flagged is not None:
            is_worded = value is None and bool(raw.text) and flagged == "normal"
            return (None, None) if is_worded else (flagged, None)
        if placed == "normal" and flag:
            # A mark without a direction says that something is not as usual.
            return None, None
        open_side: TestSide | None = None
        if placed == "normal" and limits is not None:
            open_side = "low" if limits.low is None else "high" if limits.high is None else None
        return placed, open_side

    def _value(self, raw: RawResult) -> tuple[float | None, Comparator | None, str | None, bool]:
        """Return number, sign and flag, and whether all of them can be read."""
        value, comparator, flag = raw.value, parse_comparator(raw.comparator), raw.flag
        is_clear = raw.comparator in {None, "", "="} or comparator is not None
        parsed = parse_value(raw.text) if raw.text else None
        if value is not None and parsed is not None:
            is_clear &= parsed[:2] == (comparator, value)
        elif parsed is not None:
            comparator, value, rest = parsed
            if rest and self._amounts.read_flag(rest) is not None:
                is_clear &= flag is None or self._amounts.read_flag(flag) is not None
                same = self._amounts.read_flag(rest), self._amounts.read_flag(flag or rest)
                is_clear &= same[0] == same[1]
                flag = rest
            elif rest:
                is_clear &= self._is_unit(rest)
        elif raw.text and value is None:
            # Words are no number: only those with a titer may go with a flag.
            is_clear &= any(c.isdigit() for c in raw.text)
        if value is not None:
            is_clear &= math.isfinite(value) and value >= 0
        return value, comparator, flag, is_clear

    def _is_unit(self, text: str) -> bool:
        known = {unit.lower() for unit in self.units}
        return self._amounts.units.read(text) is not None or text.strip().lower() in known

    def _limits(self, raw: RawResult) -> Limits | None:
        """Return the printed range, where it is one and has the unit of the value, or none."""
        found = self._amounts.find_range(raw)
        if found is None or found[0] is None:
            return None
        limits, unit = found[0], found[1]
        ends = [end for end in (limits.low, limits.high) if end is not None]
        is_range = all(math.isfinite(end) and end >= 0 for end in ends) and bool(ends)
        is_range &= len(ends) < 2 or ends[0] < ends[1]  # noqa: PLR2004 - both ends
        own = [text for text in (raw.unit, raw.unit_code) if text]
        is_same = unit is None or self._unit(unit) in {self._unit(text) for text in own}
        return limits if is_range and is_same else None

    def _unit(self, text: str) -> str:
        return self._amounts.units.read(text) or "".join(text.split()).lower()

    def _plain(self, name: str) -> tuple[str, ...]:
        """Return the words of a name that tell what is measured."""
        return tuple(word for word in tokenize(name) if word not in self._neutral)


def place(value: float, comparator: Comparator | None, limits: Limits) -> TestSide | None:
    """Return the side of a range on which a value lies for certain, or None.

    >>> place(240.0, None, Limits(low=35.0, high=120.0)), place(5.0, "<", Limits(high=5.0))
    ('high', None)
    """
    low, high = limits.low, limits.high
    if comparator is not None:
        is_beyond = high is not None and comparator in {">", ">="} and value >= high
        is_certain = is_beyond and (comparator == ">" or value != high)
        return "high" if is_certain else None
    if high is not None and value > high:
        return "high"
    if low is not None and value < low:
        return "low"
    # Whether the only end belongs to its range is not printed.
    is_end = (low is None and value == high) or (high is None and value == low)
    return None if is_end else "normal"
