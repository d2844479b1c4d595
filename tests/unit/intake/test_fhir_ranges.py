"""Which of the reference ranges of a FHIR result holds for the person."""

from typing import Any

import pytest

from globulin.knowledge import Knowledge
from globulin.model import Limits
from tests.unit.intake.messages import bundle, observation, quantity, read_file, read_one, unread

ADULT = {"low": quantity(18, "a")}
CHILD = {"low": quantity(1, "a"), "high": quantity(17, "a")}
INFANT = {"high": quantity(12, "mo")}


def span(low: float, high: float, **more: Any) -> dict[str, Any]:
    """Return a reference range."""
    return {"low": quantity(low), "high": quantity(high), **more}


def ig(*ranges: Any) -> dict[str, Any]:
    """Return an IgM with reference ranges."""
    return observation(valueQuantity=quantity(96), referenceRange=list(ranges))


def test_the_range_of_age_and_sex_is_chosen(knowledge: Knowledge) -> None:
    """Ranges for others are unread, each with all that it says of itself."""
    (report,) = read_file("ranges.json", knowledge)

    assert Limits(low=45.0, high=250.0, unit="mg/dL") == report.results[0].interval
    assert [
        (
            "Bundle.entry[1].resource.referenceRange[0]",
            "50-200 mg/dL 1-17 a",
            "range_not_for_person",
        ),
        (
            "Bundle.entry[1].resource.referenceRange[1]",
            "40-230 mg/dL Male >=18 a",
            "range_not_for_person",
        ),
        ("Bundle.entry[1].resource.referenceRange[3]", "<=600 mg/dL", "range_of_another_kind"),
        (
            "Bundle.entry[2].resource.referenceRange[0]",
            "12-14 y: 700-1500; 15-17 y: 700-1600 mg/dL",
            "range_not_understood",
        ),
    ] == unread(report)


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (None, None),
        ("200d", 30.0),
        ("17y", 50.0),
        ("17.9y", 50.0),
        ("18y", 40.0),
        ("70y", 40.0),
    ],
)
def test_a_range_for_an_age(age: str | None, expected: float | None, knowledge: Knowledge) -> None:
    """Completed years count; without an age, none of several ranges is chosen."""
    from globulin.intake import parse_age

    days = None if age is None else parse_age(age)
    document = ig(span(30, 90, age=INFANT), span(50, 200, age=CHILD), span(40, 230, age=ADULT))
    result = read_one(document, knowledge, age_days=days).results[0]

    assert expected == (result.interval.low if result.interval else None)


def test_the_only_range_is_not_used_for_another_age(knowledge: Knowledge) -> None:
    """A range for infants on the report of an adult is shown, and never used."""
    report = read_one(ig(span(30, 90, age=INFANT)), knowledge, age_days=20000)

    assert report.results[0].interval is None
    assert [
        ("Observation.referenceRange[0]", "30-90 mg/dL <=12 mo", "range_not_for_person")
    ] == unread(report)


def test_the_age_is_that_of_the_sample(knowledge: Knowledge) -> None:
    """A sample of long ago is judged by the age then, not by the age now."""
    patient = {"resourceType": "Patient", "id": "p", "birthDate": "2025-12-01"}
    document = bundle(patient, ig(span(30, 90, age=INFANT), span(50, 200, age=CHILD)))
    report = read_one(document, knowledge, as_of="2030-01-01")

    assert 30.0 == (report.results[0].interval or Limits()).low


@pytest.mark.parametrize(
    ("ranges", "expected"),
    [
        ([{"text": "40-230 mg/dL"}], Limits(low=40.0, high=230.0, unit="mg/dL")),
        ([{"text": "Reference range: 40 - 230"}], Limits(low=40.0, high=230.0, unit="mg/dL")),
        ([{"text": "<2.3 g/L"}], Limits(high=230.0, unit="mg/dL")),
        ([{"text": ">=40"}], Limits(low=40.0, unit="mg/dL")),
        (["40-230"], Limits(low=40.0, high=230.0, unit="mg/dL")),
        ([{"low": quantity(40)}], Limits(low=40.0, unit="mg/dL")),
        ([{"high": quantity(2.3, "g/L")}], Limits(high=230.0, unit="mg/dL")),
        ([{"text": "40-230 mg/dL, adults"}], None),
        ([{"text": "Male: 40-230"}], None),
        ([{"text": "40-230 (children 20-100)"}], None),
        ([{"text": "see comment"}], None),
        ([span(230, 40)], None),
        ([{"low": quantity(40), "high": quantity(2.3, "g/L")}], None),
        ([{"low": quantity("n/a"), "high": quantity(230)}], None),
        ([{"low": quantity(40, "[IU]/mL"), "high": quantity(230, "[IU]/mL")}], None),
        ([{"low": {"value": 40, "unit": "foo"}, "high": {"value": 230, "unit": "foo"}}], None),
        ([{"low": quantity(40, modifierExtension=[{"url": "urn:exclusive"}])}], None),
        ([span(40, 230), span(50, 200)], None),
    ],
)
def test_ranges_in_numbers_and_in_words(
    ranges: list[Any], expected: Limits | None, knowledge: Knowledge
) -> None:
    """A range is used in the unit of the value, or told to be unread: never half understood."""
    report = read_one(ig(*ranges), knowledge)

    assert 96.0 == report.results[0].value
    assert expected == report.results[0].interval
    assert (expected is None) == any(
        one.where.startswith("Observation.referenceRange[") for one in report.unread
    )


def test_words_beside_the_numbers_are_told(knowledge: Knowledge) -> None:
    """A text that repeats the numbers says nothing new; another one is a comment."""
    same = read_one(ig(span(40, 230, text="40 - 230 mg/dL")), knowledge)
    other = read_one(ig(span(40, 230, text="fasting")), knowledge)

    assert [] == unread(same)
    assert [("Observation.referenceRange[0].text", "fasting", "comment")] == unread(other)


def test_a_flag_without_a_value_keeps_its_range(knowledge: Knowledge) -> None:
    """The range of a result without a value stays in its own unit."""
    document = observation(interpretation="H", referenceRange=[span(40, 230)])
    result = read_one(document, knowledge).results[0]

    assert ("H", Limits(low=40.0, high=230.0, unit="mg/dL")) == (result.flag, result.interval)
