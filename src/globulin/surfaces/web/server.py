"""Runs the site with uvicorn on one socket."""

import asyncio
import logging
import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from globulin.errors import UsageError
from globulin.knowledge import open_knowledge
from globulin.surfaces.web.app import create_app
from globulin.surfaces.web.connection import TimedConnection
from globulin.surfaces.web.settings import WebSettings

# Connections that wait longer than this for their next request are closed.
IDLE_SECONDS = 15
MOST_CONNECTIONS = 1_000
MOST_HEADER_BYTES = 16_384


def serve(host: str, port: int, base_url: str | None, *, announce: Callable[[str], None]) -> None:
    """Serve the site until a signal stops it; `announce` tells where it is reached.

    Raises:
        UsageError: the address cannot be listened on.
    """
    logging.basicConfig(format="%(message)s", level=logging.INFO)
    opened = _listen(host, port)
    address = f"[{host}]" if ":" in host else host
    base = (base_url or f"http://{address}:{opened.getsockname()[1]}").rstrip("/")
    with open_knowledge() as knowledge:
        config = uvicorn.Config(
            create_app(knowledge, WebSettings(base=base), is_warm=True),
            http=TimedConnection,
            # The access log would hold addresses as typed.
            access_log=False,
            log_config=None,
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=IDLE_SECONDS,
            limit_concurrency=MOST_CONNECTIONS,
            h11_max_incomplete_event_size=MOST_HEADER_BYTES,
        )
        announce(base)
        # Ctrl+C is how a person stops it: no fault.
        with suppress(KeyboardInterrupt):
            asyncio.run(uvicorn.Server(config).serve(sockets=[opened]))


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        opened = socket.create_server((host, port), family=family)
        # Head and body are two writes: without this the second waits for the other side's word.
        # asyncio sets it only where a socket names its protocol, which this one does not.
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except OSError as error:
        message = f"--host {host} --port {port}: cannot be listened on: {error.strerror}"
        raise UsageError(message) from None
    return opened
