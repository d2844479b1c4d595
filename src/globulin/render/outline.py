"""The order in which every medium shows a page, and what a statement carries along."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from globulin.model import FigureItem, Page, RedFlag, SourceEntry, Statement, Urgency

NOTE = "note"


@dataclass(frozen=True, slots=True)
class Listed:
    """A headed list of statements that every page has, beside its sections."""

    id: str
    heading: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class FlagBox:
    """What stands above everything at one urgency."""

    urgency: Urgency
    statements: tuple[Statement, ...]


def flag_boxes(flags: Sequence[RedFlag]) -> list[FlagBox]:
    """Return a box for each urgency, in the order of the flags: what to do is said once.

    The first flag of all is told whole, the others without what was said above; the notes of who
    has read the words stand last. A sentence that is said once carries the sources of all.
    """
    said: dict[str, Statement] = {}
    first: dict[str, Urgency] = {}
    for flag in flags:
        for statement in flag.statements:
            key = statement.text
            first.setdefault(key, flag.urgency)
            said[key] = _joined(said.get(key, statement), statement)
    boxes = []
    for urgency in dict.fromkeys(flag.urgency for flag in flags):
        own = [said[key] for key, place in first.items() if place == urgency]
        own.sort(key=lambda statement: statement.kind == NOTE)
        if own:
            boxes.append(FlagBox(urgency, tuple(own)))
    return boxes


def _joined(kept: Statement, again: Statement) -> Statement:
    """Return a statement with the sources of its repeat."""
    sources = tuple(sorted({*kept.sources, *again.sources}))
    return replace(kept, sources=sources) if sources != kept.sources else kept


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
