"""The arithmetic of one cause: prior, what each step multiplies it by, and what would change it.

Everything is in log10. The values are told against the ordinary variation, findings against their
background rate; the last step is what all causes together leave, so that the steps add up to the
logarithm of the posterior.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from globulin.reasoning.differential.findings import single_log_ratios, told_states
from globulin.reasoning.differential.posterior import Tables, Weighed, weigh
from globulin.reasoning.differential.rank import Differential
from globulin.reasoning.people import ABSENT, NOT_TOLD, PRESENT, People

Floats = NDArray[np.float64]
LOG_10 = math.log(10.0)


@dataclass(frozen=True, slots=True)
class FindingStep:
    """One finding of a group: whether it is there, and its log10 likelihood ratio by itself."""

    finding: str
    state: int
    log10_ratio: float


@dataclass(frozen=True, slots=True)
class GroupStep:
    """A correlation group: its joint log10 likelihood ratio, and the findings that made it."""

    group: str
    gate: str | None
    log10_ratio: float
    findings: tuple[FindingStep, ...]


@dataclass(frozen=True, slots=True)
class ToldGroup:
    """A correlation group of which one person told something.

    `log10_single` are the log10 likelihood ratios of each finding by itself, by the place of a
    cause that the group moves.
    """

    id: str
    gate: str | None
    findings: tuple[str, ...]
    states: tuple[int, ...]
    log10_single: dict[int, Floats]


@dataclass(frozen=True, slots=True)
class Shift:
    """The posterior of a cause with one thing otherwise: a class or finding, told or not."""

    key: str
    state: int
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """The steps from the prior of a cause to its posterior, in log10, and how firm they are.

    `log10_prior` + `log10_values` + all groups + `log10_rest` is `log10_posterior`. `without` is
    the posterior with each class or finding left out; `would_change` with each finding that was not
    told, there and not there. `rival` is the place of the likeliest other
    cause.
    """

    cause: int
    log10_prior: float
    log10_values: float
    groups: tuple[GroupStep, ...]
    log10_rest: float
    log10_posterior: float
    without: tuple[Shift, ...]
    would_change: tuple[Shift, ...]
    rival: int


def explain(
    differential: Differential, people: People, setting: NDArray[np.int8], cause: int
) -> Explained:
    """Return the arithmetic of one cause (place) for one person."""
    tables = differential.tables
    weighed = weigh(tables, people, setting, keep=True)
    posterior = weighed.posterior[0, 0]
    prior = float(np.log10(max(weighed.prior[0, 0, cause], np.finfo(float).tiny)))
    values = float(values_ratio(tables, weighed)[0, cause])
    groups = group_steps(told_groups(tables, people), weighed, cause)
    rest = _rest(tables, weighed)
    # What nobody of this age and sex has has no logarithm: the steps alone tell how little.
    total = (
        float(np.log10(posterior[cause]))
        if posterior[cause] > 0.0
        else math.fsum([prior, values, *(step.log10_ratio for step in groups), rest])
    )
    others = posterior.copy()
    others[cause] = -1.0
    return Explained(
        cause=cause,
        log10_prior=prior,
        log10_values=values,
        groups=groups,
        log10_rest=rest,
        log10_posterior=total,
        without=_without(differential, people, setting, cause),
        would_change=_would_change(differential, people, setting, cause),
        rival=int(np.argmax(others)),
    )


def _rest(tables: Tables, weighed: Weighed) -> float:
    """Return what all causes together leave: the inverse of the sum of what they weigh."""
    ratios = sum((ratio[0, 0] for ratio in weighed.groups.values()), start=np.zeros(1))
    values = weighed.values[0, 0]
    weights = weighed.prior[0, 0] * values / values[tables.priors.rest] * np.exp(ratios)
    return -float(np.log10(weights.sum()))


def values_ratio(tables: Tables, weighed: Weighed) -> Floats:
    """Return the log10 likelihood ratio (people, C) of all values, against ordinary variation."""
    values = weighed.values[:, 0]
    ratios: Floats = np.log10(values / values[:, [tables.priors.rest]])
    return ratios


def told_groups(tables: Tables, people: People) -> tuple[ToldGroup, ...]:
    """Return the groups of which the first person told a finding."""
    people = tables.heard(people)
    found = []
    for group in tables.groups:
        states = told_states(group, people)
        if states is None or not (states[0] != NOT_TOLD).any():
            continue
        told = np.flatnonzero((states != NOT_TOLD).any(axis=0))
        single = single_log_ratios(group, states)[0, :, 0] / LOG_10
        found.append(
            ToldGroup(
                id=group.id,
                gate=group.gate,
                findings=tuple(group.findings[column] for column in told),
                states=tuple(int(states[0, column]) for column in told),
                log10_single={
                    int(cause): single[:, place] for place, cause in enumerate(group.causes)
                },
            )
        )
    return tuple(found)


def group_steps(told: Sequence[ToldGroup], weighed: Weighed, cause: int) -> tuple[GroupStep, ...]:
    """Return what each told group of findings makes of a cause of the first person."""
    steps = []
    for group in told:
        joint = float(weighed.groups[group.id][0, 0, cause]) / LOG_10
        single = group.log10_single.get(cause)
        each = np.zeros(len(group.findings)) if single is None else single
        # What leaves a cause where it was is no evidence.
        if not joint and not each.any():
            continue
        steps.append(
            GroupStep(
                group=group.id,
                gate=group.gate,
                log10_ratio=joint,
                findings=tuple(
                    FindingStep(finding, state, float(ratio))
                    for finding, state, ratio in zip(
                        group.findings, group.states, each, strict=True
                    )
                    if state != NOT_TOLD and (ratio or group.gate is not None)
                ),
            )
        )
    return tuple(steps)


def _without(
    differential: Differential, people: People, setting: NDArray[np.int8], cause: int
) -> tuple[Shift, ...]:
    """Return the posterior with each class and each told finding left out."""
    analytes = differential.tables.densities.analytes
    known = [key for key in analytes if np.isfinite(people.bounds_of([key])).any()]
    told = [key for key, column in people.finding.items() if column[0] != NOT_TOLD]
    if not known + told:
        return ()
    size = len(known) + len(told)
    many = people.rows(np.zeros(size, dtype=np.intp))
    z_from, z_to = ({k: v.copy() for k, v in side.items()} for side in (many.z_from, many.z_to))
    finding = {key: column.copy() for key, column in many.finding.items()}
    for row, key in enumerate(known):
        z_from[key][row] = z_to[key][row] = np.nan
    for row, key in enumerate(told, start=len(known)):
        finding[key][row] = NOT_TOLD
    many = replace(many, z_from=z_from, z_to=z_to, finding=finding)
    return _shifts(differential, many, setting, cause, [(key, NOT_TOLD) for key in known + told])


def _would_change(
    differential: Differential, people: People, setting: NDArray[np.int8], cause: int
) -> tuple[Shift, ...]:
    """Return the posterior with each finding that was not told, there and not there."""
    plain = differential.tables.heard(people)
    known = {key for key, column in plain.finding.items() if column[0] != NOT_TOLD}
    asked = sorted({key for group in differential.tables.groups for key in group.findings} - known)
    keys = [(key, state) for key in asked for state in (PRESENT, ABSENT)]
    many = plain.rows(np.zeros(len(keys), dtype=np.intp))
    finding = dict(many.finding)
    for row, (key, state) in enumerate(keys):
        finding.setdefault(key, np.full(len(keys), NOT_TOLD, dtype=np.int8))
        finding[key] = finding[key].copy()
        finding[key][row] = state
    return _shifts(differential, replace(many, finding=finding), setting, cause, keys)


def _shifts(
    differential: Differential,
    many: People,
    setting: NDArray[np.int8],
    cause: int,
    keys: Sequence[tuple[str, int]],
) -> tuple[Shift, ...]:
    """Return the posterior of a cause in each of many variants of a person."""
    settings = np.repeat(setting[:1], many.size)
    posterior = weigh(differential.tables, many, settings).posterior[:, 0, cause]
    return tuple(
        Shift(key, state, float(p)) for (key, state), p in zip(keys, posterior, strict=True)
    )
