"""Somebody asks about a number: with its unit it is read, without it the question comes back."""

import json
from typing import Any

import pytest

from globulin.answers import answer_question
from globulin.intake import parse_age
from globulin.knowledge import Knowledge
from globulin.model import Page, Question
from globulin.render import render_page
from tests.contract import all_statements, problems
from tests.contract_interpretation import interpretation_problems
from tests.numbers_in_text import numbers_in, numbers_of
from tests.reading import TODAY

STORIES = [
    "igm 350 is that bad",
    "IgM 412 mg/dL H woman of 54",
    "igm 2.6 g/l my baby is 4 months",
    "is an IgM of 6000 mg/dL dangerous",
    "IgG 1500 IgA 90 IgM 412 mg/dl",
    "igg 250 iga 10 igm 8 mg/dl in my 3 year old",
    "my igm is 350, normal is 40 to 230",
    "igm went from 260 to 225",
    "IgM 350 g/L",
    "igm 6000 and blurred vision",
    "IgM 412 mg/dL, sudden confusion",
]


def ask(text: str, knowledge: Knowledge, **beside: Any) -> Page:
    """Return the answer to a question."""
    return answer_question(Question(text=text, today=TODAY, **beside), knowledge)


def data(page: Page) -> dict[str, Any]:
    """Return an answer as the outside sees it."""
    document: dict[str, Any] = json.loads(render_page(page, format="json"))
    return document


def words(page: Page) -> str:
    """Return a page as text on one line."""
    return " ".join(render_page(page, format="text").split())


@pytest.mark.parametrize("audience", ["patient", "clinician"])
@pytest.mark.parametrize("story", STORIES)
def test_every_story_is_as_the_contract_says(
    story: str, audience: Any, knowledge: Knowledge
) -> None:
    """The answer, and the interpretation inside it where there is one."""
    document = data(ask(story, knowledge, audience=audience))
    inside = document["interpretation"]

    # The interpretation inside has sources of its own.
    assert [] == problems({**document, "interpretation": None})
    assert [] == ([] if inside is None else interpretation_problems(inside))
    assert ("answered", "interpretation") == (document["status"], document["route"]["intent"])


@pytest.mark.parametrize("story", STORIES)
def test_every_number_has_its_fact_or_was_told(story: str, knowledge: Knowledge) -> None:
    """No assertion and no advice has a number of its own."""
    lost = []
    for statement in all_statements(data(ask(story, knowledge))):
        if statement["kind"] in {"assertion", "advice"}:
            facts = [knowledge.fact(key) for key in statement["facts"]]
            known = numbers_of(facts, knowledge.factors())
            said = set().union(*(numbers_in(fact.says) for fact in facts if hasattr(fact, "says")))
            lost += [(n, statement["text"]) for n in numbers_in(statement["text"]) - known - said]

    assert [] == lost


@pytest.mark.parametrize("story", STORIES)
def test_every_story_reads_in_every_medium(story: str, knowledge: Knowledge) -> None:
    """As text, Markdown and HTML, in the reader's own words."""
    page = ask(story, knowledge)
    shown = [render_page(page, format=name) for name in ("text", "markdown", "html")]

    assert [True] * 3 == [story.split(maxsplit=1)[0] in text for text in shown]


def test_a_number_without_a_unit_gets_the_question_back(knowledge: Knowledge) -> None:
    """Which unit and which range, first; then what it would mean; nothing is judged."""
    page = ask("igm 350 is that bad", knowledge)
    first = page.answer[0]

    assert "question" == first.kind
    assert "unit" in first.text
    assert "range" in first.text
    assert (None, None) == (page.interpretation, page.route.redirect)
    assert "most likely mg/dL" in words(page)
    assert "350 mg/dL (3.5 g/L)" in words(page)
    assert "the unit cannot be g/L" in words(page)
    assert () == page.red_flags


def test_the_tables_are_counted_for_an_adult_where_no_age_is_told(knowledge: Knowledge) -> None:
    """The counts are those of the same judging at an adult's age."""
    page = ask("igm 350 is that bad", knowledge)
    adult = ask("igm 350 mg/dL at age 40", knowledge).interpretation
    assert adult is not None
    counts = adult.results[0].agreement
    assert counts is not None

    told = f"is high in {counts.above} of {counts.of} published tables, inside in {counts.within}"

    assert counts.above > counts.within > 0
    assert told in words(page)


def test_a_number_that_may_have_either_unit_is_told_in_both(knowledge: Knowledge) -> None:
    """At four months, 2.6 may be next to nothing in one unit and high in the other."""
    page = ask("igm 2.6 my baby is 4 months", knowledge)
    (either,) = [section for section in page.sections if section.id == "either-unit"]
    headings = [block.heading for block in either.blocks if block.heading]

    assert ["IgM 2.6, if the unit is mg/dL", "IgM 2.6, if the unit is g/L"] == headings
    assert "most likely" not in words(page)
    assert page.interpretation is None


def test_a_woman_of_54_reads_her_value_in_the_first_sentences(knowledge: Knowledge) -> None:
    """The value with its unit, where it lies, the number line, and the laboratory's flag."""
    page = ask("IgM 412 mg/dL H woman of 54", knowledge)
    found = page.interpretation
    assert found is not None

    assert (54.0, "female") == (found.patient.age_years, found.patient.sex)
    assert ("H", "H") == (found.results[0].flag, found.results[0].reported.flag)
    assert "412 mg/dL (4.12 g/L)" in page.answer[0].text
    assert "IgM" == page.route.analyte
    assert any(block.figure for section in page.sections for block in section.blocks)
    assert TODAY == found.as_of


def test_a_baby_is_judged_by_the_ranges_of_its_age(knowledge: Knowledge) -> None:
    """An adult's value is far too high for an infant, and the page speaks to the parents."""
    page = ask("igm 2.6 g/l my baby is 4 months", knowledge)
    found = page.interpretation
    assert found is not None

    assert 0.33 == found.patient.age_years
    assert "age 4 months" in page.route.read_as
    assert "H" == found.results[0].flag
    assert "Your child's IgM is 2.6 g/L" in words(page)


def test_a_very_high_value_raises_its_flag(knowledge: Knowledge) -> None:
    """6000 mg/dL is told to be seen soon; so is 6000 alone, which can be nothing else."""
    with_unit = ask("is an IgM of 6000 mg/dL dangerous", knowledge)
    without = ask("is an IgM of 6000 dangerous", knowledge)
    harmless = ask("is an IgM of 300 dangerous", knowledge)

    assert with_unit.red_flags
    assert {flag.id for flag in with_unit.red_flags} == {flag.id for flag in without.red_flags}
    assert () == harmless.red_flags


@pytest.mark.parametrize("number", ["412 mg/dL", "412"])
def test_an_emergency_stands_first_beside_a_value(number: str, knowledge: Knowledge) -> None:
    """Whatever the number, words of an emergency put the box first."""
    page = ask(f"igm {number} and sudden confusion", knowledge)

    assert ("emergency", "emergency") == (page.route.redirect, page.red_flags[0].urgency)
    assert "answered" == page.status


def test_a_value_may_speak_against_a_sign_of_thick_blood(knowledge: Knowledge) -> None:
    """Words for thick blood ring with a raised or unknown IgM, and not with a low one."""
    words = "and my vision is blurred and my nose bleeds all the time"
    raised = ask(f"igm 4200 mg/dL {words}, man of 70", knowledge)
    unknown = ask(f"igm 4.2 {words}, man of 70", knowledge)
    low = ask(f"igm 9 mg/dL {words}, man of 70", knowledge)
    of_thick_blood = {flag.id for flag in raised.red_flags} - {flag.id for flag in low.red_flags}

    assert of_thick_blood
    assert of_thick_blood & {flag.id for flag in unknown.red_flags}
    assert raised.red_flags[0].urgency == unknown.red_flags[0].urgency


def test_the_range_beside_a_number_tells_its_unit(knowledge: Knowledge) -> None:
    """40 to 230 can only be mg/dL: the value is judged, and the page says what was assumed."""
    found = ask("my igm is 350, normal is 40 to 230", knowledge).interpretation
    assert found is not None
    result = found.results[0]

    assert ("mg/dL", "H", None) == (result.unit, result.flag, result.reported.unit)
    assert ["unit_by_range"] == [check.code for check in found.checks]


def test_a_unit_that_cannot_be_is_told_and_not_used(knowledge: Knowledge) -> None:
    """350 g/L: no number is judged, and the likely unit is suggested."""
    found = ask("IgM 350 g/L", knowledge).interpretation
    assert found is not None

    assert (None, "not_judged") == (found.results[0].value, found.results[0].status)
    assert "mg/dL" == next(c.suggested.unit for c in found.checks if c.suggested is not None)


def test_two_numbers_of_one_class_are_two_results_in_order(knowledge: Knowledge) -> None:
    """A change is told as it was asked."""
    found = ask("my igm went from 260 to 225 mg/dL, woman of 54", knowledge).interpretation
    assert found is not None

    assert [260.0, 225.0] == [result.value for result in found.results]


def test_what_is_told_beside_the_question_counts(knowledge: Knowledge) -> None:
    """Findings, sex, age, pregnancy, setting and day are in the interpretation."""
    found = ask(
        "igm 300 mg/dL",
        knowledge,
        age_days=parse("30"),
        sex="female",
        pregnant=True,
        findings=(("night sweats", True), ("fever", False)),
        setting="primary-care",
        as_of="2024-03-01",
    ).interpretation
    assert found is not None

    assert (30.0, "female", True) == (
        found.patient.age_years,
        found.patient.sex,
        found.patient.pregnant,
    )
    assert {("night-sweats", True), ("fever", False)} <= {(f.id, f.present) for f in found.findings}
    assert ("primary-care", "2024-03-01") == (found.setting, found.as_of)


def parse(age: str) -> int:
    """Return an age in days."""
    days = parse_age(age)
    assert days is not None
    return days


def test_a_date_of_birth_is_none_of_the_sample(knowledge: Knowledge) -> None:
    """It gives the age, and the sample has no date."""
    found = ask("IgM 412 mg/dL dob 1970-03-01", knowledge).interpretation
    assert found is not None

    assert 56 == int(found.patient.age_years or 0)
    assert None is found.results[0].collected


def test_who_asks_for_a_man_does_not_make_him_pregnant(knowledge: Knowledge) -> None:
    """What somebody tells of herself is none of his findings."""
    found = ask("my husband's igm is 350 mg/dL and i am pregnant", knowledge).interpretation
    assert found is not None

    assert ("male", None) == (found.patient.sex, found.patient.pregnant)
    assert () == found.findings


def test_a_sign_that_is_asked_about_is_not_told(knowledge: Knowledge) -> None:
    """Whoever asks whether it can cause night sweats tells of none."""
    asked = ask("can igm 300 mg/dL cause night sweats", knowledge).interpretation
    told = ask("igm 300 mg/dL and I have night sweats", knowledge).interpretation
    assert asked is not None
    assert told is not None

    assert [] == [finding.id for finding in asked.findings]
    assert ["night-sweats"] == [finding.id for finding in told.findings]


def test_another_test_beside_the_value_is_told_as_not_used(knowledge: Knowledge) -> None:
    """Nothing that bears a result is lost in silence."""
    found = ask("IgM 412 mg/dL, ferritin 30 ng/mL", knowledge).interpretation
    assert found is not None

    assert [("other_test", "ferritin 30")] == [(left.code, left.text) for left in found.unread]


def test_a_number_that_cannot_be_gets_the_page_of_its_class(knowledge: Knowledge) -> None:
    """Nothing is told of a number with so many digits, and nothing breaks."""
    page = ask(f"igm {'9' * 1900}", knowledge)

    assert ("answered", "IgM") == (page.status, page.route.analyte)


@pytest.mark.parametrize(
    "question", ["covid igm 2.3", "igm high for 2 years", "what is a normal igm", "igm in children"]
)
def test_a_question_without_a_value_has_no_interpretation(
    question: str, knowledge: Knowledge
) -> None:
    """It is answered as ever."""
    page = ask(question, knowledge)

    assert page.interpretation is None
    assert "either-unit" not in {section.id for section in page.sections}


def test_a_value_with_a_unit_and_no_age_tells_how_it_would_lie_for_an_adult(
    knowledge: Knowledge,
) -> None:
    """A unit makes the first screen say no less than the same number without it."""
    page = ask("IgG 420 mg/dL what now", knowledge)
    first = " ".join(statement.text for statement in page.answer)

    assert "For an adult, an IgG of 420 mg/dL (4.2 g/L) is low in all" in first
    assert "not called high or low here" in first


def test_a_value_with_an_age_is_not_told_as_that_of_an_adult(knowledge: Knowledge) -> None:
    """What is judged for a child says nothing of adults at the top."""
    page = ask("IgG 420 mg/dL in my 4 year old", knowledge)

    assert "For an adult" not in " ".join(statement.text for statement in page.answer)


def test_a_number_that_tables_call_high_is_not_hidden_behind_one_inside(
    knowledge: Knowledge,
) -> None:
    """Without the sex the tables may disagree of one class; another inside must not stand alone."""
    page = ask("IgG 1750 IgA 400 IgM 90 mg/dl, 50 years old", knowledge)
    first = " ".join(statement.text for statement in page.answer)

    assert "Your IgG is 1750 mg/dL" in first
    assert "IgG of 1750 mg/dL (17.5 g/L) is high in 17 of 20" in first
    assert "inside the range" not in first


def test_the_title_of_several_numbers_names_the_one_that_may_lie_furthest_out(
    knowledge: Knowledge,
) -> None:
    """Of three numbers without a unit the page is not about the one that is inside everywhere."""
    assert "IgG" in ask("IGG 1750 IGA 400 IGM 90", knowledge).title
