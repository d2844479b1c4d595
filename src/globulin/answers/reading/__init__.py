"""Tells what the report of one person means: judged results, patterns, causes, a page.

The numbers come from `intervals`, the readings from `reasoning`; here they get their words. This
room refuses to judge on its own.
"""

from globulin.answers.reading.check_cause import check_cause
from globulin.answers.reading.heard import hear_text
from globulin.answers.reading.interpret import ReadOptions, interpret_report
from globulin.answers.reading.page import compose_report

__all__ = ["ReadOptions", "check_cause", "compose_report", "hear_text", "interpret_report"]
