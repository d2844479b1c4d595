"""Weighs causes: priors, values and findings into posteriors with the doubt that is left.

Everything is arrays of people by draws by causes; one person is a batch of one. This room reads
numbers from the knowledge once, and refuses to hold one itself.
"""

from globulin.reasoning.differential.diverge import divergences
from globulin.reasoning.differential.explain import (
    Explained,
    GroupStep,
    Shift,
    ToldGroup,
    explain,
    group_steps,
    told_groups,
    values_ratio,
)
from globulin.reasoning.differential.pairs import Pairs, find_pairs
from globulin.reasoning.differential.posterior import Tables, Weighed, weigh
from globulin.reasoning.differential.rank import (
    Differential,
    Ranked,
    make_differential,
    rank,
    with_case_mix,
)

__all__ = [
    "Differential",
    "Explained",
    "GroupStep",
    "Pairs",
    "Ranked",
    "Shift",
    "Tables",
    "ToldGroup",
    "Weighed",
    "divergences",
    "explain",
    "find_pairs",
    "group_steps",
    "make_differential",
    "rank",
    "told_groups",
    "values_ratio",
    "weigh",
    "with_case_mix",
]
