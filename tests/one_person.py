"""The report of one person as tests write it, and its interpretation as the outside sees it."""

import json
from typing import Any

from globulin.answers.reading import interpret_report
from globulin.intake import Told, parse_age, read_reports
from globulin.knowledge import Knowledge
from globulin.model import Sex
from globulin.render import render_interpretations

SCHEMA = "globulin/input/1"


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
    """Return the interpretation of one person."""
    document = {
        "schema": SCHEMA,
        "patient": {"age": age, "sex": sex},
        "results": list(results),
        "findings": [{"name": k, "present": v} for k, v in (findings or {}).items()],
    }
    content = json.dumps(document).encode()
    told = Told(age_days=None if age is None else parse_age(age), sex=sex)
    (report,) = read_reports(content, knowledge, told=told, name="test")
    text = render_interpretations([interpret_report(report, knowledge)], is_one_line=False)
    found: dict[str, Any] = json.loads(text)
    return found


def urgencies(page: dict[str, Any]) -> dict[str, str]:
    """Return the red flags of an interpretation with their urgencies."""
    return {flag["id"]: flag["urgency"] for flag in page["red_flags"]}


def pattern_ids(page: dict[str, Any]) -> set[str]:
    """Return the patterns of an interpretation."""
    return {pattern["id"] for pattern in page["patterns"]}
