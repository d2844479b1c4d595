"""What else a question may have meant: the next readings, where one is not certain."""

from collections.abc import Iterator

from globulin.answers.context import Context
from globulin.answers.related import searched_questions
from globulin.answers.understand import CERTAIN
from globulin.model import QuestionEntry, Related

MOST = 2
# What is usually meant by the name of a result.
USUAL = ("meaning", "causes")


def other_readings(context: Context, slug: str) -> tuple[Related, ...]:
    """Return the pages of the next two readings of a question; none where it was read for certain.

    They are the other things that it asks for of the same subject, in the order in which they
    were heard; without a subject what a full-text search finds.

    Args:
        context: the question as it was read.
        slug: of the page that answers.
    """
    read = context.read
    if read.confidence >= CERTAIN or read.redirect is not None or read.red_flags:
        return ()
    found = {entry.id: Related(slug=entry.id, question=entry.question) for entry in _heard(context)}
    if read.page_analyte is None and read.condition is None and read.term is None:
        found |= {entry.slug: entry for entry in searched_questions(context)}
    return tuple(entry for key, entry in found.items() if key != slug)[:MOST]


def _heard(context: Context) -> Iterator[QuestionEntry]:
    """Yield the pages of what else was asked for, of the same analyte or condition."""
    read = context.read
    entries = context.knowledge.questions()
    for intent in (*read.intents[1:], *USUAL):
        for analyte, condition in ((read.page_analyte, None), (None, read.condition)):
            fitting = [
                entry
                for entry in entries
                if entry.intent == intent
                and (analyte, condition) != (None, None)
                and (entry.analyte, entry.condition) == (analyte, condition)
                and entry.direction in {read.page_direction, None}
            ]
            # A page of this side comes before one of either.
            yield from sorted(fitting, key=lambda entry: entry.direction is None)[:1]
