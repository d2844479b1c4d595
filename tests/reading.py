"""Short ways to read a report in a test."""

import json
from typing import Any

from globulin.answers.reading import ReadOptions, compose_report, interpret_report
from globulin.intake import Told, parse_age, read_reports
from globulin.knowledge import Knowledge
from globulin.model import Page, Report
from globulin.render import render_interpretations

TODAY = "2026-03-14"


def told(
    *, age: str | None = None, sex: Any = None, findings: tuple[str, ...] = (), **rest: Any
) -> Told:
    """Return what is told beside a report; a finding ends in `=no` where it is denied."""
    return Told(
        age_days=None if age is None else parse_age(age),
        sex=sex,
        findings=tuple((f.removesuffix("=no"), not f.endswith("=no")) for f in findings),
        today=TODAY,
        **rest,
    )


def read_one(content: str | dict[str, Any], knowledge: Knowledge, **beside: Any) -> Report:
    """Return the one report of a text or of a JSON document."""
    text = content if isinstance(content, str) else json.dumps(content)
    (report,) = read_reports(text.encode(), knowledge, told=told(**beside), name="test")
    return report


def interpret_one(
    content: str | dict[str, Any],
    knowledge: Knowledge,
    *,
    audience: Any = "patient",
    unit: str | None = None,
    **beside: Any,
) -> dict[str, Any]:
    """Return the interpretation as the outside sees it."""
    report = read_one(content, knowledge, **beside)
    options = ReadOptions(audience=audience, unit=unit)
    found = interpret_report(report, knowledge, options)
    document: dict[str, Any] = json.loads(render_interpretations([found], is_one_line=True))
    return document


def page_of(
    content: str | dict[str, Any], knowledge: Knowledge, *, audience: Any = "patient", **beside: Any
) -> Page:
    """Return the page about the one report of an input."""
    return compose_report(
        read_one(content, knowledge, **beside), knowledge, ReadOptions(audience=audience)
    )
