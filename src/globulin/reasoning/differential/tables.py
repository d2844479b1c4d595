"""The tables of the differential: the best guess, and draws of what the numbers may be.

Rates, weights and ratios are log-normal around their best guess, shares are normal in their log
odds, means of densities normal and spreads log-normal. The draws come in pairs of opposite signs
around the best guess itself, from a fixed seed: the same knowledge gives the same draws.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from globulin.model import CaseMix
from globulin.reasoning.differential.case_mix import count_people
from globulin.reasoning.differential.densities import DensityTable
from globulin.reasoning.differential.findings import FindingGroup
from globulin.reasoning.differential.gates import Gate
from globulin.reasoning.differential.inputs import Inputs
from globulin.reasoning.differential.numbers import Guess, log_odds
from globulin.reasoning.differential.posterior import Tables
from globulin.reasoning.differential.priors import PriorTable
from globulin.reasoning.differential.seen import Seen

Floats = NDArray[np.float64]
# Gives standard normal deviates of a shape whose first axis are the draws.
Deviates = Callable[[tuple[int, ...]], Floats]

SEED = 20261126
# The best guess and pairs of draws: of 99 the 5th from either end enclose 90 of 100.
PAIRS = 49


def best_guess(inputs: Inputs) -> Tables:
    """Return the tables of one draw: every number as it is known."""
    return _tables(inputs, _none)


def sampled(inputs: Inputs, *, pairs: int = PAIRS, seed: int = SEED) -> Tables:
    """Return the tables of 2 * pairs + 1 draws, of which the first is the best guess."""
    generator = np.random.default_rng(seed)

    def deviates(shape: tuple[int, ...]) -> Floats:
        one_sign = generator.standard_normal((pairs, *shape))
        return np.concatenate([np.zeros((1, *shape)), one_sign, -one_sign])

    tables = _tables(inputs, deviates)
    middle = _densities(inputs, _none)
    return replace(tables, densities=replace(tables.densities, middle=middle))


def _none(shape: tuple[int, ...]) -> Floats:
    return np.zeros((1, *shape))


def _tables(inputs: Inputs, deviates: Deviates) -> Tables:
    tables = Tables(
        priors=_priors(inputs, deviates),
        densities=_densities(inputs, deviates),
        groups=_groups(inputs, deviates),
        gates=tuple(
            Gate(name, np.array(inside, dtype=np.intp)) for name, inside in inputs.gates.items()
        ),
        opposites=inputs.opposites,
        discount=inputs.scalars["group_discount"],
        implied=inputs.implied,
    )
    # Drawn last: all else is the same with and without a case mix.
    return tables if inputs.case_mix is None else _mixed(tables, inputs, inputs.case_mix, deviates)


def _mixed(tables: Tables, inputs: Inputs, mix: CaseMix, deviates: Deviates) -> Tables:
    """Return the tables with the priors of a laboratory's own case mix."""
    counted = count_people(
        mix,
        inputs.causes,
        strength=inputs.scalars["case_mix_strength"],
        deviates=deviates((len(inputs.causes),)),
    )
    return replace(tables, priors=replace(tables.priors, counted=counted))


def _priors(inputs: Inputs, deviates: Deviates) -> PriorTable:
    bands, count = inputs.bands, len(inputs.causes)
    cause = np.array([band.cause for band in bands], dtype=np.intp)
    # What is not known of a cause is the same at every age.
    of_cause = deviates((count,))
    width = np.array([band.rate.width for band in bands])
    rate = np.array([band.rate.value for band in bands]) * np.exp(width * of_cause[:, cause])
    of_weight = deviates((len(inputs.weights),))
    weight = np.ones((len(of_weight), len(inputs.settings), count))
    for place, row in enumerate(inputs.weights):
        times = row.times.value * np.exp(row.times.width * of_weight[:, place])
        weight[:, row.setting, list(row.causes)] = times[:, None]
    return PriorTable(
        settings=inputs.settings,
        causes=count,
        cause=cause,
        age_from=np.array([band.age_from for band in bands]),
        age_below=np.array([band.age_below for band in bands]),
        sexes=np.array([band.sexes for band in bands], dtype=np.int8),
        rate=rate,
        weight=weight,
        rest=inputs.rest,
        fits_from=inputs.fits_from,
        fits_below=inputs.fits_below,
        ages=inputs.unknown_ages,
    )


def _densities(inputs: Inputs, deviates: Deviates) -> DensityTable:
    shape = inputs.mean.shape
    return DensityTable(
        analytes=inputs.analytes,
        mean=inputs.mean + inputs.mean_width * deviates(shape),
        spread=inputs.spread * np.exp(inputs.spread_width * deviates(shape)),
        correlation=inputs.correlation,
        tail_share=inputs.scalars["tail_share"],
        tail_width=inputs.scalars["tail_width"],
    )


def _groups(inputs: Inputs, deviates: Deviates) -> tuple[FindingGroup, ...]:
    """Return the findings by correlation group, those that hold inside a gate apart."""
    of_background = {
        key: _shares([guess], deviates)[:, 0] for key, guess in inputs.background.items()
    }
    by_group: dict[tuple[str, str | None], list[Seen]] = {}
    for one in inputs.seen:
        by_group.setdefault((inputs.groups[one.finding], one.gate), []).append(one)
    return tuple(
        _group(name, gate, members, of_background, deviates)
        for (name, gate), members in sorted(by_group.items(), key=str)
    )


def _group(
    name: str,
    gate: str | None,
    members: Sequence[Seen],
    of_background: dict[tuple[str, str | None], Floats],
    deviates: Deviates,
) -> FindingGroup:
    findings = tuple(sorted({one.finding for one in members}))
    causes = sorted({one.cause for one in members})
    share = _shares([one.share for one in members], deviates)
    present = np.zeros((len(share), len(findings), len(causes)))
    absent = np.zeros_like(present)
    background = np.stack([of_background[finding, gate] for finding in findings], axis=1)
    for place, one in enumerate(members):
        row = findings.index(one.finding)
        at = (slice(None), row, causes.index(one.cause))
        present[at] = np.log(share[:, place] / background[:, row])
        absent[at] = np.log((1.0 - share[:, place]) / (1.0 - background[:, row]))
    return FindingGroup(
        id=name if gate is None else f"{name} in {gate}",
        findings=findings,
        causes=np.array(causes, dtype=np.intp),
        present=present,
        absent=absent,
        background=background,
        gate=gate,
    )


def _shares(guesses: Sequence[Guess], deviates: Deviates) -> Floats:
    """Return draws (D, guesses) of shares: normal in their log odds."""
    middle = np.array([log_odds(guess.value) for guess in guesses])
    width = np.array([guess.width for guess in guesses])
    shares: Floats = 1.0 / (1.0 + np.exp(-(middle + width * deviates((len(guesses),)))))
    return shares
