"""Statements as HTML: most of every page, so they are written here and not by a template."""

from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup, escape

from globulin.model import Statement
from globulin.render.linked_words import LinkedWords


def show_items(
    statements: Iterable[Statement], words: LinkedWords | None, own_label: str
) -> Markup:
    """Return the statements as items of a list, a line each."""
    lines = (f"<li>{_shown(s, words, own_label)}</li>\n" for s in statements)
    # Every part was escaped where it was made.
    return Markup("".join(lines))  # noqa: S704


def show_sentences(
    statements: Iterable[Statement], words: LinkedWords | None, own_label: str
) -> Markup:
    """Return the statements as running text."""
    return Markup(" ".join(_shown(s, words, own_label) for s in statements))  # noqa: S704


@lru_cache(maxsize=4096)
def show_marks(numbers: tuple[int, ...], own_label: str) -> Markup:
    """Return what a statement rests on, in small: a reading of ours, and its sources by number.

    An empty `own_label`: no reading of ours.
    """
    own = f'<span class="own">({escape(own_label)})</span>' if own_label else ""
    links = "".join(f'<a href="#s{number}">[{number}]</a>' for number in numbers)
    if not own and not links:
        return Markup()
    between = " " if own and links else ""
    return Markup(f' <span class="marks">{own}{between}{links}</span>')  # noqa: S704


def _shown(statement: Statement, words: LinkedWords | None, own_label: str) -> str:
    # Not kept for the next page: a statement may hold a value of one person.
    text = str(escape(statement.text)) if words is None else words.link_in(statement.text)
    marks = show_marks(statement.sources, own_label if statement.our_reading else "")
    # Added to markup, a text would be escaped once more.
    return f"{text}{marks}"
