"""The usual questions: each wording of each intent, for each class and side."""

import pytest

from globulin.answers import understand
from globulin.knowledge import Knowledge

WITH_SIDE = {
    "causes": """what causes {side} {analyte}
        {side} {analyte} causes
        why is my {analyte} {side}
        why would {analyte} be {side}
        what can cause {side} {analyte} levels
        what makes {analyte} {side}
        why is my son's {analyte} {side}
        what infections cause {side} {analyte}
        {analyte} {side} why
        can stress cause {side} {analyte}
        what's behind a {side} {analyte}
        what would cause my {analyte} to be {side}""",
    "meaning": """what does {side} {analyte} mean
        {side} {analyte}
        my {analyte} is {side}
        what does it mean when your {analyte} is {side}
        what happens if {analyte} is {side}
        symptoms of {side} {analyte}
        is {side} {analyte} a sign of something
        my blood test says {analyte} {side}
        can {side} {analyte} cause fatigue""",
    "urgency": """should i worry about {side} {analyte}
        is {side} {analyte} dangerous
        is it bad if {analyte} is {side}
        how serious is {side} {analyte}
        my {analyte} is {side} im scared
        should i be concerned about {side} {analyte}""",
    "next_steps": """what should i do about {side} {analyte}
        my {analyte} is {side} what should i do
        which doctor should i see for {side} {analyte}
        {side} {analyte} what next
        do i need to see a hematologist for {side} {analyte}
        what questions should i ask my doctor about {side} {analyte}""",
    "follow_up_test": """which test after {side} {analyte}
        what further tests are needed for {side} {analyte}
        workup for {side} {analyte}
        what other tests should i have with {side} {analyte}
        do i need a bone marrow biopsy with {side} {analyte}
        do i need electrophoresis for {side} {analyte}""",
    "lowering": """how to {wish} {analyte}
        how can i {wish} my {analyte}
        foods that {wish} {analyte}
        can diet {wish} {analyte}
        natural remedies for {side} {analyte}
        how to get {side} {analyte} back to normal""",
    "prognosis": """does {side} {analyte} turn into cancer
        does {side} {analyte} go away
        how long does {side} {analyte} last
        life expectancy with {side} {analyte}
        is {side} {analyte} permanent
        can {side} {analyte} develop into lymphoma""",
}
WITHOUT_SIDE = {
    "normal_range": """{analyte} normal range
        normal {analyte} levels
        what is a normal {analyte} level
        {analyte} normal range for a 5 year old
        {analyte} levels by age
        how high is too high for {analyte}
        what should my {analyte} be
        upper limit of {analyte}""",
    "what_is": """what is {analyte}
        {analyte} blood test
        what does {analyte} do
        what is the {analyte} test used for
        why did my doctor order {analyte}
        how is {analyte} measured
        role of {analyte} in the immune system""",
    "abbreviation": """what does {analyte} stand for
        {analyte} full form
        what does qn mean in {analyte} qn serum""",
    "interpretation": """{analyte} 350 is that bad
        {analyte} of 4.2 g/L
        {analyte}: 345 mg/dL (ref 40-230)
        my {analyte} was 38 last year""",
}
CLASSES = {"IgM": "igm", "IgG": "immunoglobulin G", "IgA": "IgA"}
SIDES = {"high": ("elevated", "lower"), "low": ("low", "increase")}


def _lines(table: dict[str, str]) -> list[tuple[str, str]]:
    return [
        (intent, line.strip()) for intent, lines in table.items() for line in lines.splitlines()
    ]


@pytest.mark.parametrize(("intent", "wording"), _lines(WITH_SIDE))
def test_a_usual_question_about_a_side(knowledge: Knowledge, intent: str, wording: str) -> None:
    """Intent, class and side are heard in every usual wording."""
    for analyte, name in CLASSES.items():
        for direction, (side, wish) in SIDES.items():
            read = understand(wording.format(side=side, analyte=name, wish=wish), knowledge)

            assert (intent, analyte, direction, None) == (
                read.intent,
                read.analyte,
                read.direction,
                read.redirect,
            )


@pytest.mark.parametrize(("intent", "wording"), _lines(WITHOUT_SIDE))
def test_a_usual_question_about_a_class(knowledge: Knowledge, intent: str, wording: str) -> None:
    """Intent and class are heard where no side is told."""
    for analyte, name in CLASSES.items():
        read = understand(wording.format(analyte=name), knowledge)

        assert (intent, analyte, None) == (read.intent, read.analyte, read.redirect)
