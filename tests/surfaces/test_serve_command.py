"""`globulin serve` from outside: it starts as its help says, answers, and stops."""

import re
import shlex
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from tools.running_site import running_site

GLOBULIN = str(Path(sys.executable).with_name("globulin"))
# Asked in a process of its own: the test itself opens no socket.
FETCH = "import sys, urllib.request as r; print(r.urlopen(sys.argv[1], timeout=20).read().decode())"


def said_by(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a command and return what it said."""
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def fetched(address: str) -> str:
    """Return what stands at an address."""
    return said_by(sys.executable, "-c", FETCH, address).stdout


def test_the_example_of_the_help_starts_a_site_that_answers() -> None:
    """As typed, but for the port, which another program may hold."""
    text = " ".join(said_by(GLOBULIN, "serve", "--help").stdout.split())
    example = shlex.split(text.rsplit("Example: globulin serve", 1)[1])
    with running_site(*example) as base:
        health = fetched(f"{base}/healthz")
        page = fetched(f"{base}/")

    assert "ok" == health.strip()
    assert 'action="/ask"' in page


def test_the_address_told_is_the_one_that_readers_use() -> None:
    """Behind a proxy it is the proxy's, without the slash at its end twice."""
    command = [GLOBULIN, "serve", "--port", "0", "--base-url", "https://example.org/"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        process.terminate()
        process.communicate(timeout=20)

    assert "globulin: serving https://example.org/ (Ctrl+C stops it)\n" == line


def test_a_port_that_is_taken_is_told_in_one_line() -> None:
    """The second site on a port does not start."""
    with running_site() as base:
        done = said_by(GLOBULIN, "serve", "--port", str(urlsplit(base).port))

    assert 2 == done.returncode
    assert re.fullmatch(
        r"globulin: --host \S+ --port \d+: cannot be listened on: .+\n", done.stderr
    )
