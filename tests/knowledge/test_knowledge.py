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
