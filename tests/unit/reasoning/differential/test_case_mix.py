"""A laboratory's own case mix in the prior: the arithmetic by hand, and what must hold."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from globulin.knowledge import Knowledge
from globulin.model import CaseMix, Condition
from globulin.reasoning.differential import (
    Differential,
    find_pairs,
    make_differential,
    rank,
    weigh,
    with_case_mix,
)
from globulin.reasoning.differential.case_mix import count_people, mix_prior
from globulin.reasoning.differential.numbers import number_of
from globulin.reasoning.differential.priors import NOT_SET, find_priors
from globulin.reasoning.people import People

Floats = NDArray[np.float64]

# Cause and branch; the places of all arrays.
BRANCH_OF = {"none": "calm", "flood": "storm", "gale": "storm", "hail": "storm", "clone": "one"}
USUAL = (0.80, 0.10, 0.06, 0.0, 0.04)
YEAR = 365.25
NO_DRAWS = np.zeros((1, len(BRANCH_OF)))


def causes() -> tuple[Condition, ...]:
    """Return the causes of a small made-up world."""
    return tuple(
        Condition(id=name, name=name, plain_name=name, branch=branch, group=branch)
        for name, branch in BRANCH_OF.items()
    )


def mixed(usual: Floats, deviates: Floats = NO_DRAWS, **people: int) -> Floats:
    """Return the prior (D, C) of a case mix that counts the usual prior as ten people."""
    mix = CaseMix(tuple(people.items()))
    return mix_prior(count_people(mix, causes(), strength=10.0, deviates=deviates), usual)


def people_of(*persons: tuple[float, str], igm: float = np.nan) -> People:
    """Return people of an age in years and a sex, with a zlog IgM."""
    zlogs = {"IgM": np.full(len(persons), igm)}
    return People(
        size=len(persons),
        age_days=np.array([age * YEAR for age, _ in persons]),
        is_female=np.array([sex == "female" for _, sex in persons]),
        is_male=np.array([sex == "male" for _, sex in persons]),
        z_from=zlogs,
        z_to=zlogs,
    )


def prior_of(
    differential: Differential, age: float, sex: str, setting: str | None = None
) -> dict[str, float]:
    """Return the prior of one person by cause."""
    place = np.array([differential.place_of_setting(setting)], dtype=np.int8)
    (one,) = find_priors(differential.tables.priors, people_of((age, sex)), place)
    return dict(zip((cause.id for cause in differential.causes), map(float, one[0]), strict=True))


def test_counts_are_added_to_ten_usual_people() -> None:
    """70 of 100 have nothing, 20 the flood, 10 the clone; the gale is only usual."""
    found = mixed(np.array([USUAL]), none=70, flood=20, clone=10)

    assert [78.0 / 110, 21.0 / 110, 0.6 / 110, 0.0, 10.4 / 110] == pytest.approx(list(found[0]))


def test_a_branch_counts_its_causes_without_a_row() -> None:
    """The storm's 32 people are spread 10 to 6; what has a row of its own gets none of them."""
    found = mixed(np.array([USUAL]), none=68, storm=32)
    beside = mixed(np.array([USUAL]), none=64, storm=32, flood=4)

    assert [76.0, 21.0, 12.6, 0.0, 0.4] == pytest.approx(list(110 * found[0]))
    assert [72.0, 5.0, 32.6, 0.0, 0.4] == pytest.approx(list(110 * beside[0]))


def test_a_zero_stays_zero() -> None:
    """People of a cause that cannot be are left out, and the rest adds up to 1."""
    found = mixed(np.array([USUAL]), none=50, hail=50)
    usual = np.array([[0.9, 0.0, 0.0, 0.0, 0.1]])
    nowhere = mixed(usual, none=50, storm=50)

    assert [58.0 / 60, 1.0 / 60, 0.6 / 60, 0.0, 0.4 / 60] == pytest.approx(list(found[0]))
    assert [59.0 / 60, 0.0, 0.0, 0.0, 1.0 / 60] == pytest.approx(list(nowhere[0]))


def test_draws_scatter_by_the_people_behind_them() -> None:
    """One standard deviation is 1 over the root of the people and one more."""
    up = np.zeros((2, 5))
    up[1, 1] = 1.0
    best, draw = mixed(np.array([USUAL, USUAL]), up, none=76, flood=24)
    odds = [row[1] / row[0] for row in (best, draw)]

    assert 1.0 / np.sqrt(24 + 10 * 0.1 + 1) == pytest.approx(np.log(odds[1] / odds[0]))


@pytest.mark.parametrize("name", ["lightning", "one"])
def test_an_id_without_a_cause_is_refused(name: str) -> None:
    """Neither a cause nor a branch with causes left: its people would vanish."""
    with pytest.raises(LookupError, match=name):
        mixed(np.array([USUAL]), clone=30, **{name: 20})


@settings(deadline=None, max_examples=40)
@given(
    usual=st.lists(st.floats(0.0, 1.0), min_size=4, max_size=4),
    counts=st.dictionaries(st.sampled_from([*BRANCH_OF, "storm"]), st.integers(0, 10**6)),
    deviate=st.floats(-4.0, 4.0),
)
def test_the_prior_sums_to_one(usual: list[float], counts: dict[str, int], deviate: float) -> None:
    """Whatever was counted; what is usual is never made impossible, what is not stays so."""
    row = np.array([[1.0, *usual]])
    row /= row.sum()
    assume(not {"flood", "gale", "hail", "storm"} <= counts.keys())
    (found,) = mixed(row, np.full((1, 5), deviate), **counts)

    assert 1.0 == pytest.approx(found.sum(), abs=1e-12)
    assert list(row[0] > 0.0) == list(found > 0.0)


def test_many_people_win_over_what_is_usual(knowledge: Knowledge) -> None:
    """Of 10,000 people the file's shares are the prior's within one in a hundred."""
    mix = CaseMix((("none", 5000), ("pbc", 2000), ("waldenstrom", 1000), ("sle", 2000)))
    found = prior_of(with_case_mix(make_differential(knowledge), mix), 60, "female")

    for name, count in mix.people:
        assert count / 10_000 == pytest.approx(found[name], rel=0.01)


def test_the_prior_of_a_person_is_the_mean_by_hand(knowledge: Knowledge) -> None:
    """Of age, sex and setting, each with the usual prior of its own."""
    usual = make_differential(knowledge)
    strength = number_of(knowledge, "differential-case-mix-strength")
    own = with_case_mix(usual, CaseMix((("none", 30), ("pbc", 10))))
    for person in ((60.0, "female", "hospital"), (35.0, "male", None)):
        before, after = prior_of(usual, *person), prior_of(own, *person)
        people = {"none": 30, "pbc": 10}
        expected = {
            name: (people.get(name, 0) + strength * share) / (40 + strength)
            for name, share in before.items()
        }

        assert expected == pytest.approx(after, abs=1e-15)


def test_what_cannot_be_at_an_age_stays_impossible(knowledge: Knowledge) -> None:
    """A file of adults makes no old people's disease in a small child."""
    usual = make_differential(knowledge)
    own = with_case_mix(usual, CaseMix((("none", 50), ("old-age", 500), ("waldenstrom", 500))))
    before, after = (prior_of(one, 2.0, "male") for one in (usual, own))

    assert 0.0 == before["old-age"] == after["old-age"]
    assert {name for name, share in before.items() if share} == {
        name for name, share in after.items() if share
    }
    assert 1.0 == pytest.approx(sum(after.values()), abs=1e-12)


def test_more_people_make_intervals_narrower(knowledge: Knowledge) -> None:
    """The same shares from a hundred times as many people leave less doubt."""
    usual = make_differential(knowledge)
    person, setting = people_of((60, "female"), igm=4.0), np.array([NOT_SET], dtype=np.int8)
    widths = []
    for times in (1, 100):
        mix = CaseMix((("none", 60 * times), ("pbc", 20 * times), ("igm-mgus", 20 * times)))
        own = with_case_mix(usual, mix)
        found = rank(own, person, setting)
        place = [cause.id for cause in own.causes].index("igm-mgus")
        widths.append(float(found.high[0, place] - found.low[0, place]))

    assert widths[1] < widths[0]


def test_only_the_prior_changes_and_draws_stay_in_step(knowledge: Knowledge) -> None:
    """Values and findings are weighed by the same numbers, draw for draw."""
    usual = make_differential(knowledge)
    own = with_case_mix(usual, CaseMix((("none", 60), ("pbc", 20))))
    before, after = usual.draws(), own.draws()

    assert np.array_equal(before.densities.mean, after.densities.mean)
    assert np.array_equal(before.priors.rate, after.priors.rate)
    assert all(
        np.array_equal(one.present, other.present)
        for one, other in zip(before.groups, after.groups, strict=True)
    )


def test_the_same_case_mix_is_made_once(knowledge: Knowledge) -> None:
    """Many reports of one run share the draws; without a case mix nothing is changed."""
    usual = make_differential(knowledge)
    before = prior_of(usual, 60, "female")
    first = with_case_mix(usual, CaseMix((("none", 60), ("pbc", 20))))

    assert first is with_case_mix(usual, CaseMix((("none", 60), ("pbc", 20))))
    assert first.draws() is first.draws()
    assert first is not with_case_mix(usual, CaseMix((("none", 60), ("pbc", 21))))
    assert before == prior_of(usual, 60, "female")


def test_pairs_are_no_commoner_for_a_file_without_healthy_people(knowledge: Knowledge) -> None:
    """Two causes meet by chance: as both of them together, never more often than one."""
    usual = make_differential(knowledge)
    own = with_case_mix(usual, CaseMix((("pbc", 5000), ("igm-mgus", 5000))))
    setting = np.array([NOT_SET], dtype=np.int8)
    person = people_of((60, "female"), igm=np.nan)
    weighed = weigh(own.tables, person, setting)
    found = find_pairs(own.tables, person, weighed, own.alone)
    names = [cause.id for cause in own.causes]
    pair = sorted((names.index("pbc"), names.index("igm-mgus")))
    (column,) = np.flatnonzero((found.places == pair).all(axis=1))
    priors = weighed.prior[0, 0, pair]

    assert priors.min() == pytest.approx(found.times[0, column], rel=1e-9)


def test_a_table_that_is_copied_keeps_no_old_priors(knowledge: Knowledge) -> None:
    """Priors that were worked out without a case mix are not taken for those with one."""
    usual = make_differential(knowledge)
    prior_of(usual, 60, "female")
    own = with_case_mix(usual, CaseMix((("pbc", 100),)))
    again = replace(usual.tables.priors, counted=own.tables.priors.counted)
    place = [cause.id for cause in own.causes].index("pbc")
    (one,) = find_priors(again, people_of((60, "female")), np.array([NOT_SET], dtype=np.int8))

    assert prior_of(own, 60, "female")["pbc"] == pytest.approx(one[0, place])
