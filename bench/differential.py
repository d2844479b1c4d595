"""What the ranking of causes costs on one core, and how it stands against other engines.

Each part runs in a process of its own that is told to use one thread, before numpy is loaded.
"""

import os
import subprocess
import sys

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
PARTS = ("bench.differential_speed", "bench.differential_peers")


def main() -> None:
    """Print the cost of ranking, and the ratios to pyAgrum and pgmpy."""
    sys.stdout.flush()
    one_thread = os.environ | dict.fromkeys(THREADS, "1")
    for part in PARTS:
        subprocess.run((sys.executable, "-m", part), check=True, env=one_thread)  # noqa: S603


if __name__ == "__main__":
    main()
