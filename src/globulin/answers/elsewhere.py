"""Pages for questions that this is not the place for: said plainly, with where to go."""

from globulin.answers.context import Context
from globulin.answers.finish import Body, Status, finish_page, red_flags
from globulin.answers.related import searched_questions
from globulin.answers.understand import WHAT_IS
from globulin.model import GlossaryTerm, Page

REFUSED = frozenset({"harm", "injection"})
ANSWERED = frozenset({"emergency", "self_harm", "ask_for_values"})


def compose_elsewhere(context: Context) -> Page:
    """Return the page of a question without a plan: a word of the glossary, or a redirect."""
    read = context.read
    term = context.knowledge.term(read.term) if read.term else None
    if read.redirect is None and term is not None:
        return _compose_term(context, term)
    kind = read.redirect or "non_medical"
    flags = red_flags(context)
    # Related questions are no help to somebody in danger, and none to somebody who jests.
    is_urgent = bool(flags) or kind in REFUSED
    body = Body(
        title=context.interface["redirect_title"][kind],
        status=_status(kind),
        red_flags=flags,
        answer=context.state(f"redirect.{kind}"),
        related=() if is_urgent else searched_questions(context),
    )
    return finish_page(context, body)


def _compose_term(context: Context, term: GlossaryTerm) -> Page:
    body = Body(
        title=context.filler.fill_words(_title(context)),
        status="answered",
        red_flags=red_flags(context),
        answer=(context.filler.fill_text(term.text, facts=term.facts),),
        related=searched_questions(context),
    )
    return finish_page(context, body)


def _title(context: Context) -> str:
    plan = context.knowledge.plan(WHAT_IS)
    return (plan.title_term if plan is not None else None) or context.question.text


def _status(kind: str) -> Status:
    if kind in REFUSED:
        return "refused"
    return "answered" if kind in ANSWERED else "not_covered"
