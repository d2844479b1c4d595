"""Immunoglobulin results explained from sourced facts: for a person, a clinician, or a system.

A question goes in and a `Page` comes out, made of statements that each carry the facts and
sources they rest on. Read the rooms from the ground up: `terms` and `errors`, `units`,
`model`, `knowledge`, `vocabulary`, `intervals`, `answers`, `render`, `surfaces`.

Importing this package loads nothing else; every heavy import stays in its own room.
"""

__all__ = ["__version__"]

__version__ = "0.1.0"
