"""What a report means: field for field the contract's `globulin/interpretation/1`."""

from dataclasses import dataclass
from typing import Any, Literal

from globulin.model.condition import EffectEvidence
from globulin.model.explanation import Explanation
from globulin.model.report import Check, Comparator, Flag, GivenFinding, Reported, Unread
from globulin.model.shown import RedFlag, SourceEntry
from globulin.model.statement import Statement

Ranking = Literal["ranked", "cannot_rank", "not_attempted"]
Band = Literal["likely", "possible", "unlikely"]
Basis = Literal["reported", "laboratory", "published"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """The person as the interpretation echoes them."""

    age_years: float | None
    sex: str | None
    pregnant: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedInterval:
    """The interval that a value was judged by, in the unit of the value."""

    low: float | None
    high: float | None
    unit: str | None
    basis: Basis
    source: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How many distinct published tables put the value below, within or above."""

    below: int
    within: int
    above: int
    of: int

    @property
    def open(self) -> int:
        """Return how many tables leave the value on no one side."""
        return self.of - self.below - self.within - self.above


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedResult:
    """One result with how it was judged, and by what."""

    analyte: str
    loinc: str | None
    value: float | None
    unit: str | None
    comparator: Comparator | None
    collected: str | None
    status: Literal["judged", "not_judged"]
    reason: str | None
    reported: Reported
    interval: UsedInterval | None
    flag: Flag | None
    zlog: float | None
    percentile: float | None
    times_upper_limit: float | None
    agreement: Agreement | None
    assumed: tuple[str, ...]
    where: str
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPattern:
    """A reading of several results together."""

    id: str
    name: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchShare:
    """How likely a branch of the differential is, with its 90 % interval; null for a patient.

    `statements` say it to a patient in words: that most results like these belong there, or that
    it should be looked into; nothing where it is neither.
    """

    id: str
    probability: float | None
    low: float | None
    high: float | None
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CausePair:
    """Two causes at once, which together explain more than one alone.

    `times` is how many times as likely both are as the likeliest single cause.
    """

    causes: tuple[str, str]
    statements: tuple[Statement, ...]
    times: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseEvidence:
    """A finding, or the values of a class, that count for or against a cause.

    `likelihood_ratio` is against the background rate, of values against the ordinary variation;
    that of a group of findings stands on its first row, 1 on the others. `name` is the finding in
    words; `present` tells whether it is there.
    """

    finding: str
    likelihood_ratio: float | None
    group: str
    sources: tuple[int, ...]
    name: str = ""
    present: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PossibleCause:
    """A cause of the differential; its numbers are null for a patient, and where none is ranked.

    `support` tells how well its effect on these results is shown; `weighed` are those of its
    statements that speak for or against it in this person. `fits`: it is known to do what these
    results show.
    """

    id: str
    name: str
    branch: str
    group: str
    must_not_miss: bool
    statements: tuple[Statement, ...]
    support: EffectEvidence | None = None
    weighed: tuple[Statement, ...] = ()
    fits: bool = True
    probability: float | None = None
    low: float | None = None
    high: float | None = None
    band: Band | None = None
    prior: float | None = None
    evidence: tuple[CauseEvidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DoctorQuestion:
    """A question to take along to the doctor."""

    id: str
    text: str
    information_bits: float | None = None


ChangeVerdict = Literal["no_real_change", "rise", "fall", "not_comparable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPoint:
    """One dated result of a course, as the report gives it."""

    collected: str
    value: float | None
    unit: str | None
    comparator: Comparator | None
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """When a further result would tell something, and why then; the statements say the same."""

    when: str
    why: str
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """How the results of one analyte changed: the newest against the one before.

    `reference_change_percent` is the size of the limit in the direction of the change, and
    the two limits stand beside it; `is_widened`: laboratory, method, unit or range changed.
    `by_interval_percent` is the change as zlog sees it, where the two results have different
    ranges. `is_open`: by some sources the change is more than chance, by others it is not.
    `reason` tells why two results were not compared.
    """

    analyte: str
    points: tuple[TrendPoint, ...]
    change_percent: float | None
    reference_change_percent: float | None
    persistent: bool | None
    verdict: ChangeVerdict
    repeat: Repeat
    rise_limit_percent: float | None = None
    fall_limit_percent: float | None = None
    is_widened: bool = False
    is_open: bool = False
    by_interval_percent: float | None = None
    reason: str | None = None
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpretation:
    """What a report of one person means, with every source of every statement.

    `ranking_statements` say what the order of the causes rests on, and where they cannot be ranked
    which test would decide.
    """

    schema: str
    knowledge_version: str
    as_of: str | None
    audience: str
    setting: str | None
    disclaimer: str
    patient: Patient
    results: tuple[JudgedResult, ...]
    findings: tuple[GivenFinding, ...]
    patterns: tuple[FoundPattern, ...]
    ranking: Ranking
    branches: tuple[BranchShare, ...]
    causes: tuple[PossibleCause, ...]
    pairs: tuple[CausePair, ...]
    next_tests: tuple[Any, ...]
    questions: tuple[DoctorQuestion, ...]
    red_flags: tuple[RedFlag, ...]
    when_to_get_help: tuple[Statement, ...]
    trend: tuple[Trend, ...]
    checks: tuple[Check, ...]
    unread: tuple[Unread, ...]
    dropped: dict[str, int]
    sources: tuple[SourceEntry, ...]
    ranking_statements: tuple[Statement, ...] = ()
    explanation: Explanation | None = None
