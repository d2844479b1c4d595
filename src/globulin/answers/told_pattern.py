"""The reading of several classes together that a question describes in words."""

from collections.abc import Iterable

from globulin.answers.understanding.sides import Side
from globulin.knowledge import Knowledge
from globulin.model import Pattern, Rule

NORMAL = "normal"
# One class off its range is read with the others only where all of them are told.
SEVERAL = 2


def told_pattern(sides: Iterable[tuple[str, Side | None]], knowledge: Knowledge) -> Pattern | None:
    """Return the pattern that the sides of a question make, or None.

    A class that is not told may be within its range where at least two others are told off theirs.
    """
    told = {analyte: side for analyte, side in sides if side is not None}
    off = sum(1 for side in told.values() if side != NORMAL)
    if not off or len(told) < SEVERAL:
        return None
    fitting = [
        (-len(rule.sides), sum(map(len, rule.sides.values())), pattern.order, pattern)
        for pattern in knowledge.patterns()
        for rule in pattern.rules
        if _fits(rule, told, may_lack=off >= SEVERAL)
    ]
    # The closest rule: it names most classes, and leaves the fewest sides open.
    return min(fitting, key=lambda found: found[:-1])[-1] if fitting else None


def _fits(rule: Rule, told: dict[str, Side], *, may_lack: bool) -> bool:
    """Tell whether a rule of sides alone holds for the sides told."""
    if not rule.sides or rule != Rule(sides=rule.sides):
        return False
    if any(analyte not in rule.sides for analyte in told):
        return False
    open_sides = [fits for analyte, fits in rule.sides.items() if analyte not in told]
    if open_sides and not (may_lack and all(NORMAL in fits for fits in open_sides)):
        return False
    return all(side in rule.sides[analyte] for analyte, side in told.items())
