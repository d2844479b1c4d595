"""Simulated people: those of the model's own world come out as it says, the same ones each time."""

import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest
from scipy.special import stdtr

from globulin.knowledge import Knowledge
from globulin.reasoning.differential import Differential, make_differential
from tools.calibration import PAGE, SEED, calibrate_draws, calibrate_world
from tools.calibration_held import Calibrated
from tools.calibration_page import page, pictures
from tools.calibration_people import draw_from, draw_people, joint
from tools.calibration_scores import bins, calibration_error
from tools.calibration_values import FREEDOM, heavy_cumulated
from tools.calibration_worlds import World, own_world, world_groups, wrong_worlds

PEOPLE, WITH_INTERVALS = 500, 8
WORLDS_BY_PAIRS, IN_EACH = 15, 6


@pytest.fixture(scope="module")
def differential(knowledge: Knowledge) -> Differential:
    """Return the differential of the checkout."""
    return make_differential(knowledge)


@pytest.fixture(scope="module")
def found(differential: Differential) -> list[Calibrated]:
    """Return a small calibration: the own world, its numbers drawn anew, one that is wrong."""
    own = own_world(differential.inputs)
    wrong = next(
        world for world in wrong_worlds(differential.inputs, seed=SEED) if world.is_copying
    )
    sizes = {"people": PEOPLE, "with_intervals": WITH_INTERVALS}
    return [
        calibrate_world(differential, own, seed=SEED, is_own=True, **sizes),
        calibrate_draws(
            differential,
            in_each=IN_EACH,
            with_intervals=IN_EACH,
            seed=SEED,
            pairs=WORLDS_BY_PAIRS,
        ),
        calibrate_world(differential, wrong, seed=SEED, **sizes),
    ]


def test_probabilities_come_true_in_the_own_world(found: list[Calibrated]) -> None:
    """Of causes that are given 30 % about 30 in 100 are there."""
    scores = found[0].scores

    assert scores.error < 0.03
    assert scores.least_error < 0.03
    assert scores.branch_error < 0.03


def test_intervals_hold_nine_of_ten(found: list[Calibrated]) -> None:
    """Where the numbers are draws of what they may be, 90 % intervals hold the truth as often."""
    held = found[1].held

    assert 0.84 <= held.causes <= 0.96
    assert 0.84 <= held.branches <= 0.96


def test_nobody_does_better_than_who_knows_the_world(found: list[Calibrated]) -> None:
    """The scores of the world's own numbers are the best on the mean, but for chance."""
    for one in found:
        assert one.scores.best_log_score <= one.scores.log_score
        assert one.scores.best_brier <= one.scores.brier


def test_a_wrong_prior_shows(differential: Differential) -> None:
    """What is measured would tell a model that is wrong: causes three times as common."""
    common = next(wrong_worlds(differential.inputs, seed=SEED))

    told = calibrate_world(differential, common, people=PEOPLE, with_intervals=1, seed=SEED)

    assert told.scores.leader_error > 0.1


def test_the_same_seed_gives_the_same_bytes(differential: Differential) -> None:
    """Page and pictures of two runs are the same, and another seed gives others."""
    own = own_world(differential.inputs)
    text = PAGE.read_text(encoding="utf-8")

    def told(seed: int) -> tuple[str, dict[str, str]]:
        small = calibrate_world(differential, own, people=60, with_intervals=2, seed=seed)
        return page(text, [small] * 3), pictures([small] * 3)

    assert told(SEED) == told(SEED)
    assert told(SEED) != told(SEED + 1)


def test_the_page_keeps_what_is_written_by_hand(found: list[Calibrated]) -> None:
    """Only what stands between the marks changes, and the page takes the same tables again."""
    text = PAGE.read_text(encoding="utf-8")
    once = page(text, found)

    assert once == page(once, found)
    assert text.split("\n## ")[0] == once.split("\n## ")[0]
    assert "Nothing here was validated on patients." in once


def test_pictures_are_drawings_with_names(found: list[Calibrated]) -> None:
    """Each is well-formed, has a title and a description, and a point for every class."""
    for drawing in pictures(found).values():
        root = ET.fromstring(drawing)  # noqa: S314 - our own text
        names = [element.tag.rpartition("}")[2] for element in root.iter()]

        assert {"title", "desc", "circle"} <= set(names)


def test_pictures_of_the_page_are_there() -> None:
    """The page shows the pictures that the tool writes."""
    folder = Path(PAGE).parent
    text = PAGE.read_text(encoding="utf-8")
    named = [part.partition(")")[0] for part in text.split("](")[1:] if ".svg)" in part]

    assert 2 == len(named)
    assert [True, True] == [(folder / name).resolve().is_file() for name in named]


def test_calibration_error_by_hand() -> None:
    """Two classes of two: one is 10 points off, the other 40."""
    said = np.array([0.11, 0.13, 0.9, 0.9])
    came = np.array([False, False, False, True])

    made = bins(said, came)

    assert [2, 2] == [one.count for one in made]
    assert pytest.approx((0.12 + 0.4) / 2.0) == calibration_error(made)


def test_places_are_drawn_in_proportion() -> None:
    """A place with three quarters of the weight is drawn three times of four; one of none never."""
    drawn = draw_from(np.tile([0.0, 3.0, 1.0, 0.0], (4000, 1)), np.random.default_rng(1))

    assert {1, 2} == set(drawn.tolist())
    assert pytest.approx(0.75, abs=0.03) == float((drawn == 1).mean())


def test_chances_of_findings_sum_to_one(differential: Differential) -> None:
    """Every combination of findings counted, in both ways of going together."""
    for is_copying in (False, True):
        world = World("", "", differential.tables, is_copying=is_copying)
        for group in world_groups(world):
            _, chances = joint(world, group, np.arange(min(3, len(group.background))))

            assert np.allclose(1.0, chances.sum(axis=0))


def test_copies_keep_their_shares(differential: Differential) -> None:
    """Findings that copy each other are each as common as they were."""
    world = World("", "", differential.tables, is_copying=True)
    group = max(world_groups(world), key=lambda group: len(group.background))
    states, chances = joint(world, group, np.arange(2))

    for place in range(2):
        alone = chances[states[:, place] == 1].sum(axis=0)

        assert np.allclose(group.share[place], alone)


def test_heavy_tails_follow_the_textbook() -> None:
    """The distribution function of t with three degrees of freedom is that of scipy."""
    t = np.array([-np.inf, -30.0, -2.0, 0.0, 0.7, 12.0, np.inf])

    assert np.allclose(stdtr(FREEDOM, t), heavy_cumulated(t), atol=1e-12)


def test_people_are_known_in_part_and_fit_their_setting(differential: Differential) -> None:
    """5 to 15 findings are asked of each; some values are flags; settings fit the ages."""
    sample = draw_people(own_world(differential.inputs), 300, np.random.default_rng(1))
    priors = differential.tables.priors
    told = sum((column >= 0).astype(int) for column in sample.people.finding.values())
    ages, is_told = sample.people.age_days, sample.setting >= 0
    setting = sample.setting[is_told]

    assert 5 <= int(np.min(told))
    assert 15 >= int(np.max(told))
    assert (ages[is_told] >= priors.fits_from[setting]).all()
    assert (ages[is_told] < priors.fits_below[setting]).all()
    assert np.allclose(1.0, sample.truth.sum(axis=1))
    assert (sample.truth[np.arange(300), sample.cause] > 0.0).all()
