"""Whether a cause can be explained: one that is ranked, and no umbrella over others."""

from difflib import get_close_matches

from globulin.errors import UsageError
from globulin.knowledge import Knowledge

MOST_NAMED = 3


def check_cause(cause: str, knowledge: Knowledge) -> None:
    """Refuse what is not the id of a ranked cause, and say what would be right.

    Raises:
        UsageError: no cause of that id is ranked.
    """
    conditions = {condition.id: condition for condition in knowledge.conditions()}
    ranked = sorted(key for key, condition in conditions.items() if not condition.umbrella)
    if cause in ranked:
        return
    if cause in conditions:
        below = [key for key in ranked if conditions[key].parent == cause]
        message = f"cause {cause!r} is a group of causes: expected one of {', '.join(below)}"
        raise UsageError(message)
    close = get_close_matches(cause, ranked, n=MOST_NAMED)
    expected = f"such as {', '.join(close)}" if close else "of one cause"
    message = (
        f"no cause {cause!r} is known: expected an id {expected} "
        "('globulin knowledge list conditions' names them)"
    )
    raise UsageError(message)
