"""A page as Markdown; whatever a text holds, it stays text."""

import re
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

# Characters that could begin a mark-up of any kind, HTML included.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
# A line's first character or number could begin a list, a quotation or a heading.
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)


def render_markdown(page: Page) -> str:
    """Return the page as CommonMark with tables, red flags first, sources last."""
    return "\n".join(_lines(page)).rstrip() + "\n"


def escape(text: str) -> str:
    """Return a text that Markdown shows as it stands."""
    return _LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", one_line(text)))


def _lines(page: Page) -> Iterator[str]:
    words = page.words
    for box in flag_boxes(page.red_flags):
        yield f"> **{escape(words[f'urgency_{box.urgency}'])}**"
        yield ">"
        yield from (f"> {_text(page, statement)}" for statement in box.statements)
        yield ""
    yield from (f"# {escape(page.title)}", "")
    if page.question:
        yield f"{escape(words['asked'])}: “{escape(page.question)}”"
    yield from (f"*{escape(words['read_as'])}: {escape(page.route.read_as)}.*", "")
    if page.route.others:
        others = "; ".join(escape(other.question) for other in page.route.others)
        yield from (f"*{escape(words['or_meant'])}: {others}*", "")
    yield from _paragraph(page, page.answer)
    if page.key_facts:
        yield from _headed_list(page, words["key_facts"], page.key_facts)
    for section in page.sections:
        yield from _section(page, section)
    yield from _claims(page)
    if page.next_steps:
        yield from (f"## {escape(words['next_steps'])}", "")
        for step in advice_lists(page):
            yield from (f"### {escape(step.heading)}", "")
            yield from _items(page, step.statements)
    yield from _headed_list(page, words["when_to_get_help"], page.when_to_get_help)
    yield from _end(page)


def _terms(page: Page) -> Iterator[str]:
    if not page.terms:
        return
    yield from (f"## {escape(page.words['terms'])}", "")
    for term in page.terms:
        told = " ".join(_text(page, statement) for statement in term.statements)
        yield f"- **{escape(term.term)}**: {told}"
    yield ""


def _end(page: Page) -> Iterator[str]:
    words = page.words
    yield from _terms(page)
    if page.sources:
        yield from (f"## {escape(words['sources'])}", "")
        for source in page.sources:
            link = source_link(source)
            note = f" {escape(source.note)}" if source.note else ""
            where = f" <{link}>" if link else ""
            yield f"{source.n}. {escape(source_line(source))}{note}{where}"
        yield ""
    if page.related:
        yield from (f"## {escape(words['related'])}", "")
        yield from (f"- {escape(entry.question)}" for entry in page.related)
        yield ""
    yield from ("---", "")
    if page.updated:
        yield f"{escape(words['updated'])}: {page.updated}."
        yield f"{escape(words['knowledge_version'])}: {page.knowledge_version[:12]}."
    yield escape(page.review.text)
    yield escape(page.disclaimer)


def _section(page: Page, section: Section) -> Iterator[str]:
    yield from (f"## {escape(section.heading)}", "")
    for block in section.blocks:
        yield from _block(page, block)


def _block(page: Page, block: Block) -> Iterator[str]:
    if block.heading:
        level = "####" if block.kind == "list" else "###"
        yield from (f"{level} {escape(block.heading)}", "")
    if block.kind == "table":
        yield from _table(block, block.statements)
    elif block.figure is not None:
        yield from _figure(block, block.figure)
    elif block.kind == "list":
        yield from _items(page, (*block.statements, *block.more))
    else:
        yield from _paragraph(page, block.statements)


def _table(block: Block, cited: Sequence[Statement | FigureItem]) -> Iterator[str]:
    """Yield a table; row i has the sources of what is cited at i."""
    yield _row(block.columns)
    yield _row(["---"] * len(block.columns), is_escaped=False)
    for row, entry in zip(block.rows, cited, strict=True):
        cells = [escape(cell) for cell in row]
        yield _row([*cells[:-1], cells[-1] + escape(source_marks(entry))], is_escaped=False)
    yield ""


def _row(cells: Iterable[str], *, is_escaped: bool = True) -> str:
    return f"| {' | '.join(escape(cell) if is_escaped else cell for cell in cells)} |"


def _figure(block: Block, figure: Figure) -> Iterator[str]:
    yield from (f"### {escape(figure.title)}", "")
    yield from (" ".join(escape(statement.text) for statement in block.statements), "")
    if block.rows:
        yield from _table(block, figure.items)
        return
    for item in figure.items:
        marks = escape(source_marks(item))
        yield f"- {escape(item.label)}: {escape(item.text)}{marks}"
    yield ""


def _claims(page: Page) -> Iterator[str]:
    if not page.claims:
        return
    yield from (f"## {escape(page.words['claims'])}", "")
    for claim in page.claims:
        verdict = page.words[f"verdict_{claim.verdict}"]
        yield from (f"### “{escape(claim.claim)}”", "")
        yield from (f"**{escape(page.words['verdict'])}: {escape(verdict)}**", "")
        yield from _paragraph(page, claim.statements[:1])
        yield from _items(page, claim.statements[1:])


def _headed_list(page: Page, heading: str, statements: tuple[Statement, ...]) -> Iterator[str]:
    yield from (f"## {escape(heading)}", "")
    yield from _items(page, statements)


def _items(page: Page, statements: Iterable[Statement]) -> Iterator[str]:
    yield from (f"- {_text(page, statement)}" for statement in statements)
    yield ""


def _paragraph(page: Page, statements: Iterable[Statement]) -> Iterator[str]:
    text = " ".join(_text(page, statement) for statement in statements)
    if text:
        yield from (text, "")


def _text(page: Page, statement: Statement) -> str:
    own = f" ({escape(page.words['our_reading'])})" if statement.our_reading else ""
    return f"{escape(statement.text)}{own}{escape(source_marks(statement))}"
