"""A load generator of plain sockets: requests made ready beforehand, whole answers read.

It runs in a process of its own, so that it takes no time from the one that measures memory.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import cycle
from multiprocessing import get_context
from urllib.parse import urlencode

HOST = "127.0.0.1"
HEAD_END = b"\r\n\r\n"
LINE_END = b"\r\n"
# As a browser sends it.
ACCEPTS = "accept-encoding: gzip, deflate, br\r\naccept: text/html\r\n"
MOST_LINE = 1 << 20


@dataclass(slots=True)
class Outcome:
    """What a run gave: statuses, bytes of the bodies, and milliseconds of each answer."""

    seconds: float = 0.0
    body_bytes: list[int] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    @property
    def rate(self) -> float:
        """Return the answers a second."""
        return len(self.milliseconds) / self.seconds

    def percentile(self, share: float) -> float:
        """Return the milliseconds that this share of the answers did not take longer than."""
        ordered = sorted(self.milliseconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def get(path: str) -> bytes:
    """Return a GET as it goes over the line."""
    return f"GET {path} HTTP/1.1\r\nhost: {HOST}\r\n{ACCEPTS}\r\n".encode()


def post(path: str, **fields: str) -> bytes:
    """Return a POST of a form as it goes over the line."""
    body = urlencode(fields)
    head = f"POST {path} HTTP/1.1\r\nhost: {HOST}\r\n{ACCEPTS}sec-fetch-site: same-origin\r\n"
    kind = "content-type: application/x-www-form-urlencoded\r\n"
    return f"{head}{kind}content-length: {len(body)}\r\n\r\n{body}".encode()


def drive(
    port: int,
    requests: Sequence[bytes],
    *,
    connections: int = 8,
    seconds: float | None = None,
    rate: float | None = None,
) -> Outcome:
    """Return what came back for the requests, each once or round and round for some seconds.

    Args:
        port: where the server listens on loopback.
        requests: what is sent.
        connections: how many stay open; each sends its next request after a whole answer.
        seconds: for how long; without it every request is sent once.
        rate: requests start at this fixed pace, whatever the answers do, and their time counts
            from the moment when they were due.
    """
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_run, port, requests, connections, seconds, rate).result()


def _run(
    port: int,
    requests: Sequence[bytes],
    connections: int,
    seconds: float | None,
    rate: float | None,
) -> Outcome:
    return asyncio.run(_drive(port, requests, connections, seconds, rate))


async def _drive(
    port: int,
    requests: Sequence[bytes],
    connections: int,
    seconds: float | None,
    rate: float | None,
) -> Outcome:
    outcome = Outcome()
    begin = time.perf_counter()
    due = _schedule(requests, begin, seconds, rate)
    await asyncio.gather(*(_client(port, due, outcome) for _ in range(connections)))
    outcome.seconds = time.perf_counter() - begin
    return outcome


def _schedule(
    requests: Sequence[bytes], begin: float, seconds: float | None, rate: float | None
) -> Iterator[tuple[bytes, float | None]]:
    """Yield each request with the moment when it is due; None is at once."""
    for number, request in enumerate(requests if seconds is None else cycle(requests)):
        due = None if rate is None else begin + number / rate
        if seconds is not None and (due or time.perf_counter()) >= begin + seconds:
            return
        yield request, due


async def _client(
    port: int, schedule: Iterator[tuple[bytes, float | None]], outcome: Outcome
) -> None:
    reader, writer = await asyncio.open_connection(HOST, port, limit=MOST_LINE)
    for request, due in schedule:
        start = due or time.perf_counter()
        if due is not None:
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
        writer.write(request)
        status, size = await _answer(reader)
        outcome.milliseconds.append(1000.0 * (time.perf_counter() - start))
        outcome.body_bytes.append(size)
        outcome.statuses[status] += 1
    writer.close()
    await writer.wait_closed()


async def _answer(reader: asyncio.StreamReader) -> tuple[int, int]:
    """Return status and bytes of the body, once it is whole."""
    head = (await reader.readuntil(HEAD_END)).lower()
    status = int(head.split(b" ", 2)[1])
    _, found, rest = head.partition(b"\r\ncontent-length:")
    if found:
        size = int(rest.split(LINE_END, 1)[0])
        await reader.readexactly(size)
        return status, size
    total = 0
    while size := int(await reader.readuntil(LINE_END), 16):
        total += size
        await reader.readexactly(size + len(LINE_END))
    await reader.readuntil(LINE_END)
    return status, total
