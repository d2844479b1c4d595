"""Several classes side by side: what each of them is, in the order in which they were named."""

from dataclasses import dataclass

from globulin.answers.context import Context
from globulin.answers.select import select_sentences
from globulin.answers.understand import WHAT_IS
from globulin.model import Statement

# Of each class: so many facts beside what it is.
MOST_FACTS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The title and the statements of a page that sets classes side by side."""

    title: str
    answer: tuple[Statement, ...]
    key_facts: tuple[Statement, ...]


def compare_classes(context: Context) -> Compared | None:
    """Return what tells the classes apart that a question names; None where it names one."""
    named = [context.knowledge.analyte(key) for key in context.read.classes]
    classes = [analyte for analyte in named if analyte is not None]
    if context.read.intent != WHAT_IS or len(classes) < 2:  # noqa: PLR2004 - two are compared
        return None
    words = context.interface["compared"]
    names = [analyte.short for analyte in classes]
    listed = f"{', '.join(names[:-1])} {words['and']} {names[-1]}"
    return Compared(
        title=words["title"].format(classes=listed),
        answer=tuple(s for one in classes for s in _distinct(context, one.id)),
        key_facts=tuple(
            s for one in classes for s in _told(context, one.id, "key_facts", most=MOST_FACTS)
        ),
    )


def _distinct(context: Context, analyte: str) -> list[Statement]:
    """Return what tells a class from the others, or what it is."""
    return _told(context, analyte, "compared", most=1) or _told(context, analyte, "answer", most=1)


def _told(context: Context, analyte: str, place: str, *, most: int) -> list[Statement]:
    chosen = select_sentences(
        [s for s in context.knowledge.sentences(analyte, None) if s.analyte == analyte],
        place=place,
        intent=WHAT_IS,
        audience=context.question.audience,
    )
    return [context.filler.fill(sentence) for sentence in chosen[:most]]
