"""A rule on what is known of a person: values, findings, age; data that arrays are tested with."""

from dataclasses import dataclass, field
from typing import Literal

Side = Literal["low", "normal", "high", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A conjunction; a part that is left out always holds, and what is not known never does.

    `sides` names for each analyte the sides that fit; `any_of` findings of which one must be
    present, `all_of` those that must all be; `none_of` those that must not be. `any_side`: some
    measured analyte lies on one of these sides. `above`, `at_least` and `below` compare a value
    with the fact named; `not_above` and `not_below` are broken only by a value that is beyond it
    for certain. `just_outside` lists analytes that must lie just beyond a limit, `not_just` and
    `not_far` those that must not lie just or far beyond. Ages in days, from (inclusive) and below;
    `age_unknown`: no age is known.
    """

    sides: dict[str, tuple[Side, ...]] = field(default_factory=dict)
    any_of: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    above: dict[str, str] = field(default_factory=dict)
    at_least: dict[str, str] = field(default_factory=dict)
    below: dict[str, str] = field(default_factory=dict)
    not_above: dict[str, str] = field(default_factory=dict)
    not_below: dict[str, str] = field(default_factory=dict)
    just_outside: tuple[str, ...] = ()
    not_just: tuple[str, ...] = ()
    not_far: tuple[str, ...] = ()
    any_side: tuple[Side, ...] = ()
    age_from_days: int | None = None
    age_below_days: int | None = None
    age_unknown: bool = False

    def thresholds(self) -> tuple[dict[str, str], ...]:
        """Return the comparisons: in each, by analyte, the fact compared with."""
        return self.above, self.at_least, self.below, self.not_above, self.not_below
