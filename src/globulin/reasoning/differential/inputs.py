"""What the knowledge says of every cause, as numbers with the width of what is not known."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from globulin.knowledge import Knowledge
from globulin.knowledge.kinds import Branch
from globulin.model import (
    CaseMix,
    Condition,
    Density,
    Finding,
    Rate,
    SettingWeight,
    ShapeCorrelation,
)
from globulin.reasoning.differential.numbers import (
    Guess,
    number_of,
    ratio_of,
)
from globulin.reasoning.differential.priors import BOTH, FEMALE, MALE
from globulin.reasoning.differential.seen import Seen, read_background, read_seen

Floats = NDArray[np.float64]

SEXES = {None: BOTH, "female": FEMALE, "male": MALE}
REST = "none"


@dataclass(frozen=True, slots=True)
class Band:
    """How common a cause is in people of some ages (days) and sexes."""

    cause: int
    age_from: float
    age_below: float
    sexes: int
    rate: Guess


@dataclass(frozen=True, slots=True)
class Weight:
    """How many times as common some causes are in a setting."""

    setting: int
    causes: tuple[int, ...]
    times: Guess


@dataclass(frozen=True, eq=False)
class Inputs:
    """Everything that the differential is made from.

    `branch` (C,) is the place of each cause's branch. Densities are (C, A); `correlation` is
    (C, A, A). `background` is how common a finding is without a cause, inside a gate or (None)
    anywhere. `gates` are the causes inside each gate. `laboratory` are findings of laboratories,
    `entrances` those for which causes are ranked without any value, `alone` the branches whose
    causes are in no pair. `case_mix` is a laboratory's own, None without one.
    """

    causes: tuple[Condition, ...]
    branches: tuple[str, ...]
    branch: NDArray[np.intp]
    settings: tuple[str, ...]
    fits_from: Floats
    fits_below: Floats
    bands: tuple[Band, ...]
    weights: tuple[Weight, ...]
    analytes: tuple[str, ...]
    mean: Floats
    mean_width: Floats
    spread: Floats
    spread_width: Floats
    correlation: Floats
    seen: tuple[Seen, ...]
    background: dict[tuple[str, str | None], Guess]
    groups: dict[str, str]
    gates: dict[str, tuple[int, ...]]
    opposites: dict[str, str]
    unknown_ages: Floats
    scalars: dict[str, float]
    laboratory: frozenset[str] = frozenset()
    implied: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    entrances: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    case_mix: CaseMix | None = None

    @property
    def rest(self) -> int:
        """Return the place of the cause that has what the others leave over."""
        return [cause.id for cause in self.causes].index(REST)


def read_inputs(knowledge: Knowledge, causes: Sequence[Condition]) -> Inputs:
    """Return the inputs of the differential of some causes, in their order.

    Raises:
        LookupError: a number that is needed is not there.
    """
    table = knowledge.table("differential")
    scalars = {name: number_of(knowledge, key) for name, key in table["numbers"].items()}
    places = {cause.id: place for place, cause in enumerate(causes)}
    branches = tuple(branch.id for branch in knowledge.all("branch", Branch))
    settings = knowledge.settings()
    lineage = _lineage(knowledge, causes)
    analytes = tuple(table["values"]["analytes"])
    members = _members(lineage)
    seen = tuple(read_seen(knowledge, lineage, members, scalars))
    return Inputs(
        causes=tuple(causes),
        branches=branches,
        branch=np.array([branches.index(cause.branch) for cause in causes], dtype=np.intp),
        settings=tuple(setting.id for setting in settings),
        fits_from=np.array([setting.age_from_days or -np.inf for setting in settings]),
        fits_below=np.array([setting.age_below_days or np.inf for setting in settings]),
        bands=tuple(_bands(knowledge, places, causes)),
        weights=tuple(_weights(knowledge, causes, lineage, [s.id for s in settings])),
        analytes=analytes,
        **_densities(knowledge, places, analytes),
        seen=seen,
        background=read_background(knowledge, seen, scalars),
        groups={finding.id: finding.group for finding in knowledge.all("finding", Finding)},
        gates={gate: members[gate] for one in seen if (gate := one.gate) is not None},
        opposites=dict(table["opposites"]),
        unknown_ages=np.array(table["unknown_age"]["days"], dtype=np.float64),
        scalars=scalars,
        laboratory=frozenset(
            finding.id for finding in knowledge.all("finding", Finding) if finding.kind == "lab"
        ),
        entrances=frozenset(table["values"]["entrances"]),
        alone=frozenset(table["pairs"]["never"]),
        implied={name: tuple(cases) for name, cases in table["implied"].items()},
        case_mix=None,
    )


def _lineage(knowledge: Knowledge, causes: Sequence[Condition]) -> list[tuple[str, ...]]:
    """Return for each cause itself, its parents and its branch, the closest first."""
    conditions = {condition.id: condition for condition in knowledge.conditions()}
    found = []
    for cause in causes:
        chain = [cause.id]
        while (parent := conditions[chain[-1]].parent) is not None:
            chain.append(parent)
        found.append((*chain, cause.branch))
    return found


def _members(lineage: Sequence[tuple[str, ...]]) -> dict[str, tuple[int, ...]]:
    """Return the causes under each condition and in each branch."""
    names = dict.fromkeys(name for chain in lineage for name in chain)
    return {
        name: tuple(place for place, chain in enumerate(lineage) if name in chain) for name in names
    }


def _bands(
    knowledge: Knowledge, places: dict[str, int], causes: Sequence[Condition]
) -> Iterator[Band]:
    """Yield how common causes are, within the ages and the sex that each can have."""
    for rate in knowledge.all("rate", Rate):
        place = places[rate.condition]
        cause = causes[place]
        bounds = (cause.age_from_days, rate.age_low_days, cause.age_below_days, rate.age_high_days)
        low = max((end for end in bounds[:2] if end is not None), default=-np.inf)
        high = min((end for end in bounds[2:] if end is not None), default=np.inf)
        sexes = SEXES[rate.sex] & SEXES[cause.sex]
        if low < high and sexes:
            yield Band(place, low, high, sexes, ratio_of(knowledge, rate.fact))


def _weights(
    knowledge: Knowledge,
    causes: Sequence[Condition],
    lineage: Sequence[tuple[str, ...]],
    settings: list[str],
) -> Iterator[Weight]:
    """Yield how many times as common causes are; of several that apply the closest one counts."""
    rows = knowledge.all("setting_weight", SettingWeight)
    by_key: dict[tuple[str, str, str], SettingWeight] = {
        (row.setting, row.level, row.applies): row for row in rows
    }
    held: dict[str, list[int]] = {}
    for place, (cause, chain) in enumerate(zip(causes, lineage, strict=True)):
        keys = [*(("condition", name) for name in chain[:-1])]
        keys += [("group", cause.group), ("branch", cause.branch)]
        for setting in settings:
            found = (by_key.get((setting, *key)) for key in keys)
            row = next((row for row in found if row is not None), None)
            if row is not None:
                held.setdefault(row.id, []).append(place)
    for row in rows:
        if row.id in held:
            times = ratio_of(knowledge, row.fact)
            yield Weight(settings.index(row.setting), tuple(held[row.id]), times)


def _densities(
    knowledge: Knowledge, places: dict[str, int], analytes: tuple[str, ...]
) -> dict[str, Floats]:
    """Return means, spreads and correlations of the values in causes.

    Raises:
        LookupError: a cause has no density of an analyte.
    """
    shape = (len(places), len(analytes))
    names = ("mean", "mean_width", "spread", "spread_width")
    arrays = {name: np.full(shape, np.nan) for name in names}
    shapes: dict[int, str] = {}
    for density in knowledge.all("density", Density):
        if density.analyte in analytes and density.condition in places:
            at = places[density.condition], analytes.index(density.analyte)
            shapes[at[0]] = density.shape
            for name in names:
                arrays[name][at] = getattr(density, name)
    missing = np.argwhere(np.isnan(arrays["mean"]))
    if len(missing):
        cause = list(places)[missing[0][0]]
        message = f"condition {cause}: no density of {analytes[missing[0][1]]}"
        raise LookupError(message)
    correlation = np.tile(np.eye(len(analytes)), (len(places), 1, 1))
    for row in knowledge.all("correlation", ShapeCorrelation):
        pair = [analytes.index(row.first), analytes.index(row.second)]
        members = [place for place, name in shapes.items() if name == row.shape]
        correlation[np.ix_(members, pair, pair[::-1])] += np.array([[row.value, 0], [0, row.value]])
    return {**arrays, "correlation": correlation}
