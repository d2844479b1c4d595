"""Writes `docs/reference/curves.md` and its pictures: the curves beside the published tables.

Usage: python -m tools.curves_reference
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from globulin.answers.ages import ages_block
from globulin.answers.context import make_context
from globulin.answers.understanding.understand import understand
from globulin.intervals.curve import Curve, curve_limits, curve_percentile, make_curve
from globulin.intervals.tables import ANY_SEX
from globulin.knowledge import Knowledge, open_knowledge
from globulin.knowledge.library import load_library
from globulin.model import Question
from globulin.render.figures import draw_figure
from tools.fit_curves import ANALYTES, KNOWLEDGE, ROOT, Fit, fit_analyte
from tools.fit_curves_model import CONSTANT, Fitted
from tools.fit_curves_rows import (
    LIMIT_Z,
    Floats,
    Row,
    igg_children,
    igm_children,
    tables_of,
)

PAGE = ROOT / "docs" / "reference" / "curves.md"
PICTURES = ROOT / "docs" / "pictures"
# The ages of the tables below, in days, with their names.
SHOWN = (
    (7, "7 days"),
    (45, "6 weeks"),
    (122, "4 months"),
    (244, "8 months"),
    (548, "18 months"),
    (1461, "4 years"),
    (3652, "10 years"),
    (5479, "15 years"),
    (10958, "30 years"),
    (25568, "70 years"),
)
HEAD = """\
# The curves over age beside the published tables

This page and its pictures are written by `make docs`; a test compares them.
How the curves are made is told in [the curves over age](../explanation/curves.md).
All amounts are in mg/dL, for women and girls where the sexes are told apart.
`most` is where the middle eight of ten published limits lie.
`off` is the curve divided by the middle published limit.
"""
# The percentiles of the limits.
LOWER, UPPER = 2.5, 97.5
STYLE = (
    "svg{font:12px sans-serif;background:#fff;color:#1d2329}"
    ".grid{stroke:#c3cbd2}.tick{fill:#4d5761}"
    ".steps{fill:none;stroke:#0b5c7d;stroke-width:.6}.steps.low{stroke-dasharray:3 2}"
    ".area{fill:#0b5c7d;opacity:.2}.curve{fill:none;stroke:#1d2329;stroke-width:2.5}"
    ".curve.limit{stroke-width:1.75}"
    ".halo{paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}"
)


def reference(fits: Iterable[Fit], knowledge: Knowledge) -> str:
    """Return the page."""
    parts = [HEAD.rstrip("\n")]
    for found in fits:
        analyte = found.analyte
        parts += [f"\n## {analyte}\n", f"![Limits of {analyte} over age](../{_picture(analyte)})\n"]
        parts += _of_analyte(found)
    parts += ["\n## Children measured one by one\n", *_children(knowledge)]
    return "\n".join(parts) + "\n"


def pictures(knowledge: Knowledge) -> dict[Path, str]:
    """Return each picture by its file: the figure of the site, with its style inside."""
    drawn = {}
    for analyte in ANALYTES:
        question = f"normal range of {analyte}"
        context = make_context(Question(text=question), understand(question, knowledge), knowledge)
        block = ages_block(knowledge, context.filler, context.analyte, context.interface)
        if block is None or block.figure is None:
            continue
        start, rest = draw_figure(block.figure).split("<title", 1)
        text = f"{start}<style>{STYLE}</style><title{rest}\n"
        drawn[ROOT / "docs" / _picture(analyte)] = text
    return drawn


def _picture(analyte: str) -> str:
    return f"pictures/curve-{analyte.lower()}.svg"


def _of_analyte(found: Fit) -> Iterator[str]:
    curves, rows = found.curves, found.rows
    told = {name: _stiffness(value) for name, value in curves.stiffness.items()}
    yield (
        f"Fitted to {len(rows)} bands of {len(tables_of(rows))} tables.\n"
        "Stiffness that foretells left-out tables about as well as the best: "
        f"median {told['middle']}, spread {told['spread']}, "
        f"distance of the sexes {told['sexes']}.\n"
    )
    yield "| age | tables | lower limit | most | off | upper limit | most | off |"
    yield "| --- | ---: | ---: | --- | ---: | ---: | --- | ---: |"
    of_women = [row for row in rows if row.sex >= 0.0]
    for age, name in SHOWN:
        at = np.array([float(age)])
        middle, reach = curves.middle_at(at, 1.0)[0], LIMIT_Z * curves.spread_at(at)[0]
        holding = [row for row in of_women if row.start <= age < row.end]
        low = _beside(middle - reach, [row.low for row in holding])
        high = _beside(middle + reach, [row.high for row in holding])
        yield f"| {name} | {len(tables_of(holding))} | {low} | {high} |"
    yield ""
    yield _how_far(curves, rows)


def _stiffness(value: float) -> str:
    return "constant" if value == CONSTANT else f"{value:g}"


def _beside(own: float, published: list[float]) -> str:
    known = [log for log in published if not np.isnan(log)]
    first, middle, last = np.exp(np.percentile(known, [10.0, 50.0, 90.0]))
    amount = float(np.exp(own))
    return f"{_plain(amount)} | {_plain(first)} to {_plain(last)} | {amount / middle:.2f}"


def _plain(amount: float) -> str:
    return f"{float(f'{amount:.3g}'):g}"


def _how_far(curves: Fitted, rows: Iterable[Row]) -> str:
    """Return how far published limits lie from what the curve foretells for their bands."""
    told = []
    for name, side in (("Lower", -1.0), ("Upper", 1.0)):
        off = np.array([abs(_off(curves, row, side)) for row in rows])
        off = off[~np.isnan(off)]
        near, far = (100.0 * np.mean(off <= np.log(times)) for times in (1.25, 1.5))
        told.append(
            f"{name} limits of bands lie off what the curve foretells for their ages by a factor "
            f"of {np.exp(np.median(off)):.2f} in the middle; {near:.0f} of 100 lie within a factor "
            f"of 1.25, {far:.0f} within 1.5."
        )
    return "\n".join(told) + "\n"


def _off(curves: Fitted, row: Row, side: float) -> float:
    """Return the logarithm of a published limit over the one foretold for its ages."""
    middles = curves.middle_at(row.ages, row.sex)
    spread = np.sqrt(np.mean(curves.spread_at(row.ages) ** 2) + middles.var())
    published = row.low if side < 0.0 else row.high
    return float(published - (middles.mean() + side * LIMIT_Z * spread))


def _children(knowledge: Knowledge) -> Iterator[str]:
    """Yield how the children of the open data lie about the curves."""
    ages, amounts = igg_children()
    curve = _curve(knowledge, "IgG")
    nobody = np.full(len(ages), ANY_SEX, dtype=np.int8)
    limits = curve_limits(ages, nobody, curve)
    factor = float(np.median(amounts / limits.median))
    inside, scaled = (
        _inside(curve_percentile(values, ages, nobody, curve))
        for values in (amounts, amounts / factor)
    )
    yield (
        f"IgG of {len(ages)} children of 6 months to 6 years, by age: the middle child lies at "
        f"{factor:.2f} of the curve; {inside:.0f} of 100 lie between its limits, and "
        f"{scaled:.0f} of 100 once that factor is taken out."
    )
    values = igm_children()
    limits = curve_limits(ages, nobody, _curve(knowledge, "IgM"))
    low, median, high = (_mean(end) for end in (limits.low, limits.median, limits.high))
    ranks = np.percentile(values, [LOWER, 50.0, UPPER])
    yield (
        f"IgM of {len(values)} children of the same ages, rounded to 0.1 g/L: "
        f"{ranks[0]:g}, {ranks[1]:g} and {ranks[2]:g} g/L by rank (2.5, 50 and 97.5 of 100); "
        f"the curve, over the same ages, {low:.2f}, {median:.2f} and {high:.2f} g/L."
    )


def _inside(percentile: Floats) -> float:
    return 100.0 * float(np.mean((percentile >= LOWER) & (percentile <= UPPER)))


def _mean(amounts: Floats) -> float:
    return float(np.exp(np.log(amounts).mean()))


def _curve(knowledge: Knowledge, analyte: str) -> Curve:
    curve = make_curve(
        knowledge.curve(analyte), analyte=analyte, unit="g/L", factors=knowledge.factors()
    )
    if curve is None:
        message = f"{analyte}: expected a curve (python -m tools.fit_curves)"
        raise LookupError(message)
    return curve


def main() -> None:
    """Write the page and the pictures."""
    library = load_library(KNOWLEDGE)
    fits = [fit_analyte(library, analyte) for analyte in ANALYTES]
    with open_knowledge() as knowledge:
        PAGE.write_text(reference(fits, knowledge), encoding="utf-8")
        for path, drawing in pictures(knowledge).items():
            path.write_text(drawing, encoding="utf-8")


if __name__ == "__main__":
    main()
