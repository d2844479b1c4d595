"""How hard a sentence is to read, and how hard every page is when it is filled."""

import json
from pathlib import Path

import pytest

from globulin.knowledge import Knowledge
from globulin.knowledge.check import check_knowledge
from globulin.knowledge.reading_level import MAX_GRADE, MAX_WORDS, ReadingLevel, sentences_of
from tools.reading_levels import (
    MAX_MEAN_GRADE,
    level_of,
    prose,
    question_pages,
    reading_level_of,
    report_pages,
)

CHILD_DAYS = 9 * 366
HARD = "Immunological characterization necessitates comprehensive multidisciplinary investigation."
PLAIN = "Ask the doctor when the test should be done again."
UNITS = ("mg/dL", "g/L", "%", "years", "per 100,000")


@pytest.fixture(scope="module")
def level(knowledge: Knowledge) -> ReadingLevel:
    """Return the measure for our pages."""
    return reading_level_of(knowledge)


@pytest.fixture(scope="module")
def pages(knowledge: Knowledge) -> dict[str, list[str]]:
    """Return the texts of every page: asked, asked for a child, about a report."""
    found = {page.slug: prose(page) for page in question_pages(knowledge)}
    # A few suffice: what a child's page says else is looked at in test_wording.
    children = question_pages(knowledge, age_days=CHILD_DAYS, every=12)
    found |= {f"child: {page.slug}": prose(page) for page in children}
    return found | {name: prose(page) for name, page in report_pages(knowledge)}


def test_the_grade_is_that_of_the_formula() -> None:
    """Six words of one syllable: 0.39 * 6 + 11.8 * 1 - 15.59 = -1.45."""
    assert pytest.approx(-1.45) == ReadingLevel().grade("The cat sat on the mat.")


@pytest.mark.parametrize(
    "number",
    [
        "2.5",
        "1,510",
        "84.8%",
        "18 years",
        "230 mg/dL (2.3 g/L)",
        "26 to 122 mg/dL (0.26 to 1.22 g/L)",
        "28 of 33",
        "3 per 100,000",
    ],
)
def test_a_number_with_its_unit_is_one_word(number: str) -> None:
    """Its other unit, its other end and its total belong to it."""
    level = ReadingLevel(units=UNITS)
    plain = "It was seven there."

    assert level.grade(plain) == level.grade(f"It was {number} there.")
    assert 4 == level.words(f"It was {number} there.")


def test_a_number_does_not_swallow_what_follows() -> None:
    """A word, a second number and the digits of a name stand for themselves."""
    level = ReadingLevel(units=UNITS)

    assert 5 == level.words("In 12 months, 3 rose.")
    assert 3 == level.words("COVID-19 was found.")
    assert 4 == level.words("IgG2 was 5 g/Lx.")


def test_a_slot_is_a_number_whatever_its_name() -> None:
    """A sentence can be graded before its facts are filled in."""
    level = ReadingLevel()

    assert level.grade("It is seven.") == level.grade("It is {a-very-long-name-of-a-fact.range}.")


def test_a_name_that_pages_explain_counts_as_two_syllables() -> None:
    """Names of several words are one word in the grade, and several in the length."""
    level = ReadingLevel(names=("immunofixation electrophoresis", "ALL"))

    assert level.grade("Ask for wording.") == level.grade("Ask for immunofixation electrophoresis.")
    assert 4 == level.words("Ask for immunofixation electrophoresis.")
    assert level.grade("All of us ask.") == ReadingLevel().grade("All of us ask.")


def test_a_plural_is_the_same_name_and_a_longer_word_is_not() -> None:
    """Clones are clones; cloned cells are something else."""
    level = ReadingLevel(names=("clone",))

    assert level.grade("Two wordings are there.") == level.grade("Two clones are there.")
    assert level.grade("It is cloned.") == ReadingLevel().grade("It is cloned.")


def test_sentences_end_at_stops_and_not_inside_numbers() -> None:
    """Two short sentences are easier than one of their length."""
    assert ["It was 2.5 here.", "Is it?", "Yes."] == sentences_of("It was 2.5 here. Is it? Yes.")


def test_a_hard_sentence_is_an_error_and_a_plain_one_is_not(knowledge_copy: Path) -> None:
    """A planted sentence of long words is reported with its place; clinicians may get it."""
    texts = knowledge_copy / "texts" / "report.toml"
    planted = "".join(
        f'\n[[text]]\nid = "planted-{name}"\nplace = "report.value"\nvoice = "{voice}"\n'
        f'kind = "note"\ntext = {json.dumps(text)}\n'
        for name, voice, text in (
            ("hard", "both", f"{PLAIN} {HARD}"),
            ("clinician", "clinician", HARD),
            ("plain", "patient", PLAIN),
        )
    )
    texts.write_text(texts.read_text(encoding="utf-8") + planted, encoding="utf-8")
    told = [line for line in check_knowledge(knowledge_copy).errors if "planted" in line]

    assert 1 == len(told)
    assert "planted-hard: reading grade" in told[0]


def _parts(pages: dict[str, list[str]]) -> set[str]:
    """Return every different sentence of the pages."""
    return {part for texts in pages.values() for text in texts for part in sentences_of(text)}


def test_no_sentence_of_a_page_is_hard(pages: dict[str, list[str]], level: ReadingLevel) -> None:
    """Filled, every sentence lies at grade 12 or below."""
    hard = {part: round(level.grade(part), 1) for part in _parts(pages)}

    assert {} == {part: grade for part, grade in hard.items() if grade > MAX_GRADE}


def test_no_reason_is_hard_or_long(knowledge: Knowledge, level: ReadingLevel) -> None:
    """What is said of an input's parts, beside the input's own words, is as plain as a page."""
    tables = knowledge.table("reports")
    texts = [t for name in ("unread", "refusals", "checks") for t in tables[name].values()]
    told = {part: (level.grade(part), level.words(part)) for t in texts for part in sentences_of(t)}

    assert {} == {
        part: (grade, words)
        for part, (grade, words) in told.items()
        if grade > MAX_GRADE or words > MAX_WORDS
    }


def test_no_sentence_of_a_page_is_long(pages: dict[str, list[str]], level: ReadingLevel) -> None:
    """Filled, every sentence has at most 25 words."""
    long = {part: level.words(part) for part in _parts(pages)}

    assert {} == {part: words for part, words in long.items() if words > MAX_WORDS}


def test_every_page_is_read_at_grade_eight(
    pages: dict[str, list[str]], level: ReadingLevel
) -> None:
    """The sentences of a page together lie at grade 8 or below."""
    grades = {name: round(level_of(name, texts, level).grade, 2) for name, texts in pages.items()}

    assert {} == {name: grade for name, grade in grades.items() if grade > MAX_MEAN_GRADE}
