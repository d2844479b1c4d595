"""What the site bears: kept and fresh pages a second, waiting times, memory, bytes of a page.

Datasette serves a page of the same size beside it, in turn with it, so that a slow moment of the
machine hits both. It keeps no pages: each is a query and a template.
"""

import os
import re
import shutil
import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path

from bench.load import HOST, Outcome, drive, get, post
from bench.servers import FILLED, Server, datasette, running
from bench.start import COMMAND

ANSWER = "/answers/what-causes-high-immunoglobulin-m-igm"
UNITS = "?units=g/L"
REPORT = Path(__file__).parents[1] / "examples" / "portal.txt"
ROUNDS = 3
ROUND_SECONDS = 4
CONNECTIONS = 8
RATE = 200
RATE_SECONDS = 15
RATE_CONNECTIONS = 64
MIXED = 100_000
WARM = 2_000
# Of so many requests one is an unknown page, a search, a read; the others are kept pages.
EACH_UNKNOWN, EACH_SEARCH, EACH_READ = 40, 50, 100
WRK = shutil.which("wrk")


def rate(server: Server, path: str) -> float:
    """Return how many answers a second come from one address."""
    if WRK is None:
        requests = [get(path)]
        return drive(server.port, requests, connections=CONNECTIONS, seconds=ROUND_SECONDS).rate
    command = (WRK, "-t1", f"-c{CONNECTIONS}", f"-d{ROUND_SECONDS}s", "-H", "accept-encoding: gzip")
    address = f"http://{HOST}:{server.port}{path}"
    ran = subprocess.run((*command, address), capture_output=True, check=True, text=True)  # noqa: S603
    return float(re.search(r"Requests/sec:\s+([\d.]+)", ran.stdout)[1])


def tell_kept(site: Server, peer: Server) -> str:
    """Return one line: a kept page again and again, against a page of Datasette."""
    pairs = [(rate(site, ANSWER), rate(peer, FILLED)) for _ in range(ROUNDS)]
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(own / other for own, other in pairs)
    means = "wrk" if WRK else "bench.load"
    return (
        f"kept answer page: {ours:.0f} a second; Datasette, same size: {theirs:.0f}; "
        f"ratio {ratio:.1f} ({means}, {CONNECTIONS} connections)"
    )


def tell_fresh(site: Server, peer: Server, slugs: list[str]) -> str:
    """Return one line: every answer page for the first time, in both units where it has them."""
    paths = [path for slug in slugs for path in (slug, slug + UNITS)]
    ours, own_cpu = _costed(site, [get(path) for path in paths])
    theirs, other_cpu = _costed(peer, [get(FILLED)] * len(paths))
    return (
        f"fresh answer page: {ours.rate:.0f} a second, {own_cpu:.1f} ms CPU each, over "
        f"{len(paths)} pages{_unusual(ours)}; Datasette: {theirs.rate:.0f}, {other_cpu:.1f} ms"
        f"{_unusual(theirs)}; ratio {ours.rate / theirs.rate:.2f}"
    )


def _costed(server: Server, requests: list[bytes]) -> tuple[Outcome, float]:
    """Return what came back, and the server's milliseconds of CPU for each answer."""
    before = server.cpu_seconds
    outcome = drive(server.port, requests, connections=CONNECTIONS)
    return outcome, 1000.0 * (server.cpu_seconds - before) / len(requests)


def tell_waiting(name: str, server: Server, requests: list[bytes]) -> str:
    """Return one line: how long answers take when requests come at a fixed pace."""
    outcome = drive(
        server.port, requests, connections=RATE_CONNECTIONS, seconds=RATE_SECONDS, rate=RATE
    )
    half, most = outcome.percentile(0.5), outcome.percentile(0.99)
    return f"{name}, {RATE} a second: p50 {half:.1f} ms, p99 {most:.1f} ms{_unusual(outcome)}"


def tell_memory(site: Server, slugs: list[str]) -> str:
    """Return one line: resident memory after each quarter of many requests of every kind."""
    drive(site.port, list(mixed(slugs, 0, WARM)))
    held = [site.resident_megabytes]
    quarter = MIXED // 4
    for number in range(4):
        start = WARM + number * quarter
        drive(site.port, list(mixed(slugs, start, start + quarter)))
        held.append(site.resident_megabytes)
    steps = ", ".join(f"{megabytes:.1f}" for megabytes in held)
    return (
        f"memory over {MIXED:,} requests: {steps} MB; grown by {held[-1] - held[0]:+.1f} MB, "
        f"in the second half by {held[-1] - held[2]:+.1f} MB"
    )


def mixed(slugs: list[str], start: int, end: int) -> Iterator[bytes]:
    """Yield requests of every kind; what is typed is never the same twice."""
    report = REPORT.read_text()
    for number in range(start, end):
        slug = slugs[number % len(slugs)]
        words = slug.rpartition("/")[2].replace("-", " ")
        if number % EACH_READ == 0:
            yield post("/read", pasted=f"{report}\nsample {number}")
        elif number % EACH_SEARCH == 1:
            yield post("/search", q=f"{words} {number}")
        elif number % EACH_UNKNOWN == 2:  # noqa: PLR2004 - the place in the round
            yield get(f"/answers/x-{number}")
        else:
            yield get(slug)


def tell_bytes(site: Server, slugs: list[str]) -> str:
    """Return one line: the heaviest answer page with all that it loads, as it is sent."""
    sent = drive(site.port, [get(slug) for slug in slugs], connections=1).body_bytes
    heaviest, slug = max(zip(sent, slugs, strict=True))
    assets = sorted(set(re.findall(r'(?:href|src)="(/static/[^"]+)"', site.text(slug))))
    # The second answer is the one that is kept, and packed.
    loaded = drive(site.port, [get(path) for path in assets * 2], connections=1).body_bytes
    whole = heaviest + sum(loaded[len(assets) :])
    parts = ", ".join(
        f"{path.rpartition('/')[2].partition('.')[0]}{path[path.rindex('.') :]} {size:,}"
        for path, size in zip(assets, loaded[len(assets) :], strict=True)
    )
    return f"heaviest answer page: {whole:,} bytes whole (HTML {heaviest:,}, {parts}): {slug}"


def _unusual(outcome: Outcome) -> str:
    """Return the statuses that are no plain success, in brackets."""
    others = {status: n for status, n in sorted(outcome.statuses.items()) if status != 200}  # noqa: PLR2004
    told = ", ".join(f"{count} of status {status}" for status, count in others.items())
    return f" ({told})" if told else ""


def main() -> None:
    """Print what the site bears, each figure beside Datasette's where it has one."""
    with running((COMMAND, "serve", "--port", "0")) as site:
        slugs = re.findall(r"<loc>http://[^/]+(/answers/[^<]+)</loc>", site.text("/sitemap.xml"))
        drive(site.port, [get(ANSWER)], connections=1)
        (size,) = drive(site.port, [get(ANSWER)], connections=1).body_bytes
        print(f"load of the machine before: {os.getloadavg()[0]:.1f}")
        with datasette(size) as peer:
            (same,) = drive(peer.port, [get(FILLED)], connections=1).body_bytes
            print(f"answer page as sent: {size:,} bytes; Datasette's page: {same:,}")
            print(tell_fresh(site, peer, slugs))
            print(tell_kept(site, peer))
            kept = [get(slug) for slug in slugs]
            print(tell_waiting("kept answer pages", site, kept))
            every = list(mixed(slugs, 0, RATE * RATE_SECONDS))
            print(tell_waiting("every kind of request", site, every))
            print(tell_waiting("Datasette", peer, [get(FILLED)]))
        print(tell_bytes(site, slugs))
        print(tell_memory(site, slugs))
    print(f"load of the machine after: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
