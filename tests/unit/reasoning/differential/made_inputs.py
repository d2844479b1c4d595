"""A small made-up world: seven causes in three branches, three settings, three classes.

Nothing here is medicine. Every test that needs numbers of causes takes them from here, so that
knowledge may change without them.
"""

from typing import Any

import numpy as np

from globulin.model import Condition, Link
from globulin.reasoning.differential.inputs import Band, Inputs, Weight
from globulin.reasoning.differential.numbers import Guess
from globulin.reasoning.differential.priors import BOTH, FEMALE, MALE
from globulin.reasoning.differential.rank import Differential
from globulin.reasoning.differential.seen import Seen
from globulin.reasoning.differential.tables import best_guess
from globulin.reasoning.people import ABSENT, NOT_TOLD, PRESENT, People

INFINITY = float("inf")
ADULT = 6000.0
ANALYTES = ("A", "B", "C")
SETTINGS = ("anywhere", "ward", "nursery")
BRANCHES = ("calm", "clone", "storm")
# Cause, branch; the places of all arrays.
CAUSES = {
    "none": "calm",
    "other": "storm",
    "clone-one": "clone",
    "clone-two": "clone",
    "storm-one": "storm",
    "storm-two": "storm",
    "storm-young": "storm",
}
PLACES = {name: place for place, name in enumerate(CAUSES)}
# Finding, correlation group, how common it is without a cause.
FINDINGS = {
    "f1": ("first", 0.10),
    "f2": ("first", 0.05),
    "f3": ("first", 0.30),
    "f4": ("second", 0.02),
    "f5": ("third", 0.20),
    "f6": ("third", 0.40),
    "f7": ("fourth", 0.60),
    "f8": ("fifth", 0.15),
}
OPPOSITES = {"no-f4": "f4", "no-f7": "f7"}
# Finding, cause, share there, gate.
SEEN: tuple[tuple[str, str, float, str | None], ...] = (
    ("f1", "clone-one", 0.7, None),
    ("f1", "storm-one", 0.3, None),
    ("f1", "other", 0.15, None),
    ("f2", "clone-one", 0.4, None),
    ("f2", "storm-two", 0.01, None),
    ("f3", "clone-one", 0.6, None),
    ("f3", "storm-one", 0.8, None),
    ("f4", "storm-one", 0.9, None),
    ("f4", "storm-young", 0.5, None),
    ("f5", "storm-two", 0.75, None),
    ("f5", "clone-two", 0.05, None),
    ("f6", "storm-two", 0.1, None),
    ("f6", "clone-one", 0.8, "clone"),
    ("f6", "clone-two", 0.3, "clone"),
    ("f7", "storm-two", 0.2, None),
    ("f7", "storm-young", 0.3, None),
    ("f8", "clone-one", 0.9, "clone"),
)
GATED = {("f6", "clone"): 0.5, ("f8", "clone"): 0.35}
GATES = {"clone": (PLACES["clone-one"], PLACES["clone-two"])}
# Cause, from, below, sexes, rate.
BANDS = (
    ("other", -INFINITY, INFINITY, BOTH, 0.01),
    ("clone-one", 5000.0, INFINITY, BOTH, 0.001),
    ("clone-two", 5000.0, 20000.0, FEMALE, 0.004),
    ("clone-two", 5000.0, 20000.0, MALE, 0.008),
    ("clone-two", 20000.0, INFINITY, BOTH, 0.03),
    ("storm-one", -INFINITY, INFINITY, FEMALE, 0.002),
    ("storm-two", 28.0, INFINITY, BOTH, 0.005),
    ("storm-young", -INFINITY, 5000.0, BOTH, 0.02),
)
# Setting, causes, times.
WEIGHTS = (
    (0, ("clone-one", "clone-two"), 3.0),
    (1, ("storm-one", "storm-two"), 8.0),
    (1, ("clone-one",), 20.0),
    (2, ("storm-young",), 5.0),
)
FITS_FROM = (-INFINITY, 28.0, -INFINITY)
FITS_BELOW = (INFINITY, INFINITY, 28.0)
UNKNOWN_AGES = (7000.0, 15000.0, 25000.0)
MEAN = (
    (0.0, 0.0, 0.0),
    (0.8, 0.5, 0.4),
    (7.0, -1.0, -1.5),
    (3.0, 0.2, -0.3),
    (3.5, 0.3, 0.6),
    (1.5, 1.0, 2.0),
    (2.0, -6.0, -5.0),
)
SPREAD = (
    (1.0, 1.0, 1.0),
    (1.8, 1.4, 1.3),
    (2.0, 1.3, 1.4),
    (1.6, 1.1, 1.1),
    (1.5, 1.2, 1.3),
    (1.2, 1.2, 1.6),
    (2.5, 2.0, 2.0),
)
# Correlations of A and B, A and C, B and C.
CORRELATION = (
    (0.25, 0.20, 0.35),
    (0.40, 0.30, 0.50),
    (-0.30, -0.25, 0.45),
    (0.0, 0.0, 0.0),
    (0.30, 0.25, 0.40),
    (0.10, 0.50, 0.30),
    (-0.60, -0.50, 0.70),
)
SCALARS = {"tail_share": 0.05, "tail_width": 3.0, "group_discount": 0.3}


def made_inputs(**changes: Any) -> Inputs:
    """Return the made-up world, with some of its fields otherwise."""
    fields: dict[str, Any] = {
        "causes": tuple(map(_condition, CAUSES)),
        "branches": BRANCHES,
        "branch": np.array([BRANCHES.index(branch) for branch in CAUSES.values()]),
        "settings": SETTINGS,
        "fits_from": np.array(FITS_FROM),
        "fits_below": np.array(FITS_BELOW),
        "bands": tuple(
            Band(PLACES[name], low, high, sexes, Guess(rate, 0.5))
            for name, low, high, sexes, rate in BANDS
        ),
        "weights": tuple(
            Weight(setting, tuple(PLACES[name] for name in names), Guess(times, 0.4))
            for setting, names, times in WEIGHTS
        ),
        "analytes": ANALYTES,
        "mean": np.array(MEAN),
        "mean_width": np.full((len(CAUSES), 3), 0.2),
        "spread": np.array(SPREAD),
        "spread_width": np.full((len(CAUSES), 3), 0.1),
        "correlation": np.stack([correlation_of(*row) for row in CORRELATION]),
        "seen": tuple(seen(*row) for row in SEEN),
        "background": {
            **{(name, None): Guess(share, 0.3) for name, (_, share) in FINDINGS.items()},
            **{key: Guess(share, 0.3) for key, share in GATED.items()},
        },
        "groups": {name: group for name, (group, _) in FINDINGS.items()},
        "gates": GATES,
        "opposites": OPPOSITES,
        "unknown_ages": np.array(UNKNOWN_AGES),
        "scalars": SCALARS,
    }
    return Inputs(**{**fields, **changes})


def seen(finding: str, cause: str, share: float, gate: str | None = None) -> Seen:
    """Return a finding in a cause of the made-up world."""
    link = Link(id=f"{cause}--{finding}", condition=cause, finding=finding, share="made-up")
    return Seen(finding, PLACES[cause], Guess(share, 0.3), gate, link)


def correlation_of(first: float, second: float, third: float) -> np.ndarray:
    """Return a matrix of correlations of three classes."""
    return np.array([[1.0, first, second], [first, 1.0, third], [second, third, 1.0]])


def made_differential(**changes: Any) -> Differential:
    """Return the differential of the made-up world."""
    inputs = made_inputs(**changes)
    return Differential(inputs, best_guess(inputs))


def person(
    *,
    age: float | None = ADULT,
    sex: str | None = "female",
    values: dict[str, float | tuple[float, float]] | None = None,
    told: dict[str, bool | None] | None = None,
) -> dict[str, Any]:
    """Return one person: values are a zlog or its two bounds, findings are there, not, unknown."""
    return {"age": age, "sex": sex, "values": values or {}, "told": told or {}}


def people_of(*persons: dict[str, Any]) -> People:
    """Return persons as columns."""
    z_from, z_to = ({key: np.full(len(persons), np.nan) for key in ANALYTES} for _ in range(2))
    finding: dict[str, np.ndarray] = {}
    for row, one in enumerate(persons):
        for key, value in one["values"].items():
            ends = value if isinstance(value, tuple) else (value, value)
            z_from[key][row], z_to[key][row] = ends
        for key, is_there in one["told"].items():
            column = finding.setdefault(key, np.full(len(persons), NOT_TOLD, dtype=np.int8))
            column[row] = {True: PRESENT, False: ABSENT, None: NOT_TOLD}[is_there]
    return People(
        size=len(persons),
        age_days=np.array([np.nan if p["age"] is None else p["age"] for p in persons], dtype=float),
        is_female=np.array([p["sex"] == "female" for p in persons], dtype=bool),
        is_male=np.array([p["sex"] == "male" for p in persons], dtype=bool),
        z_from=z_from,
        z_to=z_to,
        finding=finding,
    )


def settings_of(*names: str | None) -> np.ndarray:
    """Return the places of settings, -1 for none."""
    return np.array([-1 if n is None else SETTINGS.index(n) for n in names], dtype=np.int8)


def _condition(name: str) -> Condition:
    return Condition(
        id=name,
        name=name,
        plain_name=name,
        branch=CAUSES[name],
        group=CAUSES[name],
        sex="female" if name == "storm-one" else None,
    )
