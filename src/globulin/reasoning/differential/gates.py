"""Evidence that holds only inside a gate: it moves the causes inside against each other.

A figure that was measured among people with one clone says nothing about whether there is a clone.
Inside the gate it is weighed; the total of the gate stays what it was.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Gate:
    """The causes (places) inside which some figures hold."""

    id: str
    inside: NDArray[np.intp]


def shift_of_gate(gate: Gate, weights: Floats, log_ratio: Floats) -> Floats:
    """Return by how much each cause inside moves, as a logarithm; the total inside stays.

    Args:
        gate: C' causes inside.
        weights: (people, D, C) the weights of all causes before.
        log_ratio: (people, D, C') the log likelihood ratios inside.

    Returns:
        (people, D, C').
    """
    inside = weights[:, :, gate.inside]
    before = inside.sum(axis=2, keepdims=True)
    after = (inside * np.exp(log_ratio)).sum(axis=2, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        back = np.where((before > 0.0) & (after > 0.0), np.log(before / after), 0.0)
    shift: Floats = log_ratio + back
    return shift
