"""Servers under load, each a process of its own with one worker on loopback."""

import os
import re
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from bench.load import HOST, drive, get

START_SECONDS = 60
ADDRESS = re.compile(rf"http://{re.escape(HOST)}:(\d+)")
DATASETTE = str(Path(sys.executable).with_name("datasette"))
# The row page of Datasette: a query and a template, sent as it is.
EMPTY, FILLED = "/page/page/1", "/page/page/2"


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its process and its port."""

    process: int
    port: int

    def text(self, path: str) -> str:
        """Return the body at a path."""
        connection = HTTPConnection(HOST, self.port, timeout=START_SECONDS)
        connection.request("GET", path)
        text = connection.getresponse().read().decode()
        connection.close()
        return text

    @property
    def cpu_seconds(self) -> float:
        """Return the time that the process has computed so far, as Linux tells it."""
        fields = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def resident_megabytes(self) -> float:
        """Return the memory that the process holds now, as Linux tells it."""
        status = Path(f"/proc/{self.process}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) / 1024.0


@contextmanager
def running(command: Sequence[str]) -> Iterator[Server]:
    """Start a server, yield it once it listens, and end it."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        with log.open("wb") as written:
            process = subprocess.Popen(command, stdout=written, stderr=written)  # noqa: S603
        try:
            yield Server(process.pid, _port(process, log))
        finally:
            process.terminate()
            process.wait()


def _port(process: subprocess.Popen[bytes], log: Path) -> int:
    """Return the port that a server prints, once something answers there."""
    ends = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < ends:
        found = ADDRESS.search(log.read_text())
        if found:
            port = int(found[1])
            with socket.create_connection((HOST, port), timeout=START_SECONDS):
                return port
        time.sleep(0.05)
    raise SystemExit(log.read_text())


@contextmanager
def datasette(page_bytes: int) -> Iterator[Server]:
    """Run Datasette with a row whose page (`FILLED`) is so many bytes long."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.db"
        _write(file, 1, "")
        port = ("--host", HOST, "--port", "0")
        with running((DATASETTE, "serve", str(file), *port)) as server:
            (empty,) = drive(server.port, [get(EMPTY)], connections=1).body_bytes
            _write(file, 2, "x" * (page_bytes - empty))
            yield server


def _write(file: Path, number: int, text: str) -> None:
    connection = sqlite3.connect(file)
    with connection:
        connection.execute("CREATE TABLE IF NOT EXISTS page (id INTEGER PRIMARY KEY, text TEXT)")
        connection.execute("INSERT INTO page VALUES (?, ?)", (number, text))
    connection.close()
