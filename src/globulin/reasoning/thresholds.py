"""A threshold that a rule names by a fact, in the unit that is compared."""

from globulin.knowledge import Knowledge
from globulin.model import Fact
from globulin.units import convert


def find_threshold(knowledge: Knowledge, key: str, *, analyte: str, unit: str) -> float:
    """Return the value of a fact about an analyte in `unit`.

    Raises:
        LookupError: no fact of that key has a value with a unit.
        UnitError: the unit of the fact does not convert to `unit`.
    """
    fact = knowledge.fact(key)
    if not isinstance(fact, Fact) or fact.value is None or fact.unit is None:
        message = f"fact {key}: expected a value with a unit"
        raise LookupError(message)
    return convert(
        fact.value,
        analyte=analyte,
        from_unit=fact.unit,
        to_unit=unit,
        factors=knowledge.factors(),
    )
