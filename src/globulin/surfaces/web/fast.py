"""Answers kept pages at once, before any routing; the rest goes on to the application.

Whatever is text goes out packed where the browser takes that, kept or not.
"""

import gzip
from collections.abc import Callable
from urllib.parse import parse_qs

from globulin.surfaces.web.headers import App, Message, Receive, Scope, Send
from globulin.surfaces.web.kept import KeptPage, PageShelf

PACKING_LEVEL = 6
LEAST_PACKED = 500
TEXT = (b"text/", b"application/json")


def with_kept(app: App, shelf: PageShelf, note_view: Callable[[str], None]) -> App:
    """Return the application with kept pages in front of it."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        if scope["method"] == "HEAD":
            # Answered as a GET whose body stays here.
            scope, send = {**scope, "method": "GET"}, _without_body(send)
        is_packed = b"gzip" in _header(scope, b"accept-encoding")
        send_own = _packing(send) if is_packed else send
        if scope["method"] != "GET":
            await app(scope, receive, send_own)
            return
        page = shelf.get(scope["path"], kept_query(scope["query_string"]))
        if page is None:
            await app(scope, receive, _from_shelf(shelf, scope, send, send_own))
            return
        if page.slug is not None:
            note_view(page.slug)
        await send_kept(page, scope, send)

    return wrapped


def kept_query(query: bytes) -> bytes:
    """Return what of a query makes another page: the unit, and nothing that others hang on."""
    if b"units=" not in query:
        return b""
    units = parse_qs(query.decode("latin-1"), keep_blank_values=True).get("units")
    return f"units={units[-1]}".encode() if units else b""


def _from_shelf(shelf: PageShelf, scope: Scope, send: Send, send_own: Send) -> Send:
    """Return a way to send that takes the page from the shelf if its handler just put it there.

    The first reader of a page gets what the next ones get.
    """
    page: KeptPage | None = None

    async def send_fresh(message: Message) -> None:
        nonlocal page
        if message["type"] == "http.response.start":
            page = shelf.get(scope["path"], kept_query(scope["query_string"]))
            if page is not None:
                await send_kept(page, scope, send)
        if page is None:
            await send_own(message)

    return send_fresh


def _without_body(send: Send) -> Send:
    """Return a way to send that leaves the body out; its length is told all the same."""

    async def send_head(message: Message) -> None:
        await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

    return send_head


def _header(scope: Scope, wanted: bytes) -> bytes:
    return next((value for name, value in scope["headers"] if name == wanted), b"")


def _packing(send: Send) -> Send:
    """Return a way to send that packs a text; the head waits until the body is known."""
    held: Message | None = None

    async def send_packed(message: Message) -> None:
        nonlocal held
        if message["type"] == "http.response.start":
            held = message
            return
        if held is not None:
            head, held = held, None
            if _is_worth_packing(head, message):
                message["body"] = gzip.compress(message["body"], PACKING_LEVEL, mtime=0)
                head["headers"] = _packed_headers(head, len(message["body"]))
            await send(head)
        await send(message)

    return send_packed


def _is_worth_packing(head: Message, message: Message) -> bool:
    """Tell whether a body is whole, a text, and long enough."""
    if message.get("more_body") or len(message.get("body", b"")) < LEAST_PACKED:
        return False
    headers = dict(head["headers"])
    is_text = headers.get(b"content-type", b"").startswith(TEXT)
    return is_text and b"content-encoding" not in headers


def _packed_headers(head: Message, length: int) -> list[tuple[bytes, bytes]]:
    changed = (b"content-length", b"vary")
    return [
        *((name, value) for name, value in head["headers"] if name not in changed),
        (b"content-length", b"%d" % length),
        (b"content-encoding", b"gzip"),
        (b"vary", b"accept-encoding"),
    ]


async def send_kept(page: KeptPage, scope: Scope, send: Send) -> None:
    """Send a kept page: packed where the browser takes that, as a mark where it has it."""
    headers = [
        (b"etag", page.etag),
        (b"cache-control", page.age),
        (b"vary", b"accept-encoding"),
    ]
    known = _header(scope, b"if-none-match")
    if page.etag in known or known == b"*":
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    body = page.packed
    if b"gzip" in _header(scope, b"accept-encoding"):
        headers.append((b"content-encoding", b"gzip"))
    else:
        body = gzip.decompress(body)
    headers += [(b"content-type", page.kind), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})
