"""The density of one analyte in one condition: a class of similar causes, moved by studies.

Values are normal on the scale of zlog. Mean and logarithm of the spread are weighed on a grid:
the class says where they may lie, each study where they lie in its people, and studies differ from
each other by a width of their own. What is told is the mean and the standard deviation of the
posterior.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from globulin.intervals.normal import normal_cdf

Floats = NDArray[np.float64]
EvidenceKind = Literal["middle", "mean", "spread", "below", "within"]

MEANS = np.linspace(-16.0, 16.0, 641)[:, None]
LOG_SPREADS = np.linspace(np.log(0.25), np.log(8.0), 70)[None, :]
# A share is never taken as quite none or quite all.
LEAST_SHARE = 1e-9
# Quartiles of a normal distribution lie so many standard deviations apart.
QUARTILES_APART = 1.3489795003921634
# The standard error of a median, and of the logarithm of a spread from quartiles, for one person.
MEDIAN_ERROR = 1.2533141373155003
QUARTILES_ERROR = 1.1664
# What is known of a mean is never narrower, nor what is known of the logarithm of a spread.
LEAST_MEAN_WIDTH = 0.15
LEAST_SPREAD_WIDTH = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What one figure of a study says.

    `value` is a zlog for `middle` and `mean`, a spread for `spread`, else a share of 1: of people
    below `limit`, or between `limit` and `upper`. `scale` is the standard deviation of the
    logarithm in the reference interval: the mean of amounts lies above their median by it.
    """

    kind: EvidenceKind
    value: float
    people: float
    study: str
    limit: float = 0.0
    upper: float = 0.0
    scale: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A mean and a spread, with the widths of what is not known of them (spread: logarithm)."""

    mean: float
    mean_width: float
    spread: float
    spread_width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """How far studies of one condition differ: their middles, the logarithms of their spreads."""

    means: float
    spreads: float


def fit(prior: Placed, evidence: Sequence[Evidence], between: Between) -> Placed:
    """Return the class as its studies move it; without a study the class as it stands."""
    if not evidence:
        return prior
    log = _normal(MEANS, prior.mean, prior.mean_width)
    log = log + _normal(LOG_SPREADS, float(np.log(prior.spread)), prior.spread_width)
    for study in _studies(evidence):
        log = log + _study(study, between)
    return _summary(log)


def _studies(evidence: Iterable[Evidence]) -> list[list[Evidence]]:
    by_study: dict[str, list[Evidence]] = defaultdict(list)
    for item in evidence:
        by_study[item.study].append(item)
    return list(by_study.values())


def _study(figures: Iterable[Evidence], between: Between) -> Floats:
    """Return the log likelihood of a study whose own mean is off by the width between studies."""
    own: Floats = np.zeros((MEANS.size, LOG_SPREADS.size))
    for figure in figures:
        own = own + _figure(figure, between)
    top = float(own.max())
    likelihood = _shift(between.means) @ np.exp(own - top)
    result: Floats = np.log(np.maximum(likelihood, np.finfo(np.float64).tiny)) + top
    return result


@cache
def _shift(width: float) -> Floats:
    """Return how likely the mean of a study is each of the grid, for each mean of all studies."""
    shift = np.exp(-0.5 * ((MEANS - MEANS.T) / width) ** 2)
    result: Floats = shift / shift.sum(axis=1, keepdims=True)
    return result


def _figure(figure: Evidence, between: Between) -> Floats:
    spreads = np.exp(LOG_SPREADS)
    if figure.kind == "spread":
        width = np.hypot(between.spreads, QUARTILES_ERROR / np.sqrt(figure.people))
        return _normal(LOG_SPREADS, float(np.log(figure.value)), float(width))
    if figure.kind == "middle":
        error = MEDIAN_ERROR * spreads / np.sqrt(figure.people)
        return _normal(MEANS, figure.value, error) - np.log(error)
    if figure.kind == "mean":
        error = spreads / np.sqrt(figure.people)
        above = figure.scale * spreads**2 / 2.0
        return _normal(MEANS + above, figure.value, error) - np.log(error)
    share = normal_cdf((figure.limit - MEANS) / spreads)
    if figure.kind == "within":
        share = normal_cdf((figure.upper - MEANS) / spreads) - share
    share = np.clip(share, LEAST_SHARE, 1.0 - LEAST_SHARE)
    told = figure.value
    result: Floats = figure.people * (told * np.log(share) + (1.0 - told) * np.log1p(-share))
    return result


def _normal(place: Floats, mean: float, width: float | Floats) -> Floats:
    """Return the logarithm of a normal density without its constant."""
    result: Floats = -0.5 * ((place - mean) / width) ** 2
    return result


def _summary(log: Floats) -> Placed:
    weight = np.exp(log - log.max())
    weight /= weight.sum()
    mean = float((weight * MEANS).sum())
    log_spread = float((weight * LOG_SPREADS).sum())
    mean_width = float(np.sqrt((weight * (MEANS - mean) ** 2).sum()))
    spread_width = float(np.sqrt((weight * (LOG_SPREADS - log_spread) ** 2).sum()))
    return Placed(
        mean=mean,
        mean_width=max(mean_width, LEAST_MEAN_WIDTH),
        spread=float(np.exp(log_spread)),
        spread_width=max(spread_width, LEAST_SPREAD_WIDTH),
    )
