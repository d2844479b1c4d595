"""Ages of a pasted text: whose they are, what is no age at all, and which of two holds."""

import pytest

from globulin.knowledge import Knowledge
from tests.unit.intake import told


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("I am 28 weeks pregnant, age 31. IgG 560 mg/dL", "31y"),
        ("I am 28 weeks pregnant and 31 years old. IgG 560 mg/dL", "31y"),
        ("I am 7 months pregnant. IgG 560 mg/dL", ""),
        ("I'm 2 months post rituximab. IgG 420 mg/dL, IgM 18 mg/dL", ""),
        ("I am 5 years post transplant. IgM 90 mg/dL", ""),
        ("I am 3 days late. I'm 29. IgM 90 mg/dL", "29y"),
        ("My results are 3 weeks old. IgM 90 mg/dL", ""),
        ("I was diagnosed at age 12. I am 50. IgM 90 mg/dL", "50y"),
        ("Age 34 to 50: 40-230\nIgM 90 mg/dL", ""),
        ("I am 90 kg. IgM 90 mg/dL", ""),
    ],
)
def test_a_duration_is_no_age(text: str, person: str, knowledge: Knowledge) -> None:
    """Weeks, months and days count only with "old" or a label; years not where they go on."""
    assert person == told.person(told.read(text, knowledge))


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Age: 9 months\nIgM 60 mg/dL", "9m"),
        ("9 month old boy\nIgM 60 mg/dL", "9m male"),
        ("aged 9 months. IgM 60 mg/dL", "9m"),
        ("3-day newborn, IgM 6 mg/dL", "0m"),
        ("I am 34 years, female. IgM 60 mg/dL", "34y female"),
        ("Male, 45 years old. IgM 60 mg/dL", "45y male"),
    ],
)
def test_an_age_with_its_words_is_read(text: str, person: str, knowledge: Knowledge) -> None:
    """A label, "old" or "newborn" makes an age of any unit."""
    report = told.read(text, knowledge)

    assert (person, 1) == (told.person(report), len(report.results))


@pytest.mark.parametrize(
    ("text", "person", "checks"),
    [
        ("I am 34. My doctor says 45 years old. IgM 60 mg/dL", "45y", ["1 age_not_clear"]),
        ("I am 34.\nAge: 43\nIgM 60 mg/dL", "43y", ["2 age_not_clear"]),
        ("Age: 34\nAge: 43\nIgM 60 mg/dL", "34y", ["2 age_not_clear"]),
        ("DOB: 1980-05-01\nI am 12.\nIgM 60 mg/dL", "43y", ["2 age_not_clear"]),
        ("DOB: 1980-05-01\nI am 43.\nIgM 60 mg/dL", "43y", []),
        ("Age: 18 months\n1 year old\nIgM 60 mg/dL", "18m", []),
    ],
)
def test_of_two_ages_the_plainer_one_holds(
    text: str, person: str, checks: list[str], knowledge: Knowledge
) -> None:
    """A label, "years old" or a birth date goes before the rest, and the doubt is told."""
    report = told.read(text, knowledge)

    assert (person, checks) == (told.person(report), told.checks(report))


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("My IgM is 60 mg/dL (40-230). My daughter is 3 years old.", ""),
        ("My IgM is 60 mg/dL (40-230). My mother is 80 years old.", ""),
        ("My IgM is 60 mg/dL (40-230). My 3 year old daughter is ill.", ""),
        ("My IgM is 60 mg/dL (40-230). My daughter is ill. She is 3.", ""),
        ("My IgM is 60 mg/dL. My 18 month old boy, my son, is well.", ""),
        ("My mother, age 80, is ill. I am 50. My IgM is 60 mg/dL.", "50y"),
        ("My mother is 80 years old and I am 34. My IgM is 60 mg/dL", "34y"),
        ("my son is 9 months old, his IgM is 60 mg/dL", "9m"),
        ("my son is 9 months old, his IgM is 60 mg/dL. I am 34.", "9m"),
        ("My husband, 58M, IgM 60 mg/dL", "58y male"),
        ("My 3 year old has IgM 60 mg/dL", "3y"),
        ("My son, age 3: IgM 60 mg/dL", "3y"),
        ("IgM 60 mg/dL in a 3 year old child", "3y"),
    ],
)
def test_a_relative_lends_no_age(text: str, person: str, knowledge: Knowledge) -> None:
    """An age of a relative is used only where the results are that relative's."""
    report = told.read(text, knowledge)

    assert (person, [60.0]) == (told.person(report), [one.value for one in report.results])


@pytest.mark.parametrize(
    ("text", "person", "results"),
    [
        ("Age 45 male. IgM 35 mg/dL", "45y male", ["1 IgM 35 mg/dL"]),
        ("Age 45 IgM 35 mg/dL", "45y", ["1 IgM 35 mg/dL"]),
        ("Age: 45 yo M, IgM 35 mg/dL", "45y male", ["1 IgM 35 mg/dL"]),
        ("Age 45 years IgM 35 mg/dL", "45y", ["1 IgM 35 mg/dL"]),
        (
            "my 2 month old baby's IgG is 60 mg/dL (700-1600)",
            "2m",
            ["1 IgG 60 mg/dL 700-1600"],
        ),
    ],
)
def test_the_words_of_an_age_hide_no_result(
    text: str, person: str, results: list[str], knowledge: Knowledge
) -> None:
    """Unit and sex belong to the age before a result, and are no part of its name."""
    report = told.read(text, knowledge)

    assert (person, results) == (told.person(report), told.results(report))
