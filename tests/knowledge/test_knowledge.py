"""The project's own knowledge holds what its check proves."""

from globulin.intervals import bands_at, default_bands
from globulin.knowledge import Knowledge
from globulin.knowledge.check import check_knowledge
from globulin.model import ReferenceInterval
from tests.knowledge_fixture import KNOWLEDGE


def test_the_check_finds_no_error() -> None:
    """Every reference resolves, every unit converts, every sentence has its fact."""
    report = check_knowledge(KNOWLEDGE)

    assert () == report.errors
    assert report.counts["facts"] > 0
    assert report.counts["interval_tables"] > 1


def test_igm_has_the_tables_that_were_promised() -> None:
    """Enough sources and distinct tables of IgM stand behind the count of agreeing tables."""
    report = check_knowledge(KNOWLEDGE)

    assert report.counts["interval_sources"] >= 45
    assert report.counts["interval_tables"] >= 25


def test_a_subclass_or_a_chain_is_known_and_not_judged(knowledge: Knowledge) -> None:
    """What stands around the three classes has intervals, and no page or default yet."""
    around = [analyte for analyte in knowledge.analytes() if not analyte.asked]
    with_bands = [analyte.id for analyte in around if knowledge.intervals(analyte.id)]

    assert {"IgG1", "IgG2", "IgG3", "IgG4", "total-protein", "albumin"} <= set(with_bands)
    assert [] == [a.id for a in around if a.directions or a.covered]
    assert [] == [a.id for a in around if default_bands(knowledge.intervals(a.id))]


def test_what_is_not_asked_about_has_no_name_in_questions(knowledge: Knowledge) -> None:
    """A name of a test around the classes never leads a question away from where it belongs."""
    around = {analyte.id for analyte in knowledge.analytes() if not analyte.asked}
    named = [key for _, kind, key in knowledge.phrases() if kind == "analyte"]

    assert [] == [key for key in named if key in around]


def test_every_age_has_one_default_interval(knowledge: Knowledge) -> None:
    """Each day of the first year and each birthday to one hundred has a default, for each sex."""
    ages = [*range(366), *(round(year * 365.25) for year in range(1, 101))]
    for analyte in knowledge.analytes():
        bands: list[ReferenceInterval] = default_bands(knowledge.intervals(analyte.id))
        if not bands:
            continue
        for age in ages:
            for sex in ("female", "male"):
                assert 1 == len(bands_at(bands, age_days=age, sex=sex)), (analyte.id, age, sex)


def test_an_infant_never_gets_an_adult_interval(knowledge: Knowledge) -> None:
    """The default bands of the first year end within it or soon after, and differ from adults'."""
    for analyte in knowledge.analytes():
        bands = default_bands(knowledge.intervals(analyte.id))
        for band in bands_at(bands, age_days=274):
            assert band.age_high_days is not None
            assert band.age_high_days < 3 * 366
