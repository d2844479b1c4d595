"""Conversion between units of one analyte, and how a number is written.

The table of factors is handed in from `knowledge`; this room refuses to guess a unit.
"""

from globulin.units.convert import Factor, Factors, convert
from globulin.units.number import format_number

__all__ = ["Factor", "Factors", "convert", "format_number"]
