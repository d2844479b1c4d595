"""Reads a laboratory's own reference intervals, a CSV file; every fault is told with its line.

What a cell holds is never repeated in a message: the wrong file may have been given.
"""

import math
import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from globulin.intake.csv_file import Cells, CsvFile, read_rows, words_of
from globulin.intake.names import NameReader
from globulin.intake.person import DAYS_IN, OLDEST_DAYS, parse_date
from globulin.intake.plausible import Envelope, make_envelope
from globulin.intake.units import UnitReader
from globulin.knowledge import Knowledge
from globulin.model import Code, Limits, OwnInterval, Sex
from globulin.vocabulary import find_phrases, normalize, tokenize

REQUIRED = ("analyte", "low", "high", "unit")
COLUMNS = (
    *REQUIRED,
    "sex",
    "age_low",
    "age_high",
    "age_unit",
    "pregnant",
    "method",
    "laboratory",
    "table",
    "n",
    "derivation",
    "date",
    "note",
)
SEXES: dict[str, Sex | None] = {
    **dict.fromkeys(("", "any", "both"), None),
    **dict.fromkeys(("female", "f"), "female"),
    **dict.fromkeys(("male", "m"), "male"),
}
PREGNANT: dict[str, bool | None] = {
    **dict.fromkeys(("", "no", "false"), False),
    **dict.fromkeys(("yes", "true"), True),
    "any": None,
}
AGE_UNITS = {
    name: days
    for letter, days in DAYS_IN.items()
    for name in {"y": ("years", "year"), "m": ("months", "month"), "w": ("weeks", "week")}.get(
        letter, ("days", "day")
    )
}
NUMBER = re.compile(r"\d+(?:\.\d+)?|\.\d+")
LOINC = re.compile(r"\d{1,7}-\d")


@dataclass(frozen=True, slots=True)
class _Known:
    """What names and units mean, and which limits an analyte can have."""

    names: NameReader
    units: UnitReader
    envelopes: dict[str, Envelope]


@lru_cache(maxsize=2)
def _make_known(knowledge: Knowledge) -> _Known:
    names, factors = NameReader(knowledge), knowledge.factors()
    envelopes = {
        key: make_envelope(knowledge, analyte, factors) for key, analyte in names.readable.items()
    }
    return _Known(names, UnitReader(knowledge), envelopes)


@dataclass(slots=True, kw_only=True)
class _Reading(CsvFile):
    """One file of intervals while it is read, with what is known."""

    known: _Known
    knowledge: Knowledge

    @property
    def names(self) -> NameReader:
        """Return the reader of names."""
        return self.known.names


def read_own_intervals(
    content: bytes, knowledge: Knowledge, *, name: str
) -> tuple[OwnInterval, ...]:
    """Return the bands of a file of intervals, in its order.

    Args:
        content: the bytes of the file.
        knowledge: what names and units mean.
        name: what to call the file in messages.

    Raises:
        FaultyFileError: the file has faults; each is told in one line.
    """
    reading = _Reading(
        name=name,
        words=words_of(knowledge, "own_intervals"),
        columns=COLUMNS,
        required=REQUIRED,
        known=_make_known(knowledge),
        knowledge=knowledge,
    )
    rows = read_rows(content, reading)
    own = [band for line, cells in rows if (band := _band(line, cells, reading)) is not None]
    if not own and not reading.faults:
        reading.fault(1, "empty")
    if not reading.faults:
        _find_overlaps(own, reading)
    if reading.faults:
        raise reading.stop()
    return tuple(own)


def _band(line: int, cells: Cells, reading: _Reading) -> OwnInterval | None:
    """Return the band of one row, or None where it has a fault."""
    before = len(reading.faults)
    analyte = _analyte(line, cells["analyte"], reading)
    unit = _unit(line, cells["unit"], analyte, reading)
    low, high = _limits(line, cells, reading)
    _check_size(line, Limits(low=low, high=high), unit, analyte, reading)
    ages = _ages(line, cells, reading)
    sex = SEXES.get(_word(line, "sex", cells, SEXES, reading))
    pregnant = PREGNANT.get(_word(line, "pregnant", cells, PREGNANT, reading))
    _check_rest(line, cells, reading)
    if len(reading.faults) > before or analyte is None or unit is None:
        return None
    return OwnInterval(
        analyte=analyte,
        line=line,
        unit=unit,
        low=low,
        high=high,
        sex=sex,
        age_low_days=ages[0],
        age_high_days=ages[1],
        pregnant=pregnant,
        method=_method(cells.get("method", ""), reading.knowledge),
        laboratory=normalize(cells.get("laboratory", "")) or None,
    )


def _analyte(line: int, text: str, reading: _Reading) -> str | None:
    """Return the analyte of a name, an id or a LOINC code."""
    names = reading.names
    if LOINC.fullmatch(text):
        found = names.read((), (Code(code=text, system="http://loinc.org"),)).analyte
    else:
        by_id = {key.lower(): key for key in names.readable}
        found = by_id.get(text.lower()) or names.read((text,)).analyte
    if found not in names.readable:
        reading.fault(line, "analyte_unknown", expected=", ".join(names.readable))
        return None
    return found


def _unit(line: int, text: str, analyte: str | None, reading: _Reading) -> str | None:
    """Return the unit, where it converts to that of the analyte."""
    if analyte is None:
        return None
    known, unit = reading.names.readable[analyte], reading.known.units.read(text)
    factors = reading.knowledge.factors()
    if unit is not None and (
        unit in known.units or factors.find(analyte, unit, known.units[0]) is not None
    ):
        return unit
    reading.fault(line, "unit_unknown", expected=", ".join(known.units))
    return None


def _limits(line: int, cells: Cells, reading: _Reading) -> tuple[float | None, float | None]:
    low, high = (_number(line, name, cells, reading) for name in ("low", "high"))
    if not cells["low"] and not cells["high"]:
        reading.fault(line, "no_limit")
    elif low is not None and high is not None and low >= high:
        reading.fault(line, "low_not_below_high")
    return low, high


def _check_size(
    line: int, limits: Limits, unit: str | None, analyte: str | None, reading: _Reading
) -> None:
    """Note limits that no published table comes near to: the unit cannot be right."""
    if unit is None or analyte is None:
        return
    if not reading.known.envelopes[analyte].has_range(limits, unit):
        reading.fault(line, "limits_not_of_unit")


def _number(line: int, name: str, cells: Cells, reading: _Reading) -> float | None:
    """Return the number of a cell, None for an empty or a faulty one."""
    text = cells.get(name, "")
    if not text:
        return None
    if NUMBER.fullmatch(text) and math.isfinite(float(text)):
        return float(text)
    is_negative = text[0] in "-\N{MINUS SIGN}" and NUMBER.fullmatch(text[1:])
    reading.fault(line, "negative" if is_negative else "not_a_number", column=name)
    return None


def _ages(line: int, cells: Cells, reading: _Reading) -> tuple[int, int | None]:
    """Return the ages of a band in days: from 0 where none is given, None without an end."""
    low, high = (_number(line, name, cells, reading) for name in ("age_low", "age_high"))
    unit = cells.get("age_unit", "").lower()
    if unit and unit not in AGE_UNITS:
        reading.fault(line, "age_unit_unknown")
    elif not unit and (low or high is not None):
        reading.fault(line, "age_unit_missing")
    size = AGE_UNITS.get(unit, 1.0)
    for name, age in (("age_low", low), ("age_high", high)):
        if age is not None and age * size > OLDEST_DAYS:
            reading.fault(line, "age_too_high", column=name)
    first = int((low or 0.0) * size)
    last = None if high is None else int(high * size)
    if last is not None and first >= last:
        reading.fault(line, "ages_not_rising")
    return first, last


def _word(line: int, name: str, cells: Cells, known: Collection[str], reading: _Reading) -> str:
    """Return a word of a closed list."""
    word = cells.get(name, "").lower()
    if word not in known:
        expected = ", ".join(one for one in known if one)
        reading.fault(line, "word_unknown", column=name, expected=expected)
    return word


def _check_rest(line: int, cells: Cells, reading: _Reading) -> None:
    """Note faults of cells that are kept for people to read."""
    n, date = cells.get("n", ""), cells.get("date", "")
    if n and not (n.isascii() and n.isdigit()):
        reading.fault(line, "not_a_count", column="n")
    if date and parse_date(date) is None:
        reading.fault(line, "not_a_date", column="date")


def _method(text: str, knowledge: Knowledge) -> str | None:
    """Return the method by the name that published tables have, else as plain words."""
    tokens = tokenize(text)
    words: dict[str, list[str]] = knowledge.table("reports")["measured_by"]
    known = (key for key, phrases in words.items() if find_phrases(tokens, phrases))
    return next(known, None) or normalize(text) or None


def _find_overlaps(own: Sequence[OwnInterval], reading: _Reading) -> None:
    """Note bands of one kind that hold at the same age."""
    kinds: defaultdict[tuple[Any, ...], list[OwnInterval]] = defaultdict(list)
    for band in own:
        kind = (band.analyte, band.sex, band.laboratory, band.method, band.pregnant is True)
        kinds[kind].append(band)
    for bands in kinds.values():
        ordered = sorted(bands, key=lambda band: (band.age_low_days, band.line))
        for one, other in pairwise(ordered):
            if one.age_high_days is None or other.age_low_days < one.age_high_days:
                first, second = sorted((one.line, other.line))
                reading.fault(second, "overlap", other=first)
