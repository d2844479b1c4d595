"""Two causes at once, where one alone leaves findings unexplained.

Both causes shift the values, so that their means of zlog add up; a finding is there when either
cause or the background brings it (noisy-or; Pearl 1988). Causes come together as often as chance
would have it. A pair stands beside the ranked causes and outside their sum.
"""

from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from globulin.reasoning.differential.densities import DensityTable, likelihood
from globulin.reasoning.differential.findings import (
    FindingGroup,
    log_ratios,
    told_states,
)
from globulin.reasoning.differential.posterior import Tables, Weighed
from globulin.reasoning.people import People

Floats = NDArray[np.float64]
# So many of a person's likeliest causes are tried in pairs.
MOST = 6


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of causes, and how many times as likely both are as the likeliest single cause.

    `places` is (pairs, 2), the smaller one first; `times` (people, pairs) is zero where one of the
    two is not among a person's likeliest causes.
    """

    places: NDArray[np.intp]
    times: Floats


def find_pairs(tables: Tables, people: People, weighed: Weighed, never: NDArray[np.intp]) -> Pairs:
    """Return how likely pairs of the likeliest causes are.

    Args:
        tables: the best guess, one draw.
        people: columns.
        weighed: what the single causes weigh.
        never: places of causes that are in no pair, such as the ordinary variation.
    """
    people = tables.heard(people)
    likely = weighed.posterior[:, 0].copy()
    likely[:, never] = -1.0
    most = min(MOST, likely.shape[1] - len(never))
    top = np.sort(np.argsort(-likely, axis=1, kind="stable")[:, :most], axis=1)
    each = [list(combinations(map(int, row), 2)) for row in np.unique(top, axis=0)]
    pairs = sorted({pair for row in each for pair in row})
    places = np.array(pairs, dtype=np.intp).reshape(-1, 2)
    has = (top[:, :, None, None] == places).any(axis=1).all(axis=2)
    prior, rest = weighed.prior[:, 0], tables.priors.rest
    log_prior = np.log(np.maximum(prior, np.finfo(float).tiny))
    log_weight = log_prior[:, places].sum(axis=2)
    # A laboratory that counted nobody twice does not tell the odds of a cause against none.
    if tables.priors.counted is None:
        log_weight -= log_prior[:, [rest]]
    log_weight += np.log(likelihood(_densities(tables, places), *_bounds(tables, people)))[:, 0]
    single = log_prior + np.log(weighed.values[:, 0])
    for group in tables.groups:
        states = told_states(group, people)
        if states is None or group.gate is not None:
            continue
        single[:, group.causes] += log_ratios(group, states, tables.discount)[:, 0]
        both = _group(group, places)
        log_weight += log_ratios(both, states, tables.discount)[:, 0]
    times = np.exp(log_weight - single.max(axis=1, keepdims=True))
    return Pairs(places, np.where(has, times, 0.0))


def _bounds(tables: Tables, people: People) -> tuple[Floats, Floats]:
    return people.bounds_of(tables.densities.analytes)


def _densities(tables: Tables, places: NDArray[np.intp]) -> DensityTable:
    """Return the densities of both causes at once: shifts add up, and so does what is spread."""
    one, other = (tables.densities.mean[:, places[:, side]] for side in (0, 1))
    spreads = tables.densities.spread[:, places]
    return DensityTable(
        analytes=tables.densities.analytes,
        mean=one + other,
        # The ordinary spread of people, which is 1 on this scale, is in both of them.
        spread=np.sqrt(np.maximum((spreads**2).sum(axis=2) - 1.0, spreads.max(axis=2) ** 2)),
        correlation=tables.densities.correlation[places].mean(axis=1),
        tail_share=tables.densities.tail_share,
        tail_width=tables.densities.tail_width,
    )


def _group(group: FindingGroup, places: NDArray[np.intp]) -> FindingGroup:
    """Return the likelihood ratios of a group's findings in pairs of causes."""
    present, absent = (
        _spread_out(group, ratios, places) for ratios in (group.present, group.absent)
    )
    background = group.background[:, :, None]
    # Nobody has the finding whom neither cause gives it, nor the background.
    none = np.exp(absent.sum(axis=3)) * (1.0 - background)
    # Two causes that both make a finding rarer leave it to fewer than either of them.
    is_rarer = (present < 0.0).all(axis=3)
    share = np.where(is_rarer, np.exp(present.sum(axis=3)) * background, 1.0 - none)
    is_linked = (present != 0.0).any(axis=3)
    share = np.where(is_linked, share, background)
    return replace(
        group,
        causes=np.arange(len(places), dtype=np.intp),
        present=np.log(share / background),
        absent=np.log((1.0 - share) / (1.0 - background)),
    )


def _spread_out(group: FindingGroup, ratios: Floats, places: NDArray[np.intp]) -> Floats:
    """Return ratios as (D, findings, pairs, 2), zero for causes that the group does not move."""
    most = max(places.max(initial=0), group.causes.max())
    full = np.zeros((*ratios.shape[:2], int(most) + 1))
    full[:, :, group.causes] = ratios
    spread: Floats = full[:, :, places]
    return spread
