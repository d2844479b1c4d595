"""Somebody opens a portal at midnight and pastes what it says."""

import json
import re
from pathlib import Path
from typing import Any, Literal

import pytest

from globulin.knowledge import Knowledge
from globulin.model import Page
from globulin.render import render_page
from tests.contract import all_statements, problems
from tests.contract_interpretation import interpretation_problems
from tests.numbers_in_text import numbers_in, numbers_of
from tests.reading import interpret_one, page_of

EXAMPLES = Path(__file__).parents[2] / "examples"
FILES = sorted(path.name for path in EXAMPLES.iterdir())
MEDIA: tuple[Literal["text", "markdown", "html"], ...] = ("text", "markdown", "html")
THICK = ("blurred vision", "nosebleeds")
# What is told with each input: every sort of person and of doubt.
REPORTS: dict[str, tuple[str, dict[str, Any]]] = {
    "portal": ((EXAMPLES / "portal.txt").read_text("utf-8"), {}),
    "fhir": ((EXAMPLES / "fhir-bundle.json").read_text("utf-8"), {}),
    "own": ((EXAMPLES / "input.json").read_text("utf-8"), {}),
    "no sex": ("IgM 240 mg/dL", {"age": "50"}),
    "no age": ("IgM 120 mg/dL", {}),
    "just below": ("IgM 0.52 g/L (0.53-3.0)", {"age": "40", "sex": "female"}),
    "infant": ("IgM 412 H mg/dL 40-230", {"age": "9m", "sex": "male"}),
    "thick blood": ("IgM 62 g/L", {"age": "70", "sex": "male", "findings": THICK}),
    "wrong unit": ("IgM 4640 g/L 38-231", {"age": "60", "sex": "female"}),
    "no unit": ("IgM 412 H (40-230)", {"age": "60", "sex": "female"}),
    "beyond": ("IgM >60 g/L (0.4-2.3)", {"age": "60", "sex": "female"}),
    "nothing": ("EBV VCA IgM 4.2 H index <0.9", {"age": "30", "sex": "female"}),
    "all low": (
        "IgG 1.5 g/L (7-16)\nIgA <0.05 g/L (0.7-4.0)\nIgM 0.1 g/L (0.4-2.3)",
        {"age": "30", "sex": "male", "findings": ("recurrent infections", "itching=no")},
    ),
}
AUDIENCES = ("patient", "clinician")


def document_of(page: Page) -> dict[str, Any]:
    """Return the page as JSON without the interpretation inside, which has its own sources."""
    document: dict[str, Any] = json.loads(render_page(page, format="json"))
    document["interpretation"] = None
    return document


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("name", REPORTS)
def test_every_report_keeps_the_contract(knowledge: Knowledge, name: str, audience: str) -> None:
    """Interpretation and page hold what the contract says, statement by statement."""
    content, beside = REPORTS[name]

    assert [] == interpretation_problems(
        interpret_one(content, knowledge, audience=audience, **beside)
    )
    assert [] == problems(document_of(page_of(content, knowledge, audience=audience, **beside)))


@pytest.mark.parametrize("name", REPORTS)
def test_every_number_has_a_fact_or_stands_in_the_input(knowledge: Knowledge, name: str) -> None:
    """No assertion and no advice holds a number that neither a fact nor the input gives."""
    content, beside = REPORTS[name]
    document = document_of(page_of(content, knowledge, audience="clinician", **beside))
    lost = []
    for statement in all_statements(document):
        if statement["kind"] in {"assertion", "advice"}:
            facts = [knowledge.fact(key) for key in statement["facts"]]
            known = numbers_of(facts, knowledge.factors())
            said = set().union(*(numbers_in(fact.says) for fact in facts if hasattr(fact, "says")))
            lost += [(n, statement["text"]) for n in numbers_in(statement["text"]) - known - said]

    assert [] == lost


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize("name", REPORTS)
def test_no_medium_loses_a_statement(knowledge: Knowledge, name: str, medium: Any) -> None:
    """Text, Markdown and HTML show every statement of the page, also what is folded."""
    content, beside = REPORTS[name]
    page = page_of(content, knowledge, **beside)
    shown = render_page(page, format=medium)
    plain = _words(re.sub(r"<[^>]+>", "", shown) if medium == "html" else shown)
    lost = [
        statement.text
        for section in page.sections
        for block in section.blocks
        if block.kind != "table"
        for statement in (*block.statements, *block.more)
        if _words(statement.text) not in plain
    ]

    assert [] == lost


def _words(text: str) -> str:
    for entity, sign in {
        "&lt;": "<",
        "&gt;": ">",
        "&amp;": "&",
        "&#39;": "'",
        "&#34;": '"',
    }.items():
        text = text.replace(entity, sign)
    return " ".join(re.sub(r"[\\*_`#<>|]", "", text).split())


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize("value", ["62", "25"])
def test_thick_blood_stands_above_everything(knowledge: Knowledge, value: str, medium: Any) -> None:
    """Blurred vision and nosebleeds with a very high IgM: the emergency comes first."""
    page = page_of(f"IgM {value} g/L", knowledge, age="70", sex="male", findings=THICK)
    shown = render_page(page, format=medium)
    words = page.words["urgency_emergency"]
    box = shown.upper().index(words.upper()) if medium == "text" else shown.index(words)

    assert "emergency" == page.red_flags[0].urgency
    assert "hyperviscosity-signs" in {flag.id for flag in page.red_flags}
    assert box < shown.rindex(page.title)
    assert set(THICK) <= set(page.red_flags[0].triggered_by)


def test_an_emergency_is_seen_in_spoken_words_too(knowledge: Knowledge) -> None:
    """Pasted with the number, as somebody would tell it."""
    page = page_of(
        "My IgM is 25 g/L and I have nosebleeds and blurred vision", knowledge, age="61", sex="male"
    )

    assert "emergency" == page.red_flags[0].urgency


@pytest.mark.parametrize(("age", "is_child"), [("15", True), ("9m", True), ("16", False)])
def test_under_sixteen_the_page_speaks_of_a_child(
    knowledge: Knowledge,
    age: str,
    is_child: bool,  # noqa: FBT001 - what the case expects
) -> None:
    """Parents read about their child, everybody else about themselves."""
    page = page_of("IgM 412 mg/dL", knowledge, age=age, sex="female")
    said = " ".join(s["text"] for s in all_statements(document_of(page)))

    assert is_child == page.title.startswith("Your child's")
    assert is_child == ("our child's IgM" in said)
    assert is_child == ("my child's" in said)


def test_just_outside_names_no_disease(knowledge: Knowledge) -> None:
    """0.52 g/L with a limit of 0.53 is near the limit, and only what is no disease is listed."""
    found = interpret_one("IgM 0.52 g/L (0.53-3.0)", knowledge, age="40", sex="female")
    branches = {cause["id"]: cause["branch"] for cause in found["causes"] if cause["fits"]}
    said = " ".join(statement["text"] for statement in found["results"][0]["statements"])

    assert "L" == found["results"][0]["flag"]
    assert "just outside" in said
    assert {"ordinary", "artefact", "other"} >= {
        branch for key, branch in branches.items() if key != "transient-fall"
    }
    assert "near-limit" in {pattern["id"] for pattern in found["patterns"]}


def test_what_was_not_used_is_told_with_its_reason(knowledge: Knowledge) -> None:
    """The antibody against one germ, the other test and the comment of the sample are all told."""
    page = page_of(REPORTS["portal"][0], knowledge)
    section = next(section for section in page.sections if section.id == "not-read")
    told = [statement.text for block in section.blocks for statement in block.statements]

    assert any("EBV VCA IgM" in line and "one germ" in line for line in told)
    assert any("Alkaline phosphatase" in line for line in told)
    assert any("slightly hemolyzed" in line for line in told)
    assert not any("Example" in line for line in told)


def test_the_number_line_says_what_it_draws(knowledge: Knowledge) -> None:
    """The result, the range used, the spread of published limits; no level of harm is made up."""
    page = page_of(REPORTS["fhir"][0], knowledge)
    figures = [b.figure for s in page.sections for b in s.blocks if b.figure is not None]
    line = figures[0]

    assert line is not None
    assert ["value", "used", "lows", "highs"] == [item.fact for item in line.items]
    assert "25.1 g/L" == line.items[0].text
    assert (0.4, 2.3) == (line.items[1].low, line.items[1].high)
    assert "above the range" in line.description
    assert "no such mark is drawn" in " ".join(
        s.text for section in page.sections for b in section.blocks for s in b.statements
    )


def test_a_range_that_was_set_aside_is_drawn_beside_the_one_used(knowledge: Knowledge) -> None:
    """The adult range printed for an infant stands on the line, as not used."""
    page = page_of(REPORTS["infant"][0], knowledge, **REPORTS["infant"][1])
    line = next(b.figure for s in page.sections for b in s.blocks if b.figure is not None)

    assert ["value", "used", "printed", "lows", "highs"] == [item.fact for item in line.items]
    assert (40.0, 230.0) == (line.items[2].low, line.items[2].high)


def test_a_patient_sees_what_counts_and_a_clinician_everything(knowledge: Knowledge) -> None:
    """What speaks for and against stands open; the rest is folded, or whole for a clinician."""
    content = REPORTS["own"][0]
    patient = page_of(content, knowledge)
    clinician = page_of(content, knowledge, audience="clinician")
    causes = {
        page.audience: {
            # To a clinician the heading tells how likely the cause is, too.
            (block.heading or "").partition(":")[0]: block
            for section in page.sections
            if section.id == "why"
            for block in section.blocks
            if block.kind == "list"
        }
        for page in (patient, clinician)
    }
    name = "Primary biliary cholangitis"
    shown = [statement.text for statement in causes["patient"][name].statements]

    more = [statement.text for statement in causes["patient"][name].more]
    whole = {statement.text for statement in causes["clinician"][name].statements}
    told = {text for text in (*shown, *more) if not text.startswith("Speaks for it")}
    own = {text for text in whole if not text.startswith("Speaks for it")} - told

    assert any(text.startswith("Speaks for it: a high bile duct value (ALP)") for text in shown)
    assert any(text.startswith("Speaks for it: alkaline phosphatase raised") for text in whole)
    assert more
    assert told < whole, "everything a patient is told, and a clinician's own sentences too"
    assert not own & {s["text"] for s in all_statements(document_of(patient))}
    assert {"numbers", "evidence"} <= {section.id for section in clinician.sections}
    assert not {"numbers", "evidence"} & {section.id for section in patient.sections}


def test_a_cause_that_must_not_be_missed_is_never_only_named(knowledge: Knowledge) -> None:
    """However weak its evidence, it has a place of its own on the page."""
    page = page_of("IgM 5 g/L (0.4-2.3)", knowledge, age="50", sex="male")
    assert page.interpretation is not None
    urgent = {
        cause.name for cause in page.interpretation.causes if cause.must_not_miss and cause.fits
    }
    headings = {b.heading for s in page.sections if s.id in {"why", "also"} for b in s.blocks}

    assert urgent
    assert urgent <= headings


def test_the_page_says_how_the_report_was_read(knowledge: Knowledge) -> None:
    """Results, age, sex and date are told back, so that somebody can correct them."""
    known = page_of(REPORTS["fhir"][0], knowledge).route.read_as
    unknown = page_of("IgM 412 mg/dL", knowledge).route.read_as

    assert "3 results" in known
    assert "age 67 years; male; as of 2026-05-02" in known
    assert "age not known; sex not known" in unknown


def test_other_classes_outside_are_told_in_the_answer(knowledge: Knowledge) -> None:
    """A low IgG beside a high IgM is not left to be found further down."""
    page = page_of(REPORTS["fhir"][0], knowledge)

    assert any("IgG (low)" in statement.text for statement in page.answer)


def test_no_class_is_called_normal_that_was_not_judged(knowledge: Knowledge) -> None:
    """A doubtful unit is never reassured about, and neither is a report without a total."""
    for name in ("wrong unit", "no unit", "no age", "nothing"):
        content, beside = REPORTS[name]
        said = " ".join(s.text for s in page_of(content, knowledge, **beside).answer)

        assert "inside" not in said


@pytest.mark.parametrize(
    ("said", "flag"),
    [
        ("I want to die.", "self-harm"),
        ("My speech is slurred", "stroke-signs"),
        ("I took 30 tylenol", "overdose"),
        ("I lost my vision in one eye", "sudden-vision-loss"),
    ],
)
def test_what_somebody_writes_beside_a_result_is_never_lost(
    knowledge: Knowledge, said: str, flag: str
) -> None:
    """Words that are no finding of ours still ring, and stand above everything."""
    page = page_of(f"IgM 3400 mg/dL\n{said}", knowledge, age="50", sex="male")

    assert "emergency" == page.red_flags[0].urgency
    assert flag in {found.id for found in page.red_flags}


def test_denied_words_ring_nothing(knowledge: Knowledge) -> None:
    """Somebody who says that all is well is not sent to an emergency department."""
    page = page_of(
        "IgM 240 mg/dL (40-230)\nI have no chest pain and no slurred speech.", knowledge, age="50"
    )

    assert () == page.red_flags


def test_a_raised_class_decides_what_comes_next(knowledge: Knowledge) -> None:
    """High IgG with a suppressed IgA is about the IgG: a clone is looked for."""
    page = page_of(
        "IgG 3500 mg/dL (700-1600)\nIgA 20 mg/dL (70-400)\nIgM 90 mg/dL (40-230)",
        knowledge,
        age="70",
        sex="male",
    )

    assert ("IgG", "high") == (page.route.analyte, page.route.direction)
    assert "IgG is 3500 mg/dL" in page.answer[0].text


def test_a_range_of_another_age_is_not_believed_in_silence(knowledge: Knowledge) -> None:
    """An infant's range printed for an adult: all tables say low, and the page says so."""
    found = interpret_one("IgG 500 mg/dL (215-704)", knowledge, age="54", sex="female")
    (result,) = found["results"]

    assert "range_contradicts_tables" in {check["code"] for check in found["checks"]}
    assert result["agreement"]["below"] == result["agreement"]["of"]
    assert any("which age" in statement["text"] for statement in result["statements"])


def test_grams_printed_as_milligrams_are_doubted(knowledge: Knowledge) -> None:
    """1.2 mg/dL in an adult is most likely 1.2 g/L: said as a doubt, never converted."""
    found = interpret_one("IgM 1.2 mg/dL", knowledge, age="54", sex="female")
    check = next(c for c in found["checks"] if c["code"] == "unit_worth_checking")

    assert {"value": 1.2, "unit": "g/L"} == check["suggested"]
    assert (1.2, "mg/dL") == (found["results"][0]["value"], found["results"][0]["unit"])


def test_no_value_stands_in_the_head_of_a_document(knowledge: Knowledge) -> None:
    """Link previews read the head: it tells what the page is, not what the result is."""
    html = render_page(page_of("IgG 567 mg/dL", knowledge, age="31"), format="html")

    assert "567" not in html[: html.index("</head>")]


def test_a_text_cannot_turn_the_words_around_it(knowledge: Knowledge) -> None:
    """Signs that change the direction of writing never reach a reader of the page."""
    page = page_of("IgM 412 mg/dL\nComment: abc \u202e def", knowledge, age="50")

    for medium in MEDIA:
        assert "\u202e" not in render_page(page, format=medium)


def test_words_before_the_first_result_are_listened_to(knowledge: Knowledge) -> None:
    """What stands above the results may be a name: it is not shown, but an emergency is heard."""
    page = page_of("want to die\nIgM 3400 mg/dL", knowledge, age="50", sex="male")

    assert "self-harm" in {flag.id for flag in page.red_flags}
    assert page.interpretation is not None
    assert {"heading": 1} == page.interpretation.dropped
    assert () == page.interpretation.unread
