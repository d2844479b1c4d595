"""What to do next, by urgency: the same on a page about a question and on one about a report."""

from typing import Literal

from globulin.answers.context import Context
from globulin.model import NextStep

STEPS: tuple[Literal["same_day", "within_days", "routine"], ...] = (
    "same_day",
    "within_days",
    "routine",
)


def next_steps(context: Context) -> tuple[NextStep, ...]:
    """Return the steps of each urgency that has any."""
    words = context.interface["urgency"]
    steps = (
        NextStep(
            urgency=urgency, heading=words[urgency], statements=context.state(f"next.{urgency}")
        )
        for urgency in STEPS
    )
    return tuple(step for step in steps if step.statements)
