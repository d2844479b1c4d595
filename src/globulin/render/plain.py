"""A page as text for a terminal."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from globulin.model import Block, Figure, FigureItem, Page, Section, Statement
from globulin.render.outline import (
    advice_lists,
    flag_boxes,
    one_line,
    source_line,
    source_link,
    source_marks,
)

WIDTH = 78


def render_plain(page: Page) -> str:
    """Return the page wrapped at 78 columns, red flags first, sources last."""
    return "\n".join(line.rstrip() for line in _lines(page)).rstrip() + "\n"


def _lines(page: Page) -> Iterator[str]:
    words = page.words
    for box in flag_boxes(page.red_flags):
        yield f"!! {words[f'urgency_{box.urgency}'].upper()}"
        yield from _paragraph(page, box.statements)
        yield ""
    yield from _heading(page.title, "=")
    if page.question:
        yield from _wrap(f"{words['asked']}: “{one_line(page.question)}”")
    yield from _wrap(f"{words['read_as']}: {page.route.read_as}.")
    if page.route.others:
        others = "; ".join(other.question for other in page.route.others)
        yield from _wrap(f"{words['or_meant']}: {others}")
    yield ""
    yield from _paragraph(page, page.answer)
    if page.key_facts:
        yield from _headed_list(page, words["key_facts"], page.key_facts)
    for section in page.sections:
        yield from _section(page, section)
    yield from _claims(page)
    if page.next_steps:
        yield from _heading(words["next_steps"], "-")
        for step in advice_lists(page):
            yield from _wrap(step.heading)
            yield from _items(page, step.statements)
            yield ""
    yield from _headed_list(page, words["when_to_get_help"], page.when_to_get_help)
    yield from _end(page)


def _terms(page: Page) -> Iterator[str]:
    if not page.terms:
        return
    yield from _heading(page.words["terms"], "-")
    for term in page.terms:
        told = " ".join(_text(page, statement) for statement in term.statements)
        yield from _wrap(f"* {term.term}: {told}", indent="  ")
    yield ""


def _end(page: Page) -> Iterator[str]:
    words = page.words
    yield from _terms(page)
    if page.sources:
        yield from _heading(words["sources"], "-")
        for source in page.sources:
            link = source_link(source)
            note = f" {source.note}" if source.note else ""
            where = f" {link}" if link else ""
            yield from _wrap(f"[{source.n}] {source_line(source)}{note}{where}", indent="     ")
    if page.related:
        yield from _heading(words["related"], "-")
        for entry in page.related:
            yield from _wrap(f"* {entry.question}", indent="  ")
    yield ""
    yield "-" * WIDTH
    if page.updated:
        yield from _wrap(
            f"{words['updated']}: {page.updated}. "
            f"{words['knowledge_version']}: {page.knowledge_version[:12]}."
        )
    yield from _wrap(page.review.text)
    yield from _wrap(page.disclaimer)


def _section(page: Page, section: Section) -> Iterator[str]:
    yield from _heading(section.heading, "-")
    for block in section.blocks:
        yield from _block(page, block)


def _block(page: Page, block: Block) -> Iterator[str]:
    if block.heading and not block.statements:
        yield from (block.heading.upper(), "")
        return
    if block.heading:
        yield from _wrap(block.heading)
    if block.kind == "table":
        yield from _table(block.columns, block.rows, block.statements)
    elif block.figure is not None:
        yield from _figure(page, block, block.figure)
    elif block.kind == "list":
        yield from _items(page, (*block.statements, *block.more))
    else:
        yield from _paragraph(page, block.statements)
        return
    yield ""


def _table(
    columns: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    cited: Sequence[Statement | FigureItem],
) -> Iterator[str]:
    """Yield a table; row i has the sources of what is cited at i."""
    every = [columns, *rows]
    widths = [max(len(row[i]) for row in every) for i in range(len(columns))]
    if max(sum(map(len, row)) for row in every) > WIDTH:
        yield from _long_rows(columns, rows, cited)
        return
    for number, row in enumerate(every):
        marks = source_marks(cited[number - 1]) if number else ""
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  " + "  ".join(cells).rstrip() + marks
        if number == 0:
            yield "  " + "  ".join("-" * width for width in widths)


def _long_rows(
    columns: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    cited: Sequence[Statement | FigureItem],
) -> Iterator[str]:
    """Yield the rows of a table that is too wide for a terminal, one item each."""
    for row, entry in zip(rows, cited, strict=True):
        rest = (f"{name}: {cell}" for name, cell in zip(columns[1:], row[1:], strict=True))
        yield from _wrap(f"* {row[0]} ({'; '.join(rest)}){source_marks(entry)}", indent="  ")


def _figure(page: Page, block: Block, figure: Figure) -> Iterator[str]:
    yield from _wrap(figure.title)
    yield from _paragraph(page, block.statements, is_marked=False)
    if block.rows:
        yield from _table(block.columns, block.rows, figure.items)
        return
    for item in figure.items:
        yield from _wrap(f"* {item.label}: {item.text}{source_marks(item)}", indent="  ")


def _claims(page: Page) -> Iterator[str]:
    if not page.claims:
        return
    yield from _heading(page.words["claims"], "-")
    for claim in page.claims:
        yield from _wrap(f"“{claim.claim}”")
        yield from _wrap(f"{page.words['verdict']}: {page.words[f'verdict_{claim.verdict}']}")
        yield from _paragraph(page, claim.statements[:1])
        yield from _items(page, claim.statements[1:])
        yield ""


def _headed_list(page: Page, heading: str, statements: tuple[Statement, ...]) -> Iterator[str]:
    yield from _heading(heading, "-")
    yield from _items(page, statements)
    yield ""


def _heading(text: str, mark: str) -> Iterator[str]:
    lines = textwrap.wrap(text, WIDTH)
    yield ""
    yield from lines
    yield mark * max(map(len, lines), default=0)
    yield ""


def _items(page: Page, statements: Iterable[Statement]) -> Iterator[str]:
    for statement in statements:
        yield from _wrap(f"* {_text(page, statement)}", indent="  ")


def _paragraph(
    page: Page, statements: Iterable[Statement], *, is_marked: bool = True
) -> Iterator[str]:
    text = " ".join(_text(page, s) if is_marked else s.text for s in statements)
    if text:
        yield from _wrap(text)
        yield ""


def _text(page: Page, statement: Statement) -> str:
    own = f" ({page.words['our_reading']})" if statement.our_reading else ""
    return f"{statement.text}{own}{source_marks(statement)}"


def _wrap(text: str, *, indent: str = "") -> list[str]:
    # A long address stays whole: a reader copies it.
    return textwrap.wrap(
        text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
