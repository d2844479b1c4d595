"""What every page has: red flags, help, sources, review, related questions, disclaimer."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from globulin.answers.context import Context
from globulin.answers.evidence import evidence_section
from globulin.answers.others import other_readings
from globulin.answers.related import related_questions
from globulin.answers.sections import BuiltSections
from globulin.answers.tell_flags import tell_flag, tell_help
from globulin.answers.terms import explain_terms
from globulin.answers.understand import WHAT_IS
from globulin.knowledge.questions import slugify
from globulin.model import (
    Claim,
    NextStep,
    Page,
    RedFlag,
    Related,
    Review,
    Route,
    Statement,
    texts_of,
)

SCHEMA = "globulin/answer/1"
CLINICIAN = "clinician"
URGENCY_ORDER = ("emergency", "same_day", "within_days", "routine")
Status = Literal["answered", "not_covered", "refused"]


def red_flags(context: Context) -> tuple[RedFlag, ...]:
    """Return the red flags that the question itself describes, most urgent first."""
    flags = sorted(context.read.red_flags, key=lambda found: URGENCY_ORDER.index(found[0].urgency))
    return tuple(
        tell_flag(
            rule,
            triggers,
            filler=context.filler,
            interface=context.interface,
            audience=context.question.audience,
        )
        for rule, triggers in flags
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The parts of a page that differ from one page to another."""

    title: str
    status: Status
    red_flags: tuple[RedFlag, ...] = ()
    answer: tuple[Statement, ...] = ()
    key_facts: tuple[Statement, ...] = ()
    built: BuiltSections = field(default_factory=BuiltSections)
    claims: tuple[Claim, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    related: tuple[Related, ...] | None = None


def finish_page(context: Context, body: Body) -> Page:
    """Return the page with what every page has: help, sources, review, related, disclaimer."""
    help_statements = tell_help(
        context.sentences,
        filler=context.filler,
        interface=context.interface,
        audience=context.question.audience,
    )
    slug = slugify(body.title)
    page = Page(
        schema=SCHEMA,
        knowledge_version=context.knowledge.version,
        status=body.status,
        question=context.question.text,
        title=body.title,
        slug=slug,
        updated=None,
        audience=context.question.audience,
        disclaimer=context.interface["disclaimer"]["text"],
        route=_route(context, slug),
        red_flags=body.red_flags,
        answer=body.answer,
        key_facts=body.key_facts,
        sections=tuple(body.built.sections),
        causes=body.built.causes,
        claims=body.claims,
        next_steps=body.next_steps,
        when_to_get_help=help_statements,
        terms=(),
        sources=(),
        related=related_questions(context, slug) if body.related is None else body.related,
        review=_review(context),
        words=_words(context),
    )
    return _explained(context, page)


def _explained(context: Context, page: Page) -> Page:
    """Return the page with its words explained, and with what lists all facts on it."""
    terms = explain_terms(
        [*texts_of(page), page.title],
        knowledge=context.knowledge,
        filler=context.filler,
        told=context.read.term,
    )
    is_for_clinician = context.question.audience == CLINICIAN
    evidence = evidence_section(context) if is_for_clinician else None
    dates: Iterable[str] = (fact.date for fact in context.filler.facts.values())
    return replace(
        page,
        sections=(*page.sections, evidence) if evidence is not None else page.sections,
        terms=terms,
        sources=context.filler.sources(),
        review=_review(context),
        updated=max(dates, default=None),
    )


def _route(context: Context, slug: str) -> Route:
    read = context.read
    if read.redirect is not None:
        pattern = context.interface["redirect_read_as"][read.redirect]
    elif read.analyte is not None and read.analyte != read.page_analyte:
        pattern = _several(context)
    elif read.test is not None or read.term is not None:
        pattern = context.interface["read_as"]["test" if read.test is not None else "term"]
    elif read.page_analyte is None and read.condition is not None:
        pattern = context.interface["read_as"]["condition"]
    elif not context.analyte.directions:
        pattern = context.analyte.read_as or context.interface["read_as"]["what_is"]
    else:
        pattern = context.interface["read_as"][read.intent]
    return Route(
        intent=read.intent,
        analyte=read.analyte,
        direction=read.direction,
        condition=read.condition,
        redirect=read.redirect,
        confidence=read.confidence,
        read_as=context.filler.fill_words(pattern),
        others=other_readings(context, slug),
    )


def _several(context: Context) -> str:
    """Return how a question about several classes is read."""
    if context.read.intent == WHAT_IS and len(context.read.classes) > 1:
        return str(context.interface["compared"]["read_as"])
    is_fraction = not context.analyte.directions
    return str(context.interface["read_as"]["fraction" if is_fraction else "several"])


def _review(context: Context) -> Review:
    facts = context.filler.facts.values()
    checked = sum(1 for fact in facts if fact.checked)
    text = context.interface["patterns"]["review_none"]
    return Review(
        facts=len(facts),
        checked=checked,
        clinician=None,
        text=text.format(count=len(facts), checked=checked),
    )


def _words(context: Context) -> dict[str, str]:
    urgency = {f"urgency_{key}": word for key, word in context.interface["urgency"].items()}
    return {**context.interface["words"], **urgency}
