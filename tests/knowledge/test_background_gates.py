"""A rate that holds only among some people is weighed only against shares among the same."""

from pathlib import Path

import pytest

from globulin.knowledge.library import Library, load_library
from globulin.model import Background, Fact, Link
from tests.knowledge_fixture import ROOT


@pytest.fixture(scope="module")
def library() -> Library:
    """Return the knowledge of this repository."""
    return load_library(Path(ROOT) / "knowledge")


def test_a_link_and_its_background_rate_share_a_gate(library: Library) -> None:
    """Where the background rate names its people, the ratio of every link names the same."""
    facts = library.of("fact", Fact)
    gates = {
        rate.finding: facts[rate.share].valid_within
        for rate in library.of("background", Background).values()
        if facts[rate.share].valid_within is not None
    }
    ratios = {
        link.id: (facts[link.ratio].valid_within, gates[link.finding])
        for link in library.of("link", Link).values()
        if link.ratio is not None and link.finding in gates
    }

    assert ratios
    assert {} == {key: pair for key, pair in ratios.items() if pair[0] != pair[1]}
