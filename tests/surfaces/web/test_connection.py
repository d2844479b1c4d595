"""Connections that send nothing, or half a head: closed in time, and nobody else waits."""

import asyncio

import pytest
import uvicorn

from globulin.surfaces.web.connection import TimedConnection

pytestmark = pytest.mark.enable_socket


class Hasty(TimedConnection):
    """Waits a fifth of a second for a head."""

    head_seconds = 0.2


async def ready(scope, receive, send) -> None:  # noqa: ANN001 - a plain ASGI application
    """Answer every request."""
    del scope, receive
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"ok"})


async def sent_in_pieces(pieces: list[bytes], pause: float) -> bytes:
    """Return what comes back until the server closes, or one second is over."""
    config = uvicorn.Config(ready, port=0, http=Hasty, ws="none", lifespan="off", log_config=None)
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve())
    while not server.started and not running.done():  # noqa: ASYNC110 - told by this flag alone
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)

    async def write() -> None:
        for piece in pieces:
            writer.write(piece)
            await asyncio.sleep(pause)

    writing = asyncio.create_task(write())
    try:
        return await asyncio.wait_for(reader.read(), 2)
    except TimeoutError:
        return b"still open"
    finally:
        writing.cancel()
        writer.close()
        server.should_exit = True
        await running


@pytest.mark.parametrize(
    "pieces", [[], [b"GET / HT"], [b"x"] * 50], ids=["nothing", "half a head", "drops"]
)
def test_a_head_that_does_not_come_is_given_up(pieces: list[bytes]) -> None:
    """Each byte does not win more time."""
    answer = asyncio.run(sent_in_pieces(pieces, 0.05))

    assert b"" == answer


def test_a_second_head_that_does_not_come_is_given_up() -> None:
    """After an answer the same holds."""
    whole = b"GET / HTTP/1.1\r\nhost: a\r\n\r\n"
    answer = asyncio.run(sent_in_pieces([whole, b"GET /"], 0.1))

    assert answer.startswith(b"HTTP/1.1 200")


def test_a_whole_head_in_two_pieces_is_answered() -> None:
    """Whoever is slow and not too slow is served."""
    pieces = [b"GET / HTTP/1.1\r\n", b"host: a\r\nconnection: close\r\n\r\n"]
    answer = asyncio.run(sent_in_pieces(pieces, 0.05))

    assert b"ok" in answer
