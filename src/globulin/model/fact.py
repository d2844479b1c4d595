"""A fact, its source, and the one kind of fact with an age band: a reference interval."""

from dataclasses import dataclass
from typing import Literal

Evidence = Literal[
    "guideline",
    "meta-analysis",
    "cohort",
    "case-control",
    "case-series",
    "registry",
    "review",
    "reference-work",
    "laboratory-catalogue",
    "standard",
    "our-reading",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One published work, or globulin's own reading with its reason written out.

    `pmid` and `doi` come before `url` wherever a reader follows a source; `url` is only ever the
    publisher's own address.
    """

    id: str
    title: str
    publisher: str | None = None
    year: int | None = None
    url: str | None = None
    pmid: str | None = None
    doi: str | None = None
    kind: str | None = None
    licence: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing a source says, as numbers where it gives numbers.

    `value`, `low` and `high` are in `unit`; `events` of `n` people is the count behind a share.
    `measured_by` names the method of a level (an immunoassay total is not an electrophoresis
    band); `valid_within` names the branch or condition inside which the figure holds.
    `says` is the fact in our own words; `year` is that of the work, where known.
    """

    id: str
    kind: str
    subject: str
    says: str
    sources: tuple[str, ...]
    evidence: Evidence
    date: str
    analyte: str | None = None
    measure: str | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    n: int | None = None
    events: int | None = None
    comparator: str | None = None
    population: str | None = None
    measured_by: str | None = None
    valid_within: str | None = None
    year: int | None = None
    checked: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceInterval:
    """One band of one published table: half-open in age, `low` to `high` in `unit`.

    `table` is the same for copies of one table; `counted` is false where a table is kept out of
    flagging and of the count of agreeing tables; `default` marks the published default.
    Ages are in days; an `age_high_days` of None has no upper end.
    """

    id: str
    analyte: str
    table: str
    sources: tuple[str, ...]
    evidence: Evidence
    date: str
    age_low_days: int
    unit: str
    sex: Literal["female", "male"] | None = None
    age_high_days: int | None = None
    low: float | None = None
    high: float | None = None
    age_low: int | None = None
    age_high: int | None = None
    age_unit: Literal["days", "months", "years"] | None = None
    pregnant: bool | None = None
    method: str | None = None
    platform: str | None = None
    population: str | None = None
    derivation: str | None = None
    counted: bool = True
    default: bool = False
    checked: str | None = None
    note: str | None = None
