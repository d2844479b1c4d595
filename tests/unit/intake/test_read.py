"""Finding the format of an input, and refusing what cannot be read in one clear line."""

import json
from typing import Any

import pytest

from globulin.errors import GlobulinError, InputError, UsageError
from globulin.intake import Told, read_reports
from globulin.knowledge import Knowledge
from tests.unit.intake.messages import observation, quantity, read

RESULT = observation(valueQuantity=quantity(412))
MINE = {"schema": "globulin/input/1", "results": [{"name": "IgM", "value": 412, "unit": "mg/dL"}]}
TEXT = "IgM 412 mg/dL (40-230) H"


def values(content: bytes, knowledge: Knowledge, wanted: str | None = None) -> list[Any]:
    """Return the values of all results of an input."""
    reports = read_reports(content, knowledge, told=Told(), name="file", format=wanted)
    return [result.value for report in reports for result in report.results]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(RESULT).encode(),
        json.dumps([RESULT]).encode(),
        b"\n\n  " + json.dumps(RESULT, indent=2).encode() + b"\n",
        b"\xef\xbb\xbf" + json.dumps(RESULT).encode(),
        json.dumps(RESULT).encode("utf-16"),
        json.dumps(MINE).encode(),
        json.dumps(MINE).encode() + b"\r\n\r\n",
        TEXT.encode(),
        TEXT.encode("utf-16"),
        f"{TEXT} f\u00fcr".encode("cp1252"),
    ],
)
def test_the_format_is_found(content: bytes, knowledge: Knowledge) -> None:
    """FHIR, our own document and pasted text are told apart, in every common encoding."""
    assert [412.0] == values(content, knowledge)


def test_the_format_can_be_told(knowledge: Knowledge) -> None:
    """A document of ours without its schema is read where that is asked for."""
    bare = json.dumps({"results": MINE["results"]}).encode()

    assert [412.0] == values(bare, knowledge, "globulin")
    with pytest.raises(InputError, match=r"\$\.schema: expected globulin/input/1, or a resour"):
        values(bare, knowledge)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "the input is empty: expected FHIR JSON, globulin/input/1 or pasted text"),
        (b" \n\t", "the input is empty"),
        (b"MSH|^~\\&|LAB", "HL7 v2 is not read: expected FHIR JSON"),
        (b"\x0bMSH|^~\\&|LAB", "HL7 v2 is not read"),
        (b"FHS|^~\\&|LAB", "HL7 v2 is not read"),
        (b"%PDF-1.7", "PDF is not read"),
        (b"PK\x03\x04", "ZIP is not read"),
        (b"\x1f\x8b\x08", "gzip is not read"),
        (b"\x89PNG\r\n", "PNG is not read"),
        (b"\xff\xd8\xff\xe0", "JPEG is not read"),
        (b"\xd0\xcf\x11\xe0", "Office is not read"),
        (b"{\\rtf1\\ansi", "RTF is not read"),
        (b'<Bundle xmlns="http://hl7.org/fhir">', "XML is not read"),
        (b'<?xml version="1.0"?>', "XML is not read"),
        (b"a\x00b", "not a text: expected FHIR JSON"),
        (b"[]", "an empty array: expected at least one person"),
        (b"[1]", "$: expected an object with a resourceType or the schema globulin/input/1"),
        (b'{"a": 1}', "$.schema: expected globulin/input/1, or a resourceType for FHIR"),
        (b'{"resourceType": "Questionnaire"}', "$.resourceType: expected one of Bundle, Diagno"),
        (b'{"resourceType": 7}', "$.resourceType: expected one of Bundle"),
        (b'[{"resourceType": "Patient"}, {"x": 1}]', "FHIR resources and other documents in one"),
        (b'{"a": 1,}', "not valid JSON at line 1, column 9"),
        (b'{\n"a": \n}', "not valid JSON at line 3, column 1"),
        (b'{"a": "\xff"}', "not valid JSON: expected UTF-8"),
        (b'{"a": "\\ud800"}', "not valid JSON: a character is written by half"),
        (b'{"a": NaN}', "not valid JSON: NaN and Infinity are no numbers"),
        (b'{"a": [{"b": 1e400}]}', "$.a[0].b: the number is too large"),
        (b'{"a": -1' + b"0" * 5000 + b"}", "$.a: the number is too large"),
        (b'{"a": {"b": 1, "b": 2}}', "$.a.b: the key stands twice; expected once"),
        (b'{"a":' * 100_000, "JSON is nested too deep"),
        (b'{"a": 1}\n{"a": }\n', "line 2: not valid JSON at column 7"),
        (b'{"a": 1}\n{"b": 1, "b": 1}\n', "line 2: $.b: the key stands twice"),
    ],
)
def test_what_cannot_be_read_is_named(content: bytes, expected: str, knowledge: Knowledge) -> None:
    """One line: the file, the place, what is wrong and what would be right."""
    with pytest.raises(InputError) as caught:
        values(content, knowledge)

    assert str(caught.value).startswith(f"file: {expected}")
    assert 1 == len(str(caught.value).splitlines())


@pytest.mark.parametrize("depth", [100, 900, 5000, 50_000])
def test_nesting_never_breaks_the_reader(depth: int, knowledge: Knowledge) -> None:
    """A value nested at any depth is told, or the input is refused in one line."""
    nested = b"[" * depth + b"]" * depth
    content = json.dumps(RESULT | {"valueQuantity": 0}).encode().replace(b": 0}", b": %b}" % nested)
    try:
        outcome = str(values(content, knowledge))
    except InputError as error:
        outcome = str(error)

    assert outcome in {"[]", "file: JSON is nested too deep"}


def test_resources_that_hold_no_object_are_named(knowledge: Knowledge) -> None:
    """Asked for FHIR, an array of anything else is refused with the place."""
    with pytest.raises(InputError, match=r"file: \$\[1\]: expected an object, a FHIR resource"):
        values(json.dumps([RESULT, 7]).encode(), knowledge, "fhir")


def test_an_input_too_large_is_refused(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit is told in the message."""
    monkeypatch.setattr("globulin.intake.read.MOST_BYTES", 10)

    with pytest.raises(InputError, match="file: too large: expected at most 10 bytes"):
        values(b"x" * 11, knowledge)


def test_a_setting_that_does_not_exist_is_wrong_usage(knowledge: Knowledge) -> None:
    """The message lists the settings that there are."""
    with pytest.raises(UsageError, match=r"expected one of .*primary-care"):
        read(MINE, knowledge, setting="moon")


def test_every_error_is_one_of_ours() -> None:
    """Both kinds of error carry the exit code for wrong input."""
    assert {2} == {kind.exit_code for kind in (InputError, UsageError)}
    assert issubclass(InputError, GlobulinError)


def test_blank_lines_at_the_beginning_count(knowledge: Knowledge) -> None:
    """A place names the line as the sender sees it."""
    (report,) = read(b"\n\n0", knowledge)

    assert ["line 3"] == [unread.where for unread in report.unread]
