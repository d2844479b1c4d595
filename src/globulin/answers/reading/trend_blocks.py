"""How results changed, on the page: words and a figure for all, the numbers for a clinician."""

from collections import Counter
from collections.abc import Iterator

from globulin.answers.reading.calm import is_urgent
from globulin.answers.reading.columns import counted_side
from globulin.answers.reading.interpret import Interpreted
from globulin.answers.reading.telling import Telling
from globulin.answers.reading.trend_facts import PARTS, trend_names
from globulin.answers.reading.trend_figure import course_figure
from globulin.answers.reading.trend_words import is_after_infection
from globulin.answers.reading.trends import OneTrend
from globulin.model import Analyte, Block, Repeat, Section, Statement, Trend
from globulin.reasoning.people import HIGH, LOW
from globulin.units import format_number

COLUMNS = (
    "analyte",
    "results",
    "change",
    "limits",
    "by_interval",
    "verdict",
    "persistent",
    *PARTS,
)
LASTING_WORDS = {True: "yes", False: "no", None: "open"}


def trend_sections(read: Interpreted, telling: Telling, *, has_numbers: bool) -> Iterator[Section]:
    """Yield the section of the courses, and what a second result would tell of single ones."""
    yield from _courses(read, telling, has_numbers=has_numbers)
    yield from _single(read, telling)


def _courses(read: Interpreted, telling: Telling, *, has_numbers: bool) -> Iterator[Section]:
    """Yield the section of the courses, where any analyte has results of two days."""
    courses = read.trends.courses
    if not courses:
        return
    analytes = {analyte.id: analyte for analyte in telling.knowledge.analytes()}
    blocks = [
        block
        for course in courses
        for block in _course_blocks(course, analytes[course.told.analyte], telling)
    ]
    if has_numbers:
        blocks += [*_infection(read, telling), _numbers(courses, telling), _method(telling)]
    yield Section(id="changed", heading=telling.reading["changed"], blocks=tuple(blocks))


def _single(read: Interpreted, telling: Telling) -> Iterator[Section]:
    """Yield what a second result would tell, where a class has one result outside its range.

    Not where a doctor must see it before a second one.
    """
    counts = Counter(one.result.analyte for one in read.judged)
    alone = [
        one.result.analyte
        for one in read.judged
        if counts[one.result.analyte] == 1
        and counted_side(one) in {LOW, HIGH}
        and not is_urgent(one, read.interpretation.red_flags, telling)
    ]
    if not alone:
        return
    said = list(telling.say("report.single"))
    for analyte in alone:
        said += telling.say(f"report.single.{analyte}")
    block = Block(kind="list", statements=tuple(said))
    yield Section(id="second-result", heading=telling.reading["second_result"], blocks=(block,))


def _course_blocks(course: OneTrend, analyte: Analyte, telling: Telling) -> Iterator[Block]:
    said = telling.restate(course.told.statements)
    points = course.told.points
    heading = telling.reading["course_heading"].format(
        analyte=analyte.short, first=points[0].collected, last=points[-1].collected
    )
    yield Block(kind="paragraph", heading=heading, statements=said)
    yield Block(kind="list", statements=_repeat(course.told.repeat, telling))
    figure = course_figure(course, analyte, telling)
    if figure is not None:
        yield figure


def _repeat(repeat: Repeat, telling: Telling) -> tuple[Statement, ...]:
    """Return when a repeat is worth doing, and why then."""
    words, state = telling.reading, telling.filler.state
    facts = tuple(dict.fromkeys(fact for s in repeat.statements for fact in s.facts))
    pairs = ((words["repeat_when"], repeat.when), (words["repeat_why"], repeat.why))
    return tuple(state(f"{label}: {text}", kind="advice", facts=facts) for label, text in pairs)


def _infection(read: Interpreted, telling: Telling) -> Iterator[Block]:
    """Yield the published course of a passing rise, where it was told of a class."""
    words, names = telling.reading["infection_course"], trend_names(telling.knowledge)
    of_class = names["infection_course"]
    for course in read.trends.courses:
        steps = of_class.get(course.told.analyte, ())
        if not steps or not is_after_infection(read.interpretation.findings, telling):
            continue
        rows = tuple(
            (_value(when, telling), _value(how, telling) if how else words["own_level"])
            for when, how in steps
        )
        notes = tuple(
            telling.filler.state("; ".join(row), kind="note", facts=tuple(f for f in step if f))
            for row, step in zip(rows, steps, strict=True)
        )
        columns = (words["when"], words["level"])
        yield Block(
            kind="table", heading=words["heading"], columns=columns, rows=rows, statements=notes
        )


def _numbers(courses: tuple[OneTrend, ...], telling: Telling) -> Block:
    """Return every number of the comparisons, for a clinician."""
    words = telling.reading["trend_columns"]
    rows = tuple(_row(course.told, telling) for course in courses)
    notes = tuple(
        telling.filler.state("; ".join(row), kind="note", facts=_facts(course.told, telling))
        for row, course in zip(rows, courses, strict=True)
    )
    return Block(
        kind="table",
        heading=telling.reading["trend_numbers"],
        columns=tuple(words[name] for name in COLUMNS),
        rows=rows,
        statements=notes,
    )


def _facts(told: Trend, telling: Telling) -> tuple[str, ...]:
    names = trend_names(telling.knowledge)
    return tuple(fact for part in PARTS for fact in names[part].get(told.analyte, ()))


def _row(told: Trend, telling: Telling) -> tuple[str, ...]:
    words = telling.reading
    pair = [
        f"{p.comparator or ''}{'' if p.value is None else format_number(p.value)} {p.unit or ''}"
        for p in told.points[-2:]
    ]
    limits = (told.fall_limit_percent, told.rise_limit_percent)
    return (
        told.analyte,
        ", ".join(text.strip() for text in pair),
        _percent(told.change_percent, telling),
        ", ".join(_percent(limit, telling) for limit in limits),
        _percent(told.by_interval_percent, telling),
        words["trend_verdicts"][told.verdict],
        words["trend_lasting"][LASTING_WORDS[told.persistent]],
        *(_variation(part, told, telling) for part in PARTS),
    )


def _variation(part: str, told: Trend, telling: Telling) -> str:
    """Return the figures of one part of the variation, as their sources give them."""
    facts = trend_names(telling.knowledge)[part].get(told.analyte, ())
    return ", ".join(_value(key, telling) for key in facts)


def _value(key: str, telling: Telling) -> str:
    """Return the number of a fact, or both its ends, with the unit."""
    fact = telling.knowledge.fact(key)
    value = getattr(fact, "value", None)
    if value is None:
        return telling.filler.interval_text(fact)
    return telling.filler.value_text(fact, value)


def _percent(number: float | None, telling: Telling) -> str:
    if number is None:
        return ""
    return str(telling.interface["unit_words"]["%"]).replace("{n}", format_number(number))


def _method(telling: Telling) -> Block:
    """Return how the limits are worked out."""
    return Block(kind="list", statements=telling.say("report.trend.method"))
