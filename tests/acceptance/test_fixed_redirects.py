"""Words that must not change by themselves where a question is not for this program.

Somebody about to act reads them: to harm, to change a medicine, to wait with an emergency.
`fixed_words.toml` is what a clinician signs. Whoever changes a word changes it there too.
"""

import tomllib
from pathlib import Path

import pytest

from globulin.knowledge import Knowledge
from tests.spec.test_redirect_topics import page_of_topic

FIXED: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_name("fixed_words.toml").read_text(encoding="utf-8")
)["redirect"]
# On these pages somebody who cannot wait is told whom to call.
CANNOT_WAIT = [
    "harm",
    "harm_child",
    "dose",
    "stop_or_start",
    "medicine_side_effects",
    "chemotherapy",
    "child_symptoms",
    "pregnancy",
    "allergy_ige",
    "food_igg",
    "ivig",
    "are_you_a_doctor",
    "animal",
]


@pytest.mark.parametrize("audience", ["patient", "clinician"])
@pytest.mark.parametrize("topic", FIXED)
def test_the_words_are_these(knowledge: Knowledge, topic: str, audience: str) -> None:
    """Word for word, to patients and to clinicians."""
    page = page_of_topic(knowledge, topic, audience=audience)

    assert FIXED[topic] == [statement.text for statement in page.answer]


@pytest.mark.parametrize("topic", CANNOT_WAIT)
def test_who_cannot_wait_is_told_whom_to_call(knowledge: Knowledge, topic: str) -> None:
    """The page says to call, and whom; no number is invented."""
    page = page_of_topic(knowledge, topic)
    calls = [statement.text for statement in page.answer if "call" in statement.text]

    assert calls
    assert not any(letter.isdigit() for text in calls for letter in text)


@pytest.mark.parametrize("topic", ["dose", "stop_or_start", "treatment", "medicine_side_effects"])
def test_a_medicine_is_never_changed_by_a_page(knowledge: Knowledge, topic: str) -> None:
    """Each page on a medicine says not to change it without asking."""
    said = " ".join(statement.text for statement in page_of_topic(knowledge, topic).answer)

    assert "Do not" in said
    assert "doctor" in said
