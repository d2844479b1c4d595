"""The branches of the differential in words, for a patient: what leads, what to look into."""

from collections.abc import Mapping, Sequence

from globulin.answers.reading.telling import Telling
from globulin.model import Band, PossibleCause, Statement

# One that must not be missed is told from this probability of its branch on.
LEAST = 0.01


def tell_branches(
    order: Sequence[str],
    bands: Mapping[str, Band],
    probability: Mapping[str, float],
    fitting: Sequence[PossibleCause],
    telling: Telling,
) -> dict[str, tuple[Statement, ...]]:
    """Return by branch what a patient reads of it; nothing where it is unlikely.

    Args:
        order: the branches, the likeliest one first.
        bands: the band of each branch.
        probability: how likely each one is.
        fitting: the causes that the results fit.
        telling: the words; those that calm are left out of them where a doctor has to see this.
    """
    serious = {cause.branch for cause in fitting if cause.must_not_miss}
    told: dict[str, tuple[Statement, ...]] = {}
    for branch in order:
        if branch == order[0] and bands[branch] == "likely":
            told[branch] = telling.say(f"report.branch.leads.{branch}")
        elif bands[branch] != "unlikely" or (branch in serious and probability[branch] >= LEAST):
            told[branch] = telling.say(f"report.branch.looks.{branch}")
    return told
