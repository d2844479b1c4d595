"""The page about the report of one person: the same parts as an answer, about these results."""

from collections.abc import Iterator
from dataclasses import replace

from globulin.answers.context import Context
from globulin.answers.finish import CLINICIAN, Body, finish_page
from globulin.answers.person import DAYS_IN_YEAR
from globulin.answers.reading.arithmetic import explained_section
from globulin.answers.reading.calm import without_waiting
from globulin.answers.reading.cause_blocks import cause_blocks
from globulin.answers.reading.causes import NO_DISEASE
from globulin.answers.reading.columns import counted_side, newest
from globulin.answers.reading.interpret import FOR_PATIENTS, Interpreted, ReadOptions, interpret
from globulin.answers.reading.listed import left_sections, number_table
from globulin.answers.reading.message import main_message
from globulin.answers.reading.ranked_blocks import ranked_sections
from globulin.answers.reading.result_blocks import result_blocks
from globulin.answers.reading.telling import Telling
from globulin.answers.reading.trend_blocks import trend_sections
from globulin.answers.reading.trend_facts import trend_names
from globulin.answers.sections import BuiltSections
from globulin.answers.steps import next_steps
from globulin.answers.understanding import Understanding
from globulin.knowledge import Knowledge
from globulin.model import Block, Page, Person, Question, Report, Section, Sentence
from globulin.reasoning.people import LOW

MOST_NOT_KNOWN = 3
NOT_RANKED = "not_attempted"


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
        answer=telling.restate(main_message(read, report)),
        built=BuiltSections(sections=list(_sections(read, telling, context, options))),
        next_steps=next_steps(context),
        related=None if read.judged else (),
    )
    page = finish_page(context, body)
    route = replace(page.route, read_as=_read_as(read, report.person))
    return replace(page, slug="", route=route, interpretation=read.interpretation)


def _sentences(read: Interpreted, telling: Telling) -> tuple[Sentence, ...]:
    """Return the sentences of the page, without months of waiting where that is too late."""
    sentences = tuple(telling.knowledge.sentences(read.main.id, read.direction))
    names = trend_names(telling.knowledge)["lasting_low"]
    is_low = any(
        key in names and counted_side(one) == LOW for key, one in newest(read.judged).items()
    )
    return without_waiting(sentences, telling) if read.is_pressing or is_low else sentences


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
        sentences=_sentences(read, telling),
    )


def _title(read: Interpreted) -> str:
    words = read.telling.reading
    analytes = {one.result.analyte for one in read.judged}
    name = "title_one" if len(analytes) == 1 else "title_many" if analytes else "title_none"
    whose = read.telling.words["whose.start"]
    return str(words[name].format(whose=whose, analyte=read.main.short))


def _read_as(read: Interpreted, who: Person) -> str:
    """Return how the report was understood: results, person and date, to be corrected."""
    words, count = read.telling.reading, len(read.judged)
    name = "result_none" if count == 0 else "result_one" if count == 1 else "result_many"
    told = read.interpretation
    # The years of the interpretation are rounded: too coarse for the days of a newborn.
    age = None if who.age_days is None else read.telling.age(who.age_days / DAYS_IN_YEAR)
    person = (
        words["age_unknown"] if age is None else words["age"].format(age=age),
        words["sexes"][told.patient.sex or "unknown"],
        words["pregnant"] if told.patient.pregnant else None,
        words["as_of"].format(date=told.as_of) if told.as_of else None,
    )
    return str(
        words["read_as"].format(
            count=words[name].format(n=count), person="; ".join(part for part in person if part)
        )
    )


def _sections(
    read: Interpreted, telling: Telling, context: Context, options: ReadOptions
) -> Iterator[Section]:
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
    considered = list(_causes(read, telling, has_abnormal=has_abnormal))
    if options.explain is not None:
        # Before the long list of what is less likely.
        considered.insert(1, explained_section(read, telling, options.explain))
    yield from considered
    if interpretation.questions:
        blocks = (Block(kind="list", statements=context.state("ask_doctor")),)
        yield Section(id="ask-doctor", heading=words["ask_doctor"], blocks=blocks)
    yield from left_sections(interpretation, telling)
    if has_abnormal:
        yield from _not_known(context)


def _causes(read: Interpreted, telling: Telling, *, has_abnormal: bool) -> Iterator[Section]:
    """Yield what doctors consider: where anything lies outside, or no ordinary cause leads."""
    found = read.interpretation
    if found.ranking == NOT_RANKED:
        if has_abnormal:
            blocks = tuple(cause_blocks(found.causes, telling))
            yield Section(id="why", heading=telling.reading["why"], blocks=blocks)
    elif has_abnormal or telling.audience == CLINICIAN or not _is_ordinary(read):
        yield from ranked_sections(read, telling)


def _is_ordinary(read: Interpreted) -> bool:
    """Tell whether no disease leads, nothing else was told, and no doctor has to see this."""
    is_first = read.interpretation.causes[0].id == NO_DISEASE
    return is_first and not read.is_pressing and not read.has_signs


def _not_known(context: Context) -> Iterator[Section]:
    statements = context.state("not_known", most=MOST_NOT_KNOWN)
    plan = context.knowledge.section("not-known")
    if statements and plan is not None:
        heading = context.filler.fill_words(plan.heading)
        blocks = (Block(kind="list", statements=statements),)
        yield Section(id="not-known", heading=heading, blocks=blocks)
