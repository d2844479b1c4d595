"""Every published table of an analyte as a page: the value, the figure over age, the tables."""

from collections.abc import Iterator
from dataclasses import replace

from globulin.answers.ages import Asked, ages_block
from globulin.answers.context import Context
from globulin.answers.finish import Body, finish_page
from globulin.answers.reference import Sought, restate, tell_reference
from globulin.answers.reference_tables import bands_of_age
from globulin.answers.sections import BuiltSections
from globulin.knowledge import Knowledge
from globulin.model import (
    Analyte,
    Block,
    Page,
    Reference,
    ReferenceBand,
    ReferenceSpread,
    ReferenceTable,
    Section,
    Statement,
)
from globulin.units import convert, format_number


def compose_reference(analyte: Analyte, sought: Sought, knowledge: Knowledge) -> Page:
    """Return every table of an analyte as a page: the value, the figure, the tables.

    Raises:
        UnitError: the analyte is not measured in the unit.
    """
    told = tell_reference(analyte, sought, knowledge)
    # The page numbers its sources by itself, in reading order.
    filler = replace(told.context.filler, shown={}, used={}, numbers={})
    context = replace(told.context, filler=filler)
    reference = told.reference
    words = context.interface["reference"]
    flags = tuple(
        replace(flag, statements=restate(context, flag.statements)) for flag in reference.red_flags
    )
    body = Body(
        title=filler.fill_words(words["title"]),
        status="answered" if reference.tables else "not_covered",
        red_flags=flags,
        answer=_answer(context, reference, told.statements),
        built=BuiltSections(sections=list(_sections(context, reference, sought))),
    )
    return finish_page(context, body)


def _answer(
    context: Context, reference: Reference, statements: tuple[Statement, ...]
) -> tuple[Statement, ...]:
    """Return the value in words, or how many tables there are."""
    words = context.interface["reference"]
    if not reference.tables:
        text = context.filler.fill_words(words["none"])
        return (Statement(text=text, kind="note"),)
    counted = sum(1 for table in reference.tables if table.counted)
    count = Statement(
        text=words["count"].format(
            analyte=context.analyte.short, tables=len(reference.tables), counted=counted
        ),
        kind="note",
    )
    return (*restate(context, statements), count)


def _sections(context: Context, reference: Reference, sought: Sought) -> Iterator[Section]:
    words = context.interface["reference"]
    blocks = tuple(_figure_blocks(context, reference, sought))
    if blocks:
        yield Section(id="ages", heading=words["ages"], blocks=blocks)
    if reference.tables:
        tables = tuple(
            block for table in reference.tables for block in _table_blocks(context, table)
        )
        yield Section(id="tables", heading=words["tables"], blocks=tables)


def _figure_blocks(context: Context, reference: Reference, sought: Sought) -> Iterator[Block]:
    if reference.spread is not None:
        yield Block(kind="paragraph", statements=(_spread_words(context, reference.spread),))
    asked = Asked(sex=sought.question.sex, age_days=sought.question.age_days)
    value = reference.value
    if value is not None:
        shown = convert(
            value.value,
            analyte=reference.analyte,
            from_unit=value.unit,
            to_unit=context.filler.units[0],
            factors=context.filler.factors,
        )
        asked = replace(asked, value=shown)
        if value.assumed:
            notes = (Statement(text=text, kind="note") for text in value.assumed)
            yield Block(kind="list", statements=tuple(notes))
    figure = ages_block(
        context.knowledge, context.filler, context.analyte, context.interface, asked
    )
    if figure is not None:
        yield Block(kind="paragraph", statements=context.state("ages"))
        yield figure


def _spread_words(context: Context, spread: ReferenceSpread) -> Statement:
    bands = bands_of_age(context, spread.age_days, spread.sex)
    text = context.interface["reference"]["spread"].format(
        tables=spread.tables,
        unit=context.filler.unit_name(context.filler.units[0]),
        low_from=format_number(spread.lows.low or 0.0),
        low_to=format_number(spread.lows.high or 0.0),
        high_from=format_number(spread.highs.low or 0.0),
        high_to=format_number(spread.highs.high or 0.0),
    )
    return context.filler.state(text, facts=tuple(band.id for band in bands))


def _table_blocks(context: Context, table: ReferenceTable) -> Iterator[Block]:
    """Yield one table: its bands, then who was measured and how, and what is not counted."""
    words = context.interface["reference"]
    name = words["default"].format(name=table.name) if table.default else table.name
    columns = context.interface["columns"]
    yield Block(
        kind="table",
        heading=name,
        columns=(columns["age"], columns["sex"], columns["interval"], words["published"]),
        rows=tuple(_row(context, band) for band in table.bands),
        statements=tuple(
            context.filler.state(f"{band.age}: {_interval(context, band)}.", facts=(band.id,))
            for band in table.bands
        ),
    )
    notes = tuple(_notes(context, table))
    yield Block(kind="list", statements=tuple(Statement(text=t, kind="note") for t in notes))


def _row(context: Context, band: ReferenceBand) -> tuple[str, ...]:
    who = context.filler.patterns[band.sex or "any_sex"]
    if band.pregnant:
        who = context.interface["reference"]["pregnant"].format(who=who)
    return band.age, who, _interval(context, band), _printed(context, band)


def _interval(context: Context, band: ReferenceBand) -> str:
    """Return the limits of a band in the unit of the page alone."""
    unit = context.filler.units[0] if context.filler.units else band.published.unit or ""
    return _limits(context, band.low, band.high, context.filler.unit_name(unit))


def _printed(context: Context, band: ReferenceBand) -> str:
    published = band.published
    unit = context.filler.unit_name(published.unit or "")
    text = _limits(context, published.low, published.high, unit)
    return text if band.counted else context.interface["reference"]["uncounted"].format(limits=text)


def _limits(context: Context, low: float | None, high: float | None, unit: str) -> str:
    ends = {
        key: format_number(end) for key, end in (("low", low), ("high", high)) if end is not None
    }
    name = "range_words" if len(ends) > 1 else f"{'from' if 'low' in ends else 'to'}_words"
    return str(context.filler.patterns[name].format(**ends, unit=unit))


def _notes(context: Context, table: ReferenceTable) -> Iterator[str]:
    """Yield how a table was made, by what method, whether it was checked and what is left out."""
    words = context.interface["reference"]
    not_told = context.interface["evidence"]["not_told"]
    yield words["made"].format(derivation=table.derivation or not_told)
    method = context.filler.patterns["list_join"].join(
        part for part in (table.method, table.platform) if part
    )
    yield words["method"].format(method=method or not_told)
    checked = [band.checked for band in table.bands if band.checked]
    yield words["checked"].format(n=len(checked), of=len(table.bands))
    for note in dict.fromkeys(band.note for band in table.bands if band.note):
        yield words["note"].format(note=note)
