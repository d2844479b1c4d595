"""Reads results together: patterns, red flags, the causes that fit; on arrays.

One person is a batch of one. This room refuses a data-frame library, the web, files, the clock
and the network.
"""

from globulin.reasoning.people import People
from globulin.reasoning.program import Program, Readings, make_program, read_together

__all__ = ["People", "Program", "Readings", "make_program", "read_together"]
