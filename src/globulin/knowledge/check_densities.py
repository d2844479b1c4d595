"""Densities: every cause has one of each class, from a class of causes and figures that fit."""

from collections import defaultdict
from collections.abc import Iterator

from globulin.errors import UnitError
from globulin.knowledge.library import Library, library_factors
from globulin.model import (
    Condition,
    ConditionShape,
    Density,
    DensityInput,
    DensityShape,
    Fact,
    ShapeCorrelation,
)
from globulin.units import convert

GRAMS = "g/L"
PERCENT = "%"
TIMES = "times"
AMOUNTS = frozenset({"median", "mean"})
RATIOS = frozenset({"ratio", "fall"})
LEFT_OUT = "left-out"
# On which side of 0 a mean lies where an effect of that direction is supported.
SIDES = {"high": 1.0, "low": -1.0}


def check_densities(library: Library) -> Iterator[str]:
    """Yield a line for every density, class of causes or input that is missing or broken."""
    analytes = tuple(library.tables["differential"]["values"]["analytes"])
    yield from _shapes(library, analytes)
    yield from _correlations(library, analytes)
    yield from _conditions(library, analytes)
    for row in library.of("density", Density).values():
        yield from _density(library, row)
    yield from _inputs(library, analytes)


def _shapes(library: Library, analytes: tuple[str, ...]) -> Iterator[str]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in library.of("shape", DensityShape).values():
        found[row.shape].append(row.analyte)
        yield from _numbers(f"{library.places['shape', row.id]}: {row.id}", row)
    used = {row.shape for row in library.of("condition_shape", ConditionShape).values()}
    for shape, has in found.items():
        if sorted(has) != sorted(analytes):
            yield f"shapes: {shape}: expected one row each for {', '.join(analytes)}"
        if shape not in used:
            yield f"shapes: {shape}: no condition has it"
    for shape in sorted(used - found.keys()):
        yield f"shapes: {shape}: a condition has it, and it has no rows"


def _numbers(where: str, row: Density | DensityShape) -> Iterator[str]:
    if min(row.mean_width, row.spread, row.spread_width) <= 0.0:
        yield f"{where}: expected a spread and widths above zero"


def _correlations(library: Library, analytes: tuple[str, ...]) -> Iterator[str]:
    known = {row.shape for row in library.of("shape", DensityShape).values()}
    by_shape: dict[str, dict[frozenset[str], float]] = defaultdict(dict)
    for row in library.of("correlation", ShapeCorrelation).values():
        where = f"{library.places['correlation', row.id]}: {row.id}"
        pair = frozenset({row.first, row.second})
        if row.shape not in known:
            yield f"{where}: shape {row.shape!r} does not exist"
        if len(pair) == 1 or not pair <= set(analytes):
            yield f"{where}: expected two of {', '.join(analytes)}"
        if pair in by_shape[row.shape]:
            yield f"{where}: the pair has a correlation already"
        if abs(row.value) >= 1.0:
            yield f"{where}: expected a correlation between -1 and 1"
        by_shape[row.shape][pair] = row.value
    for shape, values in by_shape.items():
        a, b, c = (values.get(frozenset(set(analytes) - {name}), 0.0) for name in analytes)
        # Of a 3 by 3 matrix with ones: positive definite if each pair and the whole are.
        if max(abs(a), abs(b), abs(c)) >= 1.0 or 1.0 + 2.0 * a * b * c <= a * a + b * b + c * c:
            yield f"correlations: {shape}: the correlations contradict each other"


def _conditions(library: Library, analytes: tuple[str, ...]) -> Iterator[str]:
    shapes = library.of("condition_shape", ConditionShape)
    conditions = library.of("condition", Condition)
    allowed = {row.id for row in conditions.values() if not row.umbrella}
    causes = {key for key in allowed if _acts_on(conditions[key], analytes)}
    found: dict[str, list[str]] = defaultdict(list)
    for row in library.of("density", Density).values():
        found[row.condition].append(row.analyte)
    for cause in sorted(causes | shapes.keys() & allowed):
        if cause not in shapes:
            yield f"condition_shapes: {cause}: expected a row"
        if sorted(found[cause]) != sorted(analytes):
            yield f"densities: {cause}: expected one row each (python -m tools.fit_densities)"
    for key in sorted((shapes.keys() | found.keys()) - allowed):
        yield f"densities: {key!r} is no condition, or one that only holds others"


def _acts_on(condition: Condition, analytes: tuple[str, ...]) -> bool:
    """Return whether a condition needs densities: not where it acts on other analytes alone."""
    acts = {effect.analyte for effect in condition.effects}
    return not acts or not acts.isdisjoint(analytes)


def _density(library: Library, row: Density) -> Iterator[str]:
    where = f"{library.places['density', row.id]}: {row.id}"
    yield from _numbers(where, row)
    own = library.of("condition_shape", ConditionShape).get(row.condition)
    if own is not None and own.shape != row.shape:
        yield f"{where}: shape {row.shape!r}: expected {own.shape!r}"
    if (row.basis == "published") != bool(row.uses):
        yield f"{where}: {row.basis}: expected facts where it is published, and none else"
    for key in row.uses:
        if key not in library.records["fact"]:
            yield f"{where}: fact {key!r} does not exist"


def _inputs(library: Library, analytes: tuple[str, ...]) -> Iterator[str]:
    conditions = library.of("condition", Condition)
    seen: set[tuple[str, str, str]] = set()
    for row in library.of("density_input", DensityInput).values():
        where = f"{library.places['density_input', row.id]}: {row.id}"
        if row.condition not in conditions or conditions[row.condition].umbrella:
            yield f"{where}: {row.condition!r} is no condition that has a density"
        if row.analyte not in analytes:
            yield f"{where}: analyte {row.analyte!r}: expected one of {', '.join(analytes)}"
        what = (row.condition, row.analyte, row.fact)
        if what in seen:
            yield f"{where}: the fact enters this density already"
        seen.add(what)
        yield from _input(library, where, row)


def _input(library: Library, where: str, row: DensityInput) -> Iterator[str]:
    """Yield a line for an input whose facts are missing or cannot be read that way."""
    for key in (row.fact, row.limit, row.against):
        if key is not None and key not in library.records["fact"]:
            yield f"{where}: fact {key!r} does not exist"
            return
    if row.reads == LEFT_OUT:
        if row.note is None:
            yield f"{where}: left out without a reason"
        return
    facts = library.of("fact", Fact)
    fact = facts[row.fact]
    if row.reads in AMOUNTS:
        yield from _amount(library, where, row.analyte, fact)
    elif fact.value is None or fact.unit not in (
        {PERCENT, TIMES} if row.reads in RATIOS else {PERCENT}
    ):
        yield f"{where}: {fact.id}: expected a value in %"
    if row.quartiles and (fact.low is None or fact.high is None or row.reads not in AMOUNTS):
        yield f"{where}: {fact.id}: expected an amount with both quartiles"
    for key in (row.limit, row.against):
        if key is not None:
            yield from _amount(library, where, row.analyte, facts[key])


def _amount(library: Library, where: str, analyte: str, fact: Fact) -> Iterator[str]:
    if not fact.value or fact.value < 0.0:
        yield f"{where}: {fact.id}: expected an amount above zero"
        return
    factors = library_factors(library)
    try:
        convert(1.0, analyte=analyte, from_unit=fact.unit or "", to_unit=GRAMS, factors=factors)
    except UnitError as error:
        yield f"{where}: {fact.id}: {error}"


def report_densities(library: Library) -> Iterator[str]:
    """Yield a line for each density whose mean contradicts what is said of the condition."""
    conditions = library.of("condition", Condition)
    for row in library.of("density", Density).values():
        condition = conditions.get(row.condition)
        supported = {
            SIDES[effect.direction]
            for effect in (condition.effects if condition else ())
            if effect.analyte == row.analyte and effect.evidence == "supported"
        }
        if len(supported) == 1 and row.mean * min(supported) <= 0.0:
            where = library.places["density", row.id]
            yield f"{where}: {row.id}: mean {row.mean:g} against a supported effect"
