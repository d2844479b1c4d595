"""What a figure over age shows: published limits, a curve through them, one's own value."""

from dataclasses import dataclass

# A limit of a band: its ages in days, from and to, and the limit.
Step = tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgePoint:
    """The curve at one age, and between what most published limits of that age lie."""

    age_days: float
    median: float
    low: float
    high: float
    low_from: float | None = None
    low_to: float | None = None
    high_from: float | None = None
    high_to: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeMark:
    """One's own value at one's age, with its label."""

    age_days: float
    value: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ages:
    """All that is drawn over age, in the unit of the figure.

    `ticks` are ages in days with their labels; `names` are the words beside the lines: median,
    low, high, key_published, key_curve and key_band.
    """

    lows: tuple[Step, ...]
    highs: tuple[Step, ...]
    curve: tuple[AgePoint, ...]
    ticks: tuple[tuple[float, str], ...]
    names: dict[str, str]
    mark: AgeMark | None = None
