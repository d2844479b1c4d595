"""Short ways to read a report in a test."""

import json
from typing import Any

from globulin.answers.reading import ReadOptions, compose_report, interpret_report
from globulin.intake import Told, parse_age, read_reports
from globulin.knowledge import Knowledge
from globulin.model import Page, Report, Sex
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


def result(name: str, value: float | None = None, unit: str | None = None, **more: Any) -> Any:
    """Return one result of `globulin/input/1`; a pair `interval` becomes an object."""
    pair = more.pop("interval", None)
    interval = None if pair is None else {"low": pair[0], "high": pair[1]}
    return {"name": name, "value": value, "unit": unit, "interval": interval, **more}


def interpreted(
    knowledge: Knowledge,
    *results: Any,
    age: str | None = None,
    sex: Sex | None = None,
    findings: dict[str, bool | None] | None = None,
) -> dict[str, Any]:
    """Return the interpretation of one person with these results and findings."""
    document = {
        "schema": "globulin/input/1",
        "results": list(results),
        "findings": [{"name": k, "present": v} for k, v in (findings or {}).items()],
    }
    return interpret_one(document, knowledge, age=age, sex=sex)


def urgencies(found: dict[str, Any]) -> dict[str, str]:
    """Return the red flags of an interpretation with their urgencies."""
    return {flag["id"]: flag["urgency"] for flag in found["red_flags"]}


def pattern_ids(found: dict[str, Any]) -> set[str]:
    """Return the patterns of an interpretation."""
    return {pattern["id"] for pattern in found["patterns"]}
