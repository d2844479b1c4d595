"""A report as the columns that are judged and reasoned with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from globulin.answers.reading.naming import band_names, name_codes, own_codes
from globulin.intervals import make_cautions
from globulin.intervals.choose import NO_BAND
from globulin.intervals.judge import REPORTED, Judged, judge
from globulin.intervals.measured import Measured
from globulin.intervals.sides import COMPARATORS
from globulin.intervals.tables import SEX_CODES, BandTable, make_band_table, make_own_table
from globulin.knowledge import Knowledge
from globulin.model import Analyte, Fact, Limits, OwnInterval, Person, Report, Result
from globulin.reasoning import People
from globulin.reasoning.people import (
    ABSENT,
    HIGH,
    LOW,
    NORMAL,
    NOT_TOLD,
    PRESENT,
    SIDES,
    UNKNOWN,
)
from globulin.units import convert

SIDE_OF_FLAG = {"L": LOW, "LL": LOW, "N": NORMAL, "H": HIGH, "HH": HIGH}
ABNORMAL = frozenset({LOW, HIGH})
# A result with one of these has nothing that could be doubted: its flag stands alone.
NOTHING_DOUBTED = frozenset({None, "no_value"})


Far = Literal["inside", "just", "clear", "far", "tables", "tables_far"]
# How far is far: a doctor should see it soon.
FAR_OUT = frozenset({"far", "tables_far"})


@dataclass(frozen=True, slots=True)
class OneJudged:
    """One result with its place in the judged column of its analyte.

    `own` are the laboratory's own bands of the analyte, where any were given.
    """

    result: Result
    measured: Measured
    judged: Judged
    row: int
    tables: BandTable
    own: BandTable | None = None

    @property
    def side(self) -> int:
        """Return the side on which the value was put."""
        return int(self.judged.side[self.row])

    @property
    def amount(self) -> float | None:
        """Return the value in the tables' unit, or None where it must not be used."""
        value = float(self.measured.value[self.row])
        return value if np.isfinite(value) else None

    def number(self, name: str) -> float | None:
        """Return one number of how it was judged, or None where there is none."""
        value = float(getattr(self.judged, name)[self.row])
        return value if np.isfinite(value) else None


@dataclass(frozen=True, slots=True)
class Reach:
    """How far beyond a limit a value is called just, clearly or far outside."""

    just: float
    far_high: float
    far_low: float


@lru_cache(maxsize=4)
def make_reach(knowledge: Knowledge) -> Reach:
    """Return the limits of the words for how far, from their facts."""
    names = knowledge.table("interface")["reach"]
    just, far_high, far_low = (
        _value(knowledge, names[name]) for name in ("just", "far_high", "far_low")
    )
    return Reach(1.0 + just / 100.0, far_high, far_low)


def _value(knowledge: Knowledge, key: str) -> float:
    fact = knowledge.fact(key)
    if not isinstance(fact, Fact) or fact.value is None:
        message = f"fact {key}: expected a value"
        raise LookupError(message)
    return fact.value


@lru_cache(maxsize=16)
def band_table(knowledge: Knowledge, analyte: Analyte) -> BandTable:
    """Return the published tables of an analyte, in its first unit."""
    return make_band_table(
        knowledge.intervals(analyte.id),
        analyte=analyte.id,
        unit=analyte.units[0],
        factors=knowledge.factors(),
        cautions=make_cautions(knowledge),
        names=band_names(knowledge),
    )


@lru_cache(maxsize=16)
def own_table(
    knowledge: Knowledge, analyte: Analyte, own: tuple[OwnInterval, ...]
) -> BandTable | None:
    """Return the laboratory's own bands of an analyte, in its first unit; None without any."""
    bands = [band for band in own if band.analyte == analyte.id]
    if not bands:
        return None
    return make_own_table(
        bands,
        analyte=analyte.id,
        unit=analyte.units[0],
        factors=knowledge.factors(),
        cautions=make_cautions(knowledge),
    )


def judge_results(
    report: Report, knowledge: Knowledge, own: tuple[OwnInterval, ...] = ()
) -> list[OneJudged]:
    """Return every result of a report with how it was judged, in the order of the report.

    `own` are the laboratory's own intervals, given beside the report.
    """
    found: dict[int, OneJudged] = {}
    analytes = {result.analyte for result in report.results}
    for analyte in knowledge.analytes():
        if analyte.id not in analytes:
            continue
        tables = band_table(knowledge, analyte)
        places = [i for i, result in enumerate(report.results) if result.analyte == analyte.id]
        rows = [report.results[i] for i in places]
        its_own = own_table(knowledge, analyte, own)
        measured = replace(
            _measured(rows, report.person, knowledge, analyte),
            named=name_codes(rows, tables, knowledge),
            own_named=None if its_own is None else own_codes(rows, its_own, knowledge),
        )
        judged = judge(measured, tables, its_own)
        for row, place in enumerate(places):
            found[place] = OneJudged(report.results[place], measured, judged, row, tables, its_own)
    return [found[place] for place in sorted(found)]


def newest(results: Iterable[OneJudged]) -> dict[str, OneJudged]:
    """Return the result of each analyte that counts, whatever the order of the rows.

    It is the newest one that tells anything. Of several of that day, and of those without a date
    or with nothing to use that may be newer, the one that is worst counts: high or low before
    unknown, unknown before normal, then the one that lies furthest out.
    """
    by_analyte: dict[str, list[OneJudged]] = {}
    for one in results:
        by_analyte.setdefault(one.result.analyte, []).append(one)
    return {analyte: max(_current(ones), key=concern) for analyte, ones in by_analyte.items()}


def _current(ones: Sequence[OneJudged]) -> list[OneJudged]:
    """Return the results that may be the newest one."""
    dates = [one.result.collected or "" for one in ones if _is_usable(one)]
    last = max(dates, default="")
    return [one for one in ones if one.result.collected is None or one.result.collected >= last]


def _is_usable(one: OneJudged) -> bool:
    return one.amount is not None or one.result.flag is not None


def concern(one: OneJudged) -> tuple[bool, bool, bool, float, int, float, str, str]:
    """Return the worry that a result gives; the rest of it only settles ties."""
    side = counted_side(one)
    is_doubted = side == UNKNOWN and one.result.refusal not in NOTHING_DOUBTED
    return (
        side in ABNORMAL,
        is_doubted,
        _is_usable(one),
        _times_out(one),
        side,
        one.amount or 0.0,
        one.result.comparator or "",
        one.result.flag or "",
    )


def _times_out(one: OneJudged) -> float:
    """Return how many times a value is off the limits used, else the middle of all published."""
    value = one.amount
    if value is None:
        return 0.0
    low, high = one.number("low"), one.number("high")
    low = _middle(one.tables.low) if low is None else low
    high = _middle(one.tables.high) if high is None else high
    below = 0.0 if low is None else low / value if value > 0.0 else np.inf
    above = 0.0 if high is None else value / high if high > 0.0 else np.inf
    return max(below, above)


def _middle(limits: NDArray[np.float64]) -> float | None:
    """Return the middle of published limits, or None where there is none."""
    known = limits[np.isfinite(limits)]
    return float(np.median(known)) if len(known) else None


def make_people(
    report: Report, results: Sequence[OneJudged], knowledge: Knowledge, limits: Reach
) -> People:
    """Return a report as columns of one person.

    A result that could not be judged counts on the side of the sender's flag; a class without a
    side of its own counts on the one that a finding tells.
    """
    person = report.person
    finding = _findings(report)
    if person.pregnant:
        finding[knowledge.table("reports")["told_person"]["pregnant"]] = _one_code(PRESENT)
    side = {key: _one_code(told) for key, told in _told_sides(finding, knowledge).items()}
    at_least: dict[str, NDArray[np.float64]] = {}
    at_most: dict[str, NDArray[np.float64]] = {}
    just: dict[str, NDArray[np.bool_]] = {}
    far: dict[str, NDArray[np.bool_]] = {}
    for analyte_id, one in newest(results).items():
        counted = counted_side(one)
        if counted != UNKNOWN or analyte_id not in side:
            side[analyte_id] = _one_code(counted)
        least, most = bounds_of(one)
        at_least[analyte_id], at_most[analyte_id] = np.array([least]), np.array([most])
        reach = reach_of(one, limits)
        just[analyte_id], far[analyte_id] = np.array([reach == "just"]), np.array([reach == "far"])
    return People(
        size=1,
        age_days=np.array([np.nan if person.age_days is None else float(person.age_days)]),
        is_female=np.array([person.sex == "female"]),
        is_male=np.array([person.sex == "male"]),
        side=side,
        at_least=at_least,
        at_most=at_most,
        just_outside=just,
        far_outside=far,
        finding=finding,
    )


def _one_code(code: int) -> NDArray[np.int8]:
    return np.array([code], dtype=np.int8)


def side_of(one: OneJudged) -> int:
    """Return the side that is told: as judged, else that of the sender's flag.

    The flag "normal" of a number in doubt tells nothing, nor does a flag that came from an
    interval that is not of this age.
    """
    flag = one.result.flag
    if one.side != UNKNOWN or flag is None or bool(one.judged.is_set_aside[one.row]):
        return one.side
    side = SIDE_OF_FLAG[flag]
    is_doubted = one.result.refusal not in NOTHING_DOUBTED
    return UNKNOWN if side == NORMAL and is_doubted else side


def counted_side(one: OneJudged) -> int:
    """Return the side that is reasoned with: a laboratory that calls a value abnormal is believed.

    It knows its own interval and method, and a wrong reassurance is worse than a question.
    """
    told, flag = side_of(one), one.result.flag
    is_called = flag is not None and not bool(one.judged.is_set_aside[one.row])
    if told == NORMAL and is_called and flag is not None and SIDE_OF_FLAG[flag] in ABNORMAL:
        return SIDE_OF_FLAG[flag]
    return told


def reach_of(one: OneJudged, limits: Reach) -> Far | None:
    """Return how far beyond the limit used a value lies, or None where that cannot be told."""
    low, high, value = one.number("low"), one.number("high"), one.amount
    if value is None or one.side == UNKNOWN:
        return None
    if one.side == NORMAL:
        return "inside"
    if (high if one.side == HIGH else low) is None:
        # No limit was used: the published tables put it on this side.
        return _reach_of_tables(one, value, limits)
    if one.side == HIGH:
        times, far = (value / high if high else np.inf), limits.far_high
    else:
        times, far = (low / value if low and value else np.inf), limits.far_low
    if one.measured.comparator[one.row] != COMPARATORS[None] and times <= far:
        # A value beyond the limit of a method may lie further out than is written.
        return "clear"
    if times <= limits.just:
        # Beyond the widest of several limits it lies further out of the others.
        return "clear" if _is_joined(one) else "just"
    return "far" if times > far else "clear"


def _is_joined(one: OneJudged) -> bool:
    """Tell whether the limits used are the widest of several bands."""
    is_printed = int(one.judged.basis[one.row]) == REPORTED
    bands = (one.judged.band[one.row], one.judged.own_band[one.row])
    return not is_printed and all(int(band) == NO_BAND for band in bands)


def _reach_of_tables(one: OneJudged, value: float, limits: Reach) -> Far:
    """Return how far a value lies beyond every published limit, where no single one was used."""
    if not _is_unanimous(one):
        return "clear"
    if one.side == HIGH:
        is_far = value > limits.far_high * float(np.nanmax(one.tables.high))
    else:
        is_far = value * limits.far_low < float(np.nanmin(one.tables.low))
    return "tables_far" if is_far else "tables"


def _is_unanimous(one: OneJudged) -> bool:
    """Tell whether every table that may apply puts a value on its side."""
    counts = one.judged.above if one.side == HIGH else one.judged.below
    return int(counts[one.row]) == int(one.judged.tables[one.row])


def _measured(
    rows: Sequence[Result], person: Person, knowledge: Knowledge, analyte: Analyte
) -> Measured:
    unit, factors = analyte.units[0], knowledge.factors()

    def base(value: float | None, result: Result) -> float:
        if value is None or result.unit is None or result.refusal is not None:
            return np.nan
        return convert(
            value, analyte=analyte.id, from_unit=result.unit, to_unit=unit, factors=factors
        )

    printed = [result.interval or Limits() for result in rows]
    ages = [np.nan if result.age_days is None else float(result.age_days) for result in rows]
    return Measured(
        value=np.array([base(result.value, result) for result in rows]),
        comparator=np.array([COMPARATORS[result.comparator] for result in rows], dtype=np.int8),
        low=np.array([base(span.low, r) for span, r in zip(printed, rows, strict=True)]),
        high=np.array([base(span.high, r) for span, r in zip(printed, rows, strict=True)]),
        age_days=np.array(ages),
        sex=np.full(len(rows), SEX_CODES[person.sex], dtype=np.int8),
        pregnant=np.full(len(rows), person.pregnant is True),
    )


def bounds_of(one: OneJudged) -> tuple[float, float]:
    """Return the least and the most that a value can be; beyond a method's limit, just beyond."""
    value = one.amount
    if value is None:
        return np.nan, np.nan
    if one.result.comparator in {">", ">="}:
        return float(np.nextafter(value, np.inf)), np.inf
    if one.result.comparator is not None:
        return 0.0, float(np.nextafter(value, 0.0))
    return value, value


def _findings(report: Report) -> dict[str, NDArray[np.int8]]:
    """Return the findings as columns; one that is told to be there and not to be there is there."""
    found: dict[str, int] = {}
    for finding in report.findings:
        if finding.id is None:
            continue
        state = NOT_TOLD if finding.present is None else PRESENT if finding.present else ABSENT
        found[finding.id] = max(state, found.get(finding.id, NOT_TOLD))
    return {key: np.array([state], dtype=np.int8) for key, state in found.items()}


def _told_sides(finding: dict[str, NDArray[np.int8]], knowledge: Knowledge) -> dict[str, int]:
    """Return the side of each analyte that findings tell; high and low at once tell neither."""
    table: dict[str, dict[str, str]] = knowledge.table("language")["told_sides"]
    told: dict[str, set[int]] = {}
    for key, sides in table.items():
        column = finding.get(key)
        if column is not None and int(column[0]) == PRESENT:
            for analyte, name in sides.items():
                told.setdefault(analyte, set()).add(SIDES[name])
    return {analyte: _one_side(sides) for analyte, sides in told.items()}


def _one_side(sides: set[int]) -> int:
    abnormal = sides & ABNORMAL
    if abnormal == ABNORMAL:
        return UNKNOWN
    return next(iter(abnormal), NORMAL)
