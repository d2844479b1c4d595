"""What one question costs inside a warm process: understanding it and composing its page.

The yardstick, in turn with it: a plain full-text search of the same words by SQLite (FTS5, bm25)
over the same pages, which finds a page and composes none.
"""

import csv
import statistics
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from bench.reading import milliseconds

ROOT = Path(__file__).parents[1]
SETS = ROOT / "tests" / "data" / "questions"
# Where no set of questions is there.
FEW = (
    "what causes high immunoglobulin m qn serum",
    "what does low iga mean",
    "igm normal range for a child",
    "should I worry about high igg",
    "how to lower igm naturally",
    "does mgus turn into cancer",
    "high igm low igg",
    "what is immunofixation",
    "hepatitis a igm positive",
    "igm 350 is that bad",
    "IgM 412 mg/dL H woman of 54",
    "igg 1500 iga 90 igm 412 mg/dl",
)
MOST = 200
LIMIT = 15.0


def questions() -> list[str]:
    """Return the questions of the sets, evenly thinned out, or a few of our own."""
    found: list[str] = []
    for path in sorted(SETS.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            found += [row["question"] for row in csv.DictReader(stream)]
    step = max(1, len(found) // MOST)
    return found[::step][:MOST] or list(FEW)


def spread(times: Sequence[float]) -> str:
    """Return median and 95th percentile of times."""
    ordered = sorted(times)
    late = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    return f"median {statistics.median(ordered):.1f} ms, 95th percentile {late:.1f} ms"


def main() -> None:
    """Print the cost of a question, all of them and those with a value, beside the search."""
    from globulin.answers import answer_question, has_value
    from globulin.knowledge import open_knowledge
    from globulin.model import Question

    with open_knowledge() as knowledge:
        asked = questions()

        def answer(text: str) -> None:
            answer_question(Question(text=text), knowledge)

        def search(text: str) -> None:
            knowledge.search(text, limit=1, kinds=("question",))

        for text in (*FEW, *asked):
            answer(text)
            search(text)
        pairs = [
            (milliseconds(partial(answer, text)), milliseconds(partial(search, text)))
            for text in asked
        ]
        is_valued = [has_value(text, knowledge) for text in asked]
    ours, theirs = zip(*pairs, strict=True)
    valued = [own for own, is_value in zip(ours, is_valued, strict=True) if is_value]
    ratio = statistics.median(own / max(other, 1e-3) for own, other in pairs)
    print(
        f"understand and compose, warm, {len(asked)} questions: {spread(ours)}; "
        f"SQLite full-text search: {spread(theirs)}; ratio {ratio:.1f}; "
        f"aim: median at most {LIMIT:.0f} ms"
    )
    if valued:
        print(f"of these with a value, {len(valued)} questions: {spread(valued)}")


if __name__ == "__main__":
    main()
