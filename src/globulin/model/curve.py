"""A point of a curve over age that was fitted to published tables."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint:
    """The median and the limits (2.5 and 97.5 of 100) at one age, by a fit of ours.

    Between two points the logarithms are joined by straight lines. `low_from` to `low_to` is
    where most published lower limits of this age lie, `high_from` to `high_to` where most upper
    ones; `tables` is how many published tables hold at this age.
    """

    id: str
    analyte: str
    sex: Literal["female", "male"]
    age_days: int
    median: float
    low: float
    high: float
    unit: str
    tables: int
    sources: tuple[str, ...]
    low_from: float | None = None
    low_to: float | None = None
    high_from: float | None = None
    high_to: float | None = None
