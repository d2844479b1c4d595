"""The parts of a pasted text, one by one: dates, numbers, units, headers, and what people tell."""

import pytest

from globulin.errors import InputError
from globulin.intake.pasted import LONGEST_TEXT
from globulin.intake.pasted_dates import read_date, year_of
from globulin.knowledge import Knowledge
from tests.unit.intake import told


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-01-15", "2024-01-15"),
        ("01/15/2024", "2024-01-15"),
        ("15/01/2024", "2024-01-15"),
        ("15.01.2024", "2024-01-15"),
        ("01.02.2024", "2024-02-01"),
        ("Jan 15, 2024", "2024-01-15"),
        ("15 January 2024", "2024-01-15"),
        ("05/05/2024", "2024-05-05"),
        ("01/02/2024", None),
        ("01/15/24", None),
        ("30/02/2024", None),
        ("2024-13-01", None),
    ],
)
def test_a_date_that_could_be_two_days_is_none(written: str, expected: str | None) -> None:
    """Day and month are told apart by their size or by how a country writes, or not at all."""
    assert expected == read_date(written)


def test_an_unclear_birth_date_still_gives_its_year() -> None:
    """The year of an adult's birth is enough for the age."""
    assert ("1960", None) == (year_of("01/02/1960"), year_of("01/02/60"))


def test_an_unclear_date_is_shown_and_not_used(knowledge: Knowledge) -> None:
    """A date of the sample that could be two days is unread, and the result has none."""
    report = told.read("Collected: 01/02/2024\nIgM 412 mg/dL", knowledge)

    assert ["1 date_not_clear"] == told.unread(report)
    assert report.results[0].collected is None


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("IgG 1,240 mg/dL", 1240.0),
        ("IgG 1'240 mg/dl", 1240.0),
        ("IgG 1\u202f240 mg/dL", 1240.0),
        ("IgG 12,4 g/l", 12.4),
        ("IgG 12.40 g/L", 12.4),
        ("IgG 0,520 g/l", 0.52),
        ("IgG 1.240 g/L", 1.24),
    ],
)
def test_a_number_is_read_as_written(written: str, expected: float, knowledge: Knowledge) -> None:
    """Commas, points, apostrophes and thin spaces stand for what they stand for in that unit."""
    report = told.read(written, knowledge)

    assert [expected] == [result.reported.value for result in report.results]


@pytest.mark.parametrize(
    "written",
    ["IgG 1.240 mg/dl", "IgG 1,240 g/L", "IgG 1.2.3 g/L", "IgG 1,24,0 mg/dL"],
)
def test_a_number_with_two_readings_is_unread(written: str, knowledge: Knowledge) -> None:
    """A thousand and a one are never taken for each other."""
    report = told.read(written, knowledge)

    assert [] == told.results(report)
    assert ["1 number_not_clear"] == told.unread(report)


@pytest.mark.parametrize(
    "written",
    [
        "IgM 2.9A g/L 0.4-2.3",
        "IgM 2,954A g/L 0.4-2.3",
        "IgM 2.5E1 g/L",
        "IgM <2.5E1 g/L",
        "IgM 4.12e3 mg/dL",
        "IgM 4e3 mg/dL",
        "IgG 6.9/ g/L 7-16",
        "IgG 12.4gr/l 7-16",
        "IgM 4.1 x10^3 mg/dL 40-230",
        "IgM 4.1 × 10³ mg/dL 40-230",
        "IgM 4.1 * 10^3 mg/dL 40-230",
    ],
)
def test_a_number_is_never_cut_at_its_point(written: str, knowledge: Knowledge) -> None:
    """What is glued to a number may be a part of it: the number is not clear, and not judged."""
    report = told.read(written, knowledge)

    assert ([], ["1 number_not_clear"]) == (told.results(report), told.unread(report))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("IgG 12.4g/l 7-16", "1 IgG 12.4 g/l 7-16"),
        ("IgM 2.9H g/L 0.4-2.3", "1 IgM 2.9 g/L 0.4-2.3 H"),
        ("IgM 412* mg/dL 40-230", "1 IgM 412 mg/dL 40-230"),
        ("IgM 412 * 40-230 mg/dL", "1 IgM 412 mg/dL 40-230"),
    ],
)
def test_a_glued_unit_or_flag_is_read(written: str, expected: str, knowledge: Knowledge) -> None:
    """A unit, a flag or a star right behind a number is no part of it."""
    assert [expected] == told.results(told.read(written, knowledge))


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("mg/dl", "mg/dL"),
        ("MG/DL", "mg/dL"),
        ("mg / dL", "mg/dL"),
        ("mg/100 mL", "mg/dL"),
        ("mg%", "mg/dL"),
        ("g/l", "g/L"),
        ("g / L", "g/L"),
        ("mcg/mL", "ug/mL"),
        ("µg/mL", "ug/mL"),
    ],
)
def test_a_unit_is_known_in_any_spelling(written: str, unit: str, knowledge: Knowledge) -> None:
    """Case, spaces and old spellings change no unit."""
    report = told.read(f"IgM 5 {written}", knowledge)

    assert [unit] == [result.unit for result in report.results]


def test_two_units_are_none(knowledge: Knowledge) -> None:
    """A value with two units of its own is not used."""
    report = told.read("IgM 4.6 g/L mg/dL", knowledge)

    assert ["1 IgM 4.6 g/L / mg/dL !unit_not_known"] == told.results(report)


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("Age: 34 Years Sex: Female", "34y female"),
        ("Age 34 Sex F", "34y female"),
        ("Sex/Age: M/58", "58y male"),
        ("58 y/o male", "58y male"),
        ("18 month old girl", "18m female"),
        ("I am 34 f", "34y female"),
        ("(58M)", "58y male"),
        ("ill for 3 years or more", ""),
        ("0-<5 months: 26-122 mg/dL", ""),
        ("18m", ""),
        ("I take 20 mg o.d.", ""),
    ],
)
def test_age_and_sex_are_read_where_they_are_told(
    line: str, person: str, knowledge: Knowledge
) -> None:
    """An age is read with its label or with "old"; a time or a dose is no age."""
    assert person == told.person(told.read(f"{line}\nIgM 412 mg/dL", knowledge))


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Patient: Jane Example", "name"),
        ("my name is Jane Example", "name"),
        ("MRN 0001234", "identifier"),
        ("NHS No: 943 000 0000", "identifier"),
        ("Phone (555) 555-0100", "contact"),
        ("jane@example.org", "contact"),
        ("DOB 04/23/1970", "birth_date"),
        ("12 Example Road", "address"),
        ("Ordering Physician: Sam Example", "clinician"),
        ("Reported: 01/16/2024", "date"),
    ],
)
def test_an_identifier_is_counted_and_not_kept(line: str, kind: str, knowledge: Knowledge) -> None:
    """What names a person is dropped before and after the results, and stands nowhere."""
    for text in (f"{line}\nIgM 412 mg/dL", f"IgM 412 mg/dL\n{line}"):
        report = told.read(text, knowledge)

        assert {kind: 1} == report.dropped
        assert ([], ["IgM 412 mg/dL"]) == (
            told.unread(report),
            [line.split(" ", 1)[1] for line in told.results(report)],
        )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no fever", ["fever no"]),
        ("denies night sweats", ["night-sweats no"]),
        ("no fever, chills or night sweats", ["fever no", "night-sweats no"]),
        ("denies fever, headache and night sweats", ["fever no", "headache no", "night-sweats no"]),
        ("no fever but night sweats", ["fever no", "night-sweats yes"]),
        ("no fever, night sweats", ["fever no", "night-sweats yes"]),
        ("I have no fever, I have headaches", ["fever no", "headache yes"]),
        ("fever or night sweats", ["fever yes", "night-sweats yes"]),
    ],
)
def test_a_denial_reaches_as_far_as_it_is_said(
    text: str, expected: list[str], knowledge: Knowledge
) -> None:
    """A list with "or" or behind "denies" is denied as a whole; else a symptom is there."""
    report = told.read(text, knowledge)

    assert expected == [line.removeprefix("1 ") for line in told.findings(report)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Call us if you have nosebleeds, headache or confusion.", "general_remark"),
        ("High IgM can cause headache.", "general_remark"),
        ("My mother has night sweats.", "other_person"),
        ("Family history: night sweats", "other_person"),
    ],
)
def test_what_is_not_told_of_this_person_is_no_finding(
    text: str, code: str, knowledge: Knowledge
) -> None:
    """Conditions, general sentences and relatives give no finding, and stay in sight."""
    report = told.read(f"IgM 412 mg/dL\n{text}", knowledge)

    assert [] == told.findings(report)
    assert code in {left.code for left in report.unread}


@pytest.mark.parametrize(
    "text",
    [
        "I can hardly breathe and it hurts, please help",
        "I may die",
        "could I be dying",
        "He may be dying",
        "If I stand up, I can hardly breathe and shake",
        "What if I may be dying?",
    ],
)
def test_the_words_of_somebody_are_kept_whole(text: str, knowledge: Knowledge) -> None:
    """What is told of a person who is here is a comment with its whole text, never a remark."""
    report = told.read(f"IgM 412 mg/dL\n{text}", knowledge)

    assert [("comment", text)] == [(left.code, left.text) for left in report.unread]


def test_what_is_not_known_beside_a_symptom_is_kept_as_written(knowledge: Knowledge) -> None:
    """Neighboring clauses that hold no finding keep the words between them."""
    report = told.read("I have nosebleeds and can hardly breathe, please help and hurry", knowledge)
    kept = [left.text for left in report.unread]

    assert (["can hardly breathe, please help and hurry"], ["1 nosebleeds yes"]) == (
        kept,
        told.findings(report),
    )


def test_a_question_hides_no_emergency(knowledge: Knowledge) -> None:
    """Symptoms before "what if" and "should I" are told; only what follows "if" is not."""
    text = "my IgM is 62 g/L and I have blurred vision, nosebleeds, should I worry, what if it is"
    report = told.read(text, knowledge)

    assert ["1 IgM 62 g/L"] == told.results(report)
    assert ["1 blurred-vision yes", "1 nosebleeds yes"] == told.findings(report)


def test_a_relative_whose_results_these_are_is_the_person(knowledge: Knowledge) -> None:
    """Who writes for a mother tells of the mother."""
    report = told.read("My mother has IgM 62 g/L. She has nosebleeds.", knowledge)

    assert ["1 nosebleeds yes"] == told.findings(report)


def test_a_long_line_is_read_to_its_end(knowledge: Knowledge) -> None:
    """A symptom at the end of a very long line is still told."""
    text = "i feel so tired and worn out today, " * 100 + "and i have nosebleeds"
    report = told.read(text, knowledge)

    assert "1 nosebleeds yes" in told.findings(report)


def test_a_text_too_long_is_refused_in_one_line(knowledge: Knowledge) -> None:
    """The message says how long the text is and how long it may be, and nothing of the text."""
    line = "IgM 412 mg/dL. "
    text = line + " " * (LONGEST_TEXT - len(line))

    assert ["1 IgM 412 mg/dL"] == told.results(told.read(text, knowledge))
    with pytest.raises(InputError) as caught:
        told.read(f"{text}x", knowledge)
    message = "a pasted text: a text of 200001 characters: expected at most 200000"
    assert (message, 2) == (str(caught.value), caught.value.exit_code)
