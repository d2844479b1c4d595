"""Writes the tables of `docs/explanation/calibration.md` and its pictures.

Usage: python -m tools.calibration

People are simulated from a fixed seed: the same knowledge gives the same bytes.
"""

from pathlib import Path

import numpy as np

from globulin.knowledge import open_knowledge
from globulin.reasoning.differential import Differential, make_differential
from tools.calibration_held import Calibrated, call_away, hold, hold_apart
from tools.calibration_page import page, pictures
from tools.calibration_people import draw_people
from tools.calibration_scores import first, judge, score, together
from tools.calibration_worlds import (
    PAIRS_OF_WORLDS,
    World,
    drawn_worlds,
    own_world,
    wrong_worlds,
)

DOCS = Path(__file__).parents[1] / "docs"
PAGE = DOCS / "explanation" / "calibration.md"
SEED = 20261126
# People of a world, and how many of them are given intervals.
PEOPLE, WITH_INTERVALS = 10_000, 500
# People of each of the worlds whose numbers are drawn, and how many of them are given intervals.
IN_EACH, IN_EACH_WITH_INTERVALS = 30, 7


def calibrate_world(
    differential: Differential,
    world: World,
    *,
    people: int,
    with_intervals: int,
    seed: int,
    is_own: bool = False,
) -> Calibrated:
    """Return how well the model does in a world; `is_own`: in the one that it takes for true."""
    sample = draw_people(world, people, np.random.default_rng(seed))
    judged = judge(differential, sample, with_intervals=False)
    some = first(sample, with_intervals)
    held = judge(differential, some, with_intervals=True)
    return Calibrated(
        name=world.name,
        short=world.short,
        scores=score(differential, judged),
        held=hold(differential, held),
        called_away=call_away(differential, sample, judged),
        apart=hold_apart(differential, some, held, seed) if is_own else None,
    )


def calibrate_draws(
    differential: Differential,
    *,
    in_each: int,
    with_intervals: int,
    seed: int,
    pairs: int = PAIRS_OF_WORLDS,
) -> Calibrated:
    """Return how well the model does where its numbers are draws of what they may be."""
    generator = np.random.default_rng(seed)
    samples = [
        draw_people(world, in_each, generator)
        for world in drawn_worlds(differential.inputs, seed=seed, pairs=pairs)
    ]
    every = [judge(differential, sample, with_intervals=False) for sample in samples]
    some = [
        judge(differential, first(sample, with_intervals), with_intervals=True)
        for sample in samples
    ]
    return Calibrated(
        name="The model's own, its numbers drawn anew",
        short="numbers drawn anew",
        scores=score(differential, together(every)),
        held=hold(differential, together(some)),
    )


def calibrate(differential: Differential) -> list[Calibrated]:
    """Return the figures of every world: the model's own, its draws, those where it is wrong."""
    own = own_world(differential.inputs)
    worlds = [own, *wrong_worlds(differential.inputs, seed=SEED)]
    found = [
        calibrate_world(
            differential,
            world,
            people=PEOPLE,
            with_intervals=WITH_INTERVALS,
            seed=SEED + place,
            is_own=world is own,
        )
        for place, world in enumerate(worlds)
    ]
    drawn = calibrate_draws(
        differential, in_each=IN_EACH, with_intervals=IN_EACH_WITH_INTERVALS, seed=SEED - 1
    )
    return [found[0], drawn, *found[1:]]


def main() -> None:
    """Write the page and the pictures."""
    with open_knowledge() as knowledge:
        found = calibrate(make_differential(knowledge))
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(page(text, found), encoding="utf-8")
    for name, drawing in pictures(found).items():
        (DOCS / "pictures" / name).write_text(drawing, encoding="utf-8")


if __name__ == "__main__":
    main()
