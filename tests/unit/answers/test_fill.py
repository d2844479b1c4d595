"""Sentences filled from facts, with numbered sources."""

from dataclasses import replace

import pytest

from globulin.answers.fill import Filler
from globulin.knowledge import Knowledge
from globulin.model import Fact, Sentence, Source
from globulin.units import Factor, Factors

FACTS = {
    "limit": Fact(
        id="limit",
        kind="level",
        subject="toy",
        says="the limit",
        sources=("b", "a"),
        evidence="cohort",
        date="2026-01-01",
        value=2.3,
        low=0.4,
        high=2.3,
        unit="g/L",
        year=2021,
    ),
    "share": Fact(
        id="share",
        kind="level",
        subject="toy",
        says="28 of 33",
        sources=("a",),
        evidence="our-reading",
        date="2026-01-02",
        value=84.8,
        unit="%",
        n=33,
        events=28,
    ),
}


class OneShelf(Knowledge):
    """A knowledge of two facts, for the sake of the test."""

    def __init__(self) -> None:
        """Hold no file."""

    def fact(self, key: str) -> Fact:
        """Return one of the two."""
        return FACTS[key]

    def source(self, key: str) -> Source:
        """Return a source of that id."""
        return Source(id=key, title=key.upper())


@pytest.fixture
def filler() -> Filler:
    """Return a filler that shows mg/dL first."""
    return Filler(
        knowledge=OneShelf(),
        words={"analyte": "Toy"},
        units=("mg/dL", "g/L"),
        unit_words={"%": "{n}%"},
        patterns={
            "of": "{events} of {n}",
            "publisher_unknown": "not recorded",
            "value_words": "{n} {unit}",
            "range_words": "{low} to {high} {unit}",
            "from_words": "{low} {unit} and above",
            "to_words": "up to {high} {unit}",
            "both_units": "{first} ({second})",
        },
        factors=Factors(
            (Factor(analyte="*", from_unit="g/L", to_unit="mg/dL", factor=100, source="a"),)
        ),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{analyte} above {limit}", "Toy above 230 mg/dL (2.3 g/L)"),
        ("{limit.range}", "40 to 230 mg/dL (0.4 to 2.3 g/L)"),
        ("{share} or {share.of} in {limit.year}", "84.8% or 28 of 33 in 2021"),
        ("among {share.n}", "among 33"),
    ],
)
def test_slots_show_numbers_with_units(filler: Filler, text: str, expected: str) -> None:
    """Each kind of slot gives its number as a reader needs it, a mass in both units."""
    assert expected == filler.fill_text(text).text


def test_a_unit_of_code_is_shown_as_reports_print_it(filler: Filler) -> None:
    """A unit that has words of its own is shown in them where a limit is open to one side."""
    filler.unit_words["k[IU]/L"] = "{n} kU/L"

    assert "up to 214 kU/L" == filler.in_units("to_words", analyte="E", unit="k[IU]/L", high=214)


def test_sources_are_numbered_in_reading_order(filler: Filler) -> None:
    """The first sentence's sources come first in the list, and each source has one number."""
    first = filler.fill(Sentence(id="1", place="p", text="{share}"))
    second = filler.fill(Sentence(id="2", place="p", text="{limit}", facts=("share",)))

    assert ((1,), (1, 2)) == (first.sources, second.sources)
    assert [(1, "a"), (2, "b")] == [(entry.n, entry.id) for entry in filler.sources()]
    assert {"not recorded"} == {entry.publisher for entry in filler.sources()}


def test_what_is_kept_of_a_sentence_holds_no_word_of_its_page(filler: Filler) -> None:
    """The next page fills in words of its own; numbers stay as they were."""
    sentence = Sentence(id="1", place="p", text="{analyte}: {limit}")
    other = replace(filler, words={"analyte": "Another"}, used={}, numbers={})

    assert "Toy: 230 mg/dL (2.3 g/L)" == filler.fill(sentence).text
    assert "Another: 230 mg/dL (2.3 g/L)" == other.fill(sentence).text


def test_a_sentence_with_more_facts_beside_it_rests_on_them_too(filler: Filler) -> None:
    """Of two sentences that differ in their facts only, each names its own."""
    sentence = Sentence(id="1", place="p", text="{limit}")
    more = replace(sentence, facts=("share",))

    assert [("limit",), ("limit", "share")] == [filler.fill(s).facts for s in (sentence, more)]


def test_a_band_that_is_not_of_the_knowledge_is_not_kept(filler: Filler) -> None:
    """A range that somebody brought along is shown as it is, and only to that person."""
    own = replace(FACTS["limit"], high=3.0)

    assert "40 to 300 mg/dL (0.4 to 3 g/L)" == filler.interval_text(own)
    assert {} == filler.kept.ranges
    assert "40 to 230 mg/dL (0.4 to 2.3 g/L)" == filler.interval_text(FACTS["limit"])
    assert 1 == len(filler.kept.ranges)


def test_an_inference_of_ours_is_marked(filler: Filler) -> None:
    """A statement that rests on our own reading says so; others do not."""
    assert filler.fill_text("{share}").our_reading
    assert not filler.fill_text("{limit}").our_reading


def test_a_missing_number_is_a_fault_and_no_blank(filler: Filler) -> None:
    """A slot for a number that the fact does not have never becomes an empty word."""
    with pytest.raises(LookupError, match="fact limit has no events"):
        filler.fill_text("{limit.of}")
