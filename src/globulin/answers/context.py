"""What every part of one page needs to be composed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from globulin.answers.fill import Filler
from globulin.answers.person import person_words
from globulin.answers.select import is_for, select_sentences
from globulin.answers.understand import Understanding
from globulin.errors import UnitError
from globulin.knowledge import Knowledge
from globulin.model import Analyte, Condition, Direction, Question, Sentence, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One page in the making: the question as understood, and the words it is told in.

    `analyte` and `direction` are those of the page; for a page about none in particular the
    first analyte of the knowledge lends its units and its general sentences.
    """

    knowledge: Knowledge
    question: Question
    read: Understanding
    interface: dict[str, Any]
    analyte: Analyte
    direction: Direction | None
    condition: Condition | None
    filler: Filler
    sentences: tuple[Sentence, ...]

    def state(self, place: str, *, most: int | None = None) -> tuple[Statement, ...]:
        """Return the filled sentences of a place, the first `most` of them."""
        chosen = select_sentences(
            self.sentences,
            place=place,
            intent=self.read.intent,
            audience=self.question.audience,
        )
        return tuple(self.filler.fill(sentence) for sentence in chosen[:most])

    def tell(
        self, sentences: Iterable[Sentence], *, most: int | None = None
    ) -> tuple[Statement, ...]:
        """Return the sentences for this page's audience filled, the first `most` of them."""
        chosen = [s for s in sentences if is_for(s, self.question.audience)]
        return tuple(self.filler.fill(sentence) for sentence in chosen[:most])


def make_context(question: Question, read: Understanding, knowledge: Knowledge) -> Context:
    """Return the context of the page that answers a question as it was read."""
    interface = knowledge.table("interface")
    analyte = _page_analyte(read, knowledge)
    condition = knowledge.condition(read.condition) if read.condition else None
    direction = read.page_direction
    age_days = question.age_days if read.age_days is None else read.age_days
    words = person_words(interface, age_days) | {
        "analyte": analyte.short,
        "analyte.name": analyte.name,
        "direction": interface["directions"][direction or "none"],
        "direction.article": interface["directions_with_article"][direction or "none"],
    }
    if condition is not None:
        words |= {"condition": condition.name, "condition.plain": condition.plain_name}
    filler = Filler(
        knowledge=knowledge,
        words=words,
        units=_page_units(question, analyte),
        unit_words=interface["unit_words"],
        patterns=interface["patterns"],
        factors=knowledge.factors(),
    )
    return Context(
        knowledge=knowledge,
        question=question,
        read=read,
        interface=interface,
        analyte=analyte,
        direction=direction,
        condition=condition,
        filler=filler,
        sentences=tuple(knowledge.sentences(analyte.id, direction)),
    )


def _page_analyte(read: Understanding, knowledge: Knowledge) -> Analyte:
    named = knowledge.analyte(read.page_analyte) if read.page_analyte else None
    return named or knowledge.analytes()[0]


def _page_units(question: Question, analyte: Analyte) -> tuple[str, ...]:
    """Return the analyte's units, the one asked for first.

    Raises:
        UnitError: the analyte is not shown in the unit that was asked for.
    """
    if question.unit is None or not analyte.units:
        return analyte.units
    if question.unit not in analyte.units:
        message = f"units {question.unit!r}: expected {' or '.join(analyte.units)}"
        raise UnitError(message)
    return (question.unit, *(unit for unit in analyte.units if unit != question.unit))
