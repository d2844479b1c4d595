"""Tells a pasted result from a question."""

from globulin.errors import InputError
from globulin.intake import Told, read_reports
from globulin.knowledge import Knowledge


def is_report(text: str, knowledge: Knowledge) -> bool:
    """Tell whether a text holds a result that can be judged: a number with its unit or range.

    A number without either stays a question: what it means cannot be told without them.
    """
    try:
        reports = read_reports(text.encode(), knowledge, told=Told(), name="text", format="text")
    except InputError:
        return False
    return any(
        result.value is not None and (result.unit is not None or result.interval is not None)
        for report in reports
        for result in report.results
    )
