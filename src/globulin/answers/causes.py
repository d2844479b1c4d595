"""The causes of a high or low analyte, in the order of the groups, as data and as blocks."""

from dataclasses import dataclass
from functools import lru_cache

from globulin.answers.context import Context
from globulin.knowledge import Knowledge
from globulin.model import Block, Cause, Condition, Effect, Fact, Related, Statement

# So many statements of a cause stand open; the rest is one click away.
MOST_UNFOLDED = 1
# So many are told where a page of the condition tells the rest.
MOST_BRIEF = 2
EVIDENCE_ORDER = ("supported", "weak", "against", "named-only")


@dataclass(frozen=True, slots=True)
class KnownEffect:
    """A condition and what it does to the page's analyte."""

    condition: Condition
    effect: Effect
    share: float | None


def known_effects(
    knowledge: Knowledge, *, analyte: str, direction: str | None
) -> list[KnownEffect]:
    """Return the conditions with an effect on the analyte, best shown first."""
    found = []
    for condition in knowledge.conditions():
        if condition.umbrella:
            continue
        for effect in condition.effects:
            if effect.analyte == analyte and direction in {None, effect.direction}:
                fact = knowledge.fact(effect.share) if effect.share else None
                share = fact.value if isinstance(fact, Fact) else None
                found.append(KnownEffect(condition, effect, share))
    return sorted(
        found,
        key=lambda known: (
            EVIDENCE_ORDER.index(known.effect.evidence),
            known.condition.order,
            -(known.share or 0.0),
            known.condition.id,
            known.effect.direction,
        ),
    )


def can_have(condition: Condition, *, age_days: int | None, sex: str | None) -> bool:
    """Tell whether somebody of this age and sex can have it; what is not told excludes nothing."""
    if age_days is not None:
        if condition.age_from_days is not None and age_days < condition.age_from_days:
            return False
        if condition.age_below_days is not None and age_days >= condition.age_below_days:
            return False
    return None in {condition.sex, sex} or condition.sex == sex


def list_causes(
    context: Context, effects: list[KnownEffect]
) -> tuple[tuple[Cause, ...], tuple[Block, ...]]:
    """Return the causes in the order of the groups, and the blocks that show them."""
    filler = context.filler
    causes: list[Cause] = []
    blocks: list[Block] = []
    pages = condition_pages(context.knowledge)
    for group in context.knowledge.groups():
        members = [known for known in effects if known.condition.group == group.id]
        if members:
            blocks.append(Block(kind="paragraph", heading=group.heading, statements=()))
        for known in members:
            see = pages.get(known.condition.id) if context.question.is_brief else None
            most = None if see is None else MOST_BRIEF
            statements = context.tell(known.effect.statements, most=most)
            causes.append(_cause(known, statements))
            open_ones = MOST_UNFOLDED if see is None else MOST_BRIEF
            blocks.append(
                Block(
                    kind="list",
                    heading=_heading(known.condition, filler.patterns["cause_heading"]),
                    statements=statements[:open_ones],
                    more=statements[open_ones:],
                    # Names first; what is known of each is one tap away.
                    is_folded=see is not None,
                    see=see,
                )
            )
    return tuple(causes), tuple(blocks)


def _heading(condition: Condition, pattern: str) -> str:
    """Return name and plain name, or the name alone where it says the same."""
    name, plain = condition.name, condition.plain_name
    if plain.lower() in name.lower():
        return name
    return pattern.format(name=name, plain=plain)


def _cause(known: KnownEffect, statements: tuple[Statement, ...]) -> Cause:
    condition = known.condition
    return Cause(
        id=condition.id,
        name=condition.name,
        plain_name=condition.plain_name,
        branch=condition.branch,
        group=condition.group,
        evidence=known.effect.evidence,
        statements=statements,
    )


@lru_cache(maxsize=4)
def condition_pages(knowledge: Knowledge) -> dict[str, Related]:
    """Return the first page of each condition by its id."""
    pages: dict[str, Related] = {}
    for entry in knowledge.questions():
        if entry.condition is not None:
            pages.setdefault(entry.condition, Related(slug=entry.id, question=entry.question))
    return pages
