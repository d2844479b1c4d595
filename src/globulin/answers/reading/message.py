"""The main message of the page about a report: help first, then what lies furthest out."""

from collections.abc import Iterator

from globulin.answers.reading.calm import is_early_high, is_far_out
from globulin.answers.reading.columns import counted_side, judge_results, newest, side_of
from globulin.answers.reading.grown import grown
from globulin.answers.reading.interpret import DIRECTIONS, Interpreted
from globulin.answers.reading.judged import (
    agreement_of,
    is_open,
    lacks_age,
    tell_briefly,
    tell_by_tables,
)
from globulin.answers.reading.repeats import is_moving
from globulin.answers.reading.trend_facts import trend_names
from globulin.model import Report, Statement
from globulin.reasoning.people import UNKNOWN


def main_message(read: Interpreted, report: Report) -> tuple[Statement, ...]:
    """Return the main message in short, help first."""
    flags = read.interpretation.red_flags
    is_emergency = any(flag.urgency == "emergency" for flag in flags)
    help_first = read.telling.say("report.answer.emergency") if is_emergency else ()
    return (*help_first, *_message(read), *_by_tables(read, report), *_early(read))


def _early(read: Interpreted) -> tuple[Statement, ...]:
    """Return how soon a doctor sees what is high in the first weeks of life, without a flag."""
    if read.interpretation.red_flags:
        return ()
    return tuple(
        statement
        for analyte, one in newest(read.judged).items()
        if is_early_high(one, read.telling)
        for statement in read.telling.say(f"report.answer.early.{analyte}")
    )


def _message(read: Interpreted) -> tuple[Statement, ...]:
    """Return the result that lies furthest out, and which others lie outside."""
    said, interpretation = read.telling.say, read.interpretation
    if not read.judged:
        return said("report.answer.nothing")
    not_calm = tuple(s for name in _not_calm(read) for s in said(f"report.answer.{name}"))
    is_known = all(counted_side(one) != UNKNOWN for one in newest(read.judged).values())
    if read.direction is None and is_known and all(r.flag == "N" for r in interpretation.results):
        return (*said("report.answer.normal"), *not_calm)
    main = newest(read.judged)[read.main.id]
    brief = tell_briefly(main, read.main, read.telling, read.reach)
    return (*brief, *_also_outside(read), *(not_calm if read.direction is None else ()))


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


def _not_calm(read: Interpreted) -> Iterator[str]:
    """Yield what must not be lost where every result lies inside its range, most urgent first."""
    present = {f.id for f in read.interpretation.findings if f.present}
    if present & set(trend_names(read.telling.knowledge)["clone"]):
        yield "band"
    if any(is_far_out(one, read.telling) for one in read.judged):
        yield "was_far"
    if any(counted_side(one) in DIRECTIONS for one in newest(read.judged).values()):
        yield "marked"
    if any(is_moving(c.results, c.told.verdict, c.judged) for c in read.trends.courses):
        yield "moved"
    if present & set(read.telling.knowledge.table("reports")["answer"]["changed_by"]):
        yield "changed_by"


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
