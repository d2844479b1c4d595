"""The posterior once more, number by number in plain Python, straight from the definitions.

It shares no code with the package: no arrays, loops over causes, `math.erfc` for areas, and the
values conditioned one on the other by elimination in the covariance matrix.
"""

import math
from collections.abc import Iterable
from typing import Any

from globulin.reasoning.differential.inputs import Inputs

FEMALE, MALE = 1, 2


def posterior_by_hand(inputs: Inputs, person: dict[str, Any], setting: str | None) -> list[float]:
    """Return the posterior of one person in the order of the causes."""
    weights = [
        prior * density_by_hand(inputs, cause, person["values"])
        for cause, prior in enumerate(priors_by_hand(inputs, person, setting))
    ]
    told = plain_findings(inputs, person["told"])
    for group in sorted(set(inputs.groups.values())):
        for cause in range(len(weights)):
            weights[cause] *= math.exp(group_by_hand(inputs, told, group, None, cause))
    for gate, inside in inputs.gates.items():
        before = sum(weights[cause] for cause in inside)
        for group in sorted(set(inputs.groups.values())):
            for cause in inside:
                weights[cause] *= math.exp(group_by_hand(inputs, told, group, gate, cause))
        after = sum(weights[cause] for cause in inside)
        for cause in inside:
            weights[cause] *= before / after if after else 1.0
    total = math.fsum(weights)
    return [weight / total for weight in weights]


def priors_by_hand(inputs: Inputs, person: dict[str, Any], setting: str | None) -> list[float]:
    """Return the priors: of the told setting, or the even mixture of all that fit the age."""
    ages = list(inputs.unknown_ages) if person["age"] is None else [person["age"]]
    sexes = {"female": [FEMALE], "male": [MALE], None: [FEMALE, MALE]}[person["sex"]]
    if setting is not None:
        places = [inputs.settings.index(setting)]
    else:
        ends = list(zip(inputs.fits_from, inputs.fits_below, strict=True))
        places = [
            place
            for place, (low, high) in enumerate(ends)
            if any(low <= age < high for age in ages)
        ]
    each = [_priors_in(inputs, place, ages, sexes) for place in places]
    return [sum(column) / len(each) for column in zip(*each, strict=True)]


def _priors_in(inputs: Inputs, setting: int, ages: list[float], sexes: list[int]) -> list[float]:
    weights = [0.0] * len(inputs.causes)
    for band in inputs.bands:
        fitting = sum(
            band.age_from <= age < band.age_below and band.sexes & sex != 0
            for age in ages
            for sex in sexes
        )
        weights[band.cause] += band.rate.value * fitting / (len(ages) * len(sexes))
    for row in inputs.weights:
        if row.setting == setting:
            for cause in row.causes:
                weights[cause] *= row.times.value
    weights[inputs.rest] = 1.0
    return [weight / math.fsum(weights) for weight in weights]


def density_by_hand(inputs: Inputs, cause: int, values: dict[str, Any]) -> float:
    """Return the density of the known values, times the area of at most one known by bounds."""
    share, width = inputs.scalars["tail_share"], inputs.scalars["tail_width"]
    return (1.0 - share) * _normal(inputs, cause, values, 1.0) + share * _normal(
        inputs, cause, values, width
    )


def _normal(inputs: Inputs, cause: int, values: dict[str, Any], width: float) -> float:
    names = sorted(values, key=lambda name: isinstance(values[name], tuple))
    at = [inputs.analytes.index(name) for name in names]
    spread = [float(inputs.spread[cause, place]) * width for place in at]
    mean = [float(inputs.mean[cause, place]) for place in at]
    covariance = [
        [
            float(inputs.correlation[cause, one, other]) * spread[i] * spread[j]
            for j, other in enumerate(at)
        ]
        for i, one in enumerate(at)
    ]
    result = 1.0
    for i, name in enumerate(names):
        variance = covariance[i][i]
        if isinstance(values[name], tuple):
            low, high = ((end - mean[i]) / math.sqrt(variance) for end in values[name])
            return result * area(low, high)
        left = values[name] - mean[i]
        result *= math.exp(-left * left / (2.0 * variance)) / math.sqrt(2.0 * math.pi * variance)
        for j in range(i + 1, len(names)):
            slope = covariance[j][i] / variance
            mean[j] += slope * left
            for k in range(i + 1, len(names)):
                covariance[j][k] -= slope * covariance[i][k]
    return result


def area(low: float, high: float) -> float:
    """Return the area of the standard normal distribution between two numbers."""
    if low > 0.0:
        low, high = -high, -low
    return 0.5 * math.erfc(-high / math.sqrt(2.0)) - 0.5 * math.erfc(-low / math.sqrt(2.0))


def plain_findings(inputs: Inputs, told: dict[str, bool | None]) -> dict[str, bool]:
    """Return what is known, with findings that deny another one turned into that one."""
    plain = {
        inputs.opposites[name]: not is_there
        for name, is_there in told.items()
        if name in inputs.opposites and is_there is not None
    }
    own = {
        name: is_there
        for name, is_there in told.items()
        if name not in inputs.opposites and is_there is not None
    }
    return {**plain, **own}


def group_by_hand(
    inputs: Inputs, told: dict[str, bool], group: str, gate: str | None, cause: int
) -> float:
    """Return the natural logarithm of a group's joint likelihood ratio in one cause."""
    ratios = [
        _ratio(one.share.value, inputs.background[one.finding, gate].value, told[one.finding])
        for one in inputs.seen
        if (inputs.groups[one.finding], one.gate, one.cause) == (group, gate, cause)
        and one.finding in told
    ]
    return discounted(ratios, inputs.scalars["group_discount"])


def discounted(ratios: Iterable[float], discount: float) -> float:
    """Return the strongest in full, the next one times the discount, its square and so on."""
    ranked = sorted(ratios, key=abs, reverse=True)
    return sum(ratio * discount**place for place, ratio in enumerate(ranked))


def _ratio(share: float, background: float, is_there: bool) -> float:  # noqa: FBT001 - one of two
    if is_there:
        return math.log(share / background)
    return math.log((1.0 - share) / (1.0 - background))
