"""How often intervals held, and what they call away, counted over people whose cause is known."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from globulin.reasoning.differential import Differential, rank, weigh
from globulin.reasoning.differential.tables import sampled
from tools.calibration_people import Sample
from tools.calibration_scores import LEAST, Judged, Scores

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

# Draws are many: so many people at a time keep their arrays small.
AT_ONCE = 16
# A cause that must not be missed is called away when it is given less than the first number and
# its interval ends below the second.
CALLED_AWAY, CALLED_AWAY_HIGH = 0.05, 0.20


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


def _inside(said: Floats, low: Floats, high: Floats, truth: Floats) -> Booleans:
    counted = said >= LEAST
    held: Booleans = ((low <= truth) & (truth <= high))[counted]
    return held


def _share(held: Booleans, among: Booleans) -> float:
    return float(held[among].mean()) if among.any() else float("nan")
