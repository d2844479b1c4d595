"""When a patient may not read that most such results are ordinary variation."""

from typing import Any

import pytest

from globulin.answers.reading import ReadOptions, compose_report
from globulin.knowledge import Knowledge
from globulin.model import Page, statements_of
from tests.reading import read_one

CALM = "Most results like this come from differences between healthy people"
INFANT = "IgM 0.5 g/L (0.2-1.5)\nIgG 2.5 g/L (3-9)\nIgA 0.15 g/L (0.1-0.7)"
LITTLE = "IgM 2.4 g/L (0.4-2.3)"


def page(text: str, knowledge: Knowledge, *findings: str, **beside: Any) -> Page:
    """Return the page of a patient."""
    options = ReadOptions(is_rest_normal=beside.pop("is_rest_normal", False))
    report = read_one(text, knowledge, findings=findings, **beside)
    return compose_report(report, knowledge, options)


def said(found: Page) -> str:
    """Return all sentences of a page."""
    return " ".join(statement.text for statement in statements_of(found))


def test_a_well_adult_just_over_the_limit_may_read_it(knowledge: Knowledge) -> None:
    """It is true there, and stands beside what to do."""
    found = page(LITTLE, knowledge, age="30", sex="female", setting="general-population")

    assert CALM in said(found)


@pytest.mark.parametrize(
    "finding",
    [
        *("amyloid-on-biopsy", "lytic-bone-lesions", "renal-dysfunction", "peripheral-neuropathy"),
        *("weight-loss", "pneumocystis-pneumonia", "b-cells-absent", "malaria-test-positive"),
    ],
)
def test_no_calm_beside_a_sign(finding: str, knowledge: Knowledge) -> None:
    """Whatever leads by numbers: a doctor has to look at the sign."""
    found = page(LITTLE, knowledge, finding, age="30", sex="female", setting="general-population")

    assert CALM not in said(found)


@pytest.mark.parametrize("finding", [None, "pancytopenia", "failure-to-thrive", "hiv-positive"])
def test_no_calm_for_a_small_child(finding: str | None, knowledge: Knowledge) -> None:
    """Low classes of an infant may be the first sign of a defect."""
    told = () if finding is None else (finding,)

    assert CALM not in said(page(INFANT, knowledge, *told, age="9m", sex="male"))


def test_no_calm_in_pregnancy_nor_by_an_assumption(knowledge: Knowledge) -> None:
    """Dilution does not explain all, and what was not reported is not known."""
    low = page("IgG 5 g/L (7-16)", knowledge, age="30", sex="female", pregnant=True)
    assumed = page(LITTLE, knowledge, age="30", setting="general-population", is_rest_normal=True)

    assert CALM not in said(low)
    assert CALM not in said(assumed)


def test_no_calm_with_two_classes_outside(knowledge: Knowledge) -> None:
    """Two low classes are more than the spread of one."""
    text = "IgG 6.7 g/L (7-16)\nIgA 0.65 g/L (0.7-4)"

    assert CALM not in said(page(text, knowledge, age="40", sex="male"))


def test_signs_beside_normal_classes_are_taken_up(knowledge: Knowledge) -> None:
    """All classes inside, with bone pain, anemia and weight loss: what doctors consider is told."""
    text = "IgM 1.2 g/L (0.4-2.3)\nIgG 11 g/L (7-16)\nIgA 2 g/L (0.7-4)"
    signs = ("bone-pain", "anaemia", "weight-loss")
    found = page(text, knowledge, *signs, age="70", sex="male")
    well = page(text, knowledge, age="70", sex="male")

    assert "why" in {section.id for section in found.sections}
    assert "why" not in {section.id for section in well.sections}
    assert CALM not in said(found)
    assert "Ordinary variation is possible" not in said(found)
    assert "Ordinary variation, no disease" not in [
        block.heading
        for section in found.sections
        if section.id == "why"
        for block in section.blocks
    ]
