"""Pages that are the same for everybody, kept as they are sent: packed, with their mark."""

import gzip
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import sha256

HTML = "text/html; charset=utf-8"
# Long enough to spare a reader's second visit the load, short enough for a corrected fact.
PAGE_AGE = b"public, max-age=300"
ASSET_AGE = b"public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A body packed with gzip, and the headers of its answer without a length."""

    packed: bytes
    kind: bytes
    etag: bytes
    age: bytes
    slug: str | None


def keep(
    body: bytes, *, kind: str = HTML, age: bytes = PAGE_AGE, slug: str | None = None
) -> KeptPage:
    """Return a body as it is kept; the same body gives the same bytes."""
    mark = f'"{sha256(body).hexdigest()[:20]}"'.encode()
    return KeptPage(gzip.compress(body, 6, mtime=0), kind.encode(), mark, age, slug)


class PageShelf:
    """The pages kept, by path and query; the one not asked for longest goes first."""

    def __init__(self, most: int) -> None:
        """Keep at most so many pages."""
        self._most = most
        self._pages: OrderedDict[tuple[str, bytes], KeptPage] = OrderedDict()

    def get(self, path: str, query: bytes) -> KeptPage | None:
        """Return a page, or None where it is not kept."""
        page = self._pages.get((path, query))
        if page is not None:
            self._pages.move_to_end((path, query))
        return page

    def put(self, path: str, query: bytes, page: KeptPage) -> None:
        """Keep a page."""
        self._pages[path, query] = page
        if len(self._pages) > self._most:
            self._pages.popitem(last=False)
