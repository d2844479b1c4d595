"""The arithmetic of one cause for one person, as it is shown: steps that add up."""

from dataclasses import dataclass
from typing import Literal

StepBasis = Literal["published", "our-reading", "mixed", "laboratory"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedFinding:
    """One finding of a step, with its log10 likelihood ratio by itself; of values it has none."""

    finding: str
    name: str
    present: bool
    log10_ratio: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationStep:
    """One factor on the way from the prior to the posterior, as log10; the steps add up.

    `kind`: prior; values (against the ordinary variation); findings (a correlation group, against
    the background rate); rest (what all causes together leave). `basis` says whether published
    figures are behind it, our reading alone, or a laboratory's own case mix.
    """

    kind: Literal["prior", "values", "findings", "rest"]
    name: str
    log10: float
    group: str | None = None
    gate: str | None = None
    findings: tuple[ExplainedFinding, ...] = ()
    basis: StepBasis | None = None
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WithoutOne:
    """The probability of a cause with one class or finding left out, or told otherwise."""

    id: str
    name: str
    present: bool | None
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The arithmetic of one cause for one person.

    The `log10` of the steps add up to `log10_posterior`. `without` are the probabilities with each
    class or finding left out, `would_change` those with a finding that was not told. `rival` is
    the likeliest other cause.
    """

    cause: str
    name: str
    steps: tuple[ExplanationStep, ...]
    log10_posterior: float
    probability: float
    without: tuple[WithoutOne, ...]
    would_change: tuple[WithoutOne, ...]
    rival: str
    rival_name: str
    rival_probability: float
