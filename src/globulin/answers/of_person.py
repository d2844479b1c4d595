"""What is said first of the person whom a question names: one who is pregnant, or a newborn."""

from collections.abc import Iterator

from globulin.answers.context import Context
from globulin.model import Statement
from globulin.vocabulary import find_phrases, tokenize


def of_person(context: Context) -> tuple[Statement, ...]:
    """Return what the side that is asked about means for this person; none for most people."""
    return tuple(
        statement for name in _named(context) for statement in context.state(f"person.{name}")
    )


def _named(context: Context) -> Iterator[str]:
    """Yield which people a question names, or was asked for."""
    words = context.knowledge.table("told_values")["first_said"]
    age_days = context.read.age_days
    if age_days is None:
        age_days = context.question.age_days
    is_named = bool(find_phrases(tokenize(context.question.text), words["newborn"]))
    is_older = age_days is not None and age_days >= words["newborn_below_days"]
    if not is_older and (is_named or age_days is not None):
        yield "newborn"
    if context.read.pregnant:
        yield "pregnant"
