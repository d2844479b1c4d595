"""Builds the sections of a page as its plan lays them out."""

from dataclasses import dataclass, field

from globulin.answers.ages import ages_block
from globulin.answers.causes import KnownEffect, can_have, known_effects, list_causes
from globulin.answers.context import Context
from globulin.answers.figures import limits_figure, shares_figure
from globulin.answers.ranges import age_callout, interval_table
from globulin.model import Block, Cause, PagePlan, Section, SectionPlan, Statement

MOST_IN_PARAGRAPH = 3
# What is said of a condition itself, each in a section of its own.
PARTS = frozenset({"about", "next", "course", "not_known"})


@dataclass(slots=True)
class BuiltSections:
    """The sections in order, and the causes that they list."""

    sections: list[Section] = field(default_factory=list)
    causes: tuple[Cause, ...] = ()


def build_sections(
    context: Context, plan: PagePlan, *, told: tuple[Statement, ...] = ()
) -> BuiltSections:
    """Return the sections of the plan; one with nothing in it is left out.

    What the short answer has `told` of what a condition is, is not told again right below it.
    """
    built = BuiltSections()
    effects = _effects(context)
    for name in _names(context, plan):
        section = context.knowledge.section(name)
        if section is None:
            continue
        blocks: list[Block] = []
        for fill in section.fill:
            if fill == "causes":
                built.causes, cause_blocks = list_causes(context, effects)
                blocks.extend(_paragraphs(context.state("why_order")) if cause_blocks else ())
                blocks.extend(cause_blocks)
            elif fill in PARTS:
                blocks.extend(_condition_part(context, section, fill, told))
            else:
                blocks.extend(_fill(context, section, fill, effects))
        if any(block.statements for block in blocks):
            built.sections.append(
                Section(id=section.id, heading=_heading(context, section), blocks=tuple(blocks))
            )
    return built


def _names(context: Context, plan: PagePlan) -> tuple[str, ...]:
    """Return the sections of a page about a test, a condition, or neither."""
    if context.test is not None:
        return plan.test_sections
    of_condition = plan.condition_sections if context.condition is not None else ()
    return of_condition or plan.sections


def _effects(context: Context) -> list[KnownEffect]:
    """Return what may change the page's analyte in the person asked about."""
    if not context.analyte.directions:
        return []
    question, read_age = context.question, context.read.age_days
    age_days = question.age_days if read_age is None else read_age
    return [
        known
        for known in known_effects(
            context.knowledge, analyte=context.analyte.id, direction=context.direction
        )
        if can_have(known.condition, age_days=age_days, sex=question.sex)
    ]


def _heading(context: Context, section: SectionPlan) -> str:
    pattern = section.heading
    if context.direction is None and section.heading_any is not None:
        pattern = section.heading_any
    return context.filler.fill_words(pattern)


def _fill(
    context: Context, section: SectionPlan, fill: str, effects: list[KnownEffect]
) -> list[Block]:
    """Return the blocks of one filling; none where there is nothing to say."""
    if fill == "texts":
        return _texts(context, section)
    if fill == "effects":
        return _condition_effects(context)
    if fill == "test":
        return _paragraphs(context.state_test(section.place))
    if fill == "intervals":
        blocks = [age_callout(context), interval_table(context)]
    elif fill == "ages":
        blocks = [ages_block(context.knowledge, context.filler, context.analyte, context.interface)]
    elif fill == "limits":
        blocks = [
            limits_figure(
                context.knowledge, context.filler, context.analyte, context.interface["figures"]
            )
        ]
    else:
        blocks = [_shares(context, effects)]
    return [block for block in blocks if block is not None]


def _shares(context: Context, effects: list[KnownEffect]) -> Block | None:
    # Shares of both directions in one figure would compare what cannot be compared.
    if context.direction is None:
        return None
    return shares_figure(context.filler, effects, context.interface["figures"])


def _texts(context: Context, section: SectionPlan) -> list[Block]:
    statements = context.state(section.place)
    if not statements:
        return []
    if section.style != "paragraph":
        return [Block(kind=section.style, statements=statements)]
    return _paragraphs(statements)


def _paragraphs(statements: tuple[Statement, ...]) -> list[Block]:
    return [
        Block(kind="paragraph", statements=statements[start : start + MOST_IN_PARAGRAPH])
        for start in range(0, len(statements), MOST_IN_PARAGRAPH)
    ]


def _condition_part(
    context: Context, section: SectionPlan, part: str, told: tuple[Statement, ...]
) -> list[Block]:
    """Return what is said of the condition asked about under one of `PARTS`, if anything."""
    statements = context.tell(getattr(context.condition, part, ()))
    if part == "about":
        statements = tuple(said for said in statements if said not in told)
    return [Block(kind=section.style, statements=statements)] if statements else []


def _condition_effects(context: Context) -> list[Block]:
    """Return what the condition does to each analyte, the asked one first."""
    condition = context.condition
    if condition is None:
        return []
    blocks: list[Block] = []
    asked = (context.read.page_analyte, context.direction)
    effects = sorted(
        condition.effects, key=lambda effect: (effect.analyte, effect.direction) != asked
    )
    for effect in effects:
        analyte = context.knowledge.analyte(effect.analyte)
        if analyte is None:
            continue
        heading = context.interface["patterns"]["effect_heading"].format(
            analyte=analyte.short, direction=context.interface["directions"][effect.direction]
        )
        statements = context.tell(effect.statements)
        blocks.append(Block(kind="paragraph", heading=heading, statements=()))
        blocks.append(Block(kind="list", statements=statements))
    return blocks
