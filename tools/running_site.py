"""Runs the site as `globulin serve` does, in a process of its own, for as long as it is needed."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

GLOBULIN = str(Path(sys.executable).with_name("globulin"))
# A site that has not stopped by then hangs.
STOP_SECONDS = 20


@contextmanager
def running_site(*arguments: str) -> Iterator[str]:
    """Yield the address of a site that was started with these arguments, but on a free port.

    Raises:
        RuntimeError: the site did not start; the message is what it said.
    """
    command = [GLOBULIN, "serve", *arguments, "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603 - ours
        said = process.stderr.readline() if process.stderr is not None else ""
        address = re.search(r"https?://\S+(?=/ )", said)
        if address is None:
            process.kill()
            raise RuntimeError(said)
        try:
            yield address[0]
        finally:
            process.terminate()
            process.communicate(timeout=STOP_SECONDS)
