"""Writes `docs/reference/densities.md`: where the classes lie in each condition.

Usage: python -m tools.densities_reference
"""

from collections.abc import Iterator, Sequence

from globulin.knowledge.library import Library, load_library
from globulin.model import Condition, Density, DensityInput, ShapeCorrelation
from tools.fit_densities import KNOWLEDGE, LEFT_OUT, ROOT, densities

PAGE = ROOT / "docs" / "reference" / "densities.md"
HEAD = """# Where IgM, IgG and IgA lie in each condition

This page is written by `make docs`; a test compares it.
How the numbers come about is told in [densities](../explanation/densities.md).
Each cell is mean and spread (one standard deviation) of zlog, on the logarithmic scale:
0 is the middle of the person's own reference interval, -1.96 and 1.96 are its limits.
`*` marks a density that published figures moved.
All others are the class of similar causes alone, which is our reading.
How sure each number is stands in `knowledge/differential/densities.csv`.
`globulin knowledge show density-pbc-igm` shows one of them with the facts behind it.
"""


def reference(library: Library, found: Sequence[Density]) -> str:
    """Return the page."""
    analytes = list(dict.fromkeys(row.analyte for row in found))
    parts = [HEAD, _count(library, found), _table(library, found, analytes), _pairs(library)]
    return "\n".join(parts)


def _count(library: Library, rows: Sequence[Density]) -> str:
    published = [row for row in rows if row.basis == "published"]
    inputs = library.of("density_input", DensityInput).values()
    left_out = sum(row.reads == LEFT_OUT for row in inputs)
    return (
        f"{len(published)} of {len(rows)} densities, in "
        f"{len({row.condition for row in published})} of {len({row.condition for row in rows})} "
        f"conditions, rest on {len(inputs) - left_out} published figures; "
        f"{left_out} others are listed with the reason why they were left out.\n"
    )


def _table(library: Library, found: Sequence[Density], analytes: list[str]) -> str:
    cells: dict[str, dict[str, str]] = {}
    shapes: dict[str, str] = {}
    for row in found:
        star = "*" if row.basis == "published" else ""
        cell = f"{row.mean:.2f}, {row.spread:.2f}{star}"
        cells.setdefault(row.condition, {})[row.analyte] = cell
        shapes[row.condition] = row.shape
    conditions = library.of("condition", Condition)
    return "\n".join(_lines(conditions, cells, shapes, analytes)) + "\n"


def _lines(
    conditions: dict[str, Condition],
    cells: dict[str, dict[str, str]],
    shapes: dict[str, str],
    analytes: list[str],
) -> Iterator[str]:
    yield f"| condition | class | {' | '.join(analytes)} |"
    yield f"| --- | --- | {' | '.join('---' for _ in analytes)} |"
    for key in sorted(cells, key=lambda key: conditions[key].name.lower()):
        told = " | ".join(cells[key][analyte] for analyte in analytes)
        yield f"| {conditions[key].name} | {shapes[key]} | {told} |"


def _pairs(library: Library) -> str:
    lines = ["## How the classes go together", ""]
    lines += ["Correlation of zlog inside a class of causes; all are our reading.", ""]
    by_shape: dict[str, list[str]] = {}
    for row in library.of("correlation", ShapeCorrelation).values():
        by_shape.setdefault(row.shape, []).append(f"{row.first} and {row.second} {row.value:g}")
    lines += [f"- {shape}: {', '.join(told)}" for shape, told in sorted(by_shape.items())]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the page."""
    library = load_library(KNOWLEDGE)
    PAGE.write_text(reference(library, list(densities(library))), encoding="utf-8")


if __name__ == "__main__":
    main()
