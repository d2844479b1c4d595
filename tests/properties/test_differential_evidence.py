"""What holds of single pieces of evidence, whatever their numbers are."""

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from globulin.reasoning.differential.densities import likelihood
from globulin.reasoning.differential.gates import Gate, shift_of_gate
from globulin.reasoning.differential.numbers import Guess
from globulin.reasoning.differential.posterior import weigh
from globulin.reasoning.differential.tables import best_guess
from tests.unit.reasoning.differential.made_inputs import (
    PLACES,
    made_inputs,
    people_of,
    person,
    seen,
    settings_of,
)

CHECKED = settings(deadline=None, max_examples=50)
STORM = PLACES["storm-one"]
shares = st.floats(0.01, 0.99)


@CHECKED
@given(first=shares, second=shares, backgrounds=st.tuples(shares, shares))
def test_a_second_finding_of_a_group_moves_less_than_the_product(
    first: float, second: float, backgrounds: tuple[float, float]
) -> None:
    """In the same direction, where both tell the same."""
    one, other = np.log([first / backgrounds[0], second / backgrounds[1]])
    assume(one * other > 1e-6)
    inputs = made_inputs(
        seen=(seen("f1", "storm-one", first), seen("f2", "storm-one", second)),
        background={("f1", None): Guess(backgrounds[0], 0), ("f2", None): Guess(backgrounds[1], 0)},
    )
    people = people_of(
        person(),
        person(told={"f1": True}),
        person(told={"f2": True}),
        person(told={"f1": True, "f2": True}),
    )
    posterior = weigh(best_guess(inputs), people, settings_of(*["ward"] * 4)).posterior[:, 0]
    odds = np.log(posterior[:, STORM] / posterior[:, 0])
    alone, both = np.abs(odds[1:3] - odds[0]), odds[3] - odds[0]

    assert np.sign(one) == np.sign(both)
    assert alone.max() < abs(both) < alone.sum()


@CHECKED
@given(
    weights=st.lists(st.floats(1e-6, 1.0), min_size=4, max_size=4),
    ratios=st.lists(st.floats(-5.0, 5.0), min_size=3, max_size=3),
)
def test_a_gate_keeps_its_total(weights: list[float], ratios: list[float]) -> None:
    """Inside, odds move by exactly the ratio."""
    before = np.array([[weights]])
    gate = Gate("g", np.array([0, 2, 3]))
    inside = before[..., gate.inside]
    after = inside * np.exp(shift_of_gate(gate, before, np.array([[ratios]])))
    moved = np.log(after / inside)[0, 0]

    np.testing.assert_allclose(after.sum(), inside.sum(), rtol=1e-12)
    np.testing.assert_allclose(np.diff(moved), np.diff(ratios), atol=1e-12)


@CHECKED
@given(mean=st.floats(0.1, 8.0), places=st.lists(st.floats(0.0, 1.0), min_size=2, max_size=2))
def test_a_ratio_never_falls_between_two_means(mean: float, places: list[float]) -> None:
    """Of equal spread, the cause with the higher mean gains as the value rises towards it."""
    inputs = made_inputs()
    means, spread = inputs.mean.copy(), inputs.spread.copy()
    means[STORM], spread[STORM] = [mean, 0.0, 0.0], spread[0]
    table = best_guess(made_inputs(mean=means, spread=spread)).densities
    z = np.full((2, 3), np.nan)
    z[:, 0] = np.sort(places) * mean
    found = likelihood(table, z, z)[:, 0]
    low, high = np.log(found[:, STORM] / found[:, 0])

    assert high >= low - 1e-12
