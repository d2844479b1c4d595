"""A report as the columns that are judged and reasoned with."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from globulin.intervals.judge import Judged, Measured, judge
from globulin.intervals.sides import COMPARATORS
from globulin.intervals.tables import SEX_CODES, BandTable, make_band_table
from globulin.knowledge import Knowledge
from globulin.model import Analyte, Fact, Limits, Person, Report, Result
from globulin.reasoning import People
from globulin.reasoning.people import ABSENT, HIGH, LOW, NORMAL, NOT_TOLD, PRESENT, UNKNOWN
from globulin.units import convert

SIDE_OF_FLAG = {"L": LOW, "LL": LOW, "N": NORMAL, "H": HIGH, "HH": HIGH}
# Findings that say on which side a class lies; `{}` is the analyte in lower case.
SIDE_FINDINGS = {"{}-high": HIGH, "{}-low": LOW, "{}-normal": NORMAL}


Far = Literal["inside", "just", "clear", "far", "tables"]


@dataclass(frozen=True, slots=True)
class OneJudged:
    """One result with its place in the judged column of its analyte."""

    result: Result
    measured: Measured
    judged: Judged
    row: int
    tables: BandTable

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
    )


def judge_results(report: Report, knowledge: Knowledge) -> list[OneJudged]:
    """Return every result of a report with how it was judged, in the order of the report."""
    found: dict[int, OneJudged] = {}
    analytes = {result.analyte for result in report.results}
    for analyte in knowledge.analytes():
        if analyte.id not in analytes:
            continue
        tables = band_table(knowledge, analyte)
        places = [i for i, result in enumerate(report.results) if result.analyte == analyte.id]
        rows = [report.results[i] for i in places]
        measured = _measured(rows, report.person, knowledge, analyte)
        judged = judge(measured, tables)
        for row, place in enumerate(places):
            found[place] = OneJudged(report.results[place], measured, judged, row, tables)
    return [found[place] for place in sorted(found)]


def newest(results: Sequence[OneJudged]) -> dict[str, OneJudged]:
    """Return the result of each analyte that counts: the newest one that has a number.

    Without dates the highest value counts, whatever the order of the rows.
    """
    chosen: dict[str, OneJudged] = {}
    for one in results:
        before = chosen.get(one.result.analyte)
        if before is None or _rank(one) > _rank(before):
            chosen[one.result.analyte] = one
    return chosen


def _rank(one: OneJudged) -> tuple[bool, str, float, str]:
    result = one.result
    is_usable = result.value is not None or result.flag is not None
    return is_usable, result.collected or "", result.value or 0.0, result.flag or ""


def make_people(
    report: Report, results: Sequence[OneJudged], knowledge: Knowledge, limits: Reach
) -> People:
    """Return a report as columns of one person.

    A result that could not be judged counts on the side of the sender's flag; a class without
    a result on the side that a finding tells.
    """
    person = report.person
    finding = _findings(report)
    side: dict[str, NDArray[np.int8]] = {}
    value: dict[str, NDArray[np.float64]] = {}
    outside: dict[str, NDArray[np.bool_]] = {}
    for analyte_id, one in newest(results).items():
        side[analyte_id] = np.array([side_of(one)], dtype=np.int8)
        value[analyte_id] = np.array([_bound(one)])
        outside[analyte_id] = np.array([reach_of(one, limits) == "just"])
    for analyte in knowledge.analytes():
        if analyte.id not in side:
            told = _told_side(analyte.id, finding)
            if told is not None:
                side[analyte.id] = np.array([told], dtype=np.int8)
    return People(
        size=1,
        age_days=np.array([np.nan if person.age_days is None else float(person.age_days)]),
        is_female=np.array([person.sex == "female"]),
        is_male=np.array([person.sex == "male"]),
        side=side,
        value=value,
        just_outside=outside,
        finding=finding,
    )


def side_of(one: OneJudged) -> int:
    """Return the side that counts: as judged, else that of the sender's flag."""
    if one.side != UNKNOWN or one.result.flag is None:
        return one.side
    return SIDE_OF_FLAG[one.result.flag]


def reach_of(one: OneJudged, limits: Reach) -> Far | None:
    """Return how far beyond the limit used a value lies, or None where that cannot be told."""
    low, high, value = one.number("low"), one.number("high"), one.amount
    if value is None or one.side == UNKNOWN:
        return None
    if one.side == NORMAL:
        return "inside"
    if (high if one.side == HIGH else low) is None:
        # No interval was used: every table that may apply puts it on this side.
        return "tables"
    if one.side == HIGH:
        times, far = (value / high if high else np.inf), limits.far_high
    else:
        times, far = (low / value if low and value else np.inf), limits.far_low
    if one.measured.comparator[one.row] != COMPARATORS[None] and times <= far:
        # A value beyond the limit of a method may lie further out than is written.
        return "clear"
    return "just" if times <= limits.just else "far" if times > far else "clear"


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


def _bound(one: OneJudged) -> float:
    """Return the value to compare with thresholds; beyond a method's limit, just beyond it."""
    value = one.amount
    if value is None:
        return np.nan
    if one.result.comparator in {">", ">="}:
        return float(np.nextafter(value, np.inf))
    return float(np.nextafter(value, 0.0)) if one.result.comparator else value


def _findings(report: Report) -> dict[str, NDArray[np.int8]]:
    """Return the findings as columns; one that is told to be there and not to be there is there."""
    found: dict[str, int] = {}
    for finding in report.findings:
        if finding.id is None:
            continue
        state = NOT_TOLD if finding.present is None else PRESENT if finding.present else ABSENT
        found[finding.id] = max(state, found.get(finding.id, NOT_TOLD))
    return {key: np.array([state], dtype=np.int8) for key, state in found.items()}


def _told_side(analyte: str, finding: dict[str, NDArray[np.int8]]) -> int | None:
    for pattern, side in SIDE_FINDINGS.items():
        column = finding.get(pattern.format(analyte.lower()))
        if column is not None and int(column[0]) == PRESENT:
            return side
    return None
