"""How a question was read."""

from dataclasses import dataclass
from typing import Literal

from globulin.answers.red_flags import Triggered
from globulin.answers.understanding.sides import Side
from globulin.model import Direction

CERTAIN, LIKELY, UNSURE, GUESS = 1.0, 0.8, 0.6, 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """How a question was read.

    `analyte` is what the route tells; `page_analyte` and `page_direction` are those whose page
    answers (of several classes the first). `intents` are all that were heard, the one that won
    first; `classes` all that were named, `sides` each with its side. `red_flags` come with the
    words that triggered them. `test` is a follow-up test and `term` a word of the glossary whose
    page answers, or is near to what is asked; `topic` says which text answers a question that is
    sent elsewhere.
    """

    intent: str
    analyte: str | None
    direction: Direction | None
    condition: str | None
    redirect: str | None
    confidence: float
    page_analyte: str | None
    page_direction: Direction | None
    test: str | None
    term: str | None
    age_days: int | None
    red_flags: tuple[Triggered, ...]
    sex: Literal["female", "male"] | None = None
    pregnant: bool | None = None
    intents: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    topic: str | None = None
    sides: tuple[tuple[str, Side | None], ...] = ()
