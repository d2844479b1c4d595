"""The facts by which two results are compared, as the kernel takes them."""

from functools import lru_cache
from typing import Any

from globulin.intervals.trend import Span
from globulin.intervals.trend_limits import Variation
from globulin.knowledge import Knowledge
from globulin.model import Fact

DAYS_IN = {"days": 1.0, "weeks": 7.0}
PARTS = ("within", "measured", "between")
PERCENT = 100.0


def trend_names(knowledge: Knowledge) -> dict[str, Any]:
    """Return the names of facts, findings and analytes of the comparison."""
    names: dict[str, Any] = knowledge.table("reports")["trend"]
    return names


@lru_cache(maxsize=64)
def span_of(knowledge: Knowledge, analyte: str) -> Span:
    """Return the narrow and the wide variation of an analyte, NaN where no source gives one."""
    names = trend_names(knowledge)
    days = _days(knowledge, names["lasting"])
    low = names["lasting_low"].get(analyte, names["lasting"])
    return Span(
        narrow=_variation(knowledge, analyte, is_wide=False),
        wide=_variation(knowledge, analyte, is_wide=True),
        lasting_low=_days(knowledge, low),
        lasting_high=days,
    )


def lasting_fact(knowledge: Knowledge, analyte: str, *, is_low: bool) -> str:
    """Return the fact that says how far apart two results lie that last."""
    names = trend_names(knowledge)
    return str(names["lasting_low"].get(analyte, names["lasting"]) if is_low else names["lasting"])


def facts_of_change(knowledge: Knowledge, analyte: str, *, is_widened: bool) -> tuple[str, ...]:
    """Return the facts that the limits of an analyte rest on."""
    names = trend_names(knowledge)
    parts = PARTS if is_widened else PARTS[:2]
    facts = (fact for part in parts for fact in names[part].get(analyte, ()))
    return (*facts, names["deviate"])


def half_life_days(knowledge: Knowledge, analyte: str) -> float | None:
    """Return the shortest half-life of a class that sources give, or None where none is named."""
    key = trend_names(knowledge)["half_life"].get(analyte)
    return None if key is None else _days(knowledge, key)


def _variation(knowledge: Knowledge, analyte: str, *, is_wide: bool) -> Variation:
    names = trend_names(knowledge)
    within, measured, between = (
        [n for fact in names[part].get(analyte, ()) for n in _numbers(_fact(knowledge, fact))]
        for part in PARTS
    )
    choose = max if is_wide else min
    return Variation(
        deviate=_numbers(_fact(knowledge, names["deviate"]))[0],
        within=choose(within) / PERCENT if within else float("nan"),
        measured=choose(measured, default=0.0) / PERCENT,
        between=choose(between, default=0.0) / PERCENT,
    )


def _numbers(fact: Fact) -> list[float]:
    """Return the numbers of a fact: its value, or both its ends."""
    ends = (fact.value,) if fact.value is not None else (fact.low, fact.high)
    return [end for end in ends if end is not None]


def _days(knowledge: Knowledge, key: str) -> float:
    fact = _fact(knowledge, key)
    return _numbers(fact)[0] * DAYS_IN[fact.unit or ""]


def _fact(knowledge: Knowledge, key: str) -> Fact:
    fact = knowledge.fact(key)
    if isinstance(fact, Fact):
        return fact
    message = f"fact {key}: expected a variation"
    raise LookupError(message)
