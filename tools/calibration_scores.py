"""How well probabilities and intervals held, counted over people whose cause is known."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from globulin.reasoning.differential import Differential, Ranked, rank, weigh
from globulin.reasoning.differential.tables import sampled
from tools.calibration_people import Sample

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

BINS = 10
# Draws are many: so many people at a time keep their arrays small.
AT_ONCE = 16
# Causes and branches with less are left out where the text says so.
LEAST = 0.01
# A cause that must not be missed is called away when it is given less than the first number and
# its interval ends below the second.
CALLED_AWAY, CALLED_AWAY_HIGH = 0.05, 0.20


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """How often intervals held the world's own posterior, and what was said of leaders.

    `causes` and `branches` count those of LEAST and more. `ranked_right` and `other_right` are how
    often the leader was the cause among people whose causes were ranked, and among the others.
    """

    people: int
    causes: float
    causes_count: int
    branches: float
    branches_count: int
    ranked: float
    ranked_right: float
    other_right: float


@dataclass(frozen=True, slots=True)
class CalledAway:
    """People with a cause that must not be missed, and how many of them it was called away from.

    `best` of them are given less than CALLED_AWAY by who knows the world's numbers, too.
    """

    people: int
    called_away: int
    best: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibrated:
    """A world, by its name and a short one, and everything that was counted in it.

    `apart` is how often intervals held posteriors by numbers that were drawn apart from the people.
    """

    name: str
    short: str
    scores: Scores
    held: Held
    called_away: CalledAway | None = None
    apart: Held | None = None


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


def hold(differential: Differential, judged: Judged) -> Held:
    """Return how often intervals held the world's own posterior; they must have been made."""
    ranked, truth, cause = judged.ranked, judged.truth, judged.cause
    sums = np.eye(ranked.branch_probability.shape[1])[differential.inputs.branch]
    causes = _inside(ranked.probability, ranked.low, ranked.high, truth)
    branches = _inside(
        ranked.branch_probability, ranked.branch_low, ranked.branch_high, truth @ sums
    )
    is_right = ranked.probability.argmax(axis=1) == cause
    is_ranked = ranked.leads >= differential.inputs.scalars["least_lead"]
    return Held(
        people=len(cause),
        causes=float(causes.mean()),
        causes_count=len(causes),
        branches=float(branches.mean()),
        branches_count=len(branches),
        ranked=float(is_ranked.mean()),
        ranked_right=_share(is_right, is_ranked),
        other_right=_share(is_right, ~is_ranked),
    )


def hold_apart(differential: Differential, sample: Sample, judged: Judged, seed: int) -> Held:
    """Return how often intervals held posteriors by numbers drawn apart from the people.

    Each person has a draw of the numbers, but is not drawn by it.
    """
    tables = sampled(differential.inputs, seed=seed)
    draws = len(tables.priors.rate)
    posteriors = []
    for start in range(0, sample.people.size, AT_ONCE):
        rows = slice(start, start + AT_ONCE)
        every = weigh(tables, sample.people.rows(rows), sample.setting[rows]).posterior
        size = len(every)
        # The first draw is the best guess itself.
        posteriors.append(every[np.arange(size), 1 + (start + np.arange(size)) % (draws - 1)])
    return hold(differential, replace(judged, truth=np.concatenate(posteriors)))


def call_away(differential: Differential, sample: Sample, judged: Judged) -> CalledAway:
    """Return how often a cause that must not be missed was called away; makes its own intervals."""
    is_grave = np.array([one.must_not_miss for one in differential.causes])[sample.cause]
    rows = np.arange(len(sample.cause))
    said, truth = judged.ranked.probability[rows, sample.cause], sample.truth[rows, sample.cause]
    low = np.flatnonzero(is_grave & (said < CALLED_AWAY))
    called_away = 0
    if len(low):
        ranked = rank(differential, sample.people.rows(low), sample.setting[low])
        high = ranked.high[np.arange(len(low)), sample.cause[low]]
        called_away = int((high < CALLED_AWAY_HIGH).sum())
    return CalledAway(
        people=int(is_grave.sum()),
        called_away=called_away,
        best=int((is_grave & (truth < CALLED_AWAY)).sum()),
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


def _inside(said: Floats, low: Floats, high: Floats, truth: Floats) -> Booleans:
    counted = said >= LEAST
    held: Booleans = ((low <= truth) & (truth <= high))[counted]
    return held


def _share(held: Booleans, among: Booleans) -> float:
    return float(held[among].mean()) if among.any() else float("nan")
