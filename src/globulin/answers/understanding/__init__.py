"""Understands a question: what it names, on which side, of whom, what it wants.

It tells too whether a question belongs here, and where it belongs if not. Wording is data
(`language.toml`, `scope.toml`); this room decides by it and refuses to answer.
"""

from globulin.answers.understanding.intents import ABBREVIATION, WHAT_IS
from globulin.answers.understanding.signals import Signals, read_signals
from globulin.answers.understanding.understand import understand
from globulin.answers.understanding.understood import CERTAIN, Understanding

__all__ = [
    "ABBREVIATION",
    "CERTAIN",
    "WHAT_IS",
    "Signals",
    "Understanding",
    "read_signals",
    "understand",
]
