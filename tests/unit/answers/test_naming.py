"""The laboratories and methods that published tables are known by."""

from globulin.answers.reading.naming import band_names
from globulin.knowledge import Knowledge

ANALYTES = ("IgM", "IgG", "IgA")


def test_every_named_laboratory_has_a_counted_table(knowledge: Knowledge) -> None:
    """A source of it is one of a counted band."""
    sources = {
        source
        for analyte in ANALYTES
        for band in knowledge.intervals(analyte)
        if band.counted
        for source in band.sources
    }
    named = band_names(knowledge).laboratories

    assert {} == {key: its - sources for key, its in named.items() if its - sources}


def test_every_named_method_is_one_of_published_tables(knowledge: Knowledge) -> None:
    """And no counted band has a method that a report could not name."""
    methods = {
        method.strip()
        for analyte in ANALYTES
        for band in knowledge.intervals(analyte)
        if band.counted and band.method
        for method in band.method.split(";")
    }

    assert methods == set(band_names(knowledge).methods)


def test_no_laboratory_is_named_by_the_words_of_another(knowledge: Knowledge) -> None:
    """A name on a report leads to one laboratory."""
    words = knowledge.table("reports")["laboratories"]
    names = [name for one in words.values() for name in (*one["names"], *one.get("whole", ()))]

    assert len(names) == len(set(names))
