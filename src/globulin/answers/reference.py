"""Every published table of an analyte as a document, one's own value among them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from globulin.answers.context import Context, make_context
from globulin.answers.reference_tables import (
    reference_curves,
    reference_tables,
    spread_at,
)
from globulin.answers.understanding import Understanding
from globulin.errors import UnitError, UsageError
from globulin.intake.units import UnitReader
from globulin.knowledge import Knowledge
from globulin.model import (
    Agreement,
    Analyte,
    Interpretation,
    Person,
    Question,
    RedFlag,
    Reference,
    ReferenceValue,
    Report,
    Reported,
    Result,
    Statement,
)
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
    """Return the analyte of an id or of any of its names, one with tables before one without.

    Raises:
        UsageError: nothing is called so.
    """
    asked = normalize(name)
    more = knowledge.table("interface")["reference_names"]
    called = [
        analyte
        for analyte in knowledge.analytes()
        if asked in _names_of(analyte, more.get(analyte.id, ()))
    ]
    with_tables = [analyte for analyte in called if knowledge.intervals(analyte.id)]
    if asked and called:
        return (*with_tables, *called)[0]
    known = ", ".join(analyte.id for analyte in knowledge.analytes() if analyte.directions)
    message = f"no analyte is called {name!r}: expected a name such as {known}"
    raise UsageError(message)


def _names_of(analyte: Analyte, more: Iterable[str]) -> set[str]:
    names = (analyte.id, analyte.name, analyte.short, *analyte.synonyms, *more)
    return {normalize(name) for name in names}


def unit_of(text: str, knowledge: Knowledge) -> str:
    """Return the unit of a spelling, or the text where no unit is spelled so."""
    return UnitReader(knowledge).read(text) or text


def show_reference(analyte: Analyte, sought: Sought, knowledge: Knowledge) -> Reference:
    """Return every table of an analyte as a document, one's own value among them.

    Raises:
        UnitError: the analyte is not measured in the unit.
    """
    return tell_reference(analyte, sought, knowledge).reference


def tell_reference(analyte: Analyte, sought: Sought, knowledge: Knowledge) -> Told:
    """Return the document with the context and the statements that a page needs beside it.

    Raises:
        UnitError: the analyte is not measured in the unit.
        UsageError: a value of an analyte whose results are not judged.
    """
    context = _context(analyte, sought.question, knowledge)
    question = sought.question
    tables = reference_tables(context)
    spread = None
    if question.age_days is not None and analyte.units:
        spread = spread_at(context, question.age_days, question.sex)
    interpretation = _interpret(context, sought) if tables else None
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
    return replace(flag, statements=restate(context, flag.statements))


def restate(context: Context, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
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
    """Return the value judged as if it stood in a report of its own.

    Raises:
        UsageError: no result of this analyte is judged.
    """
    if sought.value is None:
        return None
    if not context.analyte.directions:
        judged = ", ".join(a.id for a in context.knowledge.analytes() if a.directions)
        message = f"--value: no result of {context.analyte.id} is judged: expected one of {judged}"
        raise UsageError(message)
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
    """Return the unit of the value: it is never guessed.

    Raises:
        UnitError: none was given, or one in which the analyte is not measured.
    """
    if sought.unit not in context.analyte.units:
        expected = " or ".join(context.analyte.units)
        found = "no --unit" if sought.unit is None else f"--unit {sought.unit!r}"
        message = f"--value with {found}: expected {expected}"
        raise UnitError(message)
    return sought.unit or ""


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
