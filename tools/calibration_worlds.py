"""The worlds of the calibration: the model's own, and worlds in which it is wrong in one way."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from globulin.reasoning.differential.findings import FindingGroup
from globulin.reasoning.differential.inputs import Inputs
from globulin.reasoning.differential.numbers import Guess, log_odds
from globulin.reasoning.differential.posterior import Tables
from globulin.reasoning.differential.tables import best_guess, sampled

Floats = NDArray[np.float64]
# Times by which the causes are commoner or rarer than the model has it.
PRIOR_TIMES = 3.0
# What another laboratory makes of the model's zlog: times the first, plus the second.
OTHER_LABS = ((0.8, 0.5), (1.25, 0.5))
# Each draw of the numbers makes a world of its own.
PAIRS_OF_WORLDS = 99


@dataclass(frozen=True, eq=False)
class World:
    """How people of a world come to be.

    `tables` are its true numbers, one draw. `is_copying`: findings of a group go together as far as
    their shares allow. `is_heavy`: values follow t distributions in place of the model's mixture.
    """

    name: str
    short: str
    tables: Tables
    is_copying: bool = False
    is_heavy: bool = False


@dataclass(frozen=True, eq=False)
class WorldGroup:
    """The findings of a correlation group in a world: its ratios for all causes, its background.

    `share` and `background` are P(finding | cause) (findings, C) and (findings,).
    """

    ratios: FindingGroup
    share: Floats
    background: Floats


def own_world(inputs: Inputs) -> World:
    """Return the world that is as the model has it."""
    return World("The model's own", "own", best_guess(inputs))


def drawn_worlds(inputs: Inputs, *, seed: int, pairs: int = PAIRS_OF_WORLDS) -> Iterator[World]:
    """Yield worlds whose numbers are draws of what the model takes its own numbers to be."""
    tables = sampled(inputs, pairs=pairs, seed=seed)
    for draw in range(1, 2 * pairs + 1):
        yield World("Numbers drawn anew", f"draw {draw}", one_draw(tables, draw))


def wrong_worlds(inputs: Inputs, *, seed: int) -> Iterator[World]:
    """Yield the worlds in which the model is wrong."""
    own = best_guess(inputs)
    times = f"{PRIOR_TIMES:g}"
    common, rare = (_priors_times(inputs, x) for x in (PRIOR_TIMES, 1.0 / PRIOR_TIMES))
    yield World(f"Every cause {times} times as common", "commoner causes", common)
    yield World(f"Every cause {times} times as rare", "rarer causes", rare)
    yield World("Findings of a group copy each other", "copied findings", own, is_copying=True)
    for scale, shift in OTHER_LABS:
        name = f"Another laboratory's intervals: zlog times {scale:g} plus {shift:g}"
        short = f"laboratory, times {scale:g}"
        yield World(name, short, best_guess(_other_lab(inputs, scale, shift)))
    name = "Heavier tails: t with 3 degrees of freedom"
    yield World(name, "heavier tails", own, is_heavy=True)
    name = "Every share of a finding off by its width, up or down"
    yield World(name, "shares off", best_guess(_other_shares(inputs, seed)))


def one_draw(tables: Tables, draw: int) -> Tables:
    """Return the tables of one of their draws."""
    rows = slice(draw, draw + 1)
    return replace(
        tables,
        priors=replace(
            tables.priors,
            rate=tables.priors.rate[rows],
            weight=tables.priors.weight[rows],
        ),
        densities=replace(
            tables.densities,
            mean=tables.densities.mean[rows],
            spread=tables.densities.spread[rows],
        ),
        groups=tuple(
            replace(
                group,
                present=group.present[rows],
                absent=group.absent[rows],
                background=group.background[rows],
            )
            for group in tables.groups
        ),
    )


def world_groups(world: World) -> Iterator[WorldGroup]:
    """Yield the groups of findings of a world, each for all causes.

    What holds inside a gate holds there for the causes that it is known of; of the others the
    world knows what it knows of them anywhere.
    """
    gated: dict[str, list[FindingGroup]] = {}
    for group in world.tables.groups:
        if group.gate is not None:
            for finding in group.findings:
                gated.setdefault(finding, []).append(group)
    everywhere = [group for group in world.tables.groups if group.gate is None]
    for group in everywhere:
        yield _world_group(group, gated, world.tables.priors.causes)


def _world_group(
    group: FindingGroup, gated: dict[str, list[FindingGroup]], causes: int
) -> WorldGroup:
    background = group.background[0]
    share = np.repeat(background[:, None], causes, axis=1)
    share[:, group.causes] = background[:, None] * np.exp(group.present[0])
    for row, finding in enumerate(group.findings):
        for inside in gated.get(finding, ()):
            at = inside.findings.index(finding)
            is_known = (inside.present[0, at] != 0.0) | (inside.absent[0, at] != 0.0)
            known = inside.causes[is_known]
            rate = inside.background[0, at]
            share[row, known] = rate * np.exp(inside.present[0, at, is_known])
    ratios = FindingGroup(
        id=group.id,
        findings=group.findings,
        causes=np.arange(causes, dtype=np.intp),
        present=np.log(share / background[:, None])[None],
        absent=np.log((1.0 - share) / (1.0 - background[:, None]))[None],
        background=background[None],
    )
    return WorldGroup(ratios, share, background)


def _priors_times(inputs: Inputs, times: float) -> Tables:
    tables = best_guess(inputs)
    priors = replace(tables.priors, rate=tables.priors.rate * times)
    return replace(tables, priors=priors)


def _other_lab(inputs: Inputs, scale: float, shift: float) -> Inputs:
    return replace(inputs, mean=inputs.mean * scale + shift, spread=inputs.spread * scale)


def _other_shares(inputs: Inputs, seed: int) -> Inputs:
    """Return inputs of which each share lies one width above or below what it was."""
    generator = np.random.default_rng(seed)

    def moved(guess: Guess) -> Guess:
        odds = log_odds(guess.value) + guess.width * generator.choice((-1.0, 1.0))
        return Guess(float(1.0 / (1.0 + np.exp(-odds))), guess.width)

    return replace(
        inputs,
        seen=tuple(replace(one, share=moved(one.share)) for one in inputs.seen),
        background={key: moved(guess) for key, guess in inputs.background.items()},
    )
