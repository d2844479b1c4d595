"""What findings say: likelihood ratios against the background rate, bounded in each group.

Findings of one correlation group tell partly the same. The strongest of them counts in full, the
next ones times a discount, its square and so on: a second test of a group moves a cause less than
the product of both, and what is told twice is one finding. A finding that is not linked to a cause
leaves it where it was.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from globulin.reasoning.people import ABSENT, NOT_TOLD, PRESENT, People

Floats = NDArray[np.float64]
# What a finding says of the one that it denies, by its code; NOT_TOLD counts from the end.
TURNED = np.array([PRESENT, ABSENT, NOT_TOLD], dtype=np.int8)


@dataclass(frozen=True, eq=False)
class FindingGroup:
    """The findings of one correlation group, and the causes that any of them moves.

    `present` and `absent` are log likelihood ratios (D draws, findings, causes moved), zero where
    a finding is not linked; `causes` (causes moved) are places among all causes. `gate` names the
    causes inside which the figures hold, or None.
    """

    id: str
    findings: tuple[str, ...]
    causes: NDArray[np.intp]
    present: Floats
    absent: Floats
    gate: str | None = None


def told_states(group: FindingGroup, people: People) -> NDArray[np.int8] | None:
    """Return the findings of a group as people told them (people, findings), None if nobody did."""
    told = people.finding
    if not any(finding in told for finding in group.findings):
        return None
    nobody = np.full(people.size, NOT_TOLD, dtype=np.int8)
    return np.stack([told.get(finding, nobody) for finding in group.findings], axis=1)


def log_ratios(group: FindingGroup, states: NDArray[np.int8], discount: float) -> Floats:
    """Return the joint log likelihood ratio of a group's findings (people, D, causes moved)."""
    each = single_log_ratios(group, states)
    if each.shape[1] == 1:
        return each[:, 0]
    order = np.argsort(-np.abs(each), axis=1, kind="stable")
    ranked = np.take_along_axis(each, order, axis=1)
    weights = discount ** np.arange(each.shape[1])
    joint: Floats = np.einsum("nfdc,f->ndc", ranked, weights)
    return joint


def single_log_ratios(group: FindingGroup, states: NDArray[np.int8]) -> Floats:
    """Return the log likelihood ratio of each told finding by itself.

    Returns:
        (people, findings that anybody told, D, causes moved).
    """
    told = np.flatnonzero((states != NOT_TOLD).any(axis=0))
    code = states[:, told, None, None]
    present = np.moveaxis(group.present[:, told], 1, 0)[None]
    absent = np.moveaxis(group.absent[:, told], 1, 0)[None]
    ratios: Floats = np.where(code == PRESENT, present, np.where(code == ABSENT, absent, 0.0))
    return ratios


def canonical(people: People, opposites: dict[str, str]) -> People:
    """Return people with findings that deny another one told as that other one.

    Where both are told, what is told of the finding itself counts.
    """
    told = people.finding
    named = [name for name in opposites if name in told]
    if not named:
        return people
    finding = {name: column for name, column in told.items() if name not in opposites}
    for name in named:
        turned = TURNED[told[name]]
        own = finding.get(opposites[name])
        finding[opposites[name]] = turned if own is None else np.where(own == NOT_TOLD, turned, own)
    return replace(people, finding=finding)


def background_rates(group: FindingGroup) -> Floats:
    """Return the background rates (D, findings, 1) that a group's ratios were made with.

    A finding whose ratios are all 1 tells no rate: a half stands for it and changes nothing.
    """
    strongest = np.argmax(np.abs(group.present), axis=2)[:, :, None]
    present = np.exp(np.take_along_axis(group.present, strongest, axis=2))
    absent = np.exp(np.take_along_axis(group.absent, strongest, axis=2))
    tells = present != absent
    rates: Floats = np.where(tells, (1.0 - absent) / np.where(tells, present - absent, 1.0), 0.5)
    return rates
