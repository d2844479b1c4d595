"""What a cold start costs in CPU time, against a bare interpreter in the same run.

Whole processes are measured from outside, in turn, so that a slow moment of the machine hits
both; the median of the pairs is told.
"""

import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

RUNS = 9
QUESTION = "what causes high immunoglobulin m qn serum"
COMMAND = str(Path(sys.executable).with_name("globulin"))
BARE = (sys.executable, "-c", "pass")
# Loading one well-known library is a second yardstick: numpy where it is installed.
PEER = (sys.executable, "-c", "import numpy")


def cpu_seconds(command: Sequence[str]) -> float:
    """Return user and system seconds of one whole process and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=os.environ)  # noqa: S603
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compare(name: str, command: Sequence[str], peer_name: str, peer: Sequence[str]) -> str:
    """Return one line: the medians of both, their difference and their ratio."""
    cpu_seconds(command)
    cpu_seconds(peer)
    pairs = [(cpu_seconds(command), cpu_seconds(peer)) for _ in range(RUNS)]
    ours = statistics.median(pair[0] for pair in pairs)
    theirs = statistics.median(pair[1] for pair in pairs)
    ratio = statistics.median(own / max(other, 1e-4) for own, other in pairs)
    return (
        f"{name}: {ours:.3f} s CPU; {peer_name}: {theirs:.3f} s; "
        f"difference {ours - theirs:+.3f} s; ratio {ratio:.2f}"
    )


def main() -> None:
    """Print the cold start of `ask` and of `--help`, each against its yardstick."""
    ask = (COMMAND, "ask", QUESTION, "--format", "json")
    help_command = (COMMAND, "--help")
    print(compare("ask, cold", ask, "bare interpreter", BARE))
    print(compare("ask, cold", ask, "import numpy", PEER))
    print(compare("--help", help_command, "bare interpreter", BARE))
