"""What every part of one page needs to be composed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from globulin.answers.fill import Filler, kept_for
from globulin.answers.person import person_words
from globulin.answers.select import is_for, narrowest, select_sentences
from globulin.answers.understanding import WHAT_IS, Understanding
from globulin.errors import UnitError
from globulin.knowledge import Knowledge
from globulin.model import (
    Analyte,
    AnalytePart,
    Condition,
    Direction,
    FollowUpTest,
    Question,
    Sentence,
    Statement,
)
from globulin.vocabulary import find_phrases, tokenize

# Where the short answer stands: of an analyte with titles of its own, only the closest words.
ANSWER = "answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One page in the making: the question as understood, and the words it is told in.

    `analyte` and `direction` are those of the page; for a page about none in particular the
    first analyte of the knowledge lends its units and its general sentences. `side` is the
    direction asked about where the analyte has no pages for the two sides as the classes have,
    and `part` the part of the analyte that was named.
    """

    knowledge: Knowledge
    question: Question
    read: Understanding
    interface: dict[str, Any]
    analyte: Analyte
    direction: Direction | None
    condition: Condition | None
    test: FollowUpTest | None
    filler: Filler
    sentences: tuple[Sentence, ...]
    side: Direction | None = None
    part: str | None = None

    def state(self, place: str, *, most: int | None = None) -> tuple[Statement, ...]:
        """Return the filled sentences of a place, the first `most` of them."""
        chosen = select_sentences(
            self.sentences,
            place=place,
            intent=self.read.intent,
            audience=self.question.audience,
            part=self.part,
        )
        if place == ANSWER and self.analyte.titles:
            chosen = narrowest(chosen, self.side)
        return tuple(self.filler.fill(sentence) for sentence in chosen[:most])

    def tell(
        self, sentences: Iterable[Sentence], *, most: int | None = None
    ) -> tuple[Statement, ...]:
        """Return the sentences for this page's audience filled, the first `most` of them."""
        chosen = [s for s in sentences if is_for(s, self.question.audience)]
        return tuple(self.filler.fill(sentence) for sentence in chosen[:most])

    def state_test(self, place: str) -> tuple[Statement, ...]:
        """Return what is said at a place of the test asked about, in this reader's voice."""
        return tuple(
            self.filler.fill(sentence)
            for sentence in (self.test.statements if self.test is not None else ())
            if sentence.place == place and sentence.voice in {"both", self.question.audience}
        )


def make_context(question: Question, read: Understanding, knowledge: Knowledge) -> Context:
    """Return the context of the page that answers a question as it was read."""
    interface = knowledge.table("interface")
    analyte = _page_analyte(read, knowledge)
    condition = knowledge.condition(read.condition) if read.condition else None
    test = knowledge.test(read.test) if read.test else None
    term = knowledge.term(read.term) if read.term else None
    direction = read.page_direction
    side = direction or (read.direction if analyte.titles else None)
    part = _part(analyte, question.text)
    if part is not None and part.asks is not None and read.intent == WHAT_IS:
        read = replace(read, intent=part.asks)
    age_days = question.age_days if read.age_days is None else read.age_days
    words = person_words(interface, age_days) | {
        "analyte": analyte.short,
        "analyte.name": analyte.name,
        "direction": interface["directions"][direction or "none"],
        "direction.article": interface["directions_with_article"][direction or "none"],
    }
    if condition is not None:
        words |= {"condition": condition.name, "condition.plain": condition.plain_name}
    words |= {"test": test.asked_as} if test is not None else {}
    words |= {"term": term.term} if term is not None else {}
    units = _page_units(question, analyte)
    filler = Filler(
        knowledge=knowledge,
        words=words,
        units=units,
        unit_words=interface["unit_words"],
        patterns=interface["patterns"],
        factors=knowledge.factors(),
        kept=kept_for(knowledge, units),
    )
    return Context(
        knowledge=knowledge,
        question=question,
        read=read,
        interface=interface,
        analyte=analyte,
        direction=direction,
        condition=condition,
        test=test,
        filler=filler,
        sentences=_sentences(knowledge, analyte, side),
        side=side,
        part=None if part is None else part.id,
    )


def _sentences(
    knowledge: Knowledge, analyte: Analyte, side: Direction | None
) -> tuple[Sentence, ...]:
    """Return the sentences of a page; those of both sides where no side of a test is asked."""
    if side is not None or not analyte.titles:
        return tuple(knowledge.sentences(analyte.id, side))
    high, low = (knowledge.sentences(analyte.id, each) for each in ("high", "low"))
    both = {sentence.id: sentence for sentence in (*high, *low)}
    return tuple(sorted(both.values(), key=lambda sentence: sentence.order))


def _part(analyte: Analyte, text: str) -> AnalytePart | None:
    """Return the part of the analyte that a question names, the first one of several."""
    parts = {name: part for part in analyte.parts for name in part.names}
    found = find_phrases(tokenize(text), parts) if parts else []
    return next((parts[name] for _, _, name in sorted(found)), None)


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
