"""The development set is well-formed, and enough of it is understood."""

from collections import Counter
from urllib.parse import urlsplit

import pytest

from globulin.knowledge import Knowledge
from tests.contract import INTENTS
from tests.questions import (
    DEV,
    HELD_OUT,
    LOOKED_AT,
    OWN,
    LabelledQuestion,
    level,
    load_questions,
    part_of,
)
from tools.question_figures import HELPING, MEASURES, PAGE, PARSER, Figures, document, main, measure

QUESTIONS = load_questions()
STATUSES = {
    None: "answered",
    "ask_for_values": "answered",
    "emergency": "answered",
    "self_harm": "answered",
    "harm": "refused",
    "injection": "refused",
    "specific_antibody": "not_covered",
    "other_test": "not_covered",
    "condition": "not_covered",
    "treatment": "not_covered",
    "clinician": "not_covered",
    "medical_other": "not_covered",
    "non_medical": "not_covered",
    "language": "not_covered",
}
ANALYTES = {
    None,
    "IgM",
    "IgG",
    "IgA",
    "IgE",
    "IgD",
    "IgG-subclasses",
    "immunoglobulins",
    "m-protein",
    "electrophoresis",
    "free-light-chains",
    "globulin",
    "cryoglobulin",
    "cold-agglutinin",
    "other",
}
# Causes of the vocabulary that have no page here yet.
WITHOUT_PAGE = {
    "agammaglobulinaemia",
    "light-chain-mgus",
    "smouldering-myeloma",
    "splenectomy",
}
# What is understood at least, in percent, and what goes wrong at most: below what was measured.
FLOORS = {
    DEV: {"routing": 90, "triple": 88, "condition": 94, "caught": 100},
    HELD_OUT: {"routing": 82, "triple": 85, "condition": 96, "caught": 100},
}
CEILINGS = {
    DEV: {"refused": 3, "leak": 3, "false_alarm": 1},
    HELD_OUT: {"refused": 4, "leak": 5, "false_alarm": 1},
}


@pytest.fixture(scope="module")
def figures(knowledge: Knowledge) -> Figures:
    """Return the figures of the whole set, measured once."""
    return measure(knowledge, QUESTIONS)


def is_scope_right(asked: LabelledQuestion) -> bool:
    """Tell whether the intent says what status and redirect say of the scope.

    A fixed text that helps may stand before the answer to a question in scope.
    """
    if asked.is_in_scope:
        return asked.intent != "out_of_scope"
    return asked.redirect in HELPING or asked.intent == "out_of_scope"


def wrong_labels(asked: LabelledQuestion, causes: set[str]) -> list[str]:
    """Return the columns of a row whose label is none of the contract's."""
    checks = {
        "status": STATUSES.get(asked.redirect) == asked.status,
        "intent": asked.intents <= INTENTS,
        "scope": is_scope_right(asked),
        "analyte": asked.analyte in ANALYTES,
        "direction": asked.direction in {None, "high", "low"},
        "condition": asked.condition is None or asked.condition in causes,
        "also_intents": asked.intent not in asked.also_intents,
        "redirect": asked.redirects <= STATUSES.keys()
        and asked.redirect not in asked.also_redirects,
        "reason": bool(asked.note) or not asked.also_intents,
    }
    return [column for column, is_right in checks.items() if not is_right]


def test_every_label_is_one_of_the_contract(knowledge: Knowledge) -> None:
    """Status fits redirect, a second intent has its reason, a condition is known here."""
    causes = WITHOUT_PAGE | {condition.id for condition in knowledge.conditions()}
    wrong = [(q.file, q.question, labels) for q in QUESTIONS if (labels := wrong_labels(q, causes))]

    assert [] == wrong


def test_the_set_is_large_and_says_where_it_is_from() -> None:
    """At least 400 questions, 150 of them out of scope, each with its address or our own."""
    outside = [asked for asked in QUESTIONS if asked.status != "answered"]
    homeless = [q.question for q in QUESTIONS if bool(urlsplit(q.url).netloc) == (q.source == OWN)]

    assert 400 <= len(QUESTIONS)
    assert 150 <= len(outside)
    assert [] == [q.question for q in QUESTIONS if not q.source]
    assert [] == homeless


def test_no_question_stands_twice() -> None:
    """Case and punctuation aside."""
    counts = Counter(level(asked.question) for asked in QUESTIONS)

    assert [] == [question for question, count in counts.items() if count > 1]


def test_code_decides_what_is_held_out() -> None:
    """The part of each row is the one its own text gives; the file of voices is all looked at."""
    split = [asked for asked in QUESTIONS if asked.file not in LOOKED_AT]

    assert [part_of(asked.question) for asked in split] == [asked.part for asked in split]
    assert {DEV} == {asked.part for asked in QUESTIONS if asked.file in LOOKED_AT}


@pytest.mark.parametrize("part", [DEV, HELD_OUT])
def test_enough_is_understood(figures: Figures, part: str) -> None:
    """No figure falls below its floor or climbs above its ceiling."""
    shares = {key: s.percent for key, s in figures.shares[part][PARSER].items() if s.of}
    low = {key: shares.get(key, floor) for key, floor in FLOORS[part].items()}
    high = {key: shares.get(key, top) for key, top in CEILINGS[part].items()}

    assert {} == {key: share for key, share in low.items() if share < FLOORS[part][key]}
    assert {} == {key: share for key, share in high.items() if share > CEILINGS[part][key]}


def test_the_page_has_a_place_for_every_figure(figures: Figures) -> None:
    """The table of the documentation has the rows that are measured."""
    page = PAGE.read_text(encoding="utf-8")

    assert [] == [row.name for row in MEASURES if f"| {row.name} |" not in page]
    assert document(page, figures) == document(document(page, figures), figures)


def test_the_held_out_part_is_never_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """Who asks for its misses is told why not, and sees no question."""
    with pytest.raises(SystemExit) as exit_:
        main(["--misses", HELD_OUT])

    assert 2 == exit_.value.code
    assert "only dev is listed" in capsys.readouterr().err
