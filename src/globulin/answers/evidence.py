"""The evidence behind a page, fact by fact: what a clinician wants to see and weigh."""

from globulin.answers.context import Context
from globulin.model import Block, Fact, Section
from globulin.units import format_number

COLUMNS = ("says", "evidence", "n", "measured_by")


def evidence_section(context: Context) -> Section | None:
    """Return a table of the facts that the page has used so far, in reading order.

    Reference intervals are left out: they stand on the page as a table of their own.
    """
    facts = [fact for fact in context.filler.facts.values() if isinstance(fact, Fact)]
    if not facts:
        return None
    words = context.interface["evidence"]
    block = Block(
        kind="table",
        heading=words["caption"],
        columns=tuple(context.interface["columns"][name] for name in COLUMNS),
        rows=tuple(_row(fact, words) for fact in facts),
        statements=tuple(context.filler.state(fact.says, facts=(fact.id,)) for fact in facts),
    )
    return Section(id="evidence", heading=words["heading"], blocks=(block,))


def _row(fact: Fact, words: dict[str, str]) -> tuple[str, ...]:
    return (
        fact.says,
        words[fact.evidence],
        words["not_told"] if fact.n is None else format_number(fact.n),
        fact.measured_by or words["not_told"],
    )
