"""Ranks the causes of people: probabilities, 90 % intervals, and whether they can be ranked."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from globulin.knowledge import Knowledge
from globulin.model import CaseMix, Condition, Link
from globulin.reasoning.differential.inputs import Inputs, read_inputs
from globulin.reasoning.differential.posterior import Tables, weigh
from globulin.reasoning.differential.priors import NOT_SET
from globulin.reasoning.differential.tables import best_guess, sampled
from globulin.reasoning.people import People
from globulin.reasoning.program import make_program

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

# Draws are many: so many people at a time keep their arrays small.
AT_ONCE = 8
AT_ONCE_WITHOUT = 2048
# Of D draws in order so many lie beyond each end of the interval.
BEYOND = 0.05


@dataclass(frozen=True, eq=False)
class Differential:
    """The differential of one opened knowledge: causes, and the tables of their numbers."""

    inputs: Inputs
    tables: Tables

    @property
    def causes(self) -> tuple[Condition, ...]:
        """Return the causes, in the order of all arrays."""
        return self.inputs.causes

    @cached_property
    def links(self) -> dict[tuple[str, int], Link]:
        """Return the link of each finding in each cause (place) that has one."""
        return {(one.finding, one.cause): one.link for one in self.inputs.seen}

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """Return the findings of laboratories that are weighed."""
        return tuple(name for name in self._weighed if name in self.inputs.laboratory)

    @cached_property
    def entrances(self) -> tuple[str, ...]:
        """Return the findings that are reason enough to rank causes without any value."""
        return tuple(name for name in self._weighed if name in self.inputs.entrances)

    @cached_property
    def alone(self) -> NDArray[np.intp]:
        """Return the causes (places) that never come in pairs: what is no illness, and the rest."""
        branches = [cause.branch for cause in self.causes]
        return np.flatnonzero([branch in self.inputs.alone for branch in branches])

    @property
    def _weighed(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(key for group in self.tables.groups for key in group.findings))

    def draws(self) -> Tables:
        """Return the sampled tables; they are made once."""
        return _draws_of(self)

    def place_of_setting(self, setting: str | None) -> int:
        """Return the place of a setting, NOT_SET for none."""
        return NOT_SET if setting is None else self.inputs.settings.index(setting)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """The causes of people, ranked.

    `probability`, `low` and `high` are (people, C); `branch_probability`, `branch_low` and
    `branch_high` (people, branches). Each row of probabilities sums to 1. `leads` is the share of
    draws in which the likeliest cause is the likeliest one; low, high and `leads` are NaN where no
    draws were asked for.
    """

    prior: Floats
    probability: Floats
    low: Floats
    high: Floats
    branch_probability: Floats
    branch_low: Floats
    branch_high: Floats
    leads: Floats


@lru_cache(maxsize=4)
def make_differential(knowledge: Knowledge) -> Differential:
    """Return the differential of an opened knowledge over all causes that are no umbrella."""
    inputs = read_inputs(knowledge, make_program(knowledge).conditions)
    return Differential(inputs, best_guess(inputs))


@lru_cache(maxsize=4)
def with_case_mix(differential: Differential, mix: CaseMix) -> Differential:
    """Return the differential for people of a laboratory that told its own case mix."""
    inputs = replace(differential.inputs, case_mix=mix)
    return Differential(inputs, best_guess(inputs))


@lru_cache(maxsize=4)
def _draws_of(differential: Differential) -> Tables:
    return sampled(differential.inputs)


def rank(
    differential: Differential,
    people: People,
    setting: NDArray[np.int8],
    *,
    with_intervals: bool = True,
) -> Ranked:
    """Return the causes of people, ranked.

    Args:
        differential: the causes and their numbers.
        people: columns of people.
        setting: (people,) places among the settings, NOT_SET where none was told.
        with_intervals: whether the draws are weighed, too: it takes much longer.
    """
    size = AT_ONCE if with_intervals else AT_ONCE_WITHOUT
    parts = [
        _rank(differential, people.rows(rows), setting[rows], with_intervals=with_intervals)
        # Nobody is one empty part.
        for rows in (slice(start, start + size) for start in range(0, max(people.size, 1), size))
    ]
    return Ranked(
        **{
            name: np.concatenate([getattr(part, name) for part in parts])
            for name in Ranked.__dataclass_fields__
        }
    )


def _rank(
    differential: Differential, people: People, setting: NDArray[np.int8], *, with_intervals: bool
) -> Ranked:
    best = weigh(differential.tables, people, setting)
    probability = best.posterior[:, 0]
    sums = _branch_sums(differential)
    in_branches = probability @ sums
    if with_intervals:
        draws = weigh(differential.draws(), people, setting).posterior
        low, high = _interval(draws, probability)
        branch_low, branch_high = _interval(draws @ sums, in_branches)
        leads = (draws.argmax(axis=2) == probability.argmax(axis=1)[:, None]).mean(axis=1)
    else:
        low = high = np.full_like(probability, np.nan)
        branch_low = branch_high = np.full_like(in_branches, np.nan)
        leads = np.full(people.size, np.nan)
    return Ranked(
        prior=best.prior[:, 0],
        probability=probability,
        low=low,
        high=high,
        branch_probability=in_branches,
        branch_low=branch_low,
        branch_high=branch_high,
        leads=leads,
    )


def _branch_sums(differential: Differential) -> Floats:
    """Return a matrix (C, branches) that adds causes up to their branches."""
    inputs = differential.inputs
    return np.eye(len(inputs.branches))[inputs.branch]


def _interval(draws: Floats, probability: Floats) -> tuple[Floats, Floats]:
    """Return the ends of the 90 % interval; the best guess lies inside."""
    count = draws.shape[1]
    below = round(BEYOND * (count + 1)) - 1
    ordered = np.partition(np.moveaxis(draws, 1, 2), [below, count - 1 - below], axis=2)
    low = np.minimum(ordered[:, :, below], probability)
    high = np.maximum(ordered[:, :, count - 1 - below], probability)
    return low, high
