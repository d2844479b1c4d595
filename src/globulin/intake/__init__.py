"""Reads reports: one reader a format, the checks of the input, and all that was left over.

This room refuses to judge a value, and never throws away what the laboratory itself said.
"""

from globulin.intake.person import Told, parse_age, parse_date
from globulin.intake.read import FORMATS, read_reports

__all__ = ["FORMATS", "Told", "parse_age", "parse_date", "read_reports"]
