"""Words that must not change by themselves: red flags, when to get help, thoughts of self-harm.

`fixed_words.toml` is what a clinician signs. Whoever changes a word changes it there too.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest

from globulin.answers import answer_question
from globulin.answers.reading.telling import Telling, make_telling
from globulin.answers.tell_flags import HELP, tell_flag, tell_help
from globulin.knowledge import Knowledge
from globulin.knowledge.kinds import UrgencyFloor
from globulin.model import Person, Question, RedFlagRule, Urgency
from tests.contract import URGENCIES
from tests.reading import interpreted, page_of, result
from tools.reading_levels import reading_level_of

FIXED: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("fixed_words.toml").read_text(encoding="utf-8")
)
FLAGS: dict[str, dict[str, Any]] = {flag["id"]: flag for flag in FIXED["red_flag"]}
VOICES = ("patient", "clinician")
NOT_REVIEWED: str = FIXED["not_reviewed"]
# What somebody is told to do comes before anything else, and fits the urgency.
FIRST = {
    "emergency": ("Call the emergency number of your country now", "If you might act on these"),
    "same_day": ("Call a doctor today",),
    "within_days": ("Arrange to see a doctor within days",),
    "routine": ("Bring this up at the next regular visit",),
}
MOST_WORDS, MOST_GRADE, MEAN_GRADE = 25, 10.5, 8.0
MOST_HELP, MOST_GRADE_OF_HELP, MEAN_GRADE_OF_HELP = 10, 12.0, 8.6


def telling(knowledge: Knowledge, audience: str) -> Telling:
    """Return how a report is told to somebody of whom nothing is known."""
    return make_telling(
        knowledge,
        person=Person(),
        audience=audience,
        unit=None,
        units=("mg/dL", "g/L"),
        main=knowledge.analytes()[0],
        direction=None,
    )


def rules(knowledge: Knowledge) -> dict[str, RedFlagRule]:
    """Return every red flag by its id."""
    return {rule.id: rule for rule in knowledge.red_flags()}


def said(knowledge: Knowledge, rule: RedFlagRule, audience: str) -> list[str]:
    """Return what a red flag says to an audience, as a page shows it."""
    tell = telling(knowledge, audience)
    flag = tell_flag(rule, (), filler=tell.filler, interface=tell.interface, audience=audience)
    return [statement.text for statement in flag.statements]


def texts(statements: Any) -> list[str]:
    """Return the texts of statements, of a page or of its JSON."""
    return [s["text"] if isinstance(s, Mapping) else s.text for s in statements]


def test_the_table_holds_every_red_flag(knowledge: Knowledge) -> None:
    """None is missing, and none stands there that no longer exists."""
    assert rules(knowledge).keys() == FLAGS.keys()


@pytest.mark.parametrize("key", FLAGS)
def test_a_red_flag_stands_word_for_word(knowledge: Knowledge, key: str) -> None:
    """Its urgency, and what it says to a patient and to a clinician."""
    rule, fixed = rules(knowledge)[key], FLAGS[key]

    assert fixed["urgency"] == rule.urgency
    for audience in VOICES:
        assert [*fixed[audience], NOT_REVIEWED] == said(knowledge, rule, audience)


@pytest.mark.parametrize("key", FLAGS)
def test_what_to_do_comes_first(key: str) -> None:
    """Before any mechanism a patient reads whom to call, as fast as the urgency asks."""
    fixed = FLAGS[key]

    assert fixed["patient"][0].startswith(FIRST[fixed["urgency"]])


@pytest.mark.parametrize("key", FLAGS)
def test_a_red_flag_can_be_read_in_a_fright(knowledge: Knowledge, key: str) -> None:
    """Short sentences for patients; the box as a whole at most grade 8."""
    level = reading_level_of(knowledge)
    shown = [s.text for s in rules(knowledge)[key].statements if s.voice != "clinician"]
    grades = [level.grade(text) for text in shown]

    assert max(len(text.split()) for text in shown) <= MOST_WORDS
    assert max(grades) <= MOST_GRADE
    assert sum(grades) / len(grades) <= MEAN_GRADE


def test_a_clinician_who_has_read_the_words_is_named(knowledge: Knowledge) -> None:
    """The note that nobody has reviewed them goes when somebody has."""
    rule = replace(rules(knowledge)["confusion"], reviewed="A. Doctor, 2026-12-01")
    last = said(knowledge, rule, "patient")[-1]

    assert "Reviewed by A. Doctor, 2026-12-01." == last


def test_help_is_one_list_for_everybody(knowledge: Knowledge) -> None:
    """The same words to patients and clinicians, for every class and side, at most ten."""
    expected = [*FIXED["help"], NOT_REVIEWED]
    for audience in VOICES:
        tell = telling(knowledge, audience)
        for analyte in knowledge.analytes():
            for side in ("high", "low", None):
                found = tell_help(
                    knowledge.sentences(analyte.id, side),
                    filler=tell.filler,
                    interface=tell.interface,
                    audience=audience,
                )

                assert expected == texts(found)
    assert len(expected) <= MOST_HELP


@pytest.mark.parametrize(
    "question",
    [
        "what causes high igm",
        "should I worry about low IgG",
        "what is MGUS",
        "what does qn stand for",
        "I want to die",
        "my chest hurts and my igm is high",
        "who won the world cup",
    ],
)
def test_every_page_has_the_list(knowledge: Knowledge, question: str) -> None:
    """Also a page that sends elsewhere."""
    page = answer_question(Question(text=question), knowledge)

    assert [*FIXED["help"], NOT_REVIEWED] == texts(page.when_to_get_help)


def test_a_report_has_the_list_and_the_same_boxes(knowledge: Knowledge) -> None:
    """As a page and as JSON, to patients and to clinicians."""
    igm = result("IgM", 62, "g/L", interval=(0.4, 2.3))
    document = {"schema": "globulin/input/1", "results": [igm]}
    fixed = FLAGS["igm-gt-60"]
    for audience in VOICES:
        page = page_of(document, knowledge, audience=audience)
        boxes = {flag.id: texts(flag.statements) for flag in page.red_flags}

        assert [*FIXED["help"], NOT_REVIEWED] == texts(page.when_to_get_help)
        assert len(fixed[audience]) + 1 == len(boxes["igm-gt-60"])
        assert NOT_REVIEWED == boxes["igm-gt-60"][-1]
    json_flags = interpreted(knowledge, igm, age="50")["red_flags"]

    assert NOT_REVIEWED == json_flags[0]["statements"][-1]["text"]


def test_somebody_in_despair_reads_these_words(knowledge: Knowledge) -> None:
    """Help first, warm and short; the box of the red flag beside it."""
    page = answer_question(Question(text="my igm is high and I want to die"), knowledge)
    flags = {flag.id: texts(flag.statements) for flag in page.red_flags}

    assert FIXED["self_harm"] == texts(page.answer)
    assert [*FLAGS["self-harm"]["patient"], NOT_REVIEWED] == flags["self-harm"]


def test_somebody_who_describes_an_emergency_reads_these_words(knowledge: Knowledge) -> None:
    """Where nothing else is asked, the answer itself says to call."""
    page = answer_question(Question(text="I have crushing chest pain"), knowledge)

    assert "emergency" == page.route.redirect
    assert FIXED["emergency"] == texts(page.answer)


def floors(knowledge: Knowledge) -> dict[str, UrgencyFloor]:
    """Return the least urgency of each red flag, with what its source asks for."""
    return {floor.id: floor for floor in knowledge.all("urgency_floor", UrgencyFloor)}


def test_every_red_flag_has_a_floor(knowledge: Knowledge) -> None:
    """What is asked for at least is written down for each."""
    assert rules(knowledge).keys() == floors(knowledge).keys()


@pytest.mark.parametrize("key", FLAGS)
def test_it_is_never_less_urgent_than_its_source(knowledge: Knowledge, key: str) -> None:
    """In the source's word, where it has one, and in its days."""
    floor, urgency = floors(knowledge)[key], FLAGS[key]["urgency"]
    days = knowledge.table("interface")["urgency_days"]

    assert set(days) == set(get_args(Urgency))
    for least in filter(None, (floor.urgency, floor.source_urgency)):
        assert URGENCIES.index(urgency) <= URGENCIES.index(least)
    assert floor.source_days is None or days[urgency] <= floor.source_days
    assert (floor.told_by is None) == (floor.source is None)


def test_days_fall_with_the_urgency(knowledge: Knowledge) -> None:
    """An emergency waits for no day, and nothing waits longer than what is less urgent."""
    days = knowledge.table("interface")["urgency_days"]
    waits = [days[urgency] for urgency in URGENCIES]

    assert 0 == waits[0]
    assert sorted(waits) == waits


def test_the_list_can_be_read_at_midnight(knowledge: Knowledge) -> None:
    """The list of when to get help is mostly grade 8, and no sentence above grade 12."""
    level = reading_level_of(knowledge)
    shown = [s.text for s in knowledge.sentences(None, None) if s.place == HELP]
    grades = [level.grade(text) for text in shown]

    assert len(FIXED["help"]) == len(shown)
    assert max(grades) <= MOST_GRADE_OF_HELP
    assert sum(grades) / len(grades) <= MEAN_GRADE_OF_HELP
