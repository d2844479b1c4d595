"""Tells a pasted report from a question."""

from globulin.errors import InputError
from globulin.intake import Told, read_reports
from globulin.knowledge import Knowledge

LINES_OF_A_REPORT = 2


def is_report(text: str, knowledge: Knowledge) -> bool:
    """Tell whether a text of several lines holds a result that can be judged.

    That is a number with its unit or range. A value inside one line is a question about it, and
    is answered as one.
    """
    if len(text.split("\n")) < LINES_OF_A_REPORT:
        return False
    try:
        reports = read_reports(text.encode(), knowledge, told=Told(), name="text", format="text")
    except InputError:
        return False
    return any(
        result.value is not None and (result.unit is not None or result.interval is not None)
        for report in reports
        for result in report.results
    )
