"""Reads a pasted text in tests, and writes what was read as short lines."""

import re

from globulin.intake.person import Told
from globulin.intake.read import read_reports
from globulin.knowledge import Knowledge
from globulin.model import Limits, Report, Result

TODAY = "2024-02-01"
DAYS_A_YEAR = 365.25
DAYS_A_MONTH = 30.4375
YEARS_TOLD_IN_MONTHS = 3


def read(text: str, knowledge: Knowledge) -> Report:
    """Return the report of a pasted text."""
    told = Told(today=TODAY)
    (report,) = read_reports(
        text.encode(), knowledge, told=told, name="a pasted text", format="text"
    )
    return report


def results(report: Report) -> list[str]:
    """Return a line for each result."""
    return [_result(result) for result in report.results]


def findings(report: Report) -> list[str]:
    """Return a line for each finding."""
    said = {True: "yes", False: "no", None: "?"}
    return [f"{_place(one.where)} {one.id} {said[one.present]}" for one in report.findings]


def unread(report: Report) -> list[str]:
    """Return the place and the code of each unread part."""
    return [f"{_place(left.where)} {left.code}" for left in report.unread]


def checks(report: Report) -> list[str]:
    """Return the place and the code of each check."""
    return [f"{_place(check.where)} {check.code}" for check in report.checks]


def person(report: Report) -> str:
    """Return age and sex, as far as known."""
    days = report.person.age_days
    age = None
    if days is not None and days < YEARS_TOLD_IN_MONTHS * DAYS_A_YEAR:
        age = f"{round(days / DAYS_A_MONTH)}m"
    elif days is not None:
        # An age told in years is kept in whole days.
        age = f"{int((days + 1) / DAYS_A_YEAR)}y"
    return " ".join(part for part in (age, report.person.sex) if part)


def _place(where: str) -> str:
    return re.sub(r"^lines? ", "", where)


def _result(result: Result) -> str:
    sent = result.reported
    value = f"{result.comparator or ''}{result.value:g}" if result.value is not None else ""
    if result.value is None and isinstance(sent.value, float):
        value = f"{sent.value:g}?"
    return " ".join(
        part
        for part in (
            _place(result.where),
            result.analyte,
            value,
            sent.unit,
            _range(sent.interval),
            sent.flag,
            f"!{result.refusal}" if result.refusal else None,
            f"@{result.collected}" if result.collected else None,
        )
        if part
    )


def _range(limits: Limits | str | None) -> str | None:
    if not isinstance(limits, Limits):
        return limits
    return "-".join("" if end is None else f"{end:g}" for end in (limits.low, limits.high))
