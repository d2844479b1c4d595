"""How well probabilities came true, counted over people whose cause is known."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from globulin.reasoning.differential import Differential, Ranked, rank
from tools.calibration_people import Sample

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

BINS = 10
# Causes and branches with less are left out where the text says so.
LEAST = 0.01


@dataclass(frozen=True, eq=False)
class Judged:
    """People with their true cause and posterior, and what the model said of them."""

    cause: NDArray[np.intp]
    truth: Floats
    ranked: Ranked


@dataclass(frozen=True, slots=True)
class Bin:
    """Probabilities of about the same size: how many, their mean, how often they came true."""

    count: int
    said: float
    came_true: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Figures of people of one world; shares are from 0 to 1.

    `*_error` are expected calibration errors: of all probabilities of causes, of those of LEAST
    and more, of the leader's, of branches. `best_*` are those of who knows the world's numbers.
    """

    people: int
    error: float
    least_error: float
    leader_error: float
    branch_error: float
    leader_right: float
    best_leader_right: float
    brier: float
    best_brier: float
    log_score: float
    best_log_score: float
    leader_bins: tuple[Bin, ...]
    cause_bins: tuple[Bin, ...]


def judge(differential: Differential, sample: Sample, *, with_intervals: bool) -> Judged:
    """Return what the model says of people."""
    ranked = rank(differential, sample.people, sample.setting, with_intervals=with_intervals)
    return Judged(sample.cause, sample.truth, ranked)


def first(sample: Sample, size: int) -> Sample:
    """Return the first people of a sample."""
    rows = slice(0, size)
    return Sample(
        sample.people.rows(rows), sample.setting[rows], sample.cause[rows], sample.truth[rows]
    )


def together(parts: Sequence[Judged]) -> Judged:
    """Return all people of some parts."""
    names = Ranked.__dataclass_fields__
    return Judged(
        cause=np.concatenate([part.cause for part in parts]),
        truth=np.concatenate([part.truth for part in parts]),
        ranked=Ranked(
            **{n: np.concatenate([getattr(part.ranked, n) for part in parts]) for n in names}
        ),
    )


def score(differential: Differential, judged: Judged) -> Scores:
    """Return how far the probabilities lie off what came true."""
    said, truth, cause = judged.ranked.probability, judged.truth, judged.cause
    is_true = np.eye(said.shape[1], dtype=np.bool_)[cause]
    leader = said.argmax(axis=1)
    is_right = leader == cause
    branch = differential.inputs.branch
    in_branches = judged.ranked.branch_probability
    is_branch = np.eye(in_branches.shape[1], dtype=np.bool_)[branch[cause]]
    is_least = said >= LEAST
    leader_bins = bins(said.max(axis=1), is_right)
    cause_bins = bins(said, is_true)
    rows = np.arange(len(cause))
    return Scores(
        people=len(cause),
        error=calibration_error(cause_bins),
        least_error=calibration_error(bins(said[is_least], is_true[is_least])),
        leader_error=calibration_error(leader_bins),
        branch_error=calibration_error(bins(in_branches, is_branch)),
        leader_right=float(is_right.mean()),
        best_leader_right=float((truth.argmax(axis=1) == cause).mean()),
        brier=_brier(said, is_true),
        best_brier=_brier(truth, is_true),
        log_score=float(-np.log(said[rows, cause]).mean()),
        best_log_score=float(-np.log(truth[rows, cause]).mean()),
        leader_bins=leader_bins,
        cause_bins=cause_bins,
    )


def bins(said: Floats, is_true: Booleans) -> tuple[Bin, ...]:
    """Return probabilities in tenths, with how often they came true; empty tenths are left out."""
    place = np.minimum((said * BINS).astype(np.intp), BINS - 1)
    found = []
    for number in range(BINS):
        inside = place == number
        count = int(inside.sum())
        if count:
            found.append(Bin(count, float(said[inside].mean()), float(is_true[inside].mean())))
    return tuple(found)


def calibration_error(found: Sequence[Bin]) -> float:
    """Return the expected calibration error: the mean distance of said and true, by count."""
    count = sum(one.count for one in found)
    return sum(one.count * abs(one.said - one.came_true) for one in found) / count


def _brier(said: Floats, is_true: Booleans) -> float:
    return float(((said - is_true) ** 2).sum(axis=1).mean())
