"""Several red flags at once: what to do is said once, and nothing of them is lost."""

from globulin.answers import answer_question
from globulin.knowledge import Knowledge
from globulin.model import Page, Question
from globulin.render.outline import flag_boxes

QUESTION = "chest pain and nosebleeds and confusion, igm 5000 mg/dL"


def _page(knowledge: Knowledge) -> Page:
    return answer_question(Question(text=QUESTION), knowledge)


def test_each_urgency_has_one_box(knowledge: Knowledge) -> None:
    """The boxes stand in the order of the flags, the most urgent first."""
    page = _page(knowledge)
    urgencies = [flag.urgency for flag in page.red_flags]

    assert urgencies.count("emergency") > 1
    assert list(dict.fromkeys(urgencies)) == [b.urgency for b in flag_boxes(page.red_flags)]


def test_every_sentence_of_a_flag_is_said_once(knowledge: Knowledge) -> None:
    """No sentence is lost, and none stands twice; the first flag begins the first box."""
    flags = _page(knowledge).red_flags
    told = [s.text for box in flag_boxes(flags) for s in box.statements]

    assert len(set(told)) == len(told)
    assert {s.text for flag in flags for s in flag.statements} == set(told)
    assert flags[0].statements[0].text == told[0]


def test_a_sentence_said_once_carries_the_sources_of_all(knowledge: Knowledge) -> None:
    """What several flags rest on is cited where their common sentence stands."""
    flags = _page(knowledge).red_flags
    cited = {n for box in flag_boxes(flags) for s in box.statements for n in s.sources}

    assert {n for flag in flags for s in flag.statements for n in s.sources} == cited


def test_notes_of_review_stand_last_in_a_box(knowledge: Knowledge) -> None:
    """Who has read the words is told behind what to do."""
    for box in flag_boxes(_page(knowledge).red_flags):
        notes = [statement.kind == "note" for statement in box.statements]

        assert sorted(notes) == notes
