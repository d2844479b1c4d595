"""The page about a number without its unit: the question back, and what it would mean in each."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from globulin.answers.context import Context, make_context
from globulin.answers.finish import URGENCY_ORDER, Body, finish_page, red_flags
from globulin.answers.reading import ReadOptions
from globulin.answers.reading.columns import OneJudged
from globulin.answers.reading.interpret import Interpreted, interpret
from globulin.answers.red_flags import EMERGENCY
from globulin.answers.sections import BuiltSections, build_sections
from globulin.answers.steps import next_steps
from globulin.answers.told_report import in_unit
from globulin.answers.told_values import ToldValues, envelope_of
from globulin.intake.plausible import Envelope
from globulin.model import (
    Analyte,
    Block,
    JudgedResult,
    Page,
    RedFlag,
    Report,
    Result,
    Section,
    Statement,
)

INTERPRETATION = "interpretation"
NO_UNIT = "unit_missing"


@dataclass(frozen=True, slots=True)
class Reading:
    """How the whole question reads in one unit."""

    unit: str
    read: Interpreted


def compose_either(context: Context, values: ToldValues, report: Report) -> Page:
    """Return the page about numbers without a unit; nothing is judged, and no unit is guessed."""
    context = _as_interpretation(context, report)
    readings = _readings(context, values, report)
    flags = _flags(context, report, readings)
    asked = _asked(context, report)
    section = _section(context, report, readings)
    plan = context.knowledge.plan(INTERPRETATION)
    built = BuiltSections() if plan is None else build_sections(context, plan, told=asked)
    body = Body(
        title=_title(context),
        status="answered",
        red_flags=flags,
        answer=asked,
        built=BuiltSections(sections=[section, *built.sections], causes=built.causes),
        next_steps=next_steps(context),
    )
    page = finish_page(context, body)
    return replace(page, slug="")


def _as_interpretation(context: Context, report: Report) -> Context:
    """Return the context of a page about this number, in words for this person."""
    main = report.results[0].analyte
    told = {result.analyte for result in report.results}
    read = context.read
    is_told = read.page_analyte in told
    is_emergency = any(rule.urgency == EMERGENCY for rule, _ in read.red_flags)
    age_days = report.person.age_days if read.age_days is None else read.age_days
    understood = replace(
        read,
        intent=INTERPRETATION,
        analyte=read.analyte or main,
        condition=read.condition,
        redirect=read.redirect if is_emergency and read.redirect == EMERGENCY else None,
        page_analyte=read.page_analyte if is_told else main,
        page_direction=read.page_direction if is_told else None,
        test=None,
        term=None,
        age_days=age_days,
    )
    made = make_context(context.question, understood, context.knowledge)
    return replace(made, condition=None)


def _readings(context: Context, values: ToldValues, report: Report) -> list[Reading]:
    """Return how the question reads in each unit in which one of its numbers can be."""
    knowledge, question = context.knowledge, context.question
    options = ReadOptions(audience=question.audience)
    envelopes = {result.analyte: envelope_of(result.analyte, knowledge) for result in _open(report)}
    units = dict.fromkeys(unit for envelope in envelopes.values() for unit in envelope.units)
    return [
        Reading(unit, interpret(in_unit(question, values, unit, knowledge), knowledge, options))
        for unit in units
    ]


def _open(report: Report) -> list[Result]:
    """Return the results whose number lacks nothing but its unit."""
    return [r for r in report.results if r.refusal == NO_UNIT and r.value is not None]


def can_be(envelope: Envelope, result: Result, unit: str) -> bool:
    """Tell whether a number can be an amount in a unit: neither beyond blood nor next to none."""
    value = result.value or 0.0
    if unit not in envelope.units or envelope.is_impossible(value, unit):
        return False
    return result.comparator is not None or envelope.likelier_unit(value, unit) is None


def _plausible(context: Context, result: Result) -> list[str]:
    envelope = envelope_of(result.analyte, context.knowledge)
    return [unit for unit in envelope.units if can_be(envelope, result, unit)]


def _flags(context: Context, report: Report, readings: list[Reading]) -> tuple[RedFlag, ...]:
    """Return the red flags of the words, and those of the values in every unit that can be."""
    of_words = red_flags(context)
    there = {flag.id for flag in of_words}
    units = [unit for result in _open(report) for unit in _plausible(context, result)]
    possible = [reading for reading in readings if reading.unit in units]
    if not possible:
        return of_words
    rung = [{f.id for f in reading.read.interpretation.red_flags} for reading in possible]
    in_all = set.intersection(*rung) - there
    restated = [
        replace(flag, statements=_restate(context, flag.statements))
        for flag in possible[0].read.interpretation.red_flags
        if flag.id in in_all
    ]
    return tuple(sorted((*of_words, *restated), key=lambda flag: URGENCY_ORDER.index(flag.urgency)))


def _restate(context: Context, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Return statements that were made for another list of sources, with numbers of this page."""
    state = context.filler.state
    return tuple(state(s.text, kind=s.kind, facts=s.facts) for s in statements)


def _asked(context: Context, report: Report) -> tuple[Statement, ...]:
    """Return what is asked back, and which unit is the likely one."""
    said = list(_say(context, "told.which_unit"))
    results = _open(report)
    units = {tuple(_plausible(context, result)) for result in results}
    if len(units) == 1:
        (fitting,) = units
        if len(fitting) == 1:
            said += _say(context, "told.one_unit", unit=fitting[0])
        elif not fitting:
            said += _say(context, "told.no_unit")
    if report.person.age_days is None:
        said += _say(context, "told.which_age")
    return tuple(said)


def _say(context: Context, place: str, **words: str) -> tuple[Statement, ...]:
    """Return the sentences of a place, with these words in them."""
    filler = replace(context.filler, words=context.filler.words | words)
    return tuple(
        filler.fill(sentence)
        for sentence in sorted(context.knowledge.sentences(None, None), key=lambda s: s.order)
        if sentence.place == place and sentence.voice in {"both", context.question.audience}
    )


def _section(context: Context, report: Report, readings: list[Reading]) -> Section:
    """Return what every number would mean in each unit."""
    words = context.knowledge.table("told_values")["words"]
    blocks = [
        block
        for place, result in enumerate(report.results)
        for reading in readings
        for block in _in_unit(context, result, place, reading)
    ]
    last = Block(kind="paragraph", statements=_say(context, "told.next"))
    heading = context.filler.fill_words(words["either"])
    return Section(id="either-unit", heading=heading, blocks=(*blocks, last))


def _in_unit(context: Context, result: Result, place: int, reading: Reading) -> Iterator[Block]:
    """Yield what one number would mean in one unit."""
    analyte = context.knowledge.analyte(result.analyte)
    if analyte is None or result.refusal != NO_UNIT:
        return
    one, told = reading.read.judged[place], reading.read.interpretation.results[place]
    pattern = context.knowledge.table("told_values")["words"]["unit"]
    heading = pattern.format(analyte=analyte.short, unit=reading.unit)
    statements = tuple(_told_in_unit(context, analyte, one, told, reading))
    yield Block(kind="paragraph", heading=heading, statements=statements)


def _told_in_unit(
    context: Context, analyte: Analyte, one: OneJudged, told: JudgedResult, reading: Reading
) -> Iterator[Statement]:
    """Yield the value in words, and how it lies; of an unlikely unit only what the tables say."""
    unit = reading.unit
    if one.amount is None:
        yield from _say(context, "told.impossible", unit=unit, analyte=analyte.short)
        return
    yield from _say(
        context, "told.if_unit", analyte=analyte.short, value=_value(one, analyte, reading)
    )
    envelope = envelope_of(analyte.id, context.knowledge)
    is_likely = can_be(envelope, one.result, unit)
    # The first statement tells the value as a fact.
    rest = told.statements[1:]
    yield from _restate(context, tuple(s for s in rest if is_likely or s.kind == "note"))
    if not is_likely:
        yield from _say(context, "told.unlikely", unit=unit)


def _value(one: OneJudged, analyte: Analyte, reading: Reading) -> str:
    """Return a number in its unit and in the other one."""
    telling = reading.read.telling
    filler = replace(telling.filler, units=telling.units_of(analyte, reading.unit))
    value = filler.in_units(
        "value_words", analyte=analyte.id, unit=reading.unit, n=one.result.value
    )
    pattern = telling.reading["comparators"][one.result.comparator or "="]
    return str(pattern.format(value=value))


def _title(context: Context) -> str:
    return context.filler.fill_words(context.knowledge.table("told_values")["words"]["title"])
