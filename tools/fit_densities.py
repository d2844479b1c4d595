"""Writes `knowledge/differential/densities.csv`: where the classes lie in each condition, as zlog.

Usage: python -m tools.fit_densities

The same knowledge gives the same bytes. How it is done is told in `docs/explanation/densities.md`.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from globulin.knowledge.library import Library, load_library
from globulin.model import Condition, ConditionShape, Density, DensityInput, DensityShape
from tools.fit_densities_inputs import Reader, make_reader, read_input
from tools.fit_densities_model import Between, Placed, fit

ROOT = Path(__file__).parents[1]
KNOWLEDGE = ROOT / "knowledge"
FILE = KNOWLEDGE / "differential" / "densities.csv"
SOURCE = "globulin-densities"
BETWEEN_MEANS = "density-between-studies"
BETWEEN_SPREADS = "density-spread-between-studies"
LEFT_OUT = "left-out"
DIGITS = 2
COLUMNS = (
    *("id", "condition", "analyte", "mean", "mean_width", "spread", "spread_width"),
    *("shape", "basis", "uses", "sources"),
)


def densities(library: Library) -> Iterator[Density]:
    """Yield the densities of every condition that has a class, in the order of their ids."""
    analytes = tuple(library.tables["differential"]["values"]["analytes"])
    reader = make_reader(library, analytes)
    between = Between(means=reader.number(BETWEEN_MEANS), spreads=reader.number(BETWEEN_SPREADS))
    shapes = library.of("condition_shape", ConditionShape)
    for condition in sorted(library.of("condition", Condition).values(), key=lambda c: c.id):
        if condition.umbrella or condition.id not in shapes:
            continue
        for analyte in analytes:
            yield _density(reader, condition.id, analyte, shapes[condition.id].shape, between)


def _density(reader: Reader, condition: str, analyte: str, shape: str, between: Between) -> Density:
    rows = [
        row
        for row in reader.library.of("density_input", DensityInput).values()
        if (row.condition, row.analyte) == (condition, analyte) and row.reads != LEFT_OUT
    ]
    evidence = [item for row in rows for item in read_input(reader, row)]
    found = fit(_class(reader.library, shape, analyte), evidence, between)
    return Density(
        id=f"density-{condition}-{analyte.lower()}",
        condition=condition,
        analyte=analyte,
        mean=found.mean,
        mean_width=found.mean_width,
        spread=found.spread,
        spread_width=found.spread_width,
        shape=shape,
        basis="published" if rows else "class",
        uses=tuple(dict.fromkeys(key for row in rows for key in _uses(row))),
        sources=(SOURCE,),
    )


def _uses(row: DensityInput) -> Iterator[str]:
    """Yield the facts that an input reads."""
    yield from (key for key in (row.fact, row.limit, row.against) if key is not None)


def _class(library: Library, shape: str, analyte: str) -> Placed:
    """Return where a class of similar causes lies."""
    for row in library.of("shape", DensityShape).values():
        if (row.shape, row.analyte) == (shape, analyte):
            return Placed(
                mean=row.mean,
                mean_width=row.mean_width,
                spread=row.spread,
                spread_width=row.spread_width,
            )
    message = f"shape {shape!r}: expected a row for {analyte}"
    raise ValueError(message)


def density_csv(found: Iterable[Density]) -> str:
    """Return the file."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in found:
        numbers = (row.mean, row.mean_width, row.spread, row.spread_width)
        writer.writerow(
            (
                *(row.id, row.condition, row.analyte),
                *(f"{number:.{DIGITS}f}" for number in numbers),
                *(row.shape, row.basis, ";".join(row.uses), ";".join(row.sources)),
            )
        )
    return stream.getvalue()


def main() -> None:
    """Write the file."""
    FILE.write_text(density_csv(densities(load_library(KNOWLEDGE))), encoding="utf-8")


if __name__ == "__main__":
    main()
