"""A laboratory's own case mix: the people that it counted, mixed into the usual prior.

The usual prior counts as some people who were found to have each cause; those of the laboratory
are added to them (the mean of a Dirichlet posterior). So a cause that nobody was found to have
stays possible, and many people outweigh what is usual.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from globulin.model import CaseMix, Condition

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Counted:
    """How many people were found to have each cause, and D draws of what chance may do to it.

    `people` (C,) are those counted by cause. `shared` are those counted by branch, each with the
    places of the causes that share them. The usual prior counts as `strength` people. `deviates`
    (D, C) are standard normal, zero for the best guess.
    """

    people: Floats
    shared: tuple[tuple[float, NDArray[np.intp]], ...]
    strength: float
    deviates: Floats


def count_people(
    mix: CaseMix, causes: Sequence[Condition], *, strength: float, deviates: Floats
) -> Counted:
    """Return the counts of a case mix by the place of each cause.

    Raises:
        LookupError: an id is neither a cause nor a branch that has causes left.
    """
    places = {cause.id: place for place, cause in enumerate(causes)}
    counts = dict(mix.people)
    people = np.zeros(len(causes))
    shared = []
    for name, count in counts.items():
        if name in places:
            people[places[name]] = count
            continue
        left = [places[c.id] for c in causes if c.branch == name and c.id not in counts]
        if not left and count:
            message = f"case mix: {name!r} has no cause to count people for"
            raise LookupError(message)
        shared.append((float(count), np.array(left, dtype=np.intp)))
    return Counted(people, tuple(shared), strength, deviates)


def mix_prior(counted: Counted, usual: Floats) -> Floats:
    """Return the prior (D, C) of people whose usual prior (D, C) this is; it sums to 1.

    What is usually impossible, at this age or for this sex, stays so: its people are left out.
    The fewer people stand behind a cause, the wider its draws scatter.
    """
    people = np.where(usual > 0.0, counted.people, 0.0)
    for count, causes in counted.shared:
        share = usual[:, causes]
        total = share.sum(axis=1, keepdims=True)
        people[:, causes] += count * share / np.where(total > 0.0, total, 1.0)
    weight = people + counted.strength * usual
    weight *= np.exp(counted.deviates / np.sqrt(weight + 1.0))
    mixed: Floats = weight / weight.sum(axis=1, keepdims=True)
    return mixed
