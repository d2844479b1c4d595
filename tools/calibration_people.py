"""Draws people of a world: who they are, what they have, what is known of them, and its truth.

Ages and sexes first, then a setting that fits, a cause from its prior, values and findings from
the cause. Which values and findings are known has nothing to do with the cause.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from globulin.reasoning.differential.densities import likelihood
from globulin.reasoning.differential.findings import log_ratios
from globulin.reasoning.differential.priors import NOT_SET, find_priors
from globulin.reasoning.people import NOT_TOLD, PRESENT, People
from tools.calibration_values import draw_values, heavy_likelihood
from tools.calibration_worlds import World, WorldGroup, world_groups

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

# Newborns, children, adults (days): their shares, and the ages that they are drawn from evenly.
AGE_SHARES = (0.1, 0.2, 0.7)
AGE_EDGES = np.array([0.0, 28.0, 6574.0, 32872.0])
WOMEN = 0.5
# Of so many people the setting is told.
SETTING_TOLD = 0.75
# Of so many people whole groups of findings are asked, as tests are ordered by the panel.
BY_GROUP = 0.5
# How many findings are asked of each: from the first to the second.
ASKED = (5, 15)


@dataclass(frozen=True, eq=False)
class Sample:
    """People of a world.

    `setting` is what was told of it, `cause` (people,) the place of what they have, `truth`
    (people, C) the posterior of who knows the world's own numbers and every setting.
    """

    people: People
    setting: NDArray[np.int8]
    cause: NDArray[np.intp]
    truth: Floats


def draw_people(world: World, size: int, generator: np.random.Generator) -> Sample:
    """Return people of a world."""
    tables = world.tables
    age_days, is_female = _ages(size, generator), generator.random(size) < WOMEN
    nobody = People(size=size, age_days=age_days, is_female=is_female, is_male=~is_female)
    setting = _settings(world, age_days, generator)
    weights = find_priors(tables.priors, nobody, setting)[:, 0].copy()
    cause = draw_from(weights, generator)
    z_from, z_to = draw_values(world, cause, generator)
    of_values = heavy_likelihood if world.is_heavy else likelihood
    weights *= of_values(tables.densities, z_from, z_to)[:, 0]
    finding = _findings(world, cause, weights, generator)
    is_told = generator.random(size) < SETTING_TOLD
    analytes = tables.densities.analytes
    people = People(
        size=size,
        age_days=age_days,
        is_female=is_female,
        is_male=~is_female,
        z_from={key: z_from[:, place] for place, key in enumerate(analytes)},
        z_to={key: z_to[:, place] for place, key in enumerate(analytes)},
        finding=finding,
    )
    return Sample(
        people=people,
        setting=np.where(is_told, setting, NOT_SET).astype(np.int8),
        cause=cause,
        truth=weights / weights.sum(axis=1, keepdims=True),
    )


def draw_from(weights: Floats, generator: np.random.Generator) -> NDArray[np.intp]:
    """Return one place for each row of weights, in proportion to them."""
    reached = np.cumsum(weights, axis=1)
    aim = generator.random(len(weights)) * reached[:, -1]
    below = (reached <= aim[:, None]).sum(axis=1)
    places: NDArray[np.intp] = np.minimum(below, weights.shape[1] - 1)
    return places


def _ages(size: int, generator: np.random.Generator) -> Floats:
    group = generator.choice(len(AGE_SHARES), size=size, p=AGE_SHARES)
    ages: Floats = generator.uniform(AGE_EDGES[group], AGE_EDGES[group + 1])
    return ages


def _settings(world: World, age_days: Floats, generator: np.random.Generator) -> NDArray[np.int8]:
    """Return for each a setting in which people of the age are seen, all of them as likely."""
    priors = world.tables.priors
    fits = (age_days[:, None] >= priors.fits_from) & (age_days[:, None] < priors.fits_below)
    settings: NDArray[np.int8] = draw_from(fits.astype(np.float64), generator).astype(np.int8)
    return settings


def _findings(
    world: World, cause: NDArray[np.intp], weights: Floats, generator: np.random.Generator
) -> dict[str, NDArray[np.int8]]:
    """Return what each was asked and has, and multiply `weights` by how likely that is."""
    groups = list(world_groups(world))
    names = [finding for group in groups for finding in group.ratios.findings]
    size = len(cause)
    asked = _asked(groups, size, generator)
    states = np.full((size, len(names)), NOT_TOLD, dtype=np.int8)
    start = 0
    for group in groups:
        columns = slice(start, start + len(group.ratios.findings))
        start = columns.stop
        states[:, columns] = _states(world, group, asked[:, columns], cause, weights, generator)
    return {name: states[:, place] for place, name in enumerate(names)}


def _asked(groups: Sequence[WorldGroup], size: int, generator: np.random.Generator) -> Booleans:
    """Return which findings each is asked: any at random, or those of groups at random."""
    lengths = [len(group.background) for group in groups]
    of_group = np.repeat(generator.random((size, len(groups))), lengths, axis=1)
    key = generator.random((size, sum(lengths)))
    is_by_group = generator.random(size) < BY_GROUP
    # Findings of one group follow each other when the key of the group comes first.
    key[is_by_group] = of_group[is_by_group] + key[is_by_group] * np.finfo(np.float32).eps
    count = generator.integers(ASKED[0], ASKED[1] + 1, size=size)
    asked: Booleans = key.argsort(axis=1).argsort(axis=1) < count[:, None]
    return asked


def _states(
    world: World,
    group: WorldGroup,
    asked: Booleans,
    cause: NDArray[np.intp],
    weights: Floats,
    generator: np.random.Generator,
) -> NDArray[np.int8]:
    """Return the states of a group's findings; who was asked the same is drawn together."""
    told = np.full(asked.shape, NOT_TOLD, dtype=np.int8)
    some = np.flatnonzero(asked.any(axis=1))
    if not len(some):
        return told
    patterns, of_row = np.unique(asked[some], axis=0, return_inverse=True)
    for place, pattern in enumerate(patterns):
        rows = some[of_row.reshape(-1) == place]
        states, chances = joint(world, group, np.flatnonzero(pattern))
        drawn = draw_from(chances[:, cause[rows]].T, generator)
        told[rows] = states[drawn]
        weights[rows] *= chances[drawn]
    return told


def joint(
    world: World, group: WorldGroup, asked: NDArray[np.intp]
) -> tuple[NDArray[np.int8], Floats]:
    """Return every state of the findings asked (states, findings), and its chances (states, C)."""
    count = len(asked)
    states = np.full((2**count, len(group.background)), NOT_TOLD, dtype=np.int8)
    bits = (np.arange(2**count)[:, None] >> np.arange(count)) & 1
    states[:, asked] = bits
    is_present = (bits == PRESENT)[:, :, None]
    if world.is_copying:
        # Whoever has a finding has all that are commoner in the same cause.
        share = group.share[asked][None]
        least = np.where(is_present, share, 1.0).min(axis=1)
        most = np.where(is_present, 0.0, share).max(axis=1)
        return states, np.maximum(least - most, 0.0)
    background = group.background[asked][None, :, None]
    chances = np.where(is_present, background, 1.0 - background).prod(axis=1)
    chances = chances * np.exp(log_ratios(group.ratios, states, world.tables.discount)[:, 0])
    return states, chances / chances.sum(axis=0)
