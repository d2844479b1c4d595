"""What is known of people, as columns."""

from dataclasses import dataclass, field

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
    `just_outside` or `far_outside` a limit. For each finding PRESENT, ABSENT or
    NOT_TOLD; a finding that is not there was told of nobody.
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
    finding: dict[str, NDArray[np.int8]] = field(default_factory=dict)

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
