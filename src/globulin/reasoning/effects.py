"""The effects of all conditions as arrays, and whose results show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from globulin.model import Condition
from globulin.reasoning.people import HIGH, LOW, People

SIDE_OF = {"high": HIGH, "low": LOW}
# How a value just outside its interval may come about: no disease is named for it.
PLAIN_BRANCHES = frozenset({"ordinary", "artefact", "other"})
PLAIN_CAUSES = frozenset({"transient-rise", "transient-fall"})


@dataclass(frozen=True, eq=False)
class EffectTable:
    """Effects in the order of their conditions; every array has one entry an effect.

    `keys` are (condition, analyte, direction); `place` is the position of the analyte in
    `analytes`. Ages in days are those outside of which the condition cannot be; where it can be
    in one sex only, the other one is barred. `is_plain`: no disease.
    """

    keys: tuple[tuple[str, str, str], ...]
    analytes: tuple[str, ...]
    place: NDArray[np.intp]
    side: NDArray[np.int8]
    is_plain: NDArray[np.bool_]
    age_from: NDArray[np.float64]
    age_below: NDArray[np.float64]
    bars_female: NDArray[np.bool_]
    bars_male: NDArray[np.bool_]

    @cached_property
    def starts(self) -> NDArray[np.intp]:
        """Return where the effects of each condition begin."""
        owners = [condition for condition, _, _ in self.keys]
        first = [place for place, owner in enumerate(owners) if owners[:place][-1:] != [owner]]
        return np.array(first, dtype=np.intp)


def make_effect_table(conditions: Iterable[Condition]) -> EffectTable:
    """Return the effects of conditions as arrays."""
    pairs = [(condition, effect) for condition in conditions for effect in condition.effects]
    owners = [condition for condition, _ in pairs]
    analytes = tuple(dict.fromkeys(effect.analyte for _, effect in pairs))
    return EffectTable(
        keys=tuple((owner.id, effect.analyte, effect.direction) for owner, effect in pairs),
        analytes=analytes,
        place=np.array([analytes.index(effect.analyte) for _, effect in pairs], dtype=np.intp),
        side=np.array([SIDE_OF[effect.direction] for _, effect in pairs], dtype=np.int8),
        is_plain=np.array([_is_plain(owner) for owner in owners], dtype=np.bool_),
        age_from=_ages([owner.age_from_days for owner in owners], default=-np.inf),
        age_below=_ages([owner.age_below_days for owner in owners], default=np.inf),
        bars_female=np.array([owner.sex == "male" for owner in owners], dtype=np.bool_),
        bars_male=np.array([owner.sex == "female" for owner in owners], dtype=np.bool_),
    )


def find_effects(table: EffectTable, people: People) -> NDArray[np.bool_]:
    """Return whose results show which effects: people by effects.

    Just outside an interval only what is no disease counts; an unknown age or sex excludes
    nothing.
    """
    side = np.stack([people.side_of(name) for name in table.analytes], axis=1)
    just = np.stack([people.is_just_outside(name) for name in table.analytes], axis=1)
    age = people.age_days[:, None]
    shown: NDArray[np.bool_] = side[:, table.place] == table.side
    shown &= table.is_plain | ~just[:, table.place]
    shown &= ~(age < table.age_from) & ~(age >= table.age_below)
    shown &= ~(table.bars_female & people.is_female[:, None])
    shown &= ~(table.bars_male & people.is_male[:, None])
    return shown


def _is_plain(condition: Condition) -> bool:
    return condition.branch in PLAIN_BRANCHES or condition.id in PLAIN_CAUSES


def _ages(days: list[int | None], *, default: float) -> NDArray[np.float64]:
    return np.array([default if day is None else day for day in days], dtype=np.float64)
