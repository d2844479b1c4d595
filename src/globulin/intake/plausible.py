"""What a number of an analyte can be: checks of the input, from published limits alone."""

import math
from dataclasses import dataclass

from globulin.knowledge import Knowledge
from globulin.model import Analyte, Fact, Limits, Suggested
from globulin.units import Factors, convert

# A printed upper limit further than this from all published ones belongs to another unit or test.
FAR = 4.0
# Below a published lower limit by more than this, and ordinary in another unit of the analyte.
FAR_BELOW = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """The ends of all published limits of an analyte, in `unit`, and the most that can be.

    `units` are those that reports of this analyte use.
    """

    analyte: str
    unit: str
    units: tuple[str, ...]
    lowest_low: float
    lowest_high: float
    highest_high: float
    most: float
    factors: Factors

    def has_range(self, interval: Limits, unit: str) -> bool:
        """Tell whether a printed range can be one of this analyte in this unit."""
        high = self._in_base(interval.high, unit)
        if high is not None:
            return self.lowest_high / FAR <= high <= self.highest_high * FAR
        low = self._in_base(interval.low, unit)
        return low is None or low <= self.highest_high

    def is_impossible(self, value: float, unit: str) -> bool:
        """Tell whether blood cannot hold so much."""
        amount = self._in_base(value, unit)
        return amount is not None and amount > self.most

    def suggest(self, value: float, unit: str, interval: Limits | None) -> Suggested | None:
        """Return what the number may have meant: its digits, or its amount, in the range's unit."""
        for other in self.units:
            if other == unit:
                continue
            if interval is not None and not self.has_range(interval, other):
                if self.has_range(interval, unit) and not self.is_impossible(value, other):
                    return Suggested(value=value, unit=other)
                continue
            readings = [value]
            if interval is not None:
                readings.append(self._convert(value, unit, other))
            fitting = [number for number in readings if not self.is_impossible(number, other)]
            if fitting:
                best = min(fitting, key=lambda number: self._distance(number, other))
                return Suggested(value=best, unit=other)
        return None

    def only_unit(self, value: float, interval: Limits | None) -> Suggested | None:
        """Return the one unit in which a number without a unit can be, with its range."""
        if interval is None:
            return None
        if interval.unit is not None:
            is_possible = self.has_range(interval, interval.unit)
            is_possible = is_possible and not self.is_impossible(value, interval.unit)
            return Suggested(value=value, unit=interval.unit) if is_possible else None
        fitting = [unit for unit in self.units if self.has_range(interval, unit)]
        return Suggested(value=value, unit=fitting[0]) if len(fitting) == 1 else None

    def likelier_unit(self, value: float, unit: str) -> Suggested | None:
        """Return another unit in which a very low number would be an ordinary one."""
        amount = self._in_base(value, unit)
        if amount is None or amount >= self.lowest_low / FAR_BELOW or amount == 0:
            return None
        for other in self.units:
            number = self._in_base(value, other)
            if other != unit and number is not None and self._is_ordinary(number):
                return Suggested(value=value, unit=other)
        return None

    def _is_ordinary(self, amount: float) -> bool:
        return self.lowest_low <= amount <= self.highest_high

    def _distance(self, value: float, unit: str) -> float:
        amount = max(self._in_base(value, unit) or 0.0, 1e-9)
        return abs(math.log(amount / math.sqrt(self.lowest_high * self.highest_high)))

    def _in_base(self, value: float | None, unit: str) -> float | None:
        return None if value is None else self._convert(value, unit, self.unit)

    def _convert(self, value: float, unit: str, other: str) -> float:
        return convert(
            value, analyte=self.analyte, from_unit=unit, to_unit=other, factors=self.factors
        )


def make_envelope(knowledge: Knowledge, analyte: Analyte, factors: Factors) -> Envelope:
    """Return what is plausible of an analyte, by the published tables of all ages."""
    unit = analyte.units[0]

    def base(value: float, of_unit: str) -> float:
        return convert(value, analyte=analyte.id, from_unit=of_unit, to_unit=unit, factors=factors)

    bands = [band for band in knowledge.intervals(analyte.id) if band.counted]
    highs = [base(band.high, band.unit) for band in bands if band.high is not None]
    lows = [base(band.low, band.unit) for band in bands if band.low]
    most = knowledge.fact(knowledge.table("reports")["plausible"]["most"])
    if not isinstance(most, Fact) or most.value is None or most.unit is None:
        message = f"fact {most.id}: expected a value with a unit"
        raise LookupError(message)
    return Envelope(
        analyte=analyte.id,
        unit=unit,
        units=analyte.units,
        lowest_low=min(lows),
        lowest_high=min(highs),
        highest_high=max(highs),
        most=base(most.value, most.unit),
        factors=factors,
    )
