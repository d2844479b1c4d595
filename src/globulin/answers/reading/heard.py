"""What a text says of an emergency, where nothing else in it could be read."""

from globulin.answers.reading.interpret import interpret_report
from globulin.knowledge import Knowledge
from globulin.model import Person, RedFlag, Report


def hear_text(text: str, knowledge: Knowledge) -> tuple[RedFlag, ...]:
    """Return the red flags that the words of a text raise, most urgent first."""
    heard = interpret_report(Report(person=Person(), overheard=(text,)), knowledge)
    return heard.red_flags
