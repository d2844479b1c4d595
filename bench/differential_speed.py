"""Rules, flags and ranking of simulated people: in batch, and one at a time in a warm process."""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from bench.reading import milliseconds
from globulin.knowledge import open_knowledge
from globulin.reasoning import Program, make_program, read_together
from globulin.reasoning.differential import Differential, make_differential, rank
from globulin.reasoning.people import HIGH, LOW, NORMAL, NOT_TOLD, UNKNOWN, People
from tools.calibration_people import draw_people
from tools.calibration_values import LIMIT
from tools.calibration_worlds import own_world

SEED = 20261126
PEOPLE = 8_192
WITH_INTERVALS = 512
SINGLE, SINGLE_WITH_INTERVALS = 200, 60
ROUNDS = 3
# People are given amounts around these, so that rules have something to compare.
MIDDLE, STEP = 1.2, 0.4
AIMS = {"kernel": 30_000, "batch": 5_000, "batch with intervals": 500}
AIMS_SINGLE = {"without": 2.0, "with": 10.0}


@contextmanager
def opened() -> Iterator[tuple[Program, Differential]]:
    """Yield the rules and the differential of the knowledge."""
    with open_knowledge() as knowledge:
        program = make_program(knowledge)
        yield program, make_differential(knowledge)


def people_of(differential: Differential, size: int) -> tuple[People, NDArray[np.int8]]:
    """Return people with values, sides and findings, and their settings."""
    world = own_world(differential.inputs)
    sample = draw_people(world, size, np.random.default_rng(SEED))
    people = sample.people
    side, amount = {}, {}
    for key, low in people.z_from.items():
        high = people.z_to[key]
        known = np.where(high <= -LIMIT, LOW, np.where(low >= LIMIT, HIGH, NORMAL))
        side[key] = np.where(np.isnan(low), UNKNOWN, known).astype(np.int8)
        is_value = np.isfinite(low) & (low == high)
        amount[key] = np.where(is_value, MIDDLE * np.exp(STEP * np.where(is_value, low, 0)), np.nan)
    return replace(people, side=side, at_least=amount, at_most=amount), sample.setting


def rate(action: Callable[[], object], count: int) -> float:
    """Return how many of `count` are done a second of CPU: the median of some rounds."""
    seconds = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        action()
        seconds.append(time.process_time() - begin)
    return count / statistics.median(seconds)


def interpret(
    program: Program,
    differential: Differential,
    people: People,
    setting: NDArray[np.int8],
    *,
    drawn: bool,
) -> None:
    """Read people together and rank their causes."""
    read_together(program, people)
    rank(differential, people, setting, with_intervals=drawn)


def in_batch(program: Program, differential: Differential) -> Iterator[str]:
    """Yield one line for each figure of a batch."""
    people, setting = people_of(differential, PEOPLE)
    few, of_few = people.rows(slice(0, WITH_INTERVALS)), setting[:WITH_INTERVALS]
    whole_of = partial(interpret, program, differential)
    whole_of(few, of_few, drawn=True)
    kernel = rate(partial(rank, differential, people, setting, with_intervals=False), PEOPLE)
    whole = rate(partial(whole_of, people, setting, drawn=False), PEOPLE)
    drawn = rate(partial(whole_of, few, of_few, drawn=True), WITH_INTERVALS)
    draws = len(differential.draws().priors.rate)
    causes = len(differential.causes)
    yield _told(f"rank, batch of {PEOPLE:,}: posteriors over {causes} causes", kernel, "kernel")
    yield _told(f"rules, flags and ranking, batch of {PEOPLE:,}: people", whole, "batch")
    name = f"the same with intervals of {draws} draws, batch of {WITH_INTERVALS}: people"
    yield _told(name, drawn, "batch with intervals")


def _told(name: str, found: float, aim: str) -> str:
    return f"{name} a second: {found:,.0f}; aim: at least {AIMS[aim]:,}"


def one_by_one(program: Program, differential: Differential) -> Iterator[str]:
    """Yield one line without and one with intervals: one person in a warm process."""
    people, setting = people_of(differential, SINGLE)
    for name, size in (("without", SINGLE), ("with", SINGLE_WITH_INTERVALS)):
        times = []
        for place in range(size):
            one, where = _only(people, place), setting[place : place + 1]
            read = partial(interpret, program, differential, one, where, drawn=name == "with")
            read()
            times.append(milliseconds(read))
        median = statistics.median(times)
        yield (
            f"one person, warm, {name} intervals: median {median:.1f} ms; "
            f"aim: at most {AIMS_SINGLE[name]:.0f} ms"
        )


def _only(people: People, place: int) -> People:
    """Return one person with the findings that were told of them, as a report gives them."""
    one = people.rows(slice(place, place + 1))
    told = {key: column for key, column in one.finding.items() if column[0] != NOT_TOLD}
    return replace(one, finding=told)


def main() -> None:
    """Print what rules, flags and ranking cost."""
    with opened() as (program, differential):
        for line in in_batch(program, differential):
            print(line)
        for line in one_by_one(program, differential):
            print(line)


if __name__ == "__main__":
    main()
