"""Interprets the report of one person: judged, read together, explained."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from globulin.answers.reading.alarms import find_alarms
from globulin.answers.reading.by_curve import add_percentile
from globulin.answers.reading.calm import (
    calming,
    has_signs,
    may_say_ordinary,
    must_not_calm,
    without_chance,
    without_ordinary,
)
from globulin.answers.reading.causes import list_possible
from globulin.answers.reading.columns import (
    FAR_OUT,
    OneJudged,
    Reach,
    judge_results,
    make_people,
    make_reach,
    newest,
    reach_of,
    side_of,
)
from globulin.answers.reading.disturbing import with_disturbing
from globulin.answers.reading.doubts import contradicts_tables, flag_disagrees, likelier_unit
from globulin.answers.reading.explaining import explain_cause
from globulin.answers.reading.judged import tell_result
from globulin.answers.reading.own import NOTES, doubts_of_own
from globulin.answers.reading.ranking import (
    RankedCauses,
    Weighing,
    rank_causes,
    with_evidence,
)
from globulin.answers.reading.telling import Telling, make_telling
from globulin.answers.reading.trends import FoundTrends, find_trends
from globulin.answers.tell_flags import tell_help
from globulin.knowledge import Knowledge
from globulin.model import (
    Analyte,
    CaseMix,
    Check,
    Direction,
    DoctorQuestion,
    FoundPattern,
    Interpretation,
    JudgedResult,
    OwnInterval,
    Patient,
    Report,
    Statement,
    Suggested,
)
from globulin.reasoning import Program, Readings, make_program, read_together
from globulin.reasoning.people import HIGH, LOW

SCHEMA = "globulin/interpretation/1"
# A number on no side comes before one that is inside: tables may call it high or low.
OPEN = "open"
REACH_ORDER = (None, "inside", OPEN, "just", "clear", "tables", "far", "tables_far")
# From here on a value lies clearly outside.
CLEAR = REACH_ORDER.index("clear")
DIRECTIONS: dict[int, Direction] = {HIGH: "high", LOW: "low"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """For whom a report is interpreted, and in which unit masses are shown first.

    `own` are the laboratory's own intervals, given beside the report, and `case_mix` what it found
    in the people that it tested. `explain` is the cause whose arithmetic is told.
    `is_rest_normal`: what was not reported is taken as normal.
    """

    audience: Literal["patient", "clinician"] = "patient"
    unit: str | None = None
    own: tuple[OwnInterval, ...] = ()
    explain: str | None = None
    is_rest_normal: bool = False
    case_mix: CaseMix | None = None


FOR_PATIENTS = ReadOptions()


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpreted:
    """An interpretation with what a page is made from.

    `main` is the analyte that the page is about, with its direction; None where no result could
    be read, or all lie inside. `foremost` are the causes (ids) that are told first. `is_pressing`:
    a doctor has to see the results, and no sentence may call them chance or put them off.
    """

    interpretation: Interpretation
    judged: tuple[OneJudged, ...]
    telling: Telling
    reach: Reach
    main: Analyte
    direction: Direction | None
    trends: FoundTrends
    foremost: tuple[str, ...]
    is_pressing: bool
    has_signs: bool


def interpret_report(
    report: Report, knowledge: Knowledge, options: ReadOptions = FOR_PATIENTS
) -> Interpretation:
    """Return what a report means; the same report and knowledge give the same interpretation."""
    return interpret(report, knowledge, options).interpretation


def interpret(report: Report, knowledge: Knowledge, options: ReadOptions) -> Interpreted:
    """Return the interpretation with what a page is made from."""
    reach = make_reach(knowledge)
    judged = judge_results(report, knowledge, options.own)
    main, direction = _main(judged, knowledge, reach)
    telling = _telling(report, judged, knowledge, options, about=(main, direction))
    program = make_program(knowledge)
    people = make_people(report, judged, knowledge, reach)
    readings = read_together(program, people)
    # Red flags come first, and so do their sources.
    alarms = find_alarms(program, people, readings, report, telling)
    is_pressing = must_not_calm(judged, report, alarms, telling)
    telling = without_chance(telling) if is_pressing else telling
    if not may_say_ordinary(judged, report, telling, is_assumed=options.is_rest_normal):
        telling = without_ordinary(telling)
    trends = find_trends(judged, report, telling, alarms=alarms)
    fitting = list_possible(program, people, readings, telling, is_far=_is_far(judged, reach))
    found = rank_causes(people, judged, fitting, telling, _weighing(report, options))
    interpretation = Interpretation(
        schema=SCHEMA,
        knowledge_version=knowledge.version,
        as_of=report.as_of,
        audience=options.audience,
        setting=report.setting,
        disclaimer=telling.interface["disclaimer"]["text"],
        patient=_patient(report),
        results=with_disturbing(_results(judged, telling, reach), judged, report, telling, reach),
        findings=report.findings,
        patterns=_patterns(program, readings, telling, trends.patterns, calm=not is_pressing),
        ranking=found.ranking,
        branches=found.branches,
        causes=found.causes,
        pairs=found.pairs,
        next_tests=(),
        questions=_questions(main, direction, telling),
        red_flags=alarms,
        when_to_get_help=_help(main, direction, telling),
        trend=tuple(course.told for course in trends.courses),
        checks=_merged(report.checks, (*_checks(judged, knowledge, reach), *trends.checks)),
        unread=report.unread,
        dropped=report.dropped,
        ranking_statements=found.statements,
        sources=(),
    )
    return Interpreted(
        interpretation=_with_arithmetic(interpretation, found, options, telling),
        judged=tuple(judged),
        telling=telling,
        reach=reach,
        main=main,
        direction=direction,
        trends=trends,
        foremost=found.foremost,
        is_pressing=is_pressing,
        has_signs=has_signs(report, telling),
    )


def _telling(
    report: Report,
    judged: list[OneJudged],
    knowledge: Knowledge,
    options: ReadOptions,
    *,
    about: tuple[Analyte, Direction | None],
) -> Telling:
    """Return the words in which a report is told, `about` an analyte and its direction."""
    main, direction = about
    return make_telling(
        knowledge,
        person=report.person,
        audience=options.audience,
        unit=options.unit,
        units=_units(main, judged, options.unit),
        main=main,
        direction=direction,
    )


def _with_arithmetic(
    interpretation: Interpretation, found: RankedCauses, options: ReadOptions, telling: Telling
) -> Interpretation:
    """Return an interpretation with what its ranking rests on, and with all of its sources."""
    causes = found.causes if found.rows is None else with_evidence(found.causes, found.rows)
    explanation = None if options.explain is None else explain_cause(options.explain, found)
    return replace(
        interpretation, causes=causes, explanation=explanation, sources=telling.filler.sources()
    )


def _is_far(judged: Sequence[OneJudged], reach: Reach) -> bool:
    """Tell whether a result that counts lies far outside."""
    return any(reach_of(one, reach) in FAR_OUT for one in newest(judged).values())


def _weighing(report: Report, options: ReadOptions) -> Weighing:
    return Weighing(
        setting=report.setting,
        case_mix=options.case_mix,
        is_rest_normal=options.is_rest_normal,
    )


def _patient(report: Report) -> Patient:
    age_days = report.person.age_days
    return Patient(
        age_years=None if age_days is None else round(age_days / 365.25, 2),
        sex=report.person.sex,
        pregnant=report.person.pregnant,
    )


def _results(judged: list[OneJudged], telling: Telling, reach: Reach) -> tuple[JudgedResult, ...]:
    analytes = {analyte.id: analyte for analyte in telling.knowledge.analytes()}
    told = ((one, analytes[one.result.analyte]) for one in judged)
    return tuple(
        add_percentile(tell_result(one, analyte, telling, reach), one, analyte, telling)
        for one, analyte in told
    )


def _patterns(
    program: Program, readings: Readings, telling: Telling, seen: Collection[str], *, calm: bool
) -> tuple[FoundPattern, ...]:
    """Return the patterns that rules found, and those `seen` in results of several days.

    Without `calm` those are left out that call a value one of chance.
    """
    left = () if calm else calming(telling)["patterns"]
    return tuple(
        FoundPattern(
            id=pattern.id,
            name=pattern.name,
            statements=tuple(telling.filler.fill(s) for s in pattern.statements),
        )
        for pattern in program.patterns
        if pattern.id in seen or bool(readings.patterns[pattern.id][0])
        if pattern.id not in left
    )


def _main(
    judged: list[OneJudged], knowledge: Knowledge, reach: Reach
) -> tuple[Analyte, Direction | None]:
    """Return the analyte that the page is about: what lies clearly above comes first.

    A clone raises one class and holds the others down: the raised one decides what comes next.
    Else it is the analyte that lies furthest out, or the first one of the knowledge.
    """
    analytes = knowledge.analytes()
    chosen = newest(judged)
    ranked = sorted(
        (analyte for analyte in analytes if analyte.id in chosen),
        key=lambda analyte: -weight_of(chosen[analyte.id], reach),
    )
    if not ranked:
        return analytes[0], None
    return ranked[0], DIRECTIONS.get(side_of(chosen[ranked[0].id]))


def weight_of(one: OneJudged, reach: Reach) -> int:
    """Return how far to the front of a page a result belongs."""
    is_marked = side_of(one) in DIRECTIONS
    found = reach_of(one, reach) or (None if one.amount is None else OPEN)
    least = "just" if is_marked else None
    weight = max(REACH_ORDER.index(found), REACH_ORDER.index(least))
    is_raised = side_of(one) == HIGH and weight >= CLEAR
    return weight + len(REACH_ORDER) if is_raised else weight


def _units(main: Analyte, judged: list[OneJudged], asked: str | None) -> tuple[str, ...]:
    """Return the units of the page: the one asked for, or that of the newest result, first."""
    its_own = newest(one for one in judged if one.result.unit in main.units)
    own = next((one.result.unit for key, one in its_own.items() if key == main.id), None)
    first = asked if asked in main.units else own
    if first is None:
        return main.units
    return (first, *(unit for unit in main.units if unit != first))


def _questions(
    main: Analyte, direction: Direction | None, telling: Telling
) -> tuple[DoctorQuestion, ...]:
    if direction is None:
        return ()
    sentences = telling.knowledge.sentences(main.id, direction)
    return tuple(
        DoctorQuestion(id=sentence.id, text=telling.filler.fill(sentence).text)
        for sentence in sentences
        if sentence.place == "ask_doctor" and sentence.voice in {"both", telling.audience}
    )


def _help(main: Analyte, direction: Direction | None, telling: Telling) -> tuple[Statement, ...]:
    return tell_help(
        telling.knowledge.sentences(main.id, direction),
        filler=telling.filler,
        interface=telling.interface,
        audience=telling.audience,
    )


def _merged(told: Sequence[Check], found: Sequence[Check]) -> tuple[Check, ...]:
    """Return the checks of intake, and those of judging that say something new."""
    known = {(check.code, check.where) for check in told}
    return (*told, *(check for check in found if (check.code, check.where) not in known))


def _checks(judged: list[OneJudged], knowledge: Knowledge, reach: Reach) -> list[Check]:
    """Return what judging showed about the input."""
    messages = knowledge.table("reports")["checks"]
    analytes = {analyte.id: analyte for analyte in knowledge.analytes()}
    found = []
    for one in judged:
        doubts: dict[str, Suggested | None] = {}
        if flag_disagrees(one):
            doubts["flag_disagrees"] = None
        if bool(one.judged.is_set_aside[one.row]):
            doubts["interval_not_for_age"] = None
        if contradicts_tables(one):
            doubts["range_contradicts_tables"] = None
        likelier = likelier_unit(one, analytes[one.result.analyte], knowledge.factors(), reach)
        if likelier is not None:
            doubts["unit_worth_checking"] = likelier
        doubts |= dict.fromkeys(doubts_of_own(one))
        found += [
            Check(
                level="note" if code in NOTES else "warning",
                code=code,
                where=one.result.where,
                message=messages[code],
                suggested=suggested,
            )
            for code, suggested in doubts.items()
        ]
    return found
