"""Weighs causes: priors, values and findings into posteriors with the doubt that is left.

Everything is arrays of people by draws by causes; one person is a batch of one. This room reads
numbers from the knowledge once, and refuses to hold one itself.
"""

from globulin.reasoning.differential.rank import (
    Differential,
    Ranked,
    make_differential,
    rank,
)

__all__ = ["Differential", "Ranked", "make_differential", "rank"]
