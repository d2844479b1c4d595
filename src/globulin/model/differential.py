"""What the differential is compiled from: rates, settings, densities of the values in causes."""

from dataclasses import dataclass
from typing import Literal

DensityBasis = Literal["published", "class"]
DensityEvidence = Literal["our-reading"]
# How a fact enters a density; "left-out" says why one does not.
InputReading = Literal[
    "median",
    "mean",
    "ratio",
    "fall",
    "raised",
    "lowered",
    "within",
    "above-middle",
    "left-out",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How many of all people of an age and sex have a condition, or are in a state, at one time.

    The fact has a value in % or per 100000, with its width. Ages are half-open, in days; an empty
    end has no limit, and an empty `sex` is everybody. Bands of a condition never overlap; where
    none holds nobody has it. `uses` names the facts that a figure of ours was computed from.
    """

    id: str
    condition: str
    fact: str
    age_low_days: int | None = None
    age_high_days: int | None = None
    sex: Literal["female", "male"] | None = None
    uses: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingWeight:
    """How many times as common something is among those tested in a setting as among everybody.

    `applies` is a condition, an umbrella, a group or a branch, and `level` says which: the
    closest one of a condition counts. The fact has a value in times, with its width.
    """

    id: str
    setting: str
    level: Literal["condition", "group", "branch"]
    applies: str
    fact: str
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Density:
    """Where the values of an analyte lie in a condition, as zlog: normal around `mean`.

    `mean_width` is the standard deviation of what is not known of the mean, `spread_width` that of
    the logarithm of the spread. `shape` is the class of similar causes; `basis` says whether the
    figures in `uses` moved it, or whether it is that of the class alone.
    """

    id: str
    condition: str
    analyte: str
    mean: float
    mean_width: float
    spread: float
    spread_width: float
    shape: str
    basis: DensityBasis
    sources: tuple[str, ...]
    uses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DensityShape:
    """Where the values of an analyte lie in a class of similar causes, as zlog: our reading.

    The fields are those of a density; `shape` is the class.
    """

    id: str
    shape: str
    analyte: str
    mean: float
    mean_width: float
    spread: float
    spread_width: float
    evidence: DensityEvidence
    sources: tuple[str, ...]
    date: str
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeCorrelation:
    """How two analytes go together inside a class of similar causes: our reading.

    `value` is the correlation of their zlog, above -1 and below 1; a pair without a row has none.
    """

    id: str
    shape: str
    first: str
    second: str
    value: float
    evidence: DensityEvidence
    sources: tuple[str, ...]
    date: str
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionShape:
    """To which class of similar causes a condition belongs; `id` is the condition."""

    id: str
    shape: str
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DensityInput:
    """One fact that a density is fitted to, or that is left out, with how it is read.

    `median` and `mean` are amounts, `ratio` and `fall` are told against the normal amount, the
    others are shares of people beyond or inside the limits. `limit` names the fact with the limit
    of a share where it is not that of the reference interval; `against` the fact with the middle
    of healthy people of the same study. With `quartiles` the ends of the fact are its quartiles.
    `age_days` is the age of the people where they are children; `n` is their number where only the
    note of the fact tells it. `note` says what to mind, or why the fact is left out.
    """

    id: str
    condition: str
    analyte: str
    fact: str
    reads: InputReading
    quartiles: bool = False
    limit: str | None = None
    against: str | None = None
    age_days: int | None = None
    n: int | None = None
    note: str | None = None
