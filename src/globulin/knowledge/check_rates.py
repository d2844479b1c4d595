"""Priors of the differential: every cause has a rate, bands never overlap, weights are sound."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from globulin.knowledge.library import Library
from globulin.model import Condition, Fact, Rate, SettingWeight

# What the other causes leave over: it has no rate of its own.
REST = "none"
# A rate as a part of one, by its unit.
PARTS = {"%": 1e-2, "per 100000": 1e-5}
TIMES = "times"
SEXES = ("female", "male")
# Causes exclude each other, so their rates must leave room for ordinary values.
MOST_TOGETHER = 0.6


def check_rates(library: Library) -> Iterator[str]:
    """Yield a line for every cause without a rate and every rate that is broken or stands twice."""
    rates = library.of("rate", Rate)
    for rate in rates.values():
        where = f"{library.places['rate', rate.id]}: {rate.id}"
        yield from _condition(library, where, rate.condition)
        yield from _rate(library, where, rate)
    yield from _without_rate(library)
    yield from _overlaps(library)
    for sex in SEXES:
        yield from _sums(library, sex)


def check_setting_weights(library: Library) -> Iterator[str]:
    """Yield a line for every weight of nothing, without a width, or of one thing twice."""
    seen: dict[tuple[str, str, str], str] = {}
    for weight in library.of("setting_weight", SettingWeight).values():
        where = f"{library.places['setting_weight', weight.id]}: {weight.id}"
        if weight.setting not in library.records["setting"]:
            yield f"{where}: setting {weight.setting!r} does not exist"
        if weight.applies not in library.records[weight.level]:
            yield f"{where}: {weight.level} {weight.applies!r} does not exist"
        elif weight.level == "condition" and weight.applies == REST:
            yield f"{where}: {REST!r} is what the others leave over and has no weight"
        yield from _width(library, where, weight.fact, (TIMES,))
        key = (weight.setting, weight.level, weight.applies)
        other = seen.setdefault(key, weight.id)
        if other != weight.id:
            yield f"{where}: {weight.applies!r} has the weight {other!r} in this setting already"


def _condition(library: Library, where: str, key: str) -> Iterator[str]:
    condition = library.of("condition", Condition).get(key)
    if condition is None:
        yield f"{where}: condition {key!r} does not exist"
    elif condition.umbrella or key == REST:
        yield f"{where}: condition {key!r} is no cause of its own: expected no rate"


def _rate(library: Library, where: str, rate: Rate) -> Iterator[str]:
    yield from _width(library, where, rate.fact, tuple(PARTS))
    start, end = _ages(rate)
    if not 0 <= start < end:
        yield f"{where}: ages from {rate.age_low_days} to {rate.age_high_days} days"
    for key in rate.uses:
        if key not in library.records["fact"]:
            yield f"{where}: uses {key!r}, which does not exist"
        if key == rate.fact:
            yield f"{where}: uses its own fact {key!r}"


def _width(library: Library, where: str, key: str, units: tuple[str, ...]) -> Iterator[str]:
    """Yield a line where a fact has not all of a unit, a value above zero, and both ends."""
    fact = library.of("fact", Fact).get(key)
    if fact is None:
        yield f"{where}: fact {key!r} does not exist"
    elif fact.unit not in units:
        yield f"{where}: fact {key!r}: unit {fact.unit!r}: expected {' or '.join(units)}"
    elif fact.value is None or fact.low is None or fact.high is None:
        yield f"{where}: fact {key!r} without width: expected value, low and high"
    elif not 0 < fact.low <= fact.value <= fact.high:
        yield f"{where}: fact {key!r}: expected low, value and high in order and above zero"


def _without_rate(library: Library) -> Iterator[str]:
    known = {rate.condition for rate in library.of("rate", Rate).values()}
    for condition in library.of("condition", Condition).values():
        if condition.id not in known and not condition.umbrella and condition.id != REST:
            where = library.places["condition", condition.id]
            yield f"{where}: condition {condition.id!r}: no rate says how common it is"


def _overlaps(library: Library) -> Iterator[str]:
    """Yield a line for two rates of one condition that hold for the same person."""
    bands: dict[tuple[str, str], list[Rate]] = defaultdict(list)
    for rate in library.of("rate", Rate).values():
        for sex in _sexes(rate):
            bands[rate.condition, sex].append(rate)
    told: set[tuple[str, str]] = set()
    for rows in bands.values():
        rows.sort(key=_ages)
        for earlier, later in pairwise(rows):
            pair = (earlier.id, later.id)
            if _ages(later)[0] < _ages(earlier)[1] and pair not in told:
                told.add(pair)
                where = library.places["rate", later.id]
                yield f"{where}: {later.id}: overlaps with {earlier.id!r}"


def _sums(library: Library, sex: str) -> Iterator[str]:
    """Yield a line for every age at which the causes together leave too little over."""
    rows = [rate for rate in library.of("rate", Rate).values() if sex in _sexes(rate)]
    for age in sorted({_ages(rate)[0] for rate in rows}):
        held = [rate for rate in rows if _ages(rate)[0] <= age < _ages(rate)[1]]
        total = sum(_part(library, rate) for rate in held)
        if total >= MOST_TOGETHER:
            yield f"rates: {sex} from {age} days: all causes together are {total:.0%} of people"


def _part(library: Library, rate: Rate) -> float:
    """Return a rate as a part of one; nothing where its fact is no rate, which is told already."""
    fact = library.of("fact", Fact).get(rate.fact)
    if fact is None or fact.value is None:
        return 0.0
    return fact.value * PARTS.get(fact.unit or "", 0.0)


def _ages(rate: Rate) -> tuple[float, float]:
    """Return the first day of a band and the first day behind it."""
    end = float("inf") if rate.age_high_days is None else rate.age_high_days
    return float(rate.age_low_days or 0), end


def _sexes(rate: Rate) -> tuple[str, ...]:
    return SEXES if rate.sex is None else (rate.sex,)
