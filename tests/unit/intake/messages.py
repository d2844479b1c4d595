"""Short ways to write FHIR messages and to read them, for the tests of this room."""

import json
from pathlib import Path
from typing import Any

from globulin.intake import Told, read_reports
from globulin.knowledge import Knowledge
from globulin.model import Report

DATA = Path(__file__).parents[2] / "data" / "fhir"
UCUM = "http://unitsofmeasure.org"
LOINC = "http://loinc.org"


def quantity(value: Any, unit: str = "mg/dL", **more: Any) -> dict[str, Any]:
    """Return a Quantity with a UCUM unit."""
    return {"value": value, "unit": unit, "system": UCUM, "code": unit, **more}


def observation(name: str = "IgM", **more: Any) -> dict[str, Any]:
    """Return a final Observation of one name, with further fields."""
    base = {"resourceType": "Observation", "status": "final", "code": {"text": name}}
    return {**base, "effectiveDateTime": "2026-05-02", **more}


def bundle(*resources: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a Bundle of resources."""
    entries = [{"resource": resource} for resource in resources]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries, **more}


def read(document: Any, knowledge: Knowledge, **told: Any) -> tuple[Report, ...]:
    """Return the reports of a document."""
    content = document if isinstance(document, bytes) else json.dumps(document).encode()
    return read_reports(content, knowledge, told=Told(**told), name="message")


def read_one(document: Any, knowledge: Knowledge, **told: Any) -> Report:
    """Return the only report of a document."""
    (report,) = read(document, knowledge, **told)
    return report


def read_file(name: str, knowledge: Knowledge, **told: Any) -> tuple[Report, ...]:
    """Return the reports of a message in the test data."""
    return read((DATA / name).read_bytes(), knowledge, **told)


def unread(report: Report) -> list[tuple[str, str, str]]:
    """Return place, text and code of everything unread."""
    return [(one.where, one.text, one.code) for one in report.unread]


def codes(report: Report) -> list[str]:
    """Return the codes of the checks."""
    return [check.code for check in report.checks]
