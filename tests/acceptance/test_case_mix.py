"""A laboratory tells what it finds in people, and asks what a result means there."""

import math

from globulin.answers.reading import ReadOptions, interpret_report
from globulin.intake import read_case_mix
from globulin.knowledge import Knowledge
from globulin.model import Explanation, Interpretation
from tests.reading import read_one, result

MIX = b"id,people\nnone,300\nigm-mgus,60\npbc,40\nreactive,200\n"


def interpreted(knowledge: Knowledge, mix: bytes | None, igm: float) -> Interpretation:
    """Return what an IgM means in a woman of 60, with the arithmetic of one cause."""
    document = {"schema": "globulin/input/1", "results": [result("IgM", igm, "g/L")]}
    report = read_one(document, knowledge, age="60", sex="female")
    own = None if mix is None else read_case_mix(mix, knowledge, name="mix.csv")
    options = ReadOptions(audience="clinician", explain="pbc", case_mix=own)
    return interpret_report(report, knowledge, options)


def explanation_of(found: Interpretation) -> Explanation:
    """Return the arithmetic of the cause that was asked for."""
    assert found.explanation is not None
    return found.explanation


def test_the_arithmetic_begins_with_the_laboratorys_counts(knowledge: Knowledge) -> None:
    """Its prior is the share counted, its source the file; the steps still add up."""
    found = interpreted(knowledge, MIX, 5.0)
    told = explanation_of(found)
    prior = told.steps[0]
    own = next(source.n for source in found.sources if source.id == "case-mix")
    cause = next(cause for cause in found.causes if cause.id == "pbc")

    assert ("prior", "laboratory") == (prior.kind, prior.basis)
    assert own in prior.sources
    assert abs(10**prior.log10 - 40 / 610) < 0.001
    assert cause.prior is not None
    assert math.isclose(10**prior.log10, cause.prior, abs_tol=1e-8)
    assert math.isclose(sum(step.log10 for step in told.steps), told.log10_posterior)


def test_without_a_file_nothing_speaks_of_one(knowledge: Knowledge) -> None:
    """Also after another report was read with one."""
    before = interpreted(knowledge, None, 5.0)
    interpreted(knowledge, MIX, 5.0)
    after = interpreted(knowledge, None, 5.0)

    assert before == after
    assert "case-mix" not in {source.id for source in after.sources}


def test_what_must_not_be_missed_stays(knowledge: Knowledge) -> None:
    """A laboratory that never saw an emergency still hears of it."""
    calm = b"id,people\nnone,100000\n"
    usual, own = (interpreted(knowledge, mix, 70.0) for mix in (None, calm))

    assert usual.red_flags
    assert [(flag.id, flag.urgency) for flag in usual.red_flags] == [
        (flag.id, flag.urgency) for flag in own.red_flags
    ]
    assert {cause.id for cause in usual.causes} == {cause.id for cause in own.causes}
