"""Values: numbers that fit together, units that convert, codes of the right form."""

from collections.abc import Iterator

from globulin.errors import UnitError
from globulin.knowledge.library import Library, library_factors
from globulin.model import Analyte, Fact, Finding, FollowUpTest, ReferenceInterval
from globulin.terms import HpoTerm, LoincCode
from globulin.units import convert

PERCENT = "%"
LEVEL = "level"
# Units of a fact that are no amount of an analyte and are never converted.
PLAIN_UNITS = frozenset(
    {
        "%",
        "Cel",
        "days",
        "weeks",
        "months",
        "years",
        "times",
        "people",
        "per 100000",
        "cP",
        "kDa",
        "mg/kg/day",
        "hours",
    }
)

# Units of one maker's test: nothing converts them, and no two tests share them.
KIT_UNITS = frozenset({"U", "U/mL"})


def check_facts(library: Library) -> Iterator[str]:
    """Yield a line for every fact whose numbers contradict each other."""
    for fact in library.of("fact", Fact).values():
        where = f"{library.places['fact', fact.id]}: {fact.id}"
        if fact.low is not None and fact.high is not None and fact.low > fact.high:
            yield f"{where}: low {fact.low} above high {fact.high}"
        yield from _outside(where, fact)
        if fact.unit == PERCENT:
            yield from _share_problems(where, fact)
        numbers = (fact.value, fact.low, fact.high)
        if any(number is not None for number in numbers) and fact.unit is None:
            yield f"{where}: a number without a unit"
        if fact.events is not None and fact.n is not None and fact.events > fact.n:
            yield f"{where}: {fact.events} events among {fact.n}"


def _outside(where: str, fact: Fact) -> Iterator[str]:
    """Yield a line for a value that lies outside its own range or interval."""
    if fact.value is None:
        return
    if fact.low is not None and fact.value < fact.low:
        yield f"{where}: {fact.value} lies below its interval from {fact.low}"
    if fact.high is not None and fact.value > fact.high:
        yield f"{where}: {fact.value} lies above its interval to {fact.high}"


def _share_problems(where: str, fact: Fact) -> Iterator[str]:
    top = 100.0
    if fact.value is not None and not 0 <= fact.value <= top:
        yield f"{where}: a share of {fact.value} %: expected 0 to 100"
    if fact.events is not None and fact.n and fact.value is not None:
        share = top * fact.events / fact.n
        if abs(share - fact.value) > 0.5 + 0.005 * share:
            yield f"{where}: {fact.events} of {fact.n} is {share:.1f} %, not {fact.value} %"


def check_codes(library: Library) -> Iterator[str]:
    """Yield a line for every LOINC or HPO code of a wrong form."""
    coded = [("analyte", a.id, a.loinc) for a in library.of("analyte", Analyte).values() if a.loinc]
    coded += [("test", t.id, t.loinc) for t in library.of("test", FollowUpTest).values() if t.loinc]
    for kind, key, code in coded:
        try:
            LoincCode(code)
        except ValueError as error:
            yield f"{library.places[kind, key]}: {error}"
    for finding in library.of("finding", Finding).values():
        if finding.hpo is not None:
            try:
                HpoTerm(finding.hpo)
            except ValueError as error:
                yield f"{library.places['finding', finding.id]}: {error}"


def check_units(library: Library) -> Iterator[str]:
    """Yield a line for every unit that is unknown or does not convert to those of its analyte."""
    factors = library_factors(library)
    known = _known_units(library)
    analytes = library.of("analyte", Analyte)
    levels: list[tuple[str, str | None, str | None]] = [
        (f"{library.places['fact', fact.id]}: {fact.id}", fact.analyte, fact.unit)
        for fact in library.of("fact", Fact).values()
        if fact.unit is not None and fact.unit not in PLAIN_UNITS
    ]
    levels += [
        (f"{library.places['interval', band.id]}: {band.id}", band.analyte, band.unit)
        for band in library.of("interval", ReferenceInterval).values()
    ]
    for where, name, unit in levels:
        analyte = analytes.get(name) if name else None
        if (analyte is None or not analyte.units) and unit not in known:
            yield f"{where}: unit {unit!r}: no factor and no analyte knows it"
        for target in analyte.units if analyte else ():
            try:
                convert(
                    1.0, analyte=name or "", from_unit=unit or "", to_unit=target, factors=factors
                )
            except UnitError as error:
                yield f"{where}: {error}"


def _known_units(library: Library) -> set[str]:
    """Return the units that some factor converts or some analyte is shown in."""
    known = {unit for factor in library.factors for unit in (factor.from_unit, factor.to_unit)}
    known |= KIT_UNITS
    return known | {u for a in library.of("analyte", Analyte).values() for u in a.units}
