"""Ranked causes: probabilities, intervals, and how firmly the first one leads."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from globulin.reasoning.differential import Differential, Ranked, rank
from globulin.reasoning.differential.posterior import weigh
from globulin.reasoning.differential.priors import NOT_SET
from globulin.reasoning.differential.rank import AT_ONCE, AT_ONCE_WITHOUT
from globulin.reasoning.differential.tables import best_guess, sampled
from globulin.reasoning.people import People
from tests.unit.reasoning.differential.made_inputs import (
    CAUSES,
    INFINITY,
    PLACES,
    SETTINGS,
    made_differential,
    made_inputs,
    people_of,
    person,
    settings_of,
)

DIFFERENTIAL = made_differential()
NAMES = tuple(Ranked.__dataclass_fields__)
SICK = person(values={"A": 3.0, "B": 0.4}, told={"f4": True, "f3": True})


def many(size: int, seed: int = 5) -> tuple[People, np.ndarray]:
    """Return people of every kind, with their settings."""
    generator = np.random.default_rng(seed)
    rows: list[dict[str, Any]] = []
    for row in range(size):
        a, b, c = generator.normal(1.0, 2.0, 3)
        told = {f"f{k}": bool(generator.integers(2)) for k in generator.integers(1, 9, 3)}
        values: dict[str, Any] = {"A": a, "B": b, "C": c}
        if row % 9 == 0:
            values = {"A": (1.96, INFINITY), "B": b}
        age = [None, 10.0, 6000.0, 30000.0][row % 4]
        rows.append(
            person(age=age, sex=[None, "female", "male"][row % 3], values=values, told=told)
        )
    return people_of(*rows), np.array([row % 4 - 1 for row in range(size)], dtype=np.int8)


def test_causes_are_those_of_the_inputs() -> None:
    """In their order, which is that of all arrays."""
    assert list(CAUSES) == [cause.id for cause in DIFFERENTIAL.causes]


def test_a_setting_has_a_place() -> None:
    """None has one of its own."""
    assert NOT_SET == DIFFERENTIAL.place_of_setting(None)
    assert [0, 1, 2] == [DIFFERENTIAL.place_of_setting(name) for name in SETTINGS]


def test_draws_are_made_once_and_always_the_same() -> None:
    """From a fixed seed, the best guess first."""
    draws, again = DIFFERENTIAL.draws(), sampled(DIFFERENTIAL.inputs)

    assert draws is DIFFERENTIAL.draws()
    assert (199, 7, 3) == draws.densities.mean.shape
    for name in ("mean", "spread"):
        assert getattr(draws.densities, name).tobytes() == getattr(again.densities, name).tobytes()
        first = getattr(best_guess(DIFFERENTIAL.inputs).densities, name)[0]
        assert first.tobytes() == getattr(draws.densities, name)[0].tobytes()
    assert draws.priors.weight.tobytes() == again.priors.weight.tobytes()
    for one, other in zip(draws.groups, again.groups, strict=True):
        assert one.present.tobytes() == other.present.tobytes()


def test_the_first_draw_is_the_best_guess() -> None:
    """In a told setting its posterior is the probability that is ranked by."""
    people, setting = people_of(SICK), settings_of("ward")
    draws = weigh(DIFFERENTIAL.draws(), people, setting).posterior
    ranked = rank(DIFFERENTIAL, people, setting)

    np.testing.assert_allclose(draws[:, 0], ranked.probability, rtol=1e-12)
    np.testing.assert_allclose(draws.sum(axis=2), 1.0, rtol=1e-12)


def test_the_interval_leaves_out_nine_draws_at_either_end() -> None:
    """Of 199 draws the tenth from either end: a further one lies beyond with 1 in 20."""
    people, setting = people_of(SICK), settings_of("ward")
    ordered = np.sort(weigh(DIFFERENTIAL.draws(), people, setting).posterior[0], axis=0)
    ranked = rank(DIFFERENTIAL, people, setting)

    assert ordered[9].tolist() == ranked.low[0].tolist()
    assert ordered[-10].tolist() == ranked.high[0].tolist()


def test_the_interval_holds_the_best_guess() -> None:
    """Even where nearly all draws lie to one side of it, as with an untold setting."""
    people, setting = many(40)
    ranked = rank(DIFFERENTIAL, people, setting)

    assert (ranked.low <= ranked.probability).all()
    assert (ranked.probability <= ranked.high).all()


def test_the_leader_leads_in_a_share_of_the_draws() -> None:
    """All of them where nothing else comes near, fewer where two causes are close."""
    people = people_of(person(), person(values={"A": 2.6, "B": 0.3}, told={"f4": True, "f5": True}))
    draws = weigh(DIFFERENTIAL.draws(), people, settings_of("ward", "ward")).posterior
    ranked = rank(DIFFERENTIAL, people, settings_of("ward", "ward"))
    expected = [
        (draws[row].argmax(axis=1) == ranked.probability[row].argmax()).mean() for row in (0, 1)
    ]

    assert expected == ranked.leads.tolist()
    assert 1.0 == ranked.leads[0]
    assert 0.0 < ranked.leads[1] < 1.0


def test_without_intervals_the_probabilities_are_the_same() -> None:
    """What was not asked for is NaN."""
    people, setting = many(20)
    full, quick = (
        rank(DIFFERENTIAL, people, setting, with_intervals=with_intervals)
        for with_intervals in (True, False)
    )

    np.testing.assert_allclose(full.probability, quick.probability, rtol=1e-12)
    np.testing.assert_allclose(full.branch_probability, quick.branch_probability, rtol=1e-12)
    for name in ("low", "high", "branch_low", "branch_high", "leads"):
        assert getattr(full, name).shape == getattr(quick, name).shape
        assert np.isnan(getattr(quick, name)).all()


@pytest.mark.parametrize(
    ("size", "with_intervals"), [(2 * AT_ONCE + 3, True), (AT_ONCE_WITHOUT + 5, False)]
)
def test_parts_of_a_batch_change_nothing(size: int, with_intervals: bool) -> None:  # noqa: FBT001 - a case
    """People beyond the first part are ranked as people alone are."""
    people, setting = many(size)
    ranked = rank(DIFFERENTIAL, people, setting, with_intervals=with_intervals)

    for row in (0, AT_ONCE - 1, AT_ONCE, size - 1):
        rows = slice(row, row + 1)
        alone = rank(DIFFERENTIAL, people.rows(rows), setting[rows], with_intervals=with_intervals)
        for name in NAMES:
            np.testing.assert_allclose(
                getattr(ranked, name)[rows], getattr(alone, name), rtol=1e-12, err_msg=name
            )


@pytest.mark.parametrize("with_intervals", [True, False])
def test_nobody_is_ranked_as_nobody(with_intervals: bool) -> None:  # noqa: FBT001 - a case
    """An empty batch has arrays without rows."""
    ranked = rank(DIFFERENTIAL, people_of(), settings_of(), with_intervals=with_intervals)

    assert (0, 7) == ranked.probability.shape == ranked.low.shape
    assert (0, 3) == ranked.branch_probability.shape
    assert (0,) == ranked.leads.shape


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    """Other draws of the numbers are taken for the truth: 90 of 100 lie inside."""
    people, setting = many(24, seed=8)
    setting = np.where(setting == NOT_SET, 0, setting).astype(np.int8)
    ranked = rank(DIFFERENTIAL, people, setting)
    truths = sampled(DIFFERENTIAL.inputs, pairs=150, seed=77)
    truth = weigh(truths, people, setting).posterior[:, 1:]
    is_inside = (truth >= ranked.low[:, None]) & (truth <= ranked.high[:, None])
    # What cannot be is zero in every draw.
    is_possible = ranked.probability > 0.0

    assert 0.87 <= is_inside.mean(axis=1)[is_possible].mean() <= 0.93


def test_more_that_is_known_makes_intervals_narrower() -> None:
    """Half the widths of all numbers leave less doubt."""
    inputs = made_inputs()
    sure = replace(
        inputs, mean_width=inputs.mean_width / 2.0, spread_width=inputs.spread_width / 2.0
    )
    people, setting = people_of(SICK), settings_of("ward")
    wide, narrow = (
        rank(Differential(each, best_guess(each)), people, setting) for each in (inputs, sure)
    )

    place = PLACES["storm-one"]
    assert (narrow.high - narrow.low)[0, place] < (wide.high - wide.low)[0, place]
