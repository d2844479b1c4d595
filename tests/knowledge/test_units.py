"""The factors of the knowledge agree with each other, and none makes a mass of an activity."""

from itertools import permutations

import pytest

from globulin.errors import UnitError
from globulin.knowledge import Knowledge
from globulin.model import Analyte
from globulin.units import convert
from globulin.units.convert import ANY_ANALYTE

# Units of activity, of arbitrary scales and of ratios carry these marks in UCUM.
NO_AMOUNT = ("[IU]", "U", "{")
# A factor is printed with few digits, so that a way round may be off in the last one.
ROUNDING = 1e-3


def _units(knowledge: Knowledge, analyte: str) -> list[str]:
    rows = [r for r in knowledge.factors().rows if r.analyte in {analyte, ANY_ANALYTE}]
    return sorted({unit for row in rows for unit in (row.from_unit, row.to_unit)})


def _known(knowledge: Knowledge, analyte: str) -> dict[tuple[str, str], float]:
    """Return every factor that is found for an analyte."""
    factors = knowledge.factors()
    found = {}
    for pair in permutations(_units(knowledge, analyte), 2):
        factor = factors.find(analyte, *pair)
        if factor is not None:
            found[pair] = float(factor)
    return found


@pytest.fixture(scope="module")
def analytes(knowledge: Knowledge) -> list[str]:
    """Return every analyte with a factor of its own, and one without."""
    return sorted({row.analyte for row in knowledge.factors().rows})


def test_the_way_back_undoes_the_way_there(knowledge: Knowledge, analytes: list[str]) -> None:
    """A value that is converted and converted back is the same value."""
    wrong = []
    for analyte in analytes:
        found = _known(knowledge, analyte)
        for (of, to), factor in found.items():
            back = found.get((to, of))
            if back is not None and abs(factor * back - 1.0) > ROUNDING:
                wrong.append((analyte, of, to, factor, back))

    assert [] == wrong


def test_a_detour_gives_the_same_value(knowledge: Knowledge, analytes: list[str]) -> None:
    """From one unit to another over a third is the same as the straight way."""
    wrong = []
    for analyte in analytes:
        found = _known(knowledge, analyte)
        for (of, over), first in found.items():
            for (start, to), second in found.items():
                straight = found.get((of, to))
                if start != over or straight is None:
                    continue
                if abs(first * second / straight - 1.0) > ROUNDING:
                    wrong.append((analyte, of, over, to))

    assert [] == wrong


def test_no_activity_becomes_a_mass(knowledge: Knowledge) -> None:
    """International units, arbitrary units and ratios convert to nothing but each other."""
    crossing = [
        (row.analyte, row.from_unit, row.to_unit)
        for row in knowledge.factors().rows
        if any(mark in row.from_unit for mark in NO_AMOUNT)
        != any(mark in row.to_unit for mark in NO_AMOUNT)
    ]

    assert [] == crossing


@pytest.mark.parametrize("unit", ["[IU]/mL", "k[IU]/L", "[arb'U]/mL", "{ratio}"])
def test_an_activity_of_a_class_is_never_an_amount(knowledge: Knowledge, unit: str) -> None:
    """A result in such a unit cannot be turned into a mass, whatever the class."""
    readable = [a for a in knowledge.all("analyte", Analyte) if a.directions]
    for analyte in readable:
        with pytest.raises(UnitError):
            convert(
                1.0,
                analyte=analyte.id,
                from_unit=unit,
                to_unit=analyte.units[0],
                factors=knowledge.factors(),
            )


def test_every_unit_of_an_analyte_is_reached_from_its_first(knowledge: Knowledge) -> None:
    """What an analyte is shown in can be told in each of its units."""
    missing = [
        (analyte.id, unit)
        for analyte in knowledge.all("analyte", Analyte)
        for unit in analyte.units[1:]
        if knowledge.factors().find(analyte.id, analyte.units[0], unit) is None
    ]

    assert [] == missing
