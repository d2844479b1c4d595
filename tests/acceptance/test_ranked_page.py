"""A report with ranked causes: in words for a patient, in numbers for a clinician."""

import re
from typing import Any

import pytest

from globulin.answers.reading import ReadOptions, compose_report
from globulin.knowledge import Knowledge
from globulin.model import Page, Section
from globulin.render import render_page
from tests.contract_interpretation import interpretation_problems
from tests.reading import interpret_one, read_one

HIGH = "IgM 6.1 g/L (0.4-2.3)"
WOMAN = {"age": "55", "sex": "female"}
ITCHING = {**WOMAN, "findings": ("itching", "fever=no")}
CHANCE = re.compile(r"\d\s?%")


def page(content: str, knowledge: Knowledge, options: ReadOptions, **beside: Any) -> Page:
    """Return the page of one report."""
    return compose_report(read_one(content, knowledge, **beside), knowledge, options)


def part(found: Page, name: str) -> Section:
    """Return one section of a page."""
    return next(section for section in found.sections if section.id == name)


def test_a_clinician_sees_intervals_branches_and_evidence(knowledge: Knowledge) -> None:
    """A figure with none and other in it, tables behind it, likelihood ratios by cause."""
    found = page(HIGH, knowledge, ReadOptions(audience="clinician"), **ITCHING)
    blocks = part(found, "why").blocks
    (figure,) = [block for block in blocks if block.figure is not None]

    assert figure.figure is not None
    assert {"none", "other"} <= {item.fact for item in figure.figure.items}
    assert len(figure.figure.items) == len(figure.rows)
    assert 2 <= len([block for block in blocks if block.kind == "table"])
    assert "rests partly on our own reading" in " ".join(render_page(found, format="text").split())


def test_a_patient_reads_no_probability(knowledge: Knowledge) -> None:
    """No number of the model stands in the sentences of order and of branches."""
    found = page(HIGH, knowledge, ReadOptions(), **ITCHING)
    assert found.interpretation is not None
    said = [s.text for b in found.interpretation.branches for s in b.statements]
    said += [s.text for s in found.interpretation.ranking_statements]

    assert said
    assert [] == [text for text in said if CHANCE.search(text)]
    assert not any(block.figure for block in part(found, "why").blocks)
    assert all(cause.probability is None for cause in found.interpretation.causes)


@pytest.mark.parametrize("content", [HIGH, "IgM 2.6 g/L (0.4-2.3)", "IgM 45 g/L (0.4-2.3)"])
def test_what_must_not_be_missed_is_among_the_first(knowledge: Knowledge, content: str) -> None:
    """The first causes of a patient's page are never only those without harm."""
    found = page(content, knowledge, ReadOptions(), **WOMAN)
    assert found.interpretation is not None
    serious = {c.name for c in found.interpretation.causes if c.must_not_miss and c.fits}
    headings = {block.heading for block in part(found, "why").blocks}

    assert serious & headings


def test_nothing_calms_where_a_doctor_has_to_see_it(knowledge: Knowledge) -> None:
    """Far out, with an alarm: not that most are ordinary, and no disease is not put first."""
    found = page("IgM 62 g/L (0.4-2.3)", knowledge, ReadOptions(), age="70", sex="male")
    said = render_page(found, format="text")

    assert "Most results like this come from differences" not in said
    assert "Ordinary variation is possible" not in said
    assert not any(b.heading == "Ordinary variation, no disease" for b in part(found, "why").blocks)


@pytest.mark.parametrize("cause", ["pbc", "waldenstrom", "none"])
def test_the_steps_shown_add_up(knowledge: Knowledge, cause: str) -> None:
    """From prior to posterior: the logarithms of the bars add up to that of the probability."""
    options = ReadOptions(audience="clinician", explain=cause)
    found = page(HIGH, knowledge, options, **ITCHING)
    assert found.interpretation is not None
    told = found.interpretation.explanation
    ladder = next(b.figure for b in part(found, "arithmetic").blocks if b.figure is not None)
    assert told is not None
    drawn = [i.high - i.low for i in ladder.items if i.high is not None and i.low is not None]

    assert told.log10_posterior == pytest.approx(sum(step.log10 for step in told.steps), abs=1e-9)
    assert told.log10_posterior == pytest.approx(sum(drawn), abs=1e-9)
    assert told.log10_posterior == pytest.approx(ladder.items[-1].value, abs=1e-9)
    assert told.probability == pytest.approx(10.0**told.log10_posterior, abs=1e-9)


def test_nothing_ranked_has_no_arithmetic(knowledge: Knowledge) -> None:
    """A report without a class says so in a sentence."""
    options = ReadOptions(audience="clinician", explain="pbc")
    found = page("EBV VCA IgM 4.2 H index <0.9", knowledge, options, age="30")
    (block,) = part(found, "arithmetic").blocks

    assert "No cause was ranked" in block.statements[0].text


@pytest.mark.parametrize("audience", ["patient", "clinician"])
@pytest.mark.parametrize("findings", [(), ("itching",), ("itching=no", "fever")])
def test_the_contract_holds(knowledge: Knowledge, audience: str, findings: Any) -> None:
    """Sums of one, bands and order, with findings that are there or not."""
    found = interpret_one(HIGH, knowledge, audience=audience, **WOMAN, findings=findings)

    assert [] == interpretation_problems(found)
