"""What findings say: likelihood ratios against the background rate, bounded in each group.

Findings of one correlation group tell partly the same. The strongest of them counts in full, the
next ones times a discount, its square and so on: a second test of a group moves a cause less than
the product of both, and what is told twice is one finding. A finding that is not linked to a cause
leaves it where it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from globulin.reasoning.people import ABSENT, NOT_TOLD, PRESENT, People

Floats = NDArray[np.float64]
# What a finding says of the one that it denies, by its code; NOT_TOLD counts from the end.
NOTHING: Mapping[str, tuple[str, ...]] = {}
TURNED = np.array([PRESENT, ABSENT, NOT_TOLD], dtype=np.int8)


@dataclass(frozen=True, eq=False)
class FindingGroup:
    """The findings of one correlation group, and the causes that any of them moves.

    `present` and `absent` are log likelihood ratios (D draws, findings, causes moved), zero where
    a finding is not linked; `causes` (causes moved) are places among all causes. `background`
    (D, findings) is how common the findings are without a cause. `gate` names the causes inside
    which the figures hold, or None.
    """

    id: str
    findings: tuple[str, ...]
    causes: NDArray[np.intp]
    present: Floats
    absent: Floats
    background: Floats
    gate: str | None = None


def told_states(group: FindingGroup, people: People) -> NDArray[np.int8] | None:
    """Return the findings of a group as people told them (people, findings), None if nobody did."""
    told = people.finding
    if not any(finding in told for finding in group.findings):
        return None
    nobody = np.full(people.size, NOT_TOLD, dtype=np.int8)
    return np.stack([told.get(finding, nobody) for finding in group.findings], axis=1)


def told_only(people: People) -> People:
    """Return people without the findings that none of them told."""
    told = people.finding
    if not told:
        return people
    is_told = (np.stack(list(told.values())) != NOT_TOLD).any(axis=1)
    return replace(
        people,
        finding={name: told[name] for name, keep in zip(told, is_told, strict=True) if keep},
    )


def distinct(
    states: NDArray[np.int8],
) -> tuple[NDArray[np.intp], NDArray[np.int8], NDArray[np.intp]]:
    """Return who told any finding of a group, and the different answers that there are.

    Many people share few answers: what follows from an answer is worked out once.

    Returns:
        places of people; the answers (answers, findings); the place of each one's answer.
    """
    rows = np.flatnonzero((states != NOT_TOLD).any(axis=1))
    # Codes from 1 on make texts without an end inside, which sort fast.
    texts = np.ascontiguousarray(states[rows] + 2).view(f"S{states.shape[1]}")[:, 0]
    _, first, which = np.unique(texts, return_index=True, return_inverse=True)
    return rows, states[rows[first]], which


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


def canonical(
    people: People,
    opposites: Mapping[str, str],
    implied: Mapping[str, tuple[str, ...]] = NOTHING,
) -> People:
    """Return people with findings that deny another one told as that other one.

    Where both are told, what is told of the finding itself counts; so does one that implies it
    (`implied`: by finding those of which each is a case of it).
    """
    told = people.finding
    named = [name for name in opposites if name in told]
    if not named and not any(name in told for name in implied):
        return people
    finding = {name: column for name, column in told.items() if name not in opposites}
    for name in named:
        turned = TURNED[told[name]]
        own = finding.get(opposites[name])
        finding[opposites[name]] = turned if own is None else np.where(own == NOT_TOLD, turned, own)
    for name, cases in implied.items():
        column = finding.get(name)
        if column is not None:
            found = [finding[case] == PRESENT for case in cases if case in finding]
            is_denied = (column == ABSENT) & np.any(found, axis=0) if found else False
            finding[name] = np.where(is_denied, NOT_TOLD, column).astype(np.int8)
    return replace(people, finding=finding)
