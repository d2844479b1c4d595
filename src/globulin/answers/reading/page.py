"""The page about the report of one person: the same parts as an answer, about these results."""

from collections.abc import Iterator
from dataclasses import replace

from globulin.answers.context import Context
from globulin.answers.finish import CLINICIAN, Body, finish_page
from globulin.answers.reading.columns import OneJudged, newest, reach_of
from globulin.answers.reading.interpret import FOR_PATIENTS, Interpreted, ReadOptions, interpret
from globulin.answers.reading.line import number_line
from globulin.answers.reading.listed import left_blocks, number_table
from globulin.answers.sections import BuiltSections
from globulin.answers.steps import next_steps
from globulin.answers.understand import Understanding
from globulin.knowledge import Knowledge
from globulin.model import (
    Block,
    Interpretation,
    JudgedResult,
    Page,
    PossibleCause,
    Question,
    Report,
    Section,
    Statement,
)

MOST_IN_ANSWER = 2
MOST_NOT_KNOWN = 3


def compose_report(
    report: Report, knowledge: Knowledge, options: ReadOptions = FOR_PATIENTS
) -> Page:
    """Return the page about a report, with its interpretation inside."""
    read = interpret(report, knowledge, options)
    context = _context(read, options)
    interpretation = read.interpretation
    body = Body(
        title=_title(read),
        status="answered",
        red_flags=interpretation.red_flags,
        answer=_answer(read),
        built=BuiltSections(sections=list(_sections(read, context))),
        next_steps=next_steps(context),
        related=None if interpretation.results else (),
    )
    page = finish_page(context, body)
    route = replace(page.route, read_as=_read_as(read))
    return replace(page, slug="", route=route, interpretation=interpretation)


def _context(read: Interpreted, options: ReadOptions) -> Context:
    """Return the context in which the common parts of every page are made."""
    telling, main = read.telling, read.main
    words = telling.interface
    directions = words["directions"][read.direction or "none"]
    articles = words["directions_with_article"][read.direction or "none"]
    telling.filler.words = telling.words | {
        "analyte": main.short,
        "analyte.name": main.name,
        "direction": directions,
        "direction.article": articles,
    }
    understanding = Understanding(
        intent="interpretation",
        analyte=main.id if read.judged else None,
        direction=read.direction,
        condition=None,
        redirect=None,
        confidence=1.0,
        page_analyte=main.id,
        page_direction=read.direction,
        term=None,
        age_days=None,
        red_flags=(),
    )
    return Context(
        knowledge=telling.knowledge,
        question=Question(text=telling.reading["question"], audience=options.audience),
        read=understanding,
        interface=words,
        analyte=main,
        direction=read.direction,
        condition=None,
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
    words, count = read.telling.reading, len(read.judged)
    name = "result_none" if count == 0 else "result_one" if count == 1 else "result_many"
    return str(words["read_as"].format(count=words[name].format(n=count)))


def _answer(read: Interpreted) -> tuple[Statement, ...]:
    """Return the main message in short: help first, then the result that lies furthest out."""
    said = read.telling.say
    interpretation = read.interpretation
    if any(flag.urgency == "emergency" for flag in interpretation.red_flags):
        return said("report.answer.emergency")
    if not read.judged:
        return said("report.answer.nothing")
    main = newest(read.judged).get(read.main.id)
    told = _told(read, main)
    if read.direction is None and all(r.flag == "N" for r in interpretation.results):
        return said("report.answer.normal")
    side = [s for s in told.statements[1:] if not s.text.startswith(_interval_start(told))]
    return (told.statements[0], *side[: MOST_IN_ANSWER - 1])


def _interval_start(told: JudgedResult) -> str:
    """Return the sentence about the interval: the answer leaves it to the result's own part."""
    has_interval = told.interval is not None and told.value is not None
    return told.statements[1].text if has_interval and len(told.statements) > 1 else "\0"


def _told(read: Interpreted, one: OneJudged | None) -> JudgedResult:
    place = next((i for i, other in enumerate(read.judged) if other is one), 0)
    return read.interpretation.results[place]


def _sections(read: Interpreted, context: Context) -> Iterator[Section]:
    words, interpretation = read.telling.reading, read.interpretation
    is_child = read.telling.words["whose"] == words["your_child"]
    if read.judged:
        heading = words["results_child" if is_child else "results"]
        yield Section(id="results", heading=heading, blocks=tuple(_results(read)))
    if interpretation.patterns:
        blocks = tuple(
            Block(kind="paragraph", heading=pattern.name, statements=pattern.statements)
            for pattern in interpretation.patterns
        )
        yield Section(id="together", heading=words["together"], blocks=blocks)
    if context.question.audience == CLINICIAN and read.judged:
        table = number_table(interpretation, read.telling)
        yield Section(id="numbers", heading=words["numbers"], blocks=(table,))
    if _has_abnormal(read):
        causes = tuple(_causes(interpretation, read, context))
        yield Section(id="why", heading=words["why"], blocks=causes)
    if interpretation.questions:
        questions = tuple(s for s in context.state("ask_doctor"))
        blocks = (Block(kind="list", statements=questions),)
        yield Section(id="ask-doctor", heading=words["ask_doctor"], blocks=blocks)
    yield from left_blocks(interpretation, read.telling)
    not_known = context.state("not_known")[:MOST_NOT_KNOWN] if _has_abnormal(read) else ()
    if not_known:
        plan = context.knowledge.section("not-known")
        heading = context.filler.fill_words(plan.heading) if plan else ""
        blocks = (Block(kind="list", statements=not_known),)
        yield Section(id="not-known", heading=heading, blocks=blocks)


def _has_abnormal(read: Interpreted) -> bool:
    return read.direction is not None


def _results(read: Interpreted) -> Iterator[Block]:
    """Yield each result in words, then on its number line."""
    analytes = {analyte.id: analyte for analyte in read.telling.knowledge.analytes()}
    for number, (one, told) in enumerate(
        zip(read.judged, read.interpretation.results, strict=True), start=1
    ):
        analyte = analytes[told.analyte]
        date = f", {told.collected}" if told.collected else ""
        yield Block(kind="paragraph", heading=f"{analyte.short}{date}", statements=())
        # Boxes only for what needs to be seen.
        if reach_of(one, read.reach) == "inside":
            yield Block(kind="paragraph", statements=told.statements)
        else:
            yield Block(kind="callout", statements=told.statements)
        line = number_line(one, told, analyte, read.telling, number)
        if line is not None:
            yield line


def _causes(interpretation: Interpretation, read: Interpreted, context: Context) -> Iterator[Block]:
    """Yield the causes by group, each with what is known and what counts for and against it."""
    yield Block(kind="paragraph", statements=read.telling.say("report.why_order"))
    by_group: dict[str, list[PossibleCause]] = {}
    for cause in interpretation.causes:
        by_group.setdefault(cause.group, []).append(cause)
    for group in context.knowledge.groups():
        members = [cause for cause in by_group.get(group.id, ()) if cause.statements]
        if members:
            yield Block(kind="paragraph", heading=group.heading, statements=())
        for cause in members:
            yield Block(kind="list", heading=cause.name, statements=cause.statements)
