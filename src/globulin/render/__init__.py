"""Shows a page in a medium: text, Markdown, HTML, JSON, figures as SVG.

This room refuses to compute and to word: every sentence and label comes with the page.
"""

from collections.abc import Sequence
from typing import Literal

from globulin.model import InputFault, Interpretation, Page, Reference

__all__ = [
    "Format",
    "render_answers",
    "render_fault",
    "render_interpretations",
    "render_page",
    "render_reference",
]

Format = Literal["text", "json", "ndjson", "markdown", "html"]


def render_page(page: Page, *, format: Format) -> str:  # noqa: A002 - the name on the command line
    """Return the page in a format, ending in a line feed; the same page gives the same bytes."""
    # Each medium is loaded when it is asked for: a template engine is no part of JSON.
    if format in {"json", "ndjson"}:
        from globulin.render.document import render_json

        return render_json(page, is_one_line=format == "ndjson")
    if format == "html":
        from globulin.render.html import render_html

        return render_html(page)
    if format == "markdown":
        from globulin.render.markdown import render_markdown

        return render_markdown(page)
    from globulin.render.plain import render_plain

    return render_plain(page)


def render_interpretations(found: Sequence[Interpretation], *, is_one_line: bool) -> str:
    """Return interpretations as one JSON document, or as one line a person."""
    from globulin.render import document

    return document.render_interpretations(found, is_one_line=is_one_line)


def render_answers(answers: Sequence[Page | InputFault], *, is_one_line: bool) -> str:
    """Return many answers as one JSON document, or as one line an answer."""
    from globulin.render import document

    return document.render_answers(answers, is_one_line=is_one_line)


def render_fault(fault: InputFault, *, is_one_line: bool) -> str:
    """Return a fault as one JSON document."""
    from globulin.render import document

    return document.render_fault(fault, is_one_line=is_one_line)


def render_reference(reference: Reference, *, is_one_line: bool) -> str:
    """Return the tables of an analyte as one JSON document."""
    from globulin.render import document

    return document.render_reference(reference, is_one_line=is_one_line)
