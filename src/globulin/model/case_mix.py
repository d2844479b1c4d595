"""A laboratory's own case mix, as it was given beside a report."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CaseMix:
    """What the people whom a laboratory tested were found to have: pairs of an id and a count.

    An id is a cause or a branch of the differential; a branch counts those of its causes that
    have no pair of their own.
    """

    people: tuple[tuple[str, int], ...]
