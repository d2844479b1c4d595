"""Writes the table of variations into `docs/explanation/repeats.md` from the knowledge.

Usage: python -m tools.change_limits
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from globulin.answers.reading.trend_facts import PARTS, span_of, trend_names
from globulin.intervals.trend_limits import as_change, log_limits
from globulin.knowledge import Knowledge, open_knowledge
from globulin.model import Fact
from globulin.units import format_number

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "repeats.md"
BEGIN, END = "<!-- table: written by make docs -->", "<!-- end of table -->"
HEAD = (
    "analyte",
    "within one person",
    "measurement",
    "between laboratories",
    "fall, rise in one laboratory",
    "fall, rise elsewhere",
)


def table(knowledge: Knowledge) -> str:
    """Return the table: each analyte with its figures, their sources, and the limits they give."""
    lines = [_line(HEAD), _line(["---"] * len(HEAD))]
    lines += [_line(row) for row in _rows(knowledge)]
    return "\n".join(lines)


def page(knowledge: Knowledge) -> str:
    """Return the page with its table written anew."""
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    return f"{before}{BEGIN}\n\n{table(knowledge)}\n\n{END}{after}"


def _rows(knowledge: Knowledge) -> Iterator[list[str]]:
    names = trend_names(knowledge)
    for analyte in names["within"]:
        wide = span_of(knowledge, analyte).wide
        here, elsewhere = log_limits(wide, np.array([False, True]))
        cells = [_figures(knowledge, names[part].get(analyte, ())) for part in PARTS]
        yield [analyte, *cells, _limits(here), _limits(elsewhere) if wide.between else ""]


def _figures(knowledge: Knowledge, facts: tuple[str, ...]) -> str:
    """Return the figures of facts in per cent, each with its sources."""
    texts = []
    for key in facts:
        fact = knowledge.fact(key)
        if isinstance(fact, Fact):
            ends = [fact.value] if fact.value is not None else [fact.low, fact.high]
            shown = " to ".join(format_number(end) for end in ends if end is not None)
            texts.append(f"{shown} (`{'`, `'.join(fact.sources)}`)")
    return "; ".join(texts)


def _limits(log_limit: float) -> str:
    fall, rise = (100.0 * float(as_change(np.array(end))) for end in (-log_limit, log_limit))
    return f"{fall:.1f}, +{rise:.1f}"


def _line(cells: list[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Write the page."""
    with open_knowledge() as knowledge:
        PAGE.write_text(page(knowledge), encoding="utf-8")


if __name__ == "__main__":
    main()
