"""The sources of a page as HTML, each with a way to follow it."""

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from globulin.model import SourceEntry
from globulin.render.outline import source_line, source_link


def show_sources(sources: Iterable[SourceEntry]) -> Markup:
    """Return the sources as items of a numbered list, a line each."""
    lines = (f'<li id="s{one.n}">{_body(one)}</li>\n' for one in sources)
    # Every part was escaped where it was made.
    return Markup("".join(lines))  # noqa: S704


def _body(source: SourceEntry) -> str:
    return _written(source_line(source), source.note, source.pmid, source.doi, source_link(source))


# Pages share their sources.
@lru_cache(maxsize=4096)
def _written(
    line: str, note: str | None, pmid: str | None, doi: str | None, link: str | None
) -> str:
    note_text = f" {escape(note)}" if note else ""
    if link is None:
        return f"{escape(line)}{note_text}"
    name, mark = urlsplit(link).netloc, ' class="address"'
    if pmid or doi:
        name, mark = f"PMID {pmid}" if pmid else f"doi {doi}", ""
    return f'{escape(line)}{note_text} <a{mark} href="{escape(link)}">{escape(name)}</a>'
