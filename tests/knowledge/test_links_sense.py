"""Findings in causes: every cause that doctors look for has some, and told ones move the right way.

A ratio here is the share of people with the cause over the background rate, as reasoning takes it.
"""

from pathlib import Path

import pytest

from globulin.knowledge.library import Library, load_library
from globulin.model import Background, Condition, Fact, Link
from tests.knowledge_fixture import ROOT

OUR_READING = "our-reading"
# Causes of these groups are looked for by what people tell; of the others values and age tell.
TOLD_GROUPS = {
    "medicine",
    "infection",
    "immunodeficiency",
    "blood-clone",
    "liver",
    "protein-loss",
    "autoimmune",
}
MOST = 99.5


@pytest.fixture(scope="module")
def library() -> Library:
    """Return the knowledge of this repository."""
    return load_library(Path(ROOT) / "knowledge")


def _levels(library: Library, key: str) -> list[str]:
    """Return a condition with those it inherits from, the closest first and its branch last."""
    conditions = library.of("condition", Condition)
    found, here = [], conditions.get(key)
    branch = None if here is None or here.branch == "other" else here.branch
    while here is not None:
        found.append(here.id)
        here = None if here.parent is None else conditions[here.parent]
    return found if branch is None else [*found, branch]


def _share(library: Library, key: str, finding: str) -> Fact | None:
    """Return the share of a finding in a condition, its own or the closest that it inherits."""
    links = {(link.condition, link.finding): link for link in library.of("link", Link).values()}
    for level in _levels(library, key):
        if (level, finding) in links:
            return library.of("fact", Fact)[links[level, finding].share]
    return None


def _ratio(library: Library, key: str, finding: str, *, present: bool = True) -> float:
    """Return by how much the finding, there or missing, moves the odds of a condition."""
    share = _share(library, key, finding)
    rates = {r.finding: r.share for r in library.of("background", Background).values()}
    rate = library.of("fact", Fact)[rates[finding]].value
    assert rate is not None
    if share is None or share.value is None:
        return 1.0
    told = min(share.value, MOST)
    return told / rate if present else (100 - told) / (100 - rate)


def test_every_cause_that_is_asked_for_has_a_finding(library: Library) -> None:
    """No cause of a group that doctors ask about is without any share, own or inherited."""
    linked = {link.condition for link in library.of("link", Link).values()}
    silent = [
        condition.id
        for condition in library.of("condition", Condition).values()
        if condition.group in TOLD_GROUPS
        and not condition.umbrella
        and not linked.intersection(_levels(library, condition.id))
    ]

    assert [] == silent


def test_our_own_shares_have_a_range_and_background_rates(library: Library) -> None:
    """A share that we estimated tells how unsure it is, and its finding has a background rate."""
    facts = library.of("fact", Fact)
    rates = {rate.finding for rate in library.of("background", Background).values()}
    ours = [
        (link, facts[link.share])
        for link in library.of("link", Link).values()
        if facts[link.share].evidence == OUR_READING
    ]

    assert ours
    assert [] == [link.id for link, fact in ours if fact.low is None or fact.high is None]
    assert [] == [link.id for link, _ in ours if link.finding not in rates]


def test_our_own_shares_and_their_background_hold_among_the_same_people(library: Library) -> None:
    """A rate that holds only inside a gate is set against shares of the same gate."""
    facts = library.of("fact", Fact)
    gates = {
        rate.finding: facts[rate.share].valid_within
        for rate in library.of("background", Background).values()
    }
    crossed = [
        link.id
        for link in library.of("link", Link).values()
        if facts[link.share].evidence == OUR_READING
        and facts[link.share].valid_within != gates.get(link.finding)
    ]

    assert [] == crossed


@pytest.mark.parametrize(
    ("condition", "finding", "least"),
    [
        ("rituximab-low-ig", "rituximab-treatment", 50),
        ("phenytoin-low-iga", "antiepileptic-treatment", 20),
        ("pregnancy-ig", "pregnant", 50),
        ("waldenstrom", "m-protein-igm", 50),
        ("igm-mgus", "m-protein-any", 20),
        ("igg-mgus", "m-protein-igg", 30),
        ("ebv-mononucleosis", "atypical-lymphocytes", 10),
        ("hyperreactive-malarial-splenomegaly", "splenomegaly", 20),
        ("hyper-igm-aicda", "sinopulmonary-infection", 10),
        ("ple-low-ig", "stool-a1at-high", 20),
        ("minimal-change-nephrotic", "nephrotic-proteinuria", 100),
        ("membranous-nephropathy", "oedema", 3),
        ("cirrhosis", "platelets-low", 5),
        ("alcoholic-cirrhosis", "splenomegaly", 5),
        ("pbc", "cholestatic-enzymes", 10),
        ("xla", "b-cells-absent", 100),
        ("sle", "anti-dsdna-positive", 10),
    ],
)
def test_a_told_finding_raises_its_cause(
    library: Library, condition: str, finding: str, least: float
) -> None:
    """Findings that every textbook names for the cause raise its odds at least so many times."""
    assert least <= _ratio(library, condition, finding)


@pytest.mark.parametrize(
    ("condition", "finding", "most"),
    [
        ("rituximab-low-ig", "rituximab-treatment", 0.02),
        ("waldenstrom", "m-protein-igm", 0.02),
        ("igm-mgus", "m-protein-any", 0.05),
        ("nephrotic-syndrome", "proteinuria", 0.05),
        ("cll", "lymphocytosis", 0.05),
        ("hyperreactive-malarial-splenomegaly", "malaria-area", 0.05),
    ],
)
def test_a_missing_mark_lowers_its_cause(
    library: Library, condition: str, finding: str, most: float
) -> None:
    """Without what defines a cause its odds fall, and never to nothing."""
    assert 0 < _ratio(library, condition, finding, present=False) <= most


@pytest.mark.parametrize(
    ("nearer", "other", "finding"),
    [
        ("waldenstrom", "smouldering-wm", "anaemia"),
        ("waldenstrom", "igm-mgus", "marrow-lymphoplasmacytic"),
        ("waldenstrom", "igg-mgus", "m-protein-igm"),
        ("igg-mgus", "igm-mgus", "m-protein-igg"),
        ("waldenstrom", "cll", "m-protein-any"),
        ("ebv-mononucleosis", "cmv-mononucleosis", "heterophile-positive"),
        ("pbc", "pbc-ama-negative", "ama-positive"),
        ("ple-low-ig", "nephrotic-syndrome", "stool-a1at-high"),
        ("nephrotic-syndrome", "ple-low-ig", "nephrotic-proteinuria"),
        ("hyper-igm-cd40lg", "hyper-igm-aicda", "pneumocystis-pneumonia"),
        ("hyper-igm-aicda", "hyper-igm-cd40lg", "any-lymphadenopathy"),
        ("hyper-igm-cd40lg", "secondary-hyper-igm", "gene-test-inborn-error"),
        ("autoimmune-hepatitis", "waldenstrom", "polyclonal-hypergammaglobulinaemia-spe"),
        ("common-variable-immunodeficiency", "selective-iga-deficiency", "recurrent-infection"),
    ],
)
def test_a_finding_tells_neighbors_apart(
    library: Library, nearer: str, other: str, finding: str
) -> None:
    """Between two causes that are easily confused the finding favors the right one clearly."""
    assert _ratio(library, nearer, finding) > 2 * _ratio(library, other, finding)
