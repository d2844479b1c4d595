"""Globulin, IgG subclasses, cryoglobulins and cold agglutinins: every kind of question answered."""

import json
from typing import Any

import pytest

from globulin.answers import answer_question
from globulin.answers.browse import list_topic
from globulin.knowledge import Knowledge
from globulin.model import Fact, Question
from globulin.render import render_page
from tests.contract import problems, shown_statements

ANALYTES = ("globulin", "IgG-subclasses", "cryoglobulin", "cold-agglutinin")

# question, intent, analyte, direction, a fact that the first sentence rests on
ROWS = [
    ("what is globulin", "what_is", "globulin", None, "globulin-holds-antibodies"),
    (
        "what does high globulin mean",
        "meaning",
        "globulin",
        "high",
        "globulin-high-broad-more-often",
    ),
    ("what causes low globulin", "causes", "globulin", "low", "globulin-low-loss"),
    ("should I worry about high globulin", "urgency", "globulin", "high", "globulin-urgency"),
    ("should I worry about low globulin", "urgency", "globulin", "low", "globulin-urgency"),
    ("normal range of globulin", "normal_range", "globulin", None, "printed-range-first"),
    ("which test after high globulin", "follow_up_test", "globulin", "high", "globulin-next"),
    ("which test after low globulin", "follow_up_test", "globulin", "low", "globulin-next"),
    ("how to lower globulin", "lowering", "globulin", "high", "cause-not-number"),
    (
        "high globulin low albumin",
        "meaning",
        "globulin",
        "high",
        "globulin-high-broad-more-often",
    ),
    ("a/g ratio low", "meaning", "globulin", "low", "globulin-ratio-what"),
    ("what does a high A/G ratio mean", "meaning", "globulin", "high", "globulin-ratio-high-with"),
    ("gamma gap", "what_is", "globulin", None, "globulin-holds-antibodies"),
    ("gamma region low", "meaning", "globulin", "low", "globulin-gamma-antibodies"),
    ("beta globulin high", "meaning", "globulin", "high", "iga-beta-band"),
    ("what is igg4", "what_is", "IgG-subclasses", None, "igg4-part-of-igg"),
    ("high igg4 meaning", "meaning", "IgG-subclasses", "high", "igg4-high-has-disease-mayo"),
    ("low igg4", "meaning", "IgG-subclasses", "low", "igg-subclass-low-igg4-healthy"),
    ("low igg subclass 3", "meaning", "IgG-subclasses", "low", "iggsd-lab-finding"),
    ("igg4 related disease test", "what_is", "IgG-subclasses", None, "igg4-part-of-igg"),
    ("low igg subclass meaning", "meaning", "IgG-subclasses", "low", "igg-subclass-20"),
    ("normal range of igg2", "normal_range", "IgG-subclasses", None, "printed-range-first"),
    ("should I worry about low igg2", "urgency", "IgG-subclasses", "low", "iggsd-lab-finding"),
    ("how to raise igg2", "lowering", "IgG-subclasses", "low", "igg-subclass-no-trial"),
    ("what is a cryoglobulin", "what_is", "cryoglobulin", None, "cryo-what"),
    ("cryoglobulin positive meaning", "meaning", "cryoglobulin", None, "cryo-what"),
    ("what causes cryoglobulins", "causes", "cryoglobulin", None, "cryo-hepatitis-share"),
    ("what is a cryocrit", "what_is", "cryoglobulin", None, "cryo-cryocrit"),
    ("should I worry about cryoglobulins", "urgency", "cryoglobulin", None, "cryo-urgency"),
    ("do cryoglobulins go away", "prognosis", "cryoglobulin", None, "cryo-types"),
    ("what is a cold agglutinin", "what_is", "cold-agglutinin", None, "cold-agg-what"),
    ("positive cold agglutinin", "meaning", "cold-agglutinin", None, "cold-agg-what"),
    (
        "cold agglutinin titer 1:64",
        "interpretation",
        "cold-agglutinin",
        None,
        "cold-agg-limit",
    ),
    ("what causes cold agglutinins", "causes", "cold-agglutinin", None, "cold-agg-infections"),
    ("cold agglutinin normal range", "normal_range", "cold-agglutinin", None, "cold-agg-limit"),
]


def ask(text: str, knowledge: Knowledge, audience: Any = "patient") -> dict[str, Any]:
    """Return the answer as the outside sees it."""
    answer = answer_question(Question(text=text, audience=audience), knowledge)
    document: dict[str, Any] = json.loads(render_page(answer, format="json"))
    return document


@pytest.mark.parametrize(("text", "intent", "analyte", "direction", "fact"), ROWS)
def test_the_first_sentence_answers_what_was_asked(
    knowledge: Knowledge, text: str, intent: str, analyte: str, direction: str | None, fact: str
) -> None:
    """Answered, read as meant, and the first sentence rests on the fact that answers it."""
    page = ask(text, knowledge)
    route = page["route"]

    assert [] == problems(page)
    assert "answered" == page["status"]
    assert (intent, analyte, direction) == (route["intent"], route["analyte"], route["direction"])
    assert fact in page["answer"][0]["facts"]


@pytest.mark.parametrize("audience", ["patient", "clinician"])
@pytest.mark.parametrize("analyte", ANALYTES)
def test_every_page_of_a_test_leads_to_itself_and_is_whole(
    knowledge: Knowledge, analyte: str, audience: str
) -> None:
    """Each question listed is answered by its own page, with urgency and what is not known."""
    entries = [entry for entry in knowledge.questions() if entry.analyte == analyte]
    wrong = []
    for entry in entries:
        page = ask(entry.question, knowledge, audience)
        read = (page["slug"], page["route"]["intent"], page["route"]["direction"])
        steps = {step["urgency"] for step in page["next_steps"]}
        is_whole = {"same_day", "within_days", "routine"} <= steps and len(page["key_facts"]) > 4
        sections = {section["id"] for section in page["sections"]}
        if problems(page) or not is_whole or "not-known" not in sections:
            wrong.append(entry.id)
        if read != (entry.id, entry.intent, entry.direction):
            wrong.append(entry.id)

    assert 11 <= len(entries)
    assert [] == wrong


@pytest.mark.parametrize("analyte", ANALYTES)
def test_a_topic_lists_every_page_of_a_test(knowledge: Knowledge, analyte: str) -> None:
    """The topic of the test shows the pages of both sides and of its parts."""
    listing = list_topic(knowledge, analyte.lower())
    entries = {entry.id for entry in knowledge.questions() if entry.analyte == analyte}

    assert listing is not None
    assert entries == {link.id for shelf in listing.shelves for link in shelf.links}


@pytest.mark.parametrize(
    ("text", "said", "unsaid"),
    [
        ("what causes low globulin", "can lower globulin", "can raise globulin"),
        ("what causes high globulin", "can raise globulin", "can lower globulin"),
        ("what can change globulin", "can raise globulin", "A low A/G"),
        ("cryoglobulin negative", "falsely negative", "A positive test says"),
        ("no cryoglobulins detected", "falsely negative", "A positive test says"),
        ("cold agglutinins negative", "were not found", "A raised titer says"),
        ("how to lower cryoglobulins", "One small trial", "QNS"),
        ("low igg4", "many healthy adults have none", "IgG2 acts above all"),
    ],
)
def test_a_page_keeps_to_the_side_that_was_asked(
    knowledge: Knowledge, text: str, said: str, unsaid: str
) -> None:
    """High is not explained by what lowers, nor a negative result by what a positive one says."""
    told = " ".join(statement["text"] for statement in shown_statements(ask(text, knowledge)))

    assert said in told
    assert unsaid not in told


@pytest.mark.parametrize(
    "text",
    [
        "high globulin",
        "low globulin",
        "high igg4",
        "low igg2",
        "positive cryoglobulin",
        "negative cryoglobulin",
        "cold agglutinin titer 1:512",
    ],
)
def test_no_page_calls_the_result_harmless_or_a_disease(knowledge: Knowledge, text: str) -> None:
    """Each page says that it does not judge, and has the same words on when to get help."""
    page = ask(text, knowledge)
    facts = {fact for statement in shown_statements(page) for fact in statement["facts"]}

    assert "more-tests-outlined" in facts
    assert {"flag-chest-pain", "flag-hyperviscosity-signs", "flag-jaundice"} <= facts


def test_what_is_shown_of_food_is_what_a_trial_found(knowledge: Knowledge) -> None:
    """The diet of one small trial is told with its size and year, and as unproven for good."""
    page = ask("how to lower cryoglobulins", knowledge)
    trial = [s for s in shown_statements(page) if "cryo-diet-trial" in s["facts"]]
    fact = knowledge.fact("cryo-diet-trial")

    assert isinstance(fact, Fact)
    assert 24 == fact.n
    assert any("1989" in statement["text"] for statement in trial)
    assert any("is not known" in statement["text"] for statement in trial)


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("my globulin is high and I have nosebleeds and blurred vision", "hyperviscosity-signs"),
        ("cryoglobulins and nosebleeds", "hyperviscosity-signs"),
        ("low globulin and sepsis", "severe-infection-low-igg"),
        ("low igg2 and my son has meningitis", "severe-infection-low-igg"),
        ("low globulin and swollen legs", "nephrotic"),
        ("cold agglutinin with dark urine and short of breath", "breathlessness-at-rest"),
    ],
)
def test_an_alarm_beside_the_test_comes_first(knowledge: Knowledge, text: str, flag: str) -> None:
    """The warning signs of the classes hold for the tests that stand for them too."""
    assert flag in [found["id"] for found in ask(text, knowledge)["red_flags"]]


@pytest.mark.parametrize(
    ("text", "redirect"),
    [
        ("sex hormone binding globulin high", "other_test"),
        ("thyroid binding globulin", "other_test"),
        ("immune globulin infusion", "treatment"),
        ("peanut igg4", "specific_antibody"),
    ],
)
def test_a_look_alike_is_not_read_as_the_test(
    knowledge: Knowledge, text: str, redirect: str
) -> None:
    """Another globulin, a medicine, and an antibody against one food go elsewhere."""
    page = ask(text, knowledge)

    assert ("not_covered", redirect) == (page["status"], page["route"]["redirect"])
