"""Answers a question: understands it, plans the page, chooses and fills the statements.

Text is composed by rule from facts. This room refuses to format for a medium and says nothing
that no fact carries.
"""

from globulin.answers.compose import answer_question
from globulin.answers.many import answer_each, fault_of
from globulin.answers.told_report import check_told
from globulin.answers.told_values import has_value
from globulin.answers.understanding import Understanding, understand

__all__ = [
    "Understanding",
    "answer_each",
    "answer_question",
    "check_told",
    "fault_of",
    "has_value",
    "understand",
]
