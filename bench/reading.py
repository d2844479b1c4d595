"""What one report costs: cold as a whole process, warm inside one.

The yardsticks run in the same process or in turn with it: a bare interpreter and `import numpy`
for the cold start, and fhir.resources, which only parses and validates the same Bundle, for the
warm one.
"""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from bench.start import BARE, COMMAND, PEER, compare

REPORT = Path(__file__).parents[1] / "examples" / "fhir-bundle.json"
ROUNDS = 200


def milliseconds(action: Callable[[], object]) -> float:
    """Return the CPU time of an action: what else runs on the machine does not count."""
    begin = time.process_time()
    action()
    return 1000.0 * (time.process_time() - begin)


def warm() -> str:
    """Return one line: taking a Bundle in and interpreting it, against parsing it."""
    from fhir.resources.R4B.bundle import Bundle

    from globulin.answers.reading import interpret_report
    from globulin.intake import Told, read_reports
    from globulin.knowledge import open_knowledge

    content = REPORT.read_bytes()
    with open_knowledge() as knowledge:

        def read() -> None:
            for report in read_reports(content, knowledge, told=Told(), name=REPORT.name):
                interpret_report(report, knowledge)

        def parse() -> None:
            Bundle.model_validate_json(content)

        read()
        parse()
        pairs = [(milliseconds(read), milliseconds(parse)) for _ in range(ROUNDS)]
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(own / other for own, other in pairs)
    return (
        f"read and interpret, warm: {ours:.2f} ms; fhir.resources, parse only: {theirs:.2f} ms; "
        f"ratio {ratio:.2f}"
    )


def main() -> None:
    """Print the cost of one report, cold and warm, each against its yardstick."""
    command = (COMMAND, "read", str(REPORT), "--format", "json")
    print(compare("read, cold", command, "bare interpreter", BARE))
    print(compare("read, cold", command, "import numpy", PEER))
    print(warm())
