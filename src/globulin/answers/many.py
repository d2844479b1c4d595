"""Many questions: each gets its answer, or a fault in its place, in order."""

from collections.abc import Iterable, Iterator

from globulin.answers.compose import answer_question
from globulin.errors import GlobulinError
from globulin.knowledge import Knowledge
from globulin.model import InputFault, Page, Question

EXPECTED = ": expected "


def answer_each(
    questions: Iterable[Question | InputFault], knowledge: Knowledge
) -> Iterator[Page | InputFault]:
    """Yield the answer of each question; a fault stays in its place, so that no order shifts.

    Only one answer is held at a time.
    """
    for number, question in enumerate(questions, start=1):
        if isinstance(question, InputFault):
            yield question
            continue
        try:
            yield answer_question(question, knowledge)
        except GlobulinError as error:
            yield fault_of(error, where=f"line {number}")


def fault_of(error: GlobulinError, *, where: str) -> InputFault:
    """Return an error as machines are told it.

    >>> from globulin.errors import UsageError
    >>> fault_of(UsageError("question: 9 letters: expected at most 5"), where="line 2").expected
    'at most 5'
    """
    what, _, expected = str(error).rpartition(EXPECTED)
    return InputFault(code=error.code, where=where, what=what or expected, expected=expected)
