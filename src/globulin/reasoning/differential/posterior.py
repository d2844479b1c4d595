"""The posterior of every cause: prior times values times findings, exact and normalized."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from globulin.reasoning.differential.densities import DensityTable, likelihood
from globulin.reasoning.differential.findings import (
    FindingGroup,
    canonical,
    distinct,
    log_ratios,
    told_only,
    told_states,
)
from globulin.reasoning.differential.gates import Gate, shift_of_gate
from globulin.reasoning.differential.priors import PriorTable, find_priors
from globulin.reasoning.people import People

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Tables:
    """The numbers of the differential, in D draws of its parameters; one draw: the best guess.

    `opposites` are findings that deny another one, `implied` those that have cases of their own;
    `discount` (0 to 1) is what a further finding of a correlation group counts.
    """

    priors: PriorTable
    densities: DensityTable
    groups: tuple[FindingGroup, ...]
    gates: tuple[Gate, ...]
    opposites: dict[str, str]
    discount: float
    implied: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def heard(self, people: People) -> People:
        """Return people with each finding told once, under its own name."""
        return canonical(people, self.opposites, self.implied)

    def groups_of(self, findings: Iterable[str]) -> list[FindingGroup]:
        """Return the groups that any of some findings belongs to, in their order.

        What holds everywhere comes first: a gate keeps the total that all of it gives.
        """
        touched = {place for name in findings for place in self._places.get(name, ())}
        ordered = sorted(touched, key=lambda place: (self.groups[place].gate is not None, place))
        return [self.groups[place] for place in ordered]

    @cached_property
    def _places(self) -> dict[str, tuple[int, ...]]:
        found: dict[str, tuple[int, ...]] = {}
        for place, group in enumerate(self.groups):
            for name in group.findings:
                found[name] = (*found.get(name, ()), place)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What each step made of the causes of people; every array is (people, D, C).

    `groups` are log likelihood ratios by the id of a group, zero where it moves nothing; those
    inside a gate hold what the gate gives back. `posterior` sums to 1 over the causes.
    """

    prior: Floats
    values: Floats
    groups: dict[str, Floats]
    posterior: Floats


def weigh(
    tables: Tables, people: People, setting: NDArray[np.int8], *, keep: bool = False
) -> Weighed:
    """Return the posterior of people, and with `keep` what each group of findings made of it.

    Args:
        tables: D draws of the numbers.
        people: columns; `z_from` and `z_to` hold the values, `finding` the findings.
        setting: (people,) places among the settings, -1 where none was told.
        keep: whether the log likelihood ratios of the groups are kept, too.
    """
    people = told_only(tables.heard(people))
    prior = find_priors(tables.priors, people, setting)
    values = likelihood(tables.densities, *people.bounds_of(tables.densities.analytes))
    weights = prior * values
    groups: dict[str, Floats] = {}
    for group in tables.groups_of(people.finding):
        states = told_states(group, people)
        if states is None:
            continue
        rows, answers, which = distinct(states)
        ratio = log_ratios(group, answers, tables.discount)
        causes = group.causes
        if group.gate is None:
            # What follows from an answer is the same for all who gave it.
            factor = np.exp(ratio)[which]
        else:
            shift, causes = _shift_of(tables, group, ratio[which], weights[rows])
            factor = np.exp(shift)
        at = np.ix_(rows, np.arange(weights.shape[1]), causes)
        weights[at] *= factor
        if keep:
            groups[group.id] = np.zeros_like(weights)
            groups[group.id][at] = ratio[which] if group.gate is None else shift
    posterior = weights / weights.sum(axis=2, keepdims=True)
    return Weighed(prior=prior, values=values, groups=groups, posterior=posterior)


def _shift_of(
    tables: Tables, group: FindingGroup, ratio: Floats, weights: Floats
) -> tuple[Floats, NDArray[np.intp]]:
    """Return by how much the causes inside a gate move, as a logarithm, and these causes."""
    gate = next(gate for gate in tables.gates if gate.id == group.gate)
    inside = np.zeros((*ratio.shape[:2], len(gate.inside)))
    inside[:, :, np.searchsorted(gate.inside, group.causes)] = ratio
    return shift_of_gate(gate, weights, inside), gate.inside
