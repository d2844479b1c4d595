"""Codes of other people's systems as value types; this room imports nothing of ours.

A code is checked for its form when it is made, so that a mistyped one cannot travel.
"""

from globulin.terms.codes import HpoTerm, LoincCode

__all__ = ["HpoTerm", "LoincCode"]
