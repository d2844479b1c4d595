"""One person as the columns that causes are weighed by: values as zlog."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from globulin.answers.reading.columns import OneJudged, newest
from globulin.answers.reading.deviations import Bounds, bounds_of_side, deviation
from globulin.knowledge import Knowledge
from globulin.reasoning import People
from globulin.reasoning.people import ABSENT, NOT_TOLD, SIDES


def weighed_people(people: People, results: Sequence[OneJudged], knowledge: Knowledge) -> People:
    """Return one person with the zlog of each class."""
    analytes = {analyte.id: analyte for analyte in knowledge.analytes()}
    current = newest(results)
    bounds: dict[str, Bounds] = {}
    for key in knowledge.table("differential")["values"]["analytes"]:
        one = current.get(key)
        told = bounds_of_side(int(people.side_of(key)[0]))
        found = None if one is None else deviation(one, analytes[key], knowledge)
        # A result that tells nothing leaves the side that somebody told.
        bounds[key] = told if found is None or np.isnan(found).all() else found
    return replace(
        people,
        z_from={key: np.array([low]) for key, (low, _) in bounds.items()},
        z_to={key: np.array([high]) for key, (_, high) in bounds.items()},
    )


def as_if_normal(people: People, analytes: Iterable[str], asked: Iterable[str]) -> People:
    """Return people of whom nothing that was not reported is abnormal: off unless it is asked for.

    Args:
        people: columns.
        analytes: classes that lie inside their interval where nothing is known of them.
        asked: findings of laboratories that are not there where nobody told them.
    """
    low, high = bounds_of_side(SIDES["normal"])
    z_from, z_to = dict(people.z_from), dict(people.z_to)
    for key in analytes:
        least, most = people.bounds_of([key])
        is_open = ~(np.isfinite(least[:, 0]) | np.isfinite(most[:, 0]))
        z_from[key] = np.where(is_open, low, least[:, 0])
        z_to[key] = np.where(is_open, high, most[:, 0])
    finding = dict(people.finding)
    nobody = np.full(people.size, NOT_TOLD, dtype=np.int8)
    for key in asked:
        column = finding.get(key, nobody)
        finding[key] = np.where(column == NOT_TOLD, ABSENT, column).astype(np.int8)
    return replace(people, z_from=z_from, z_to=z_to, finding=finding)
