"""Every name under which a laboratory reports a test is read as the data says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from globulin.intake.names import NameReader
from globulin.knowledge import Knowledge
from globulin.model import Code, ReportedName


@pytest.fixture(scope="module")
def reported(knowledge: Knowledge) -> list[ReportedName]:
    """Return every reported name of the knowledge."""
    return knowledge.all("test_name", ReportedName)


@pytest.fixture(scope="module")
def reader(knowledge: Knowledge) -> NameReader:
    """Return the reader of names."""
    return NameReader(knowledge)


def test_every_name_is_read_as_the_data_says(
    reported: list[ReportedName], reader: NameReader
) -> None:
    """A total is read as its class, and a look-alike is refused for the reason in the data."""
    wrong = []
    for row in reported:
        named = reader.read([row.name])
        found = named.analyte or named.refusal
        if found != row.reads_as:
            wrong.append((row.id, row.name, row.reads_as, found))

    assert [] == wrong
    assert len(reported) > 200


def test_a_code_never_turns_a_look_alike_into_a_total(
    reported: list[ReportedName], reader: NameReader
) -> None:
    """With the code that laboratories print beside it, a name is read the same or not at all."""
    wrong = []
    for row in reported:
        if row.loinc is None:
            continue
        named = reader.read([row.name], [Code(system="http://loinc.org", code=row.loinc)])
        expected = row.reads_as if row.reads_as in reader.readable else None
        if named.analyte != expected:
            wrong.append((row.id, expected, named.analyte, named.refusal))

    assert [] == wrong


def test_every_refused_name_of_a_class_says_so(
    reported: list[ReportedName], reader: NameReader
) -> None:
    """A name that holds a class and is another test is told to the reader, never left out."""
    silent = [
        row.name
        for row in reported
        if row.reads_as not in {*reader.readable, "other_test"}
        and not reader.read([row.name]).mentions
    ]

    assert [] == silent


def test_a_serum_name_in_another_specimen_is_not_read(
    reported: list[ReportedName], reader: NameReader
) -> None:
    """The plain name of a total, measured in another fluid, is refused."""
    for row in reported:
        if row.reads_as in reader.readable:
            named = reader.read([row.name], specimen="cerebrospinal fluid")

            assert (None, "wrong_specimen") == (named.analyte, named.refusal), row.id


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_letters_and_spaces_change_nothing(
    data: st.DataObject, reported: list[ReportedName], reader: NameReader
) -> None:
    """A name in other letters, with other spaces or a colon behind it, is read the same."""
    row = data.draw(st.sampled_from(reported))
    letters = data.draw(st.sampled_from([str, str.upper, str.lower]))
    space = data.draw(st.sampled_from([" ", "  ", "\t", "\u00a0"]))
    end = data.draw(st.sampled_from(["", ":", " *", ",", " -"]))
    named = reader.read([letters(row.name).replace(" ", space) + end])

    assert row.reads_as == (named.analyte or named.refusal)
