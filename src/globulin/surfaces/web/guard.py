"""What is refused before anything is read: foreign forms, too much, too slow.

A form of another site cannot post here: browsers tell where a request comes from
(https://www.w3.org/TR/fetch-metadata/); older ones tell the origin at least.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from globulin.surfaces.web.headers import App, Message, Receive, Scope, Send
from globulin.surfaces.web.settings import WebSettings

SAFE = frozenset({"GET", "HEAD"})
OWN = frozenset({"same-origin", "none"})


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not answered: an HTTP status, and the label that tells the reader."""

    status: int
    label: str


class TooMuch(Exception):  # noqa: N818 - a refusal while a request is read, no fault of ours
    """A body went over a bound while it arrived: the application answers with its refusal."""

    def __init__(self, refusal: Refusal) -> None:
        """Keep the refusal."""
        super().__init__(refusal.label)
        self.refusal = refusal


def guarded(app: App, refuse: App, settings: WebSettings) -> App:
    """Return the application behind the guard; `refuse` answers what may not pass.

    `refuse` finds the refusal in `scope["state"]["refusal"]`.
    """

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        refusal = _refusal(scope, settings)
        if refusal is None:
            await app(scope, _bounded(receive, settings), send)
            return
        scope.setdefault("state", {})["refusal"] = refusal
        await refuse(scope, receive, send)

    return wrapped


def _refusal(scope: Scope, settings: WebSettings) -> Refusal | None:
    headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
    target = len(scope.get("raw_path") or b"") + len(scope["query_string"])
    if target > settings.most_target_bytes:
        return Refusal(414, "error_question")
    if scope["method"] in SAFE:
        return None
    if not _is_own(headers):
        return Refusal(403, "error_origin")
    if b"content-length" in headers and b"transfer-encoding" in headers:
        # Two servers may disagree where such a body ends (RFC 9112, section 6.3).
        return Refusal(400, "error_lead")
    length = headers.get(b"content-length", "0")
    if not length.isdigit() or int(length) > settings.most_body_bytes:
        return Refusal(413, "error_too_large")
    return None


def _is_own(headers: Mapping[bytes, str]) -> bool:
    """Tell whether a request comes from a page of this site, or from no page at all."""
    site = headers.get(b"sec-fetch-site")
    if site is not None:
        return site in OWN
    origin = headers.get(b"origin")
    if origin is None:
        return True
    return urlsplit(origin).netloc == headers.get(b"host", "") != ""


def _bounded(receive: Receive, settings: WebSettings) -> Receive:
    """Return the stream of a body that ends with a refusal where it is too long or too slow."""
    left = settings.most_body_bytes
    ends: float | None = None
    is_whole = False

    async def bounded() -> Message:
        nonlocal left, ends, is_whole
        if is_whole:
            return await receive()
        # The time of a body begins when it is first asked for.
        ends = ends or asyncio.get_running_loop().time() + settings.body_seconds
        try:
            async with asyncio.timeout_at(ends):
                message = await receive()
        except TimeoutError:
            raise TooMuch(Refusal(408, "error_slow")) from None
        if message["type"] == "http.request":
            left -= len(message.get("body", b""))
            is_whole = not message.get("more_body", False)
            if left < 0:
                raise TooMuch(Refusal(413, "error_too_large"))
        return message

    return bounded
