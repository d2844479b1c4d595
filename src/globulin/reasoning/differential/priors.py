"""How common each cause is among the people who are tested, by age, sex and setting.

The rate of a cause among everybody of an age and sex, times how much more common it is among
those tested in a setting. What the causes leave over is the ordinary variation, which has the
weight 1. Without a setting every setting that fits the age counts the same.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from globulin.reasoning.differential.case_mix import Counted, mix_prior
from globulin.reasoning.people import People

Floats = NDArray[np.float64]
FEMALE, MALE = 1, 2
BOTH = FEMALE | MALE
NOT_SET = -1
# The cell of people whose age is not known.
NO_AGE = -1


@dataclass(frozen=True, eq=False)
class PriorTable:
    """Rates of C causes in B bands of age and sex, and weights of S settings, in D draws.

    `cause` (B,) is the place of a band's cause; ages are in days, half-open; `sexes` (B,) is
    FEMALE, MALE or both added. `rate` (D, B) is a share of everybody, `weight` (D, S, C) how many
    times as common. `rest` is the place of the cause that has what is left over. `fits_from` and
    `fits_below` (S,) are the ages of those seen in a setting; `ages` stand for an unknown one.
    `counted` is a laboratory's own case mix, None without one.
    """

    settings: tuple[str, ...]
    causes: int
    cause: NDArray[np.intp]
    age_from: Floats
    age_below: Floats
    sexes: NDArray[np.int8]
    rate: Floats
    weight: Floats
    rest: int
    fits_from: Floats
    fits_below: Floats
    ages: Floats
    counted: Counted | None = None
    _cells: dict[tuple[int, int, int], Floats] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def edges(self) -> Floats:
        """Return the ages, in days, between which no rate and no fitting setting changes."""
        ends = (self.age_from, self.age_below, self.fits_from, self.fits_below)
        return np.unique(np.concatenate([end[np.isfinite(end)] for end in ends]))

    def of_cell(self, cell: int, sex: int, setting: int) -> Floats:
        """Return the priors (D, C) of people between two edges; they are worked out once."""
        key = (cell, sex, setting)
        if key not in self._cells:
            usual = _priors_of(self, *key)
            self._cells[key] = usual if self.counted is None else mix_prior(self.counted, usual)
        return self._cells[key]


def find_priors(table: PriorTable, people: People, setting: NDArray[np.int8]) -> Floats:
    """Return how common each cause is before any result.

    Args:
        table: D draws.
        people: their ages and sexes.
        setting: (people,) places among the settings, NOT_SET where none was told.

    Returns:
        (people, D, C), which sum to 1 over the causes.
    """
    cell = np.searchsorted(table.edges, people.age_days, side="right")
    cell = np.where(np.isnan(people.age_days), NO_AGE, cell)
    sex = np.where(people.is_female, FEMALE, np.where(people.is_male, MALE, BOTH))
    keys, inverse = np.unique(np.stack([cell, sex, setting], axis=1), axis=0, return_inverse=True)
    shape = (len(keys), *table.weight.shape[::2])
    of_keys = np.array([table.of_cell(*map(int, key)) for key in keys]).reshape(shape)
    priors: Floats = of_keys[inverse.reshape(-1)]
    return priors


def _priors_of(table: PriorTable, cell: int, sex: int, setting: int) -> Floats:
    ages = table.ages if cell == NO_AGE else _ages_within(table, cell)
    rates = _rates(table, ages, sex)
    places = [setting] if setting != NOT_SET else _fitting(table, ages)
    each = rates[:, None] * table.weight[:, places]
    each[:, :, table.rest] = 1.0
    each /= each.sum(axis=2, keepdims=True)
    draws = len(rates)
    # A single draw is the even mixture itself. Of many each holds one of the settings, in turn:
    # that nobody told the setting is then part of the uncertainty.
    priors: Floats = (
        each.mean(axis=1) if draws == 1 else each[np.arange(draws), np.arange(draws) % len(places)]
    )
    return priors


def _ages_within(table: PriorTable, cell: int) -> Floats:
    """Return an age of a cell: all of its ages have the same priors."""
    return np.array([table.edges[cell - 1] if cell else -np.inf])


def _fitting(table: PriorTable, ages: Floats) -> list[int]:
    """Return the settings in which people of these ages are seen.

    Raises:
        LookupError: they are seen in none.
    """
    fits = (ages[:, None] >= table.fits_from) & (ages[:, None] < table.fits_below)
    found = [int(place) for place in np.flatnonzero(fits.any(axis=0))]
    if not found:
        message = "expected a setting for people of every age"
        raise LookupError(message)
    return found


def _rates(table: PriorTable, ages: Floats, sex: int) -> Floats:
    """Return the rates (D, C) among everybody, the mean over ages and the sexes that may be."""
    sexes = [code for code in (FEMALE, MALE) if code & sex]
    rates = np.zeros((table.rate.shape[0], table.causes))
    for age in ages:
        for code in sexes:
            holds = (table.age_from <= age) & (age < table.age_below) & (table.sexes & code > 0)
            # Bands of one cause never overlap.
            rates[:, table.cause[holds]] += table.rate[:, holds]
    mean: Floats = rates / (len(ages) * len(sexes))
    return mean
