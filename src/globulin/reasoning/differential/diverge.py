"""How far two causes differ in each finding that was not told."""

import numpy as np

from globulin.reasoning.differential.posterior import Tables
from globulin.reasoning.people import NOT_TOLD, People


def divergences(tables: Tables, people: People, first: int, second: int) -> dict[str, float]:
    """Return Jeffreys' divergence of each untold finding between two causes (places), in nats.

    The mean log likelihood ratio that the finding would give for the one that is there, of both
    causes (Jeffreys 1946); zero where it says nothing. One person.
    """
    told = {name for name, column in tables.heard(people).finding.items() if column[0] != NOT_TOLD}
    found: dict[str, float] = {}
    for group in tables.groups:
        # Of a group that was told partly, the rest says little more.
        columns = [np.flatnonzero(group.causes == cause) for cause in (first, second)]
        if told.intersection(group.findings) or not any(map(len, columns)):
            continue
        rates = group.background[0]
        for row, finding in enumerate(group.findings):
            ratios = [
                (float(group.present[0, row, at[0]]), float(group.absent[0, row, at[0]]))
                if len(at)
                else (0.0, 0.0)
                for at in columns
            ]
            shares = [float(rates[row]) * float(np.exp(present)) for present, _ in ratios]
            difference = (ratios[0][0] - ratios[1][0]) - (ratios[0][1] - ratios[1][1])
            found[finding] = max(found.get(finding, 0.0), (shares[0] - shares[1]) * difference)
    return found
