"""Every published table of an analyte: as a document, and as a page with the figure over age."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from globulin.answers.ages import Asked, ages_block
from globulin.answers.context import Context, make_context
from globulin.answers.finish import Body, finish_page
from globulin.answers.reference_tables import (
    bands_of_age,
    reference_curves,
    reference_tables,
    spread_at,
)
from globulin.answers.sections import BuiltSections
from globulin.answers.understand import Understanding
from globulin.errors import UnitError, UsageError
from globulin.knowledge import Knowledge
from globulin.model import (
    Agreement,
    Analyte,
    Block,
    Interpretation,
    Page,
    Person,
    Question,
    RedFlag,
    Reference,
    ReferenceBand,
    ReferenceSpread,
    ReferenceTable,
    ReferenceValue,
    Report,
    Reported,
    Result,
    Section,
    Statement,
)
from globulin.units import convert, format_number
from globulin.vocabulary import normalize

SCHEMA = "globulin/reference/1"
INTENT = "normal_range"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What is asked of the tables: a person (`question`), and a value in a unit."""

    question: Question
    value: float | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A document with the statements that a page tells beside it."""

    reference: Reference
    context: Context
    statements: tuple[Statement, ...]


def find_analyte(name: str, knowledge: Knowledge) -> Analyte:
    """Return the analyte of an id or of any of its names.

    Raises:
        UsageError: nothing is called so.
    """
    asked = normalize(name)
    for analyte in knowledge.analytes():
        names = (analyte.id, analyte.name, analyte.short, *analyte.synonyms)
        if asked and asked in {normalize(known) for known in names}:
            return analyte
    known = ", ".join(analyte.id for analyte in knowledge.analytes() if analyte.directions)
    message = f"no analyte is called {name!r}: expected a name such as {known}"
    raise UsageError(message)


def show_reference(analyte: Analyte, sought: Sought, knowledge: Knowledge) -> Reference:
    """Return every table of an analyte as a document, one's own value among them.

    Raises:
        UnitError: the analyte is not measured in the unit.
    """
    return _tell(analyte, sought, knowledge).reference


def compose_reference(analyte: Analyte, sought: Sought, knowledge: Knowledge) -> Page:
    """Return every table of an analyte as a page: the value, the figure, the tables.

    Raises:
        UnitError: the analyte is not measured in the unit.
    """
    told = _tell(analyte, sought, knowledge)
    # The page numbers its sources by itself, in reading order.
    filler = replace(told.context.filler, shown={}, used={}, numbers={})
    context = replace(told.context, filler=filler)
    reference = told.reference
    words = context.interface["reference"]
    flags = tuple(
        replace(flag, statements=_restated(context, flag.statements))
        for flag in reference.red_flags
    )
    body = Body(
        title=filler.fill_words(words["title"]),
        status="answered" if reference.tables else "not_covered",
        red_flags=flags,
        answer=_answer(context, reference, told.statements),
        built=BuiltSections(sections=list(_sections(context, reference, sought))),
    )
    return finish_page(context, body)


def _tell(analyte: Analyte, sought: Sought, knowledge: Knowledge) -> Told:
    context = _context(analyte, sought.question, knowledge)
    question = sought.question
    tables = reference_tables(context)
    spread = None
    if question.age_days is not None:
        spread = spread_at(context, question.age_days, question.sex)
    interpretation = _interpret(context, sought)
    value = None if interpretation is None else _value(context, sought, interpretation)
    statements = () if interpretation is None else interpretation.results[0].statements
    flags = () if interpretation is None else interpretation.red_flags
    reference = Reference(
        schema=SCHEMA,
        knowledge_version=knowledge.version,
        analyte=analyte.id,
        name=analyte.name,
        unit=context.filler.units[0] if analyte.units else None,
        default=next((table.table for table in tables if table.default), None),
        tables=tables,
        curve=reference_curves(context),
        spread=spread,
        value=value,
        red_flags=tuple(_own_numbers(context, flag) for flag in flags),
        sources=context.filler.sources(),
        disclaimer=context.interface["disclaimer"]["text"],
    )
    return Told(reference=reference, context=context, statements=statements)


def _own_numbers(context: Context, flag: RedFlag) -> RedFlag:
    return replace(flag, statements=_restated(context, flag.statements))


def _restated(context: Context, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Return statements of another list of sources with the numbers of this one."""
    state = context.filler.state
    return tuple(state(s.text, kind=s.kind, facts=s.facts) for s in statements)


def _context(analyte: Analyte, question: Question, knowledge: Knowledge) -> Context:
    read = Understanding(
        intent=INTENT,
        analyte=analyte.id,
        direction=None,
        condition=None,
        redirect=None,
        confidence=1.0,
        page_analyte=analyte.id,
        page_direction=None,
        test=None,
        term=None,
        age_days=None,
        red_flags=(),
    )
    return make_context(question, read, knowledge)


def _interpret(context: Context, sought: Sought) -> Interpretation | None:
    """Return the value judged as if it stood in a report of its own."""
    if sought.value is None or not context.analyte.units:
        return None
    # Loaded only where there is a value: it brings the arrays.
    from globulin.answers.reading import ReadOptions, interpret_report

    question = sought.question
    unit = _unit(context, sought)
    result = Result(
        analyte=context.analyte.id,
        where="",
        reported=Reported(value=sought.value, unit=unit),
        loinc=context.analyte.loinc,
        value=sought.value,
        unit=unit,
        age_days=question.age_days,
    )
    person = Person(age_days=question.age_days, sex=question.sex)
    options = ReadOptions(audience=question.audience, unit=question.unit)
    return interpret_report(Report(person=person, results=(result,)), context.knowledge, options)


def _unit(context: Context, sought: Sought) -> str:
    """Return the unit of the value: the one given, else the first one that is shown."""
    unit = sought.unit or context.filler.units[0]
    if unit not in context.analyte.units:
        message = f"unit {unit!r}: expected {' or '.join(context.analyte.units)}"
        raise UnitError(message)
    return unit


def _value(context: Context, sought: Sought, found: Interpretation) -> ReferenceValue:
    (told,) = found.results
    used = told.interval
    if used is not None:
        ids = {entry.n: entry.id for entry in found.sources}
        numbers = {context.filler.number(ids[number]) for number in used.source}
        used = replace(used, source=tuple(sorted(numbers)))
    return ReferenceValue(
        value=told.value or 0.0,
        unit=told.unit or "",
        age_days=sought.question.age_days,
        sex=sought.question.sex,
        interval=used,
        flag=told.flag,
        zlog=told.zlog,
        percentile=told.percentile,
        times_upper_limit=told.times_upper_limit,
        agreement=told.agreement or Agreement(below=0, within=0, above=0, of=0),
        assumed=told.assumed,
    )


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
    return (*_restated(context, statements), count)


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
    unit = context.filler.unit_name(context.filler.units[0])
    return _limits(context, band.low, band.high, unit)


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
