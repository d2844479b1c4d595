"""The arithmetic of one cause for one person: steps from its prior to its posterior."""

from collections.abc import Iterable

import numpy as np

from globulin.answers.reading.evidence_rows import VALUES, Rows
from globulin.answers.reading.ranking import RankedCauses
from globulin.model import (
    Density,
    ExplainedFinding,
    Explanation,
    ExplanationStep,
    Fact,
    Rate,
    StepBasis,
    WithoutOne,
)
from globulin.reasoning.differential import Explained, GroupStep, Shift, explain
from globulin.reasoning.people import ABSENT, NOT_TOLD, PRESENT

# Of what was left out, and of what would change it, the largest changes are told.
MOST_SHIFTS = 8
OURS = "our-reading"
STATES = {PRESENT: True, ABSENT: False, NOT_TOLD: None}


def explain_cause(cause: str, found: RankedCauses) -> Explanation | None:
    """Return the arithmetic of a cause (`check_cause`), or None where nothing was ranked."""
    if found.rows is None or found.ranked is None or found.setting is None:
        return None
    rows = found.rows
    ids = [condition.id for condition in rows.differential.causes]
    place = ids.index(cause)
    told = explain(rows.differential, rows.people, found.setting, place)
    probability = 10.0**told.log10_posterior
    causes = rows.differential.causes
    return Explanation(
        cause=cause,
        name=causes[place].name,
        steps=tuple(_steps(rows, told)),
        log10_posterior=told.log10_posterior,
        probability=probability,
        without=_largest(rows, told.without, probability),
        would_change=_largest(rows, told.would_change, probability),
        rival=causes[told.rival].id,
        rival_name=causes[told.rival].name,
        rival_probability=float(found.ranked.probability[0, told.rival]),
    )


def _steps(rows: Rows, told: Explained) -> Iterable[ExplanationStep]:
    """Yield the steps, whose logarithms add up to that of the posterior."""
    words = rows.telling.reading["explanation"]
    condition = rows.differential.causes[told.cause].id
    yield ExplanationStep(
        kind="prior",
        name=words["prior"],
        log10=told.log10_prior,
        basis=_basis_of_prior(rows, condition),
        sources=rows.sources_of_rates(told.cause),
    )
    yield ExplanationStep(
        kind="values",
        name=words["values"],
        log10=told.log10_values,
        group=VALUES,
        findings=tuple(
            ExplainedFinding(finding=key, name=rows.name(key), present=True, log10_ratio=None)
            for key in rows.value_findings
        ),
        basis=_basis_of_values(rows, condition),
        sources=rows.sources_of_values(told.cause),
    )
    for step in told.groups:
        yield _of_group(rows, step, told.cause)
    yield ExplanationStep(kind="rest", name=words["rest"], log10=told.log10_rest)


def _of_group(rows: Rows, step: GroupStep, cause: int) -> ExplanationStep:
    keys = [one.finding for one in step.findings]
    links = [rows.differential.links.get((key, cause)) for key in keys]
    facts = [rows.telling.knowledge.fact(link.share) for link in links if link is not None]
    return ExplanationStep(
        kind="findings",
        name=", ".join(rows.name(key) for key in keys),
        log10=step.log10_ratio,
        group=step.group,
        gate=step.gate,
        findings=tuple(
            ExplainedFinding(
                finding=one.finding,
                name=rows.name(one.finding),
                present=one.state == PRESENT,
                log10_ratio=one.log10_ratio,
            )
            for one in step.findings
        ),
        basis=_basis(fact.evidence for fact in facts),
        sources=tuple(sorted({n for key in keys for n in rows.sources_of_link(key, cause)})),
    )


def _basis(evidence: Iterable[str]) -> StepBasis | None:
    """Return whether figures are published, our reading, or both."""
    are_ours = {kind == OURS for kind in evidence}
    if not are_ours:
        return None
    if len(are_ours) > 1:
        return "mixed"
    return "our-reading" if are_ours.pop() else "published"


def _basis_of_prior(rows: Rows, condition: str) -> StepBasis | None:
    knowledge = rows.telling.knowledge
    if rows.differential.inputs.case_mix is not None:
        return "laboratory"
    facts = (
        knowledge.fact(r.fact) for r in knowledge.all("rate", Rate) if r.condition == condition
    )
    return _basis(fact.evidence for fact in facts if isinstance(fact, Fact))


def _basis_of_values(rows: Rows, condition: str) -> StepBasis | None:
    densities = rows.telling.knowledge.all("density", Density)
    return _basis(
        OURS if density.basis == "class" else density.basis
        for density in densities
        if density.condition == condition
    )


def _largest(rows: Rows, shifts: Iterable[Shift], probability: float) -> tuple[WithoutOne, ...]:
    """Return the largest changes on the scale of log odds, the largest first."""

    def change(shift: Shift) -> float:
        return abs(_log_odds(shift.probability) - _log_odds(probability))

    ranked = sorted(shifts, key=lambda shift: (-round(change(shift), 9), shift.key, -shift.state))
    return tuple(
        WithoutOne(
            id=shift.key,
            name=rows.name(shift.key),
            present=STATES[shift.state],
            probability=shift.probability,
        )
        for shift in ranked[:MOST_SHIFTS]
    )


def _log_odds(probability: float) -> float:
    inside = float(np.clip(probability, 1e-12, 1.0 - 1e-12))
    return float(np.log(inside / (1.0 - inside)))
