"""When an interval may not be believed: limits that call nothing low, ranges of another age."""

from dataclasses import dataclass
from functools import lru_cache

from globulin.knowledge import Knowledge
from globulin.model import Fact
from globulin.units import Factors

DAYS_IN_YEAR = 365.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Cautions:
    """Thresholds of judging, each from its fact.

    The printed interval of somebody younger than `child_days` may be one for adults by mistake.
    From `infant_days` on it must also lie `far` (a ratio) from the middle of the tables of the
    age. `adult_days` is an age at which every table for adults has a band. `least_low`, in
    `least_low_unit`, is the highest lower limit that calls nothing low.
    """

    child_days: float
    infant_days: float
    adult_days: float
    far: float
    least_low: float
    least_low_unit: str

    def least_low_in(self, unit: str, *, analyte: str, factors: Factors) -> float:
        """Return `least_low` in a unit of an analyte; zero where the two do not convert."""
        if unit == self.least_low_unit:
            return self.least_low
        factor = factors.find(analyte, self.least_low_unit, unit)
        return 0.0 if factor is None else self.least_low * float(factor)


@lru_cache(maxsize=4)
def make_cautions(knowledge: Knowledge) -> Cautions:
    """Return the thresholds of judging of one opened knowledge."""
    names = knowledge.table("interface")["judging"]
    child, infant, adult, far = (
        _amount(knowledge, names[name])[0]
        for name in ("child_age", "infant_age", "adult_age", "far_from_age")
    )
    least_low, unit = _amount(knowledge, names["least_low"])
    return Cautions(
        child_days=child * DAYS_IN_YEAR,
        infant_days=infant * DAYS_IN_YEAR,
        adult_days=adult * DAYS_IN_YEAR,
        far=far,
        least_low=least_low,
        least_low_unit=unit,
    )


def _amount(knowledge: Knowledge, key: str) -> tuple[float, str]:
    fact = knowledge.fact(key)
    if not isinstance(fact, Fact) or fact.value is None or fact.unit is None:
        message = f"fact {key}: expected a value with a unit"
        raise LookupError(message)
    return fact.value, fact.unit
