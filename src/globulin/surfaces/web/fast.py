"""Answers kept pages at once, before any routing; the rest goes on to the application."""

import gzip
from collections.abc import Callable

from globulin.surfaces.web.headers import App, Receive, Scope, Send
from globulin.surfaces.web.kept import KeptPage, PageShelf

SAFE = ("GET", "HEAD")


def with_kept(app: App, shelf: PageShelf, note_view: Callable[[str], None]) -> App:
    """Return the application with kept pages in front of it."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in SAFE:
            await app(scope, receive, send)
            return
        page = shelf.get(scope["path"], scope["query_string"])
        if page is None:
            await app(scope, receive, send)
            return
        if page.slug is not None:
            note_view(page.slug)
        await send_kept(page, scope, send)

    return wrapped


async def send_kept(page: KeptPage, scope: Scope, send: Send) -> None:
    """Send a kept page: packed where the browser takes that, as a mark where it has it."""
    accepts, known = b"", b""
    for name, value in scope["headers"]:
        if name == b"accept-encoding":
            accepts = value
        elif name == b"if-none-match":
            known = value
    headers = [
        (b"etag", page.etag),
        (b"cache-control", page.age),
        (b"vary", b"accept-encoding"),
    ]
    if page.etag in known:
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    body = page.packed
    if b"gzip" in accepts:
        headers.append((b"content-encoding", b"gzip"))
    else:
        body = gzip.decompress(body)
    headers += [(b"content-type", page.kind), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
