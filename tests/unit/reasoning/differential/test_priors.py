"""How common causes are before any result: by age, sex and setting."""

from typing import Any

import numpy as np
import pytest

from globulin.reasoning.differential.inputs import Band
from globulin.reasoning.differential.numbers import Guess
from globulin.reasoning.differential.priors import BOTH, find_priors
from globulin.reasoning.differential.tables import best_guess, sampled
from tests.unit.reasoning.differential.by_hand import priors_by_hand
from tests.unit.reasoning.differential.made_inputs import (
    ADULT,
    INFINITY,
    PLACES,
    SETTINGS,
    UNKNOWN_AGES,
    made_inputs,
    people_of,
    person,
    settings_of,
)

INPUTS = made_inputs()
TABLE = best_guess(INPUTS).priors
DRAWS = sampled(INPUTS, pairs=12).priors


def priors(setting: str | None = None, **known: Any) -> np.ndarray:
    """Return the priors (C,) of one person."""
    return find_priors(TABLE, people_of(person(**known)), settings_of(setting))[0, 0]


def odds(setting: str | None, cause: str, **known: Any) -> float:
    """Return how common a cause is among people of whom so much is known, to `none`."""
    found = priors(setting, **known)
    return float(found[PLACES[cause]] / found[PLACES["none"]])


def test_priors_are_rates_times_weights_and_what_they_leave_over() -> None:
    """In a setting, of an age and sex, each cause to 1 of the ordinary variation."""
    assert 0.001 * 20.0 == pytest.approx(odds("ward", "clone-one"))
    assert 0.004 == pytest.approx(odds("ward", "clone-two"))
    assert 0.004 * 3.0 == pytest.approx(odds("anywhere", "clone-two"))
    assert 0.01 == pytest.approx(odds("nursery", "other"))


@pytest.mark.parametrize("setting", [None, *SETTINGS])
@pytest.mark.parametrize("sex", [None, "female", "male"])
@pytest.mark.parametrize("age", [None, 0.0, 28.0, 5000.0, 40000.0])
def test_priors_are_those_counted_by_hand(
    setting: str | None, sex: str | None, age: float | None
) -> None:
    """They sum to 1, whatever is known."""
    found = priors(setting, age=age, sex=sex)
    expected = priors_by_hand(INPUTS, person(age=age, sex=sex), setting)

    assert found.sum() == pytest.approx(1.0, rel=1e-14)
    np.testing.assert_allclose(found, expected, rtol=1e-13)


def test_without_a_setting_all_that_fit_the_age_count_the_same() -> None:
    """An adult is not seen in a nursery, and a newborn not on the ward."""
    adult = (priors("anywhere") + priors("ward")) / 2.0
    newborn = (priors("anywhere", age=3.0) + priors("nursery", age=3.0)) / 2.0

    np.testing.assert_allclose(priors(), adult, rtol=1e-14)
    np.testing.assert_allclose(priors(age=3.0), newborn, rtol=1e-14)


def test_a_told_setting_counts_at_any_age() -> None:
    """Who is told to be seen in a nursery is seen there."""
    assert 0.002 == pytest.approx(odds("nursery", "storm-one", age=ADULT))


def test_an_unknown_age_is_the_mean_over_a_few_ages() -> None:
    """Rates are averaged over the ages that stand for it."""
    expected = np.mean([0.004, 0.004, 0.03])

    assert expected == pytest.approx(odds("ward", "clone-two", age=None))
    assert 3 == len(UNKNOWN_AGES)


def test_an_unknown_sex_is_the_mean_of_both() -> None:
    """One half of each."""
    assert 0.006 == pytest.approx(odds("ward", "clone-two", sex=None))
    assert 0.001 * 8.0 == pytest.approx(odds("ward", "storm-one", sex=None))


def test_a_cause_of_one_sex_is_none_of_the_other() -> None:
    """Its prior is exactly zero there."""
    assert 0.0 == priors("ward", sex="male")[PLACES["storm-one"]]
    assert 0.0 < priors("ward", sex="female")[PLACES["storm-one"]]


@pytest.mark.parametrize(
    ("cause", "edge", "below", "above"),
    [
        ("clone-two", 5000.0, 0.0, 0.008),
        ("clone-two", 20000.0, 0.008, 0.03),
        ("storm-young", 5000.0, 0.02, 0.0),
        ("storm-two", 28.0, 0.0, 0.005),
    ],
)
def test_ages_are_half_open(cause: str, edge: float, below: float, above: float) -> None:
    """Who is just as old as an edge is above it."""
    found = [odds("nursery", cause, age=age, sex="male") for age in (np.nextafter(edge, 0), edge)]
    times = 5.0 if cause == "storm-young" else 1.0

    assert [below * times, above * times] == pytest.approx(found)


def test_an_age_below_every_edge_has_the_rates_without_a_lower_end() -> None:
    """A band from birth, or from no age at all, holds there."""
    assert 0.02 == pytest.approx(odds("anywhere", "storm-young", age=0.0))


def test_rates_without_any_edge_hold_at_every_age() -> None:
    """No band and no setting has an end."""
    inputs = made_inputs(
        bands=(Band(1, -INFINITY, INFINITY, BOTH, Guess(0.25, 0.0)),),
        fits_from=np.full(3, -INFINITY),
        fits_below=np.full(3, INFINITY),
    )
    found = find_priors(
        best_guess(inputs).priors,
        people_of(person(age=1.0), person(age=9000.0)),
        settings_of(None, "ward"),
    )

    np.testing.assert_allclose(found[:, 0, :2], [[0.8, 0.2]] * 2, rtol=1e-14)


def test_an_age_that_no_setting_sees_is_refused() -> None:
    """There is no mixture of nothing."""
    inputs = made_inputs(fits_from=np.full(3, 100.0))

    with pytest.raises(LookupError, match="a setting for people of every age"):
        find_priors(best_guess(inputs).priors, people_of(person(age=3.0)), settings_of(None))


@pytest.mark.parametrize("setting", [None, "ward"])
def test_the_priors_of_every_draw_sum_to_one(setting: str | None) -> None:
    """Whatever the rates are, the ordinary variation has what they leave over."""
    found = find_priors(DRAWS, people_of(person(), person(age=None)), settings_of(*[setting] * 2))

    assert (2, 25, len(PLACES)) == found.shape
    np.testing.assert_allclose(found.sum(axis=2), 1.0, rtol=1e-14)


def test_draws_without_a_setting_hold_the_settings_in_turn() -> None:
    """That nobody told it is a part of the doubt."""
    people = people_of(person())
    unset, anywhere, ward = (
        find_priors(DRAWS, people, settings_of(name))[0] for name in (None, "anywhere", "ward")
    )

    assert unset[0::2].tobytes() == anywhere[0::2].tobytes()
    assert unset[1::2].tobytes() == ward[1::2].tobytes()


def test_nobody_has_no_priors() -> None:
    """A batch may be empty."""
    assert (0, 25, len(PLACES)) == find_priors(DRAWS, people_of(), settings_of()).shape


def test_draws_lie_around_the_best_guess() -> None:
    """The first is the best guess, the others are pairs to either side of it."""
    ratio = DRAWS.rate / TABLE.rate

    np.testing.assert_allclose(ratio[0], 1.0, rtol=1e-14)
    np.testing.assert_allclose(ratio[1:13] * ratio[13:], 1.0, rtol=1e-12)
    assert (ratio[1:] != 1.0).all()
    # What is not known of a cause is the same at every age and in both sexes.
    np.testing.assert_allclose(ratio[:, 3:5], ratio[:, [2, 2]], rtol=1e-12)
