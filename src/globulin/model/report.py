"""A report as it was received: people, results, findings, and what could not be used."""

from dataclasses import dataclass, field
from typing import Literal

Sex = Literal["female", "male"]
Comparator = Literal["<", "<=", ">", ">="]
Flag = Literal["L", "N", "H", "LL", "HH"]
CheckLevel = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A code and its system, as received."""

    code: str
    system: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Both ends of a range, each of which may be missing, in `unit`."""

    low: float | None = None
    high: float | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """What the sender wrote about one result, exactly as received."""

    name: str | None = None
    code: Code | None = None
    value: float | str | None = None
    unit: str | None = None
    interval: Limits | str | None = None
    flag: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One measured total of an analyte, as a number in a UCUM unit where it could be read.

    `refusal` is the code of the reason why the number must not be used; `interval` is the printed
    one, in the unit of `value`; `flag` the sender's own, in our letters; `age_days` the person's
    age on the day of the sample.
    """

    analyte: str
    where: str
    reported: Reported
    loinc: str | None = None
    value: float | None = None
    comparator: Comparator | None = None
    unit: str | None = None
    interval: Limits | None = None
    flag: Flag | None = None
    collected: str | None = None
    method: str | None = None
    laboratory: str | None = None
    refusal: str | None = None
    age_days: int | None = None

    @property
    def is_amount(self) -> bool:
        """Tell whether something was measured: not nothing, nor less than a method can tell."""
        return bool(self.value) and self.comparator not in {"<", "<="}


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenFinding:
    """A finding as somebody told it; `id` is None where it is none that we know.

    `present` None: asked about and not known. `side` is that of a result which tells the finding:
    where the laboratory itself puts it.
    """

    given: str
    id: str | None
    hpo: str | None
    present: bool | None
    where: str
    side: Literal["low", "normal", "high"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A part of the input that was not used, with its place and why."""

    where: str
    text: str
    reason: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """What a doubtful number may have meant; never used, only told."""

    value: float
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Something about the input that a reader must know."""

    level: CheckLevel
    code: str
    where: str
    message: str
    suggested: Suggested | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What is known of the person; None is not known. Nothing here names anybody."""

    age_days: int | None = None
    sex: Sex | None = None
    pregnant: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The results and findings of one person, with all that was left over.

    `as_of` is the date that counts as today, ISO 8601; `dropped` counts identifiers of people
    by kind. `overheard` are dropped lines that may name a person: they are listened to for words
    of an emergency, and never shown. `followed` are dated amounts that are no judged totals (a
    band, light chains) and stand in `unread` too: only their course is told.
    """

    person: Person
    as_of: str | None = None
    setting: str | None = None
    results: tuple[Result, ...] = ()
    findings: tuple[GivenFinding, ...] = ()
    unread: tuple[Unread, ...] = ()
    dropped: dict[str, int] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    overheard: tuple[str, ...] = ()
    followed: tuple[Result, ...] = ()
