"""Emergencies and thoughts of self-harm in free text: heard in any wording, unless harmless."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from globulin.answers.red_flags import find_red_flags, is_emergency, is_self_harm
from globulin.answers.understand import understand
from globulin.knowledge import Knowledge

TABLE = Path(__file__).parents[1] / "data" / "questions" / "emergencies.csv"
EMERGENCY, SELF_HARM = "emergency", "self_harm"
with TABLE.open(encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table))
RINGING = [row for row in ROWS if row["redirect"]]
NEAR_MISSES = [row for row in ROWS if not row["redirect"]]


def question(row: dict[str, str]) -> str:
    """Return the words of a row, as the name of its test."""
    return row["question"]


def rung(text: str, knowledge: Knowledge) -> set[str]:
    """Return the flags of emergencies, of the body and of the mind, that a text raises."""
    flags = find_red_flags(text, knowledge)
    return {rule.id for rule, _ in flags if rule.urgency == EMERGENCY}


def test_the_table_is_large_enough() -> None:
    """At least 130 of each kind, every one with a note and a source."""
    assert len(RINGING) >= 130
    assert len(NEAR_MISSES) >= 130
    assert all(row["note"] and row["source"] for row in ROWS)


@pytest.mark.parametrize("row", RINGING, ids=question)
def test_it_is_heard(knowledge: Knowledge, row: dict[str, str]) -> None:
    """The expected flag is among those raised, and the box comes before any other answer."""
    flags = find_red_flags(row["question"], knowledge)

    assert row["note"] in {rule.id for rule, _ in flags}
    assert is_self_harm(flags) if row["redirect"] == SELF_HARM else is_emergency(flags)
    assert understand(row["question"], knowledge).redirect in {EMERGENCY, SELF_HARM}


@pytest.mark.parametrize("row", NEAR_MISSES, ids=question)
def test_a_near_miss_raises_nothing(knowledge: Knowledge, row: dict[str, str]) -> None:
    """Words that only look like an emergency send nobody to an emergency room."""
    assert set() == rung(row["question"], knowledge)


# Each class: told now; denied; long past; of somebody else who had it.
VARIANTS = {
    "hyperviscosity-signs": (
        "my nose keeps bleeding",
        "I have no nosebleeds",
        "I used to get nosebleeds",
        "my father had nosebleeds before he died",
    ),
    "confusion": (
        "my mother is very confused today",
        "she is not confused",
        "he was confused ten years ago",
        "my grandfather was confused before he passed away",
    ),
    "stroke-signs": (
        "his face droops on one side",
        "no facial droop, no slurred speech",
        "in 2009 my face drooped on one side",
        "my uncle died of a stroke",
    ),
    "breathlessness-at-rest": (
        "I can't breathe",
        "I am not short of breath",
        "I was short of breath as a child",
        "my aunt could not breathe before she died",
    ),
    "chest-pain": (
        "there is a pressure on my chest",
        "denies chest pain",
        "I had chest pain 15 years ago",
        "my dad died of a heart attack",
    ),
    "major-bleeding": (
        "I am coughing up blood",
        "not coughing up blood",
        "I coughed up blood years ago",
        "my brother was vomiting blood before he died",
    ),
    "sudden-vision-loss": (
        "I went blind in one eye",
        "no loss of vision",
        "I lost my vision for a day in 1999",
        "my grandmother lost her sight before she died",
    ),
    "self-harm": (
        "I want to kill myself",
        "I am not suicidal",
        "I was suicidal 12 years ago",
        "my cousin killed himself",
    ),
    "overdose": (
        "I took too many pills",
        "I did not take too many pills",
        "I took too many pills 20 years ago",
        "my neighbor died of an overdose",
    ),
    "fever-after-malaria-or-tsetse": (
        "fever since I came back from Ghana",
        "back from Ghana without a fever",
        "I had a fever in Ghana 12 years ago",
        "my uncle died of a fever in Ghana",
    ),
    "fever-under-3-months": (
        "my 5 week old has a fever",
        "my 5 week old has no fever",
        "as a newborn he had a fever years ago",
        "a fever killed my grandmother's baby years ago",
    ),
    "neutropenia-fever": (
        "neutropenic and 39.2 fever",
        "neutropenic, no fever",
        "neutropenia and fever 5 years ago",
        "my aunt died of a fever with neutropenia",
    ),
    "sepsis-or-meningitis": (
        "fever and a stiff neck",
        "no fever and no stiff neck",
        "I had meningitis in 1988",
        "my cousin died of meningitis",
    ),
    "unresponsive": (
        "she passed out",
        "she never passed out",
        "I had seizures as a child",
        "my sister had seizures before she died",
    ),
    "severe-allergic-reaction": (
        "my throat is closing up",
        "no anaphylaxis",
        "I had anaphylaxis 9 years ago",
        "my friend died of anaphylaxis",
    ),
    "cord-compression": (
        "back pain and numb legs",
        "no back pain, no numb legs",
        "back pain and numb legs ten years ago",
        "my father had back pain and numb legs before he died",
    ),
    "severe-haemolysis": (
        "cola colored urine and very pale",
        "no dark urine, not pale",
        "dark urine and anemia in 2004",
        "my aunt died with dark urine and anemia",
    ),
    "paraprotein-emergency": (
        "M spike and I have not peed since yesterday",
        "M spike, no kidney failure",
        "M spike, and kidney failure ten years ago",
        "my uncle with an M spike died of kidney failure",
    ),
    "pneumocystis-child": (
        "my baby has pneumocystis",
        "my baby has no pneumocystis",
        "my child had pneumocystis ten years ago",
        "my nephew died of pneumocystis as a baby",
    ),
    "severe-infection-low-igg": (
        "my IgG is very low and I have sepsis",
        "my IgG is very low, no sepsis",
        "low IgG; I had sepsis 7 years ago",
        "low IgG; my uncle died of sepsis",
    ),
    "severe-infection-low-ig-child": (
        "my daughter with low IgA has meningitis",
        "my daughter with low IgA has no meningitis",
        "my daughter with low IgA had meningitis years ago",
        "low IgA; my nephew died of meningitis",
    ),
    "jaundice-emergency": (
        "yellow eyes and a fever",
        "yellow eyes, no fever",
        "yellow eyes and a fever ten years ago",
        "my uncle died with yellow eyes and a fever",
    ),
}


def test_every_emergency_has_its_variants(knowledge: Knowledge) -> None:
    """The table above names each flag of that urgency."""
    urgent = {rule.id for rule in knowledge.red_flags() if rule.urgency == EMERGENCY}

    assert urgent == VARIANTS.keys()


@pytest.mark.parametrize("key", VARIANTS)
def test_only_what_is_there_now_rings(knowledge: Knowledge, key: str) -> None:
    """Told now it rings; denied, long past or of somebody else it does not."""
    now, *others = VARIANTS[key]

    assert key in rung(now, knowledge)
    for text in others:
        assert set() == rung(text, knowledge), text


BEFORE = st.sampled_from(
    [
        "",
        "Hello, I hope you are well. ",
        "hi there, quick question: ",
        "What is a normal IgM? ",
        "Thank you for your help! ",
        "Please help. ",
        "My IgM is 350 mg/dL. ",
        "Can you explain what IgG does? ",
        "I have no idea what to do. ",
        "My father died of cancer in 2010. ",
        "No allergies. ",
        "my igm is 350 and ",
        "please tell me ",
        "dear sir ",
    ]
)
AFTER = st.sampled_from(
    [
        "",
        " Thank you so much.",
        ". What does a high IgM mean?",
        ". Is that bad?",
        "? Sorry for my English.",
        ". My IgM was normal last year.",
        ", please tell me what to do",
        ". Also, what is immunofixation?",
        ". No other problems.",
        " and what is a normal igg",
        " is that related to my igm",
        " thanks",
        " since yesterday",
        ", igm 400",
        ", my igm test result is 350 mg/dl",
    ]
)
# Those whose own words call IgM normal or low are left to the tables.
TOLD = [row["question"].rstrip(".?! ") for row in RINGING if " normal" not in row["question"]]


@given(before=BEFORE, told=st.sampled_from(TOLD), after=AFTER)
@settings(max_examples=250, deadline=None)
def test_nothing_beside_it_silences_an_emergency(
    knowledge: Knowledge, before: str, told: str, after: str
) -> None:
    """Polite words, a question about IgM, a denial or a story of somebody else change nothing."""
    assert rung(told, knowledge) - {"hyperviscosity-signs"} <= rung(
        f"{before}{told}{after}", knowledge
    )
    assert rung(f"{before}{told}{after}", knowledge)


def test_what_rang_is_told_in_our_own_words(knowledge: Knowledge) -> None:
    """The names of the signs, never the reader's."""
    flags = find_red_flags("my schnozz aches; blood drips from my nose, igm 4000", knowledge)
    names = {name for _, words in flags for name in words}

    assert "nosebleeds" in names
    assert not any("schnozz" in name for name in names)


@pytest.mark.parametrize("filler", ["my igm is high and ", "no chest pain ", "Nothing new. "])
def test_a_sign_behind_a_long_text_is_heard(knowledge: Knowledge, filler: str) -> None:
    """Thousands of words before it, with and without an end of the sentence."""
    assert "self-harm" in rung(f"{filler * 1500}. I want to kill myself", knowledge)
