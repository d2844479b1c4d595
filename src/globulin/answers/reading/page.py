"""The page about the report of one person: the same parts as an answer, about these results."""

from collections.abc import Iterator
from dataclasses import replace

from globulin.answers.context import Context
from globulin.answers.finish import CLINICIAN, Body, finish_page
from globulin.answers.reading.cause_blocks import cause_blocks
from globulin.answers.reading.columns import judge_results, newest, side_of
from globulin.answers.reading.grown import grown
from globulin.answers.reading.interpret import (
    DIRECTIONS,
    FOR_PATIENTS,
    Interpreted,
    ReadOptions,
    interpret,
)
from globulin.answers.reading.judged import (
    agreement_of,
    is_open,
    lacks_age,
    tell_briefly,
    tell_by_tables,
)
from globulin.answers.reading.listed import left_sections, number_table
from globulin.answers.reading.result_blocks import result_blocks
from globulin.answers.reading.telling import Telling
from globulin.answers.reading.trend_blocks import trend_sections
from globulin.answers.sections import BuiltSections
from globulin.answers.steps import next_steps
from globulin.answers.understanding import Understanding
from globulin.knowledge import Knowledge
from globulin.model import Block, Page, Question, Report, Section, Statement

MOST_NOT_KNOWN = 3


def compose_report(
    report: Report, knowledge: Knowledge, options: ReadOptions = FOR_PATIENTS
) -> Page:
    """Return the page about a report, with its interpretation inside.

    The page numbers its sources by itself, in reading order: it shows less than it is made from.
    """
    read = interpret(report, knowledge, options)
    telling = _page_telling(read)
    context = _context(read, telling, options)
    flags = tuple(
        replace(flag, statements=telling.restate(flag.statements))
        for flag in read.interpretation.red_flags
    )
    body = Body(
        title=_title(read),
        status="answered",
        red_flags=flags,
        answer=telling.restate(_answer(read, report)),
        built=BuiltSections(sections=list(_sections(read, telling, context))),
        next_steps=next_steps(context),
        related=None if read.judged else (),
    )
    page = finish_page(context, body)
    route = replace(page.route, read_as=_read_as(read))
    return replace(page, slug="", route=route, interpretation=read.interpretation)


def _page_telling(read: Interpreted) -> Telling:
    """Return the same words with a list of sources of the page's own."""
    return replace(read.telling, filler=replace(read.telling.filler, shown={}, used={}, numbers={}))


def _context(read: Interpreted, telling: Telling, options: ReadOptions) -> Context:
    """Return the context in which the common parts of every page are made."""
    main = read.main
    understanding = Understanding(
        intent="interpretation",
        analyte=main.id if read.judged else None,
        direction=read.direction,
        condition=None,
        redirect=None,
        confidence=1.0,
        page_analyte=main.id,
        page_direction=read.direction,
        test=None,
        term=None,
        age_days=None,
        red_flags=(),
    )
    return Context(
        knowledge=telling.knowledge,
        question=Question(text="", audience=options.audience),
        read=understanding,
        interface=telling.interface,
        analyte=main,
        direction=read.direction,
        condition=None,
        test=None,
        filler=telling.filler,
        sentences=tuple(telling.knowledge.sentences(main.id, read.direction)),
    )


def _title(read: Interpreted) -> str:
    words = read.telling.reading
    analytes = {one.result.analyte for one in read.judged}
    name = "title_one" if len(analytes) == 1 else "title_many" if analytes else "title_none"
    whose = read.telling.words["whose.start"]
    return str(words[name].format(whose=whose, analyte=read.main.short))


def _read_as(read: Interpreted) -> str:
    """Return how the report was understood: results, person and date, to be corrected."""
    words, count = read.telling.reading, len(read.judged)
    name = "result_none" if count == 0 else "result_one" if count == 1 else "result_many"
    told = read.interpretation
    age = told.patient.age_years
    person = (
        words["age_unknown"] if age is None else words["age"].format(age=read.telling.age(age)),
        words["sexes"][told.patient.sex or "unknown"],
        words["pregnant"] if told.patient.pregnant else None,
        words["as_of"].format(date=told.as_of) if told.as_of else None,
    )
    return str(
        words["read_as"].format(
            count=words[name].format(n=count), person="; ".join(part for part in person if part)
        )
    )


def _answer(read: Interpreted, report: Report) -> tuple[Statement, ...]:
    """Return the main message in short, help first."""
    flags = read.interpretation.red_flags
    is_emergency = any(flag.urgency == "emergency" for flag in flags)
    help_first = read.telling.say("report.answer.emergency") if is_emergency else ()
    return (*help_first, *_message(read), *_by_tables(read, report))


def _message(read: Interpreted) -> tuple[Statement, ...]:
    """Return the result that lies furthest out, and which others lie outside."""
    said, interpretation = read.telling.say, read.interpretation
    if not read.judged:
        return said("report.answer.nothing")
    if read.direction is None and all(r.flag == "N" for r in interpretation.results):
        return said("report.answer.normal")
    main = newest(read.judged)[read.main.id]
    return (*tell_briefly(main, read.main, read.telling, read.reach), *_also_outside(read))


def _by_tables(read: Interpreted, report: Report) -> tuple[Statement, ...]:
    """Return what the tables say of each value that was put on no side.

    One that lacks an age only is told as an adult's, as most who ask are adults, unless that would
    calm: a number that is inside for every adult may be a child's.
    """
    open_ones = [one for one in newest(read.judged).values() if is_open(one)]
    if not open_ones:
        return ()
    knowledge = read.telling.knowledge
    told: list[Statement] = []
    pairs = zip(read.judged, judge_results(grown(report, knowledge), knowledge), strict=True)
    for one, as_adult in pairs:
        analyte = knowledge.analyte(one.result.analyte)
        if analyte is None or not any(one is found for found in open_ones):
            continue
        shown = as_adult if lacks_age(one) else one
        counts = agreement_of(shown)
        if counts.within < counts.of:
            told += tell_by_tables(shown, analyte, read.telling, is_adult=shown is as_adult)
    return tuple(told)


def _also_outside(read: Interpreted) -> tuple[Statement, ...]:
    """Return which other classes lie outside, and on which side."""
    words = read.telling.reading
    others = [
        words["class_and_side"].format(
            analyte=entry.short, side=read.telling.interface["directions"][side]
        )
        for key, one in newest(read.judged).items()
        if key != read.main.id and (side := DIRECTIONS.get(side_of(one))) is not None
        if (entry := read.telling.knowledge.analyte(key)) is not None
    ]
    if not others:
        return ()
    return read.telling.say("report.answer.also", also=read.telling.join(others))


def _sections(read: Interpreted, telling: Telling, context: Context) -> Iterator[Section]:
    words, interpretation = telling.reading, read.interpretation
    has_abnormal = read.direction is not None
    if read.judged:
        heading = telling.filler.fill_words(words["results"])
        yield Section(id="results", heading=heading, blocks=tuple(result_blocks(read, telling)))
    is_clinician = context.question.audience == CLINICIAN
    yield from trend_sections(read, telling, has_numbers=is_clinician)
    if interpretation.patterns:
        blocks = tuple(
            Block(
                kind="paragraph",
                heading=pattern.name,
                statements=telling.restate(pattern.statements),
            )
            for pattern in interpretation.patterns
        )
        yield Section(id="together", heading=words["together"], blocks=blocks)
    if is_clinician and read.judged:
        table = number_table(read, telling)
        yield Section(id="numbers", heading=words["numbers"], blocks=(table,))
    if has_abnormal:
        blocks = tuple(cause_blocks(interpretation.causes, telling))
        yield Section(id="why", heading=words["why"], blocks=blocks)
    if interpretation.questions:
        blocks = (Block(kind="list", statements=context.state("ask_doctor")),)
        yield Section(id="ask-doctor", heading=words["ask_doctor"], blocks=blocks)
    yield from left_sections(interpretation, telling)
    if has_abnormal:
        yield from _not_known(context)


def _not_known(context: Context) -> Iterator[Section]:
    statements = context.state("not_known", most=MOST_NOT_KNOWN)
    plan = context.knowledge.section("not-known")
    if statements and plan is not None:
        heading = context.filler.fill_words(plan.heading)
        blocks = (Block(kind="list", statements=statements),)
        yield Section(id="not-known", heading=heading, blocks=blocks)
