"""The report that a question with values stands for: its results, the person, what was told."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from globulin.answers.told_values import WHERE, ToldValues, unit_by_range
from globulin.answers.value_owner import tell_person
from globulin.errors import UsageError
from globulin.intake import Told
from globulin.intake.desk import Desk, make_readers
from globulin.intake.pasted import read_pasted
from globulin.intake.phrases import joined
from globulin.knowledge import Knowledge
from globulin.model import Check, Question, Report, Result

OTHER_TEST = "other_test"
OF_THE_PERSON = frozenset({"age_not_clear"})
BY_RANGE = "unit_by_range"


def report_of(question: Question, values: ToldValues, knowledge: Knowledge) -> Report:
    """Return the values of a question as the report of one person.

    What is known beside the question goes before what it says. Whether its words tell of an
    emergency is for who understands questions: here only findings count. A unit that only the
    range beside a number tells is used, with a note.
    """
    desk = Desk(readers=make_readers(knowledge), told=_told(question))
    read_pasted(_rest(question.text, values, knowledge), lambda: desk)
    desk.results.clear()
    desk.checks[:] = [check for check in desk.checks if check.code in OF_THE_PERSON]
    desk.left.clear()
    desk.heard.clear()
    for other in values.others:
        desk.leave(WHERE, other, OTHER_TEST)
    tell_person(desk, question.text, values.ages, knowledge)
    units = [
        unit_by_range(raw, analyte, knowledge)
        for raw, analyte in zip(values.raws, values.analytes, strict=True)
    ]
    taken = [
        unit
        for raw, unit in zip(values.raws, units, strict=True)
        if desk.take(raw if unit is None else replace(raw, unit=unit))
    ]
    report = desk.close()
    return replace(
        report,
        results=tuple(_as_received(r, unit) for r, unit in zip(report.results, taken, strict=True)),
        checks=(*report.checks, *_notes(taken, knowledge)),
        overheard=(),
    )


def check_told(question: Question, knowledge: Knowledge) -> None:
    """Refuse what is told beside a question and does not exist.

    Raises:
        UsageError: the setting is none, or the unit is one in which no class is shown.
    """
    settings = sorted(setting.id for setting in knowledge.settings())
    if question.setting is not None and question.setting not in settings:
        message = f"setting: expected one of {', '.join(settings)}"
        raise UsageError(message)
    readable = (analyte for analyte in knowledge.analytes() if analyte.directions)
    units = dict.fromkeys(unit for analyte in readable for unit in analyte.units)
    if question.unit is not None and question.unit not in units:
        message = f"units: expected {' or '.join(units)}"
        raise UsageError(message)


def _told(question: Question) -> Told:
    return Told(
        age_days=question.age_days,
        sex=question.sex,
        pregnant=question.pregnant,
        setting=question.setting,
        as_of=question.as_of,
        today=question.today,
        findings=question.findings,
    )


def _rest(text: str, values: ToldValues, knowledge: Knowledge) -> str:
    """Return what a question says beside its values, on one line.

    What it asks about is left out: "can it cause a fever" tells of no fever.
    """
    for written in values.written:
        at = re.search(rf"(?<![\w.,]){re.escape(written)}(?![.,]?\d)", text)
        if at is not None:
            text = f"{text[: at.start()]} {text[at.end() :]}"
    return _asked(knowledge).sub(" ", text)


@lru_cache(maxsize=4)
def _asked(knowledge: Knowledge) -> re.Pattern[str]:
    """Return the pattern of what is asked: up to the end of the sentence, or to who asks."""
    table = knowledge.table("told_values")["asked_signs"]
    words, again = joined(table["words"]), joined(table["until"])
    return re.compile(
        rf"(?<![^\W_])(?:{words})(?![^\W_])(?:(?!(?<![^\W_])(?:{again})(?![^\W_]))[^.;!?\n])*",
        re.IGNORECASE,
    )


def _as_received(result: Result, by_range: str | None) -> Result:
    """Return a result whose unit as received is none where only the range told it."""
    if by_range is None:
        return result
    return replace(result, reported=replace(result.reported, unit=None))


def _notes(units: Sequence[str | None], knowledge: Knowledge) -> list[Check]:
    message = knowledge.table("reports")["checks"][BY_RANGE]
    note = Check(level="note", code=BY_RANGE, where=WHERE, message=message)
    return [note for unit in units if unit is not None]


def in_unit(question: Question, values: ToldValues, unit: str, knowledge: Knowledge) -> Report:
    """Return the report of a question whose numbers without a unit have this one."""
    raws = tuple(raw if raw.unit is not None else replace(raw, unit=unit) for raw in values.raws)
    return report_of(question, replace(values, raws=raws), knowledge)
