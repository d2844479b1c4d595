"""What a question tells of the person."""

import pytest

from globulin.answers.understanding.signals import read_signals
from globulin.knowledge import Knowledge


@pytest.mark.parametrize(
    ("text", "age_days", "sex", "pregnant"),
    [
        ("igm 350 woman of 54", 19724, "female", None),
        ("my 3 year old son has a low iga", 1096, "male", None),
        ("igm 90 my baby is 4 months old", 122, None, None),
        ("54f igm high", 19724, "female", None),
        ("what should my baby's igm be at 6 months?", 183, None, None),
        ("age 7 igm high", 2557, None, None),
        ("igm high for 3 years", None, None, None),
        ("igm was high 2 years ago", None, None, None),
        ("i am 20 weeks pregnant and my igg is low", None, "female", True),
        ("my husband and my mother have a high igm", None, None, None),
        ("not pregnant, igm low", None, "female", False),
    ],
)
def test_age_sex_and_pregnancy(
    knowledge: Knowledge, text: str, age_days: int | None, sex: str | None, pregnant: object
) -> None:
    """An age has its unit or a word of age; a length of time is none; two sexes are none."""
    person = read_signals(text, knowledge, knowledge.table("language")).person

    assert (age_days, sex, pregnant) == (person.age_days, person.sex, person.pregnant)
