"""The page about a number without its unit: the question back, and what it would mean in each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from globulin.answers.context import Context, make_context
from globulin.answers.finish import URGENCY_ORDER, Body, finish_page, red_flags
from globulin.answers.reading import ReadOptions
from globulin.answers.reading.columns import OneJudged, judge_results, make_reach, newest
from globulin.answers.reading.interpret import Interpreted, interpret, weight_of
from globulin.answers.reading.judged import agreement_of, interval_words
from globulin.answers.red_flags import EMERGENCY
from globulin.answers.sections import BuiltSections, build_sections
from globulin.answers.steps import next_steps
from globulin.answers.told_report import in_unit
from globulin.answers.told_values import ToldValues, envelope_of
from globulin.intake.plausible import Envelope
from globulin.intervals import bands_at, default_bands, make_cautions
from globulin.intervals.judge import PUBLISHED
from globulin.intervals.tables import SEX_CODES
from globulin.knowledge import Knowledge
from globulin.model import (
    Analyte,
    Block,
    Limits,
    Page,
    RedFlag,
    Report,
    Result,
    Section,
    Statement,
)
from globulin.units import format_number

INTERPRETATION = "interpretation"
NO_UNIT = "unit_missing"
BEYOND_BLOOD = "unit_contradicts_value"


@dataclass(frozen=True, slots=True)
class Reading:
    """How the numbers of a question lie in one unit.

    `of_adult` where no age is told: at an adult's. `read` is the whole interpretation, in a unit
    that all the numbers can have.
    """

    unit: str
    judged: list[OneJudged]
    of_adult: list[OneJudged] | None
    read: Interpreted | None

    @property
    def shown(self) -> list[OneJudged]:
        """Return the numbers as they are told: at the age of the person, else at an adult's."""
        return self.judged if self.of_adult is None else self.of_adult


def compose_either(context: Context, values: ToldValues, report: Report) -> Page:
    """Return the page about numbers without a unit; nothing is judged, and no unit is guessed."""
    readings = _readings(context, values, report)
    context = _as_interpretation(context, report, readings)
    flags = _flags(context, readings)
    asked = _asked(context, report, readings)
    section = _section(context, report, readings)
    plan = context.knowledge.plan(INTERPRETATION)
    names = tuple(context.knowledge.table("told_values")["words"]["sections"])
    built = BuiltSections()
    if plan is not None:
        built = build_sections(context, replace(plan, sections=names), told=asked)
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


def _as_interpretation(context: Context, report: Report, readings: Sequence[Reading]) -> Context:
    """Return the context of a page about this number, in words for this person.

    Of several classes the page is about the one that would lie furthest out.
    """
    read = context.read
    told = {result.analyte for result in report.results}
    main = next(iter(told)) if len(told) == 1 else _furthest(context, report, readings)
    is_told = read.page_analyte == main
    is_emergency = any(rule.urgency == EMERGENCY for rule, _ in read.red_flags)
    understood = replace(
        read,
        intent=INTERPRETATION,
        analyte=read.analyte or main,
        redirect=read.redirect if is_emergency and read.redirect == EMERGENCY else None,
        page_analyte=main,
        page_direction=read.page_direction if is_told else None,
        test=None,
        term=None,
        age_days=report.person.age_days,
    )
    made = make_context(context.question, understood, context.knowledge)
    return replace(made, condition=None)


def _furthest(context: Context, report: Report, readings: Sequence[Reading]) -> str:
    """Return the class that would lie furthest out in the unit that the numbers may have."""
    reading = next((one for one in readings if one.read is not None), None)
    if reading is None:
        return report.results[0].analyte
    reach = make_reach(context.knowledge)
    chosen = newest(reading.shown)
    return max(chosen, key=lambda key: weight_of(chosen[key], reach))


def _readings(context: Context, values: ToldValues, report: Report) -> list[Reading]:
    """Return how the question reads in each unit in which one of its numbers can be."""
    knowledge, question = context.knowledge, context.question
    options = ReadOptions(audience=question.audience)
    units = dict.fromkeys(
        unit
        for result in open_results(report)
        for unit in envelope_of(result.analyte, knowledge).units
    )
    fitting = _fitting(context, report)
    found = []
    for unit in units:
        told = in_unit(question, values, unit, knowledge)
        is_open = told.person.age_days is None
        found.append(
            Reading(
                unit=unit,
                judged=judge_results(told, knowledge),
                of_adult=judge_results(_grown(told, knowledge), knowledge) if is_open else None,
                read=interpret(told, knowledge, options) if unit in fitting else None,
            )
        )
    return found


def _grown(report: Report, knowledge: Knowledge) -> Report:
    """Return a report as that of an adult."""
    age_days = int(make_cautions(knowledge).adult_days)
    return replace(
        report,
        person=replace(report.person, age_days=age_days),
        results=tuple(replace(result, age_days=age_days) for result in report.results),
    )


def open_results(report: Report) -> list[Result]:
    """Return the results whose number lacks nothing but its unit."""
    return [r for r in report.results if r.refusal == NO_UNIT and r.value is not None]


def can_be(envelope: Envelope, result: Result, unit: str) -> bool:
    """Tell whether a number can be an amount in a unit: neither beyond blood nor next to none."""
    value = result.value or 0.0
    if unit not in envelope.units or envelope.is_impossible(value, unit):
        return False
    if result.interval is not None and not envelope.has_range(result.interval, unit):
        return False
    return result.comparator is not None or envelope.likelier_unit(value, unit) is None


def _plausible(context: Context, result: Result) -> list[str]:
    envelope = envelope_of(result.analyte, context.knowledge)
    return [unit for unit in envelope.units if can_be(envelope, result, unit)]


def _fitting(context: Context, report: Report) -> list[str]:
    """Return the units that every number may have: one report has one unit for all classes."""
    of_each = [_plausible(context, result) for result in open_results(report)]
    return [unit for unit in of_each[0] if all(unit in units for units in of_each)]


def _flags(context: Context, readings: Sequence[Reading]) -> tuple[RedFlag, ...]:
    """Return the red flags of the words, and those of the values in every unit that can be."""
    of_words = red_flags(context)
    there = {flag.id for flag in of_words}
    possible = [one.read.interpretation.red_flags for one in readings if one.read is not None]
    if not possible:
        return of_words
    rung = [{flag.id for flag in flags} for flags in possible]
    in_all = set.intersection(*rung) - there
    restated = [
        replace(flag, statements=_restate(context, flag.statements))
        for flag in possible[0]
        if flag.id in in_all
    ]
    return tuple(sorted((*of_words, *restated), key=lambda flag: URGENCY_ORDER.index(flag.urgency)))


def _restate(context: Context, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Return statements that were made for another list of sources, with numbers of this page."""
    state = context.filler.state
    return tuple(state(s.text, kind=s.kind, facts=s.facts) for s in statements)


def _asked(context: Context, report: Report, readings: Sequence[Reading]) -> tuple[Statement, ...]:
    """Return what is asked back, which unit is the likely one, and what the tables say of it."""
    said = list(_say(context, "told.which_unit"))
    fitting = _fitting(context, report)
    if len(fitting) == 1:
        said += _say(context, "told.one_unit", unit=fitting[0])
        said += _said_by_tables(context, report, readings, fitting[0])
    else:
        said += _say(context, "told.why_unit" if fitting else "told.no_unit")
    if report.person.age_days is None:
        said += _say(context, "told.which_age")
    return tuple(said)


def _say(
    context: Context, place: str, *, facts: Sequence[str] = (), **words: str
) -> tuple[Statement, ...]:
    """Return the sentences of a place with these words in them, which rest on these facts too."""
    filler = replace(context.filler, words=context.filler.words | words)
    return tuple(
        filler.fill(replace(sentence, facts=(*sentence.facts, *facts)))
        for sentence in sorted(context.knowledge.sentences(None, None), key=lambda s: s.order)
        if sentence.place == place and sentence.voice in {"both", context.question.audience}
    )


def _section(context: Context, report: Report, readings: list[Reading]) -> Section:
    """Return what every number would mean in each unit."""
    words = context.knowledge.table("told_values")["words"]
    blocks = [
        block
        for reading in readings
        for place, result in enumerate(report.results)
        if not _is_told(report, place, reading)
        for block in _in_unit(context, result, place, reading)
    ]
    last = Block(kind="paragraph", statements=_say(context, "told.next"))
    heading = context.filler.fill_words(words["either"])
    return Section(id="either-unit", heading=heading, blocks=(*blocks, last))


def _is_told(report: Report, place: int, reading: Reading) -> bool:
    """Tell whether an earlier number of the same class is impossible in this unit too."""
    judged = reading.judged
    return judged[place].amount is None and any(
        judged[before].amount is None
        for before in range(place)
        if report.results[before].analyte == report.results[place].analyte
    )


def _in_unit(context: Context, result: Result, place: int, reading: Reading) -> Iterator[Block]:
    """Yield what one number would mean in one unit."""
    analyte = context.knowledge.analyte(result.analyte)
    if analyte is None or result.refusal != NO_UNIT or result.value is None:
        return
    pattern = context.knowledge.table("told_values")["words"]["unit"]
    value = f"{result.comparator or ''}{format_number(result.value)}"
    heading = pattern.format(analyte=analyte.short, value=value, unit=reading.unit)
    statements = tuple(_told_in_unit(context, analyte, place, reading))
    yield Block(kind="paragraph", heading=heading, statements=statements)


def _told_in_unit(
    context: Context, analyte: Analyte, place: int, reading: Reading
) -> Iterator[Statement]:
    """Yield the value in words, and how it lies; of an unlikely unit only what the tables say."""
    unit, one = reading.unit, reading.judged[place]
    if one.amount is None:
        is_beyond = one.result.refusal == BEYOND_BLOOD
        place_of = "told.impossible" if is_beyond else "told.other_range"
        yield from _say(context, place_of, unit=unit, analyte=analyte.short)
        return
    words = _words(context, one, analyte, reading.unit)
    yield from _say(context, "told.if_unit", **words)
    if can_be(envelope_of(analyte.id, context.knowledge), one.result, unit):
        yield from _how_it_lies(context, analyte, place, reading)
    else:
        yield from _by_tables(context, analyte, place, reading)
        yield from _say(context, "told.unlikely", unit=unit)


def _how_it_lies(
    context: Context, analyte: Analyte, place: int, reading: Reading
) -> Iterator[Statement]:
    """Yield the default and what the tables say; with an age, all that a report would say."""
    if reading.of_adult is None and reading.read is not None:
        # The first statement tells the value as a fact.
        yield from _restate(context, reading.read.interpretation.results[place].statements[1:])
        return
    if reading.of_adult is not None:
        yield from _default(context, analyte, reading.of_adult[place], reading.unit)
    yield from _by_tables(context, analyte, place, reading)


def _default(
    context: Context, analyte: Analyte, one: OneJudged, unit: str
) -> tuple[Statement, ...]:
    """Return the published default for adults, in a unit and the other one."""
    if one.result.age_days is None or int(one.judged.basis[one.row]) != PUBLISHED:
        return ()
    limits = Limits(low=one.number("low"), high=one.number("high"), unit=analyte.units[0])
    filler = replace(context.filler, units=_units(analyte, unit))
    sex = {code: name for name, code in SEX_CODES.items()}[int(one.measured.sex[one.row])]
    defaults = default_bands(context.knowledge.intervals(analyte.id))
    bands = bands_at(defaults, age_days=one.result.age_days, sex=sex)
    return _say(
        context,
        "told.default.adult",
        facts=[band.id for band in bands],
        interval=interval_words(filler, analyte, limits),
    )


def _said_by_tables(
    context: Context, report: Report, readings: Sequence[Reading], unit: str
) -> Iterator[Statement]:
    """Yield what the tables say of each number in the one unit that it can have."""
    reading = next(reading for reading in readings if reading.unit == unit)
    for place, result in enumerate(report.results):
        analyte = context.knowledge.analyte(result.analyte)
        if analyte is not None and result in open_results(report):
            yield from _by_tables(context, analyte, place, reading)


def _by_tables(
    context: Context, analyte: Analyte, place: int, reading: Reading
) -> tuple[Statement, ...]:
    """Return how many published tables call a number what, at the age told or an adult's."""
    one = reading.shown[place]
    if one.amount is None:
        return ()
    told = "told.tables.age" if reading.of_adult is None else "told.tables.adult"
    return _say(context, told, **_words(context, one, analyte, reading.unit))


def _words(context: Context, one: OneJudged, analyte: Analyte, unit: str) -> dict[str, str]:
    """Return the words of one number: itself in both units, and the counts of the tables."""
    filler = replace(context.filler, units=_units(analyte, unit))
    value = filler.in_units("value_words", analyte=analyte.id, unit=unit, n=one.result.value)
    agreement = agreement_of(one)
    comparators = context.interface["reading"]["comparators"]
    return {
        "analyte": analyte.short,
        "value": comparators[one.result.comparator or "="].format(value=value),
        "tables.below": str(agreement.below),
        "tables.within": str(agreement.within),
        "tables.above": str(agreement.above),
        "tables.of": str(agreement.of),
    }


def _units(analyte: Analyte, first: str) -> tuple[str, ...]:
    """Return the units of a class, this one first."""
    return (first, *(unit for unit in analyte.units if unit != first))


def _title(context: Context) -> str:
    return context.filler.fill_words(context.knowledge.table("told_values")["words"]["title"])
