"""Reads reports: one reader a format, the checks of the input, and all that was left over.

This room refuses to judge a value, and never throws away what the laboratory itself said.
"""

from globulin.intake.case_mix import read_case_mix
from globulin.intake.corrected import Correction, with_corrections, with_results
from globulin.intake.csv_file import FaultyFileError
from globulin.intake.globulin_input import SCHEMA
from globulin.intake.numbers import parse_number, parse_value, write_number
from globulin.intake.own_intervals import read_own_intervals
from globulin.intake.person import Told, parse_age, parse_date
from globulin.intake.read import FORMATS, decode_text, read_reports

__all__ = [
    "FORMATS",
    "SCHEMA",
    "Correction",
    "FaultyFileError",
    "Told",
    "decode_text",
    "parse_age",
    "parse_date",
    "parse_number",
    "parse_value",
    "read_case_mix",
    "read_own_intervals",
    "read_reports",
    "with_corrections",
    "with_results",
    "write_number",
]
