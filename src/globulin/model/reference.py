"""Every published table of an analyte: what `globulin reference show` tells, as a document."""

from dataclasses import dataclass

from globulin.model.ages import AgePoint
from globulin.model.fact import Evidence
from globulin.model.interpretation import Agreement, UsedInterval
from globulin.model.report import Flag, Limits, Sex
from globulin.model.shown import RedFlag, SourceEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceBand:
    """One band of a table: `low` and `high` in the unit of the document, `published` as printed.

    `note` says what is special about it, above all why it is not counted.
    """

    id: str
    sex: Sex | None
    age_low_days: int
    age_high_days: int | None
    age: str
    pregnant: bool | None
    low: float | None
    high: float | None
    published: Limits
    counted: bool
    note: str | None
    checked: str | None
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceTable:
    """One published table, with its bands by age; `default` is the one that is used first.

    A table is `counted` where one of its bands is.
    """

    table: str
    name: str
    default: bool
    counted: bool
    population: str | None
    derivation: str | None
    method: str | None
    platform: str | None
    evidence: Evidence
    sources: tuple[int, ...]
    bands: tuple[ReferenceBand, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceCurve:
    """Our curve for one sex, by a fit of ours through the tables."""

    sex: Sex
    points: tuple[AgePoint, ...]
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceSpread:
    """Between what the counted limits of an age lie, and of how many tables."""

    age_days: int
    sex: Sex | None
    tables: int
    lows: Limits
    highs: Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceValue:
    """One's own value among the tables, judged as in a report."""

    value: float
    unit: str
    age_days: int | None
    sex: Sex | None
    interval: UsedInterval | None
    flag: Flag | None
    zlog: float | None
    percentile: float | None
    times_upper_limit: float | None
    agreement: Agreement
    assumed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The document: `globulin/reference/1`."""

    schema: str
    knowledge_version: str
    analyte: str
    name: str
    unit: str | None
    default: str | None
    tables: tuple[ReferenceTable, ...]
    curve: tuple[ReferenceCurve, ...]
    spread: ReferenceSpread | None
    value: ReferenceValue | None
    red_flags: tuple[RedFlag, ...]
    sources: tuple[SourceEntry, ...]
    disclaimer: str
