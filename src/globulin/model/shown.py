"""Parts that an answer and an interpretation both show."""

from dataclasses import dataclass

from globulin.model.sentence import Urgency
from globulin.model.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlag:
    """A red flag that this question triggered."""

    id: str
    urgency: Urgency
    triggered_by: tuple[str, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEntry:
    """A source as the page lists it; `n` is its number on this page."""

    n: int
    id: str
    title: str
    publisher: str
    year: int | None
    url: str | None
    pmid: str | None
    doi: str | None
    note: str | None = None
