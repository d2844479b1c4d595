"""The order in which every medium shows a page, and what a statement carries along."""

from collections.abc import Iterator
from dataclasses import dataclass

from globulin.model import FigureItem, Page, SourceEntry, Statement


@dataclass(frozen=True, slots=True)
class Listed:
    """A headed list of statements that every page has, beside its sections."""

    id: str
    heading: str
    statements: tuple[Statement, ...]


def advice_lists(page: Page) -> Iterator[Listed]:
    """Yield what to do, by urgency, then when to get help."""
    for step in page.next_steps:
        yield Listed(f"next-{step.urgency}", step.heading, step.statements)


def source_link(source: SourceEntry) -> str | None:
    """Return where a reader can follow a source: by PMID, by DOI, else at its own address."""
    if source.pmid:
        return f"https://pubmed.ncbi.nlm.nih.gov/{source.pmid}/"
    if source.doi:
        return f"https://doi.org/{source.doi}"
    return source.url


def source_line(source: SourceEntry) -> str:
    """Return title, publisher and year of a source on one line."""
    parts = (source.title.rstrip("."), source.publisher, source.year)
    return ". ".join(str(part) for part in parts if part) + "."


def source_marks(cited: Statement | FigureItem) -> str:
    """Return the numbers of its sources, in brackets, with a space before them."""
    if not cited.sources:
        return ""
    return f" [{', '.join(str(number) for number in cited.sources)}]"


def one_line(text: str) -> str:
    """Return a text on one line, without control characters: a terminal obeys those."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
