"""No figure is weighed twice: as prior, as density of a value, as share of a finding."""

from globulin.knowledge import Knowledge
from globulin.model import Density, Rate
from globulin.reasoning.differential import make_differential

ENTRANCES = {"high-igm-any", "low-igm-any"}


def densities(knowledge: Knowledge) -> set[str]:
    """Return the facts that densities of values were made from."""
    return {key for density in knowledge.all("density", Density) for key in density.uses}


def rates(knowledge: Knowledge) -> set[str]:
    """Return the facts that tell how common causes are, and those they were computed from."""
    found = knowledge.all("rate", Rate)
    return {rate.fact for rate in found} | {key for rate in found for key in rate.uses}


def shares(knowledge: Knowledge) -> set[str]:
    """Return the facts that tell how often findings are in causes."""
    return {one.link.share for one in make_differential(knowledge).inputs.seen}


def test_a_figure_is_a_prior_a_density_or_a_share(knowledge: Knowledge) -> None:
    """Never two of them: it would count double for one person."""
    found = (densities(knowledge), rates(knowledge), shares(knowledge))

    assert all(found)
    assert [set(), set(), set()] == [
        found[0] & found[1],
        found[0] & found[2],
        found[1] & found[2],
    ]


def test_no_share_of_those_with_a_high_igm_is_a_prior(knowledge: Knowledge) -> None:
    """Such a share was made from how often the value is high: the density says that again."""
    entered = {prior.fact for prior in knowledge.priors() if prior.population in ENTRANCES}

    assert entered
    assert not entered & (rates(knowledge) | densities(knowledge) | shares(knowledge))


def test_what_a_value_tells_is_no_finding(knowledge: Knowledge) -> None:
    """A finding such as a high IgM is not weighed beside the IgM itself."""
    weighed = {one.finding for one in make_differential(knowledge).inputs.seen}

    assert not weighed & set(knowledge.table("language")["told_sides"])
