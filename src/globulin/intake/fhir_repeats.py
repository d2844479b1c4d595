"""Resources that stand twice in an input: one copy is read, and of versions the newest."""

from collections import defaultdict

from globulin.intake.fhir_parts import as_dict, text_of
from globulin.intake.fhir_pile import Pile, Placed

KINDS = frozenset({"Observation", "DiagnosticReport", "Condition"})


def find_repeats(pile: Pile) -> dict[str, str]:
    """Return the places of copies and of older versions, each with the code of the reason.

    Resources are the same where type, id and bundle are, or the full address.
    """
    groups: dict[tuple[str, str], list[Placed]] = defaultdict(list)
    for placed in pile.placed:
        if placed.kind in KINDS and placed.holder is None and (placed.address or placed.local):
            scope = "" if placed.address else placed.scope
            groups[scope, placed.address or placed.local or ""].append(placed)
    found: dict[str, str] = {}
    for group in groups.values():
        kept = _newest(group)
        for placed in group:
            if any(placed.resource == one.resource and placed is not one for one in kept):
                found[placed.where] = "repeated"
            elif placed not in kept:
                found[placed.where] = "older_version"
    return found


def _newest(group: list[Placed]) -> list[Placed]:
    """Return the newest version, or one copy of each where the versions do not tell."""
    distinct: list[Placed] = []
    for placed in group:
        if all(placed.resource != one.resource for one in distinct):
            distinct.append(placed)
    times = [text_of(as_dict(one.resource.get("meta")).get("lastUpdated")) for one in distinct]
    known = [time for time in times if time is not None]
    if len(known) < len(distinct) or len(set(known)) < len(known):
        return distinct
    return [distinct[known.index(max(known))]]
