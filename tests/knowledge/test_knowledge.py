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
    assert report.facts > 0
    assert report.interval_tables > 1


def test_no_source_shows_a_copy_or_proxy(knowledge: Knowledge) -> None:
    """Addresses of mirrors, proxies and test hosts never reach a reader."""
    forbidden = (
        "47.251.",
        "suppr.",
        "proxy.",
        "vdocument",
        "studylib",
        "docslib",
        "scribd",
        "litmetric",
        "qa.testcatalog",
        "wikidoc",
        "paperexplained",
        "medilib",
        "ashpublications.net",
        "pages.dev",
        "deno.dev",
        "iiab",
        "bohrium",
        "openpolar",
        "thefreelibrary",
        "flipbuilder",
        "blogspot",
    )
    sources = knowledge.all("source", object)
    shown = [s.url for s in sources if s.url and any(part in s.url for part in forbidden)]

    assert [] == shown


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
