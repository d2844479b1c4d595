"""What is known of people, as columns."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

LOW, NORMAL, HIGH, UNKNOWN = -1, 0, 1, 9
ABSENT, PRESENT, NOT_TOLD = 0, 1, -1
SIDES = {"low": LOW, "normal": NORMAL, "high": HIGH, "unknown": UNKNOWN}


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Columns of `size` people.

    `age_days` NaN is not known; `is_female` and `is_male` are both false where the sex is not.
    For each analyte `side` (LOW, NORMAL, HIGH, UNKNOWN), the least and the most that the value
    can be in the analyte's first unit (`at_least` and `at_most` are the same number unless it was
    given as beyond a method's limit; NaN: none that may be used), and whether it lies
    `just_outside` or `far_outside` a limit. `z_from` and `z_to` are the least and the most that its
    zlog can be: the same number where the value is known, a limit and infinity where only a flag
    or a bound is, NaN where nothing is. For each finding PRESENT, ABSENT or NOT_TOLD; a finding
    that is not there was told of nobody.
    """

    size: int
    age_days: NDArray[np.float64]
    is_female: NDArray[np.bool_]
    is_male: NDArray[np.bool_]
    side: dict[str, NDArray[np.int8]] = field(default_factory=dict)
    at_least: dict[str, NDArray[np.float64]] = field(default_factory=dict)
    at_most: dict[str, NDArray[np.float64]] = field(default_factory=dict)
    just_outside: dict[str, NDArray[np.bool_]] = field(default_factory=dict)
    far_outside: dict[str, NDArray[np.bool_]] = field(default_factory=dict)
    z_from: dict[str, NDArray[np.float64]] = field(default_factory=dict)
    z_to: dict[str, NDArray[np.float64]] = field(default_factory=dict)
    finding: dict[str, NDArray[np.int8]] = field(default_factory=dict)

    def rows(self, rows: slice | NDArray[np.intp]) -> Self:
        """Return some of the people, in the order asked for."""
        columns = {
            item.name: {key: column[rows] for key, column in getattr(self, item.name).items()}
            for item in fields(self)
            if item.name not in {"size", "age_days", "is_female", "is_male"}
        }
        age_days = self.age_days[rows]
        return replace(
            self,
            size=len(age_days),
            age_days=age_days,
            is_female=self.is_female[rows],
            is_male=self.is_male[rows],
            **columns,
        )

    def side_of(self, analyte: str) -> NDArray[np.int8]:
        """Return the sides of an analyte; UNKNOWN for all where nobody has a result."""
        found = self.side.get(analyte)
        return np.full(self.size, UNKNOWN, dtype=np.int8) if found is None else found

    def least_of(self, analyte: str) -> NDArray[np.float64]:
        """Return the least that the values of an analyte can be, NaN where there is none."""
        return self._number(self.at_least, analyte)

    def most_of(self, analyte: str) -> NDArray[np.float64]:
        """Return the most that the values of an analyte can be, NaN where there is none."""
        return self._number(self.at_most, analyte)

    def bounds_of(self, analytes: Sequence[str]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the least and the most zlog of some analytes, each as (people, analytes)."""
        least = [self._number(self.z_from, analyte) for analyte in analytes]
        most = [self._number(self.z_to, analyte) for analyte in analytes]
        return np.stack(least, axis=1), np.stack(most, axis=1)

    def _number(self, columns: dict[str, NDArray[np.float64]], analyte: str) -> NDArray[np.float64]:
        found = columns.get(analyte)
        return np.full(self.size, np.nan) if found is None else found

    def is_just_outside(self, analyte: str) -> NDArray[np.bool_]:
        """Return who has a value just beyond a limit."""
        return self._told(self.just_outside, analyte)

    def is_far_outside(self, analyte: str) -> NDArray[np.bool_]:
        """Return who has a value far beyond a limit."""
        return self._told(self.far_outside, analyte)

    def _told(self, columns: dict[str, NDArray[np.bool_]], analyte: str) -> NDArray[np.bool_]:
        found = columns.get(analyte)
        return np.zeros(self.size, dtype=np.bool_) if found is None else found

    def has(self, finding: str) -> NDArray[np.bool_]:
        """Return who has a finding for certain."""
        found = self.finding.get(finding)
        return np.zeros(self.size, dtype=np.bool_) if found is None else found == PRESENT
