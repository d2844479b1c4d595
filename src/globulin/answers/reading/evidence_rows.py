"""What counts for or against each cause in one person, as rows with likelihood ratios."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from globulin.answers.reading.own import number_of_case_mix
from globulin.answers.reading.telling import Telling
from globulin.intervals.judge import LIMIT_Z
from globulin.knowledge import Knowledge
from globulin.model import CauseEvidence, Density, Finding, Rate
from globulin.reasoning import People
from globulin.reasoning.differential import (
    Differential,
    GroupStep,
    ToldGroup,
    Weighed,
    group_steps,
    told_groups,
    values_ratio,
)
from globulin.reasoning.people import PRESENT

VALUES = "values"


@dataclass(frozen=True, slots=True)
class _Told:
    """One finding of a row, whether it is there, and the sources of its share in a cause."""

    finding: str
    is_present: bool
    sources: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Rows:
    """What evidence rows are made from: one person, what was weighed, and the words."""

    differential: Differential
    people: People
    weighed: Weighed
    telling: Telling

    def of(self, cause: int) -> tuple[CauseEvidence, ...]:
        """Return the rows of one cause (place): the values first, then findings by group."""
        sources = self.sources_of_values(cause) if self.value_findings else ()
        told = [_Told(finding, is_present=True, sources=sources) for finding in self.value_findings]
        rows = self._joint(VALUES, told, self.log10_values(cause))
        for step in self.steps(cause):
            told = [
                _Told(one.finding, one.state == PRESENT, self.sources_of_link(one.finding, cause))
                for one in step.findings
            ]
            rows += self._joint(step.group, told, step.log10_ratio)
        return tuple(rows)

    def _joint(
        self, group: str, told: Iterable["_Told"], log10_ratio: float
    ) -> list[CauseEvidence]:
        """Return a row a finding: the joint ratio on the first, 1 on the others."""
        return [
            CauseEvidence(
                finding=one.finding,
                likelihood_ratio=1.0 if row else 10.0**log10_ratio,
                group=group,
                sources=one.sources,
                name=self.name(one.finding),
                present=one.is_present,
            )
            for row, one in enumerate(told)
        ]

    def name(self, key: str) -> str:
        """Return the name of a finding, or of a class."""
        return _names_of_findings(self.telling.knowledge).get(key, key)

    def steps(self, cause: int) -> tuple[GroupStep, ...]:
        """Return what each group of findings makes of a cause."""
        return group_steps(self.told, self.weighed, cause)

    @cached_property
    def told(self) -> tuple[ToldGroup, ...]:
        """Return the groups of findings of which something was told."""
        return told_groups(self.differential.tables, self.people)

    def log10_values(self, cause: int) -> float:
        """Return the log10 likelihood ratio of all values, against the ordinary variation."""
        return float(self._values[0, cause])

    @cached_property
    def _values(self) -> NDArray[np.float64]:
        return values_ratio(self.differential.tables, self.weighed)

    @cached_property
    def value_findings(self) -> tuple[str, ...]:
        """Return for each class that is known the finding that says where it lies."""
        analytes = self.differential.tables.densities.analytes
        names = _names_of_sides(self.telling.knowledge)
        least, most = (ends[0] for ends in self.people.bounds_of(analytes))
        return tuple(
            names[analyte, _side(low, high)]
            for analyte, low, high in zip(analytes, least, most, strict=True)
            if np.isfinite([low, high]).any()
        )

    def sources_of_values(self, cause: int) -> tuple[int, ...]:
        """Return the numbers of the sources of a cause's densities."""
        condition = self.differential.causes[cause].id
        return self._numbers(_density_sources(self.telling.knowledge)[condition])

    def sources_of_rates(self, cause: int) -> tuple[int, ...]:
        """Return the numbers of the sources of how common a cause is."""
        knowledge = self.telling.knowledge
        condition = self.differential.causes[cause].id
        rates = (rate for rate in knowledge.all("rate", Rate) if rate.condition == condition)
        usual = self._numbers(s for rate in rates for s in knowledge.fact(rate.fact).sources)
        if self.differential.inputs.case_mix is None:
            return usual
        return (*usual, number_of_case_mix(self.telling))

    def sources_of_link(self, finding: str, cause: int) -> tuple[int, ...]:
        """Return the numbers of the sources of a finding's share in a cause, if it is linked."""
        link = self.differential.links.get((finding, cause))
        return (
            () if link is None else self._numbers(self.telling.knowledge.fact(link.share).sources)
        )

    def _numbers(self, sources: Iterable[str]) -> tuple[int, ...]:
        return tuple(sorted({self.telling.filler.number(source) for source in sources}))


def _side(low: float, high: float) -> str:
    if low >= LIMIT_Z:
        return "high"
    return "low" if high <= -LIMIT_Z else "normal"


@lru_cache(maxsize=4)
def _names_of_sides(knowledge: Knowledge) -> dict[tuple[str, str], str]:
    """Return the finding that says a class lies on a side, and nothing else."""
    found: dict[tuple[str, str], str] = {}
    for finding, sides in knowledge.table("language")["told_sides"].items():
        if len(sides) == 1:
            (side,) = sides.items()
            found.setdefault(side, finding)
    return found


@lru_cache(maxsize=4)
def _names_of_findings(knowledge: Knowledge) -> dict[str, str]:
    return {finding.id: finding.name for finding in knowledge.all("finding", Finding)}


@lru_cache(maxsize=4)
def _density_sources(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """Return by condition the sources of its densities, those of the figures used among them."""
    found: dict[str, dict[str, None]] = {}
    for density in knowledge.all("density", Density):
        sources = found.setdefault(density.condition, {})
        figures = (knowledge.fact(key).sources for key in density.uses)
        for keys in (density.sources, *figures):
            sources.update(dict.fromkeys(keys))
    return {condition: tuple(sources) for condition, sources in found.items()}
