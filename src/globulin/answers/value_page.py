"""The page of a question with a value: the same reading as that of a report."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from globulin.answers.context import Context
from globulin.answers.either_unit import compose_either, open_results
from globulin.answers.fill import Filler
from globulin.answers.finish import URGENCY_ORDER
from globulin.answers.person import DAYS_IN_YEAR
from globulin.answers.reading import ReadOptions, compose_report, interpret_report
from globulin.answers.reading.telling import make_telling
from globulin.answers.red_flags import EMERGENCY, SELF_HARM
from globulin.answers.tell_flags import tell_flag
from globulin.answers.told_report import report_of
from globulin.answers.told_values import ToldValues
from globulin.model import Cause, Page, Person, RedFlag, Report, Route

INTERPRETATION = "interpretation"


def compose_values(context: Context, values: ToldValues) -> Page | None:
    """Return the page about the values of a question; None where none of them is a result.

    With a unit, or a range that makes it certain, the values are judged like those of a report.
    """
    report = report_of(context.question, values, context.knowledge)
    if any(result.unit is not None for result in report.results):
        return _judged(context, report)
    return compose_either(context, values, report) if open_results(report) else None


def _judged(context: Context, report: Report) -> Page:
    question = context.question
    options = ReadOptions(audience=question.audience, unit=question.unit)
    page = compose_report(report, context.knowledge, options)
    # The page has its numbers for its sources; what is added goes on with them.
    numbers = {source.id: source.n for source in page.sources}
    filler = replace(context.filler, shown={}, used={}, numbers=numbers)
    flags = _with_flags_of_words(page, context, report, filler)
    causes = tuple(_causes(page, context, filler))
    return replace(
        page,
        question=question.text,
        route=_route(page, context, report, is_emergency=has_emergency(flags)),
        red_flags=flags,
        causes=causes,
        sources=filler.sources(),
    )


def _causes(page: Page, context: Context, filler: Filler) -> Iterator[Cause]:
    """Yield the causes that fit these values, as every answer lists its causes: by group."""
    found = page.interpretation.causes if page.interpretation is not None else ()
    order = [group.id for group in context.knowledge.groups()]
    for cause in sorted(found, key=lambda cause: order.index(cause.group)):
        condition = context.knowledge.condition(cause.id)
        if condition is None or cause.support is None or not cause.statements:
            continue
        yield Cause(
            id=cause.id,
            name=cause.name,
            plain_name=condition.plain_name,
            branch=cause.branch,
            group=cause.group,
            evidence=cause.support,
            statements=tuple(
                filler.state(s.text, kind=s.kind, facts=s.facts) for s in cause.statements
            ),
        )


def has_emergency(flags: Iterable[RedFlag]) -> bool:
    """Tell whether one of the flags is an emergency of the body; self-harm has its own text."""
    return any(flag.urgency == EMERGENCY and flag.id != SELF_HARM for flag in flags)


def _with_flags_of_words(
    page: Page, context: Context, report: Report, filler: Filler
) -> tuple[RedFlag, ...]:
    """Return the red flags of the page, and those that the words of the question raise beside it.

    A rule for some classes rings only where their values let it, as in a report.
    """
    there = {flag.id for flag in page.red_flags}
    missing = [(rule, said) for rule, said in context.read.red_flags if rule.id not in there]
    if any(rule.analytes for rule, _ in missing):
        heard = interpret_report(
            replace(report, overheard=(context.question.text,)), context.knowledge
        )
        rung = {flag.id for flag in heard.red_flags}
        missing = [one for one in missing if not one[0].analytes or one[0].id in rung]
    told = [
        tell_flag(
            rule,
            said,
            filler=filler,
            interface=context.interface,
            audience=context.question.audience,
        )
        for rule, said in missing
    ]
    flags = sorted((*page.red_flags, *told), key=lambda flag: URGENCY_ORDER.index(flag.urgency))
    return tuple(flags)


def _route(page: Page, context: Context, report: Report, *, is_emergency: bool) -> Route:
    """Return how the question was read: only its words tell a side."""
    read, route = context.read, page.route
    return replace(
        route,
        intent=INTERPRETATION,
        analyte=read.analyte or route.analyte,
        direction=read.direction,
        condition=read.condition,
        redirect=EMERGENCY if is_emergency else None,
        confidence=read.confidence,
        read_as=_read_as(context, report),
    )


def _read_as(context: Context, report: Report) -> str:
    """Return results, person and date as they were understood, to be corrected."""
    words, person = context.interface["reading"], report.person
    count = len(report.results)
    parts = (
        words["result_one"] if count == 1 else words["result_many"].format(n=count),
        _age(context, person),
        words["sexes"][person.sex or "unknown"],
        words["pregnant"] if person.pregnant else None,
        words["as_of"].format(date=report.as_of) if report.as_of else None,
    )
    return "; ".join(part for part in parts if part)


def _age(context: Context, person: Person) -> str:
    words = context.interface["reading"]
    if person.age_days is None:
        return str(words["age_unknown"])
    telling = make_telling(
        context.knowledge,
        person=person,
        audience=context.question.audience,
        unit=None,
        units=context.analyte.units,
        main=context.analyte,
        direction=None,
    )
    age = telling.age(person.age_days / DAYS_IN_YEAR)
    return str(words["age"].format(age=age))
