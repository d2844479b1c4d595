"""The kernel against pyAgrum and pgmpy, exact engines for Bayesian networks that answer one by one.

All three get the same network: one node whose states are the causes, and findings that are there
or not as its children. Their posteriors are compared before their speed is told.
"""

import statistics
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyagrum
from numpy.typing import NDArray

from bench.differential_speed import SEED, opened
from globulin.reasoning.differential import Differential, rank
from globulin.reasoning.differential.inputs import Inputs
from globulin.reasoning.differential.tables import best_guess
from globulin.reasoning.people import NOT_TOLD, People

with warnings.catch_warnings():
    # Its parts announce their own changes.
    warnings.simplefilter("ignore")
    from pgmpy.factors.discrete import TabularCPD
    from pgmpy.inference import VariableElimination
    from pgmpy.models import DiscreteBayesianNetwork

Floats = NDArray[np.float64]
# Posteriors by evidence: each is a dictionary of told findings.
Evidence = dict[str, int]
Engine = Callable[[Evidence], Floats]

FINDINGS, FEW = 40, 10
BATCH, ANSWERED, SHOWN = 8_192, 200, 20
ROUNDS = 3
PGMPY_SECONDS = 4.0
AGREE = 1e-9
AIMS = {"pyAgrum": 20, "pgmpy": 100}
AGE_DAYS, CAUSE = 20_000.0, "cause"


@dataclass(frozen=True, eq=False)
class Network:
    """A cause with C states, and findings; `share` is P(finding | cause) (findings, C)."""

    differential: Differential
    findings: tuple[str, ...]
    prior: Floats
    share: Floats


def make_network(inputs: Inputs) -> Network:
    """Return the network of the findings with the most links, each in a group of its own."""
    linked = [one for one in inputs.seen if one.gate is None]
    names = sorted({one.finding for one in linked})
    names.sort(key=lambda name: -sum(one.finding == name for one in linked))
    findings = tuple(names[:FINDINGS])
    kept = tuple(one for one in linked if one.finding in findings)
    alone = replace(inputs, seen=kept, groups={name: name for name in findings}, gates={})
    differential = Differential(alone, best_guess(alone))
    background = np.array([inputs.background[name, None].value for name in findings])
    share = np.repeat(background[:, None], len(inputs.causes), axis=1)
    for one in kept:
        share[findings.index(one.finding), one.cause] = one.share.value
    nobody, setting = people_of(np.full((1, FINDINGS), NOT_TOLD, dtype=np.int8), findings)
    prior = rank(differential, nobody, setting, with_intervals=False).prior[0]
    return Network(differential, findings, prior, share)


def people_of(states: NDArray[np.int8], findings: Sequence[str]) -> tuple[People, NDArray[np.int8]]:
    """Return people of one age, sex and setting with findings and no values."""
    size = len(states)
    people = People(
        size=size,
        age_days=np.full(size, AGE_DAYS),
        is_female=np.ones(size, dtype=np.bool_),
        is_male=np.zeros(size, dtype=np.bool_),
        finding={name: states[:, place].copy() for place, name in enumerate(findings)},
    )
    return people, np.zeros(size, dtype=np.int8)


def draw_states(network: Network, told: int) -> NDArray[np.int8]:
    """Return findings of people with causes by the prior; `told` of them at random are known."""
    generator = np.random.default_rng(SEED)
    cause = generator.choice(len(network.prior), size=BATCH, p=network.prior)
    has = generator.random((BATCH, FINDINGS)) < network.share[:, cause].T
    order = generator.random((BATCH, FINDINGS)).argsort(axis=1).argsort(axis=1)
    return np.where(order < told, has, NOT_TOLD).astype(np.int8)


def pyagrum_engine(network: Network) -> Engine:
    """Return exact inference of pyAgrum on one thread."""
    net = pyagrum.BayesNet()
    net.add(pyagrum.LabelizedVariable(CAUSE, "", len(network.prior)))
    net.cpt(CAUSE).fillWith(network.prior.tolist())
    for name, share in zip(network.findings, network.share, strict=True):
        net.add(pyagrum.LabelizedVariable(name, "", 2))
        net.addArc(CAUSE, name)
        net.cpt(name)[:] = np.stack([1.0 - share, share], axis=1)
    inference = pyagrum.LazyPropagation(net)
    inference.setNumberOfThreads(1)
    inference.addTarget(CAUSE)

    def answer(evidence: Evidence) -> Floats:
        inference.setEvidence(evidence)
        inference.makeInference()
        return np.asarray(inference.posterior(CAUSE).toarray(), dtype=np.float64)

    return answer


def pgmpy_engine(network: Network) -> Engine:
    """Return exact inference of pgmpy."""
    model = DiscreteBayesianNetwork([(CAUSE, name) for name in network.findings])
    states = len(network.prior)
    model.add_cpds(TabularCPD(CAUSE, states, network.prior[:, None]))
    for name, share in zip(network.findings, network.share, strict=True):
        table = np.stack([1.0 - share, share])
        model.add_cpds(TabularCPD(name, 2, table, [CAUSE], [states]))
    inference = VariableElimination(model)

    def answer(evidence: Evidence) -> Floats:
        found = inference.query([CAUSE], evidence=evidence, show_progress=False)
        return np.asarray(found.values, dtype=np.float64)

    return answer


def answered_a_second(
    engine: Engine, evidence: Sequence[Evidence], expected: Floats, seconds: float
) -> float:
    """Return how many are answered a second of CPU, each of them right.

    Raises:
        SystemExit: a posterior differs from ours.
    """
    begin, spent, number = time.process_time(), 0.0, 0
    found = []
    while number < len(evidence) and spent < seconds:
        found.append(engine(evidence[number]))
        number += 1
        spent = time.process_time() - begin
    off = float(np.abs(np.array(found) - expected[:number]).max())
    if off > AGREE:
        message = f"posteriors differ by {off:.2g}"
        raise SystemExit(message)
    return number / spent


def compare(network: Network, told: int, engines: dict[str, Engine]) -> None:
    """Print the people a second of each engine, and the ratios."""
    states = draw_states(network, told)
    people, setting = people_of(states, network.findings)
    evidence = [
        {network.findings[at]: int(row[at]) for at in np.flatnonzero(row != NOT_TOLD)}
        for row in states[:ANSWERED]
    ]
    rates: dict[str, list[float]] = {name: [] for name in ("ours", *engines)}
    for _ in range(ROUNDS):
        begin = time.process_time()
        ranked = rank(network.differential, people, setting, with_intervals=False)
        rates["ours"].append(BATCH / (time.process_time() - begin))
        for name, engine in engines.items():
            expected = ranked.probability[:ANSWERED]
            rates[name].append(answered_a_second(engine, evidence, expected, PGMPY_SECONDS))
    ours = statistics.median(rates["ours"])
    print(f"{FINDINGS} yes/no findings, {told} of them told: ours in batch {ours:,.0f} people/s")
    for name in engines:
        pairs = zip(rates["ours"], rates[name], strict=True)
        ratio = statistics.median(own / other for own, other in pairs)
        print(
            f"  {name}, one by one: {statistics.median(rates[name]):,.0f} people/s; "
            f"ratio {ratio:.0f}; aim: at least {AIMS[name]}; same posteriors within {AGREE:g}"
        )


def main() -> None:
    """Print the ratios with few findings told, and with all."""
    with opened() as (_, differential):
        network = make_network(differential.inputs)
    engines = {"pyAgrum": pyagrum_engine(network), "pgmpy": pgmpy_engine(network)}
    for told in (FEW, FINDINGS):
        compare(network, told, engines)


if __name__ == "__main__":
    main()
