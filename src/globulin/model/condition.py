"""A cause of a high or low immunoglobulin, and what it does to each one."""

from dataclasses import dataclass
from typing import Literal

from globulin.model.sentence import Direction, Sentence

EffectEvidence = Literal["supported", "weak", "against", "named-only"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a condition does to one analyte in one direction, and how well that is shown.

    `share` names the fact with the share of people whose value lies beyond the limit: it orders
    causes inside a group and feeds the figure.
    """

    analyte: str
    direction: Direction
    evidence: EffectEvidence
    statements: tuple[Sentence, ...]
    share: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One disease or state, with its place in the differential.

    `about` says what it is, `next` what is usually done first, `course` what happens over time and
    `not_known` what was looked for and not found (of its `analyte`, or of any without one).
    An `umbrella` has a page of its own, but lists of causes show what stands under it instead.
    `order` is its place inside its group, among those that are shown equally well.
    Ages (in days) and `sex` are those outside of which it cannot be. `about_immunoglobulins` says
    whether a question about it alone belongs here, where it is not as its group says.
    """

    id: str
    name: str
    plain_name: str
    branch: str
    group: str
    parent: str | None = None
    synonyms: tuple[str, ...] = ()
    must_not_miss: bool = False
    umbrella: bool = False
    about_immunoglobulins: bool | None = None
    order: int = 100
    age_from_days: int | None = None
    age_below_days: int | None = None
    sex: Literal["female", "male"] | None = None
    about: tuple[Sentence, ...] = ()
    next: tuple[Sentence, ...] = ()
    course: tuple[Sentence, ...] = ()
    not_known: tuple[Sentence, ...] = ()
    effects: tuple[Effect, ...] = ()
