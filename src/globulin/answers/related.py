"""Other questions that somebody with this question may have."""

from collections.abc import Iterator

from globulin.answers.context import Context
from globulin.model import FollowUpTest, QuestionEntry, Related

MOST = 8


def related_questions(context: Context, slug: str) -> tuple[Related, ...]:
    """Return related questions that have a page: same topic, other side, sister analytes."""
    questions = context.knowledge.questions()
    chosen: dict[str, Related] = {}
    for entry in _ranked(context, questions):
        if entry.id != slug and len(chosen) < MOST:
            chosen.setdefault(entry.id, Related(slug=entry.id, question=entry.question))
    return tuple(chosen.values())


def named_questions(context: Context) -> list[Related]:
    """Return the pages of the test or condition that a question names."""
    read = context.read
    named = [
        entry
        for entry in context.knowledge.questions()
        if (entry.test is not None and entry.test == read.test)
        or (entry.condition is not None and entry.condition == read.condition)
    ]
    named.sort(key=lambda entry: entry.test is None)
    return [Related(slug=entry.id, question=entry.question) for entry in named]


def searched_questions(context: Context) -> tuple[Related, ...]:
    """Return the questions with a page that are nearest to one from elsewhere.

    First those about what it names, then those whose words are nearest.
    """
    named = named_questions(context)
    hits = context.knowledge.search(context.question.text, limit=MOST, kinds=("question",))
    found = [*named, *(Related(slug=hit.id, question=hit.title) for hit in hits)]
    return tuple({entry.slug: entry for entry in found}.values())[:MOST]


def _ranked(context: Context, questions: list[QuestionEntry]) -> Iterator[QuestionEntry]:
    analyte, intent = context.analyte.id, context.read.intent
    direction = context.direction or context.read.direction
    if context.test is not None:
        yield from _beside(context, context.test, questions)
    if context.condition is not None:
        yield from (q for q in questions if q.condition == context.condition.id)
    same = [q for q in questions if q.analyte == analyte]
    yield from [q for q in same if q.direction == direction][: MOST - 3]
    yield from (q for q in same if q.intent == intent and q.direction != direction)
    siblings = context.analyte.siblings
    yield from (
        q
        for q in questions
        if q.analyte in siblings and q.intent == intent and q.direction == direction
    )
    yield from same


def _beside(
    context: Context, test: FollowUpTest, questions: list[QuestionEntry]
) -> Iterator[QuestionEntry]:
    """Yield the tests that look for the same conditions, then those conditions."""
    tests = context.knowledge.all("test", FollowUpTest)
    alike = {other.id for other in tests if set(other.causes) & set(test.causes)}
    yield from [q for q in questions if q.test in alike and q.test != test.id][: MOST - 4]
    yield from [q for q in questions if q.condition in test.causes][: MOST - 6]
