"""What reasoning weighs: findings in conditions, how common causes and findings are, HPO's rows."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """How often a finding was seen in people with a condition, and against whom.

    Each of `share`, `without`, `ratio` and `ratio_negative` names a fact: the share of people with
    the condition who have the finding; the share in the study's comparator; the likelihood ratio
    for the finding present and for it absent. A ratio is a study's own only where that study gives
    both arms, or it is a published pooled one and stands as printed.
    """

    id: str
    condition: str
    finding: str
    share: str
    without: str | None = None
    ratio: str | None = None
    ratio_negative: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """How common a condition is: the fact that says so, and among whom.

    An empty `setting`, `population` or `sex` is everybody; ages are half-open, in days, and an
    empty end has no limit. `uses` names the facts a derived prior was computed from, so that no
    figure is weighed twice.
    """

    id: str
    condition: str
    fact: str
    setting: str | None = None
    population: str | None = None
    age_low_days: int | None = None
    age_high_days: int | None = None
    sex: Literal["female", "male"] | None = None
    uses: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """How common a finding is among people at large: the fact that says so, with its width."""

    id: str
    finding: str
    share: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Phenotype:
    """One annotation of a disease by the Human Phenotype Ontology, content unaltered.

    `frequency_low` and `frequency_high` are in %, as HPO defines its frequency words; `n_with` of
    `n_total` is a count from a case series. `release` is the version of the annotation file.
    """

    id: str
    condition: str
    disease: str
    hpo: str
    label: str
    reference: str
    evidence: str
    release: str
    licence: str
    source: str
    qualifier: str | None = None
    frequency_low: float | None = None
    frequency_high: float | None = None
    n_with: int | None = None
    n_total: int | None = None
