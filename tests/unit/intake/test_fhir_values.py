"""Values, flags and missing values of FHIR results, of every type that the standard has."""

from typing import Any

import pytest

from globulin.knowledge import Knowledge
from tests.unit.intake.messages import codes, observation, quantity, read_one, unread


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"valueQuantity": quantity(412)}, (None, 412.0, "mg/dL", None)),
        ({"valueQuantity": quantity(2.4, "g/L")}, (None, 2.4, "g/L", None)),
        ({"valueQuantity": quantity(200, comparator=">")}, (">", 200.0, "mg/dL", None)),
        ({"valueQuantity": {"value": 412, "code": "mg/dL"}}, (None, 412.0, "mg/dL", None)),
        ({"valueQuantity": {"value": 4.1, "unit": "g/l"}}, (None, 4.1, "g/L", None)),
        ({"valueQuantity": quantity("4,1", "g/L")}, (None, 4.1, "g/L", None)),
        ({"valueQuantity": quantity("<0.2", "g/L")}, ("<", 0.2, "g/L", None)),
        ({"valueQuantity": quantity(0, "g/L")}, (None, 0.0, "g/L", None)),
        ({"valueString": ">200 mg/dL"}, (">", 200.0, "mg/dL", None)),
        ({"valueString": "412 mg/dl"}, (None, 412.0, "mg/dL", None)),
        ({"valueQuantity": quantity("2.5e2")}, (None, 2.5, "mg/dL", "unit_not_known")),
        ({"valueString": "412"}, (None, 412.0, None, "unit_missing")),
        ({"valueInteger": 412}, (None, 412.0, None, "unit_missing")),
        ({"valueDecimal": 412.5}, (None, 412.5, None, "unit_missing")),
        ({"valueQuantity": quantity(412, "[IU]/mL")}, (None, 412.0, "[IU]/mL", "unit_not_conv")),
        ({"valueQuantity": {"value": 412, "unit": "foo"}}, (None, 412.0, None, "unit_not_known")),
        (
            {"valueQuantity": quantity(412, "mg/dL") | {"unit": "g/L"}},
            (None, 412.0, None, "unit_conflict"),
        ),
        ({"valueQuantity": quantity(412, comparator="ad")}, (None, 412.0, "mg/dL", "comparator")),
        ({"valueQuantity": quantity(-3)}, (None, None, "mg/dL", "value_impossible")),
        ({"valueString": "not detected"}, (None, None, None, "not_a_number")),
        ({"valueString": "2-5 g/L"}, (None, None, None, "not_a_number")),
        ({"valueString": "1:80"}, (None, None, None, "not_a_number")),
        ({"valueRange": {"low": quantity(2), "high": quantity(5)}}, (None, None, None, "not_a_n")),
        ({"valueBoolean": True}, (None, None, None, "not_a_number")),
        ({"valueDateTime": "2026-05-02"}, (None, None, None, "not_a_number")),
    ],
)
def test_a_value_of_each_type(
    fields: dict[str, Any], expected: tuple[Any, ...], knowledge: Knowledge
) -> None:
    """A number with its sign and unit, or the reason why there is none; a unit is never guessed."""
    (result,) = read_one(observation(**fields), knowledge).results

    assert expected[:3] == (result.comparator, result.value, result.unit)
    assert (result.refusal or "").startswith(expected[3] or "")
    assert (expected[3] is None) == (result.refusal is None)


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"valueBoolean": False}, "Ferritin false"),
        ({"valueDateTime": "2026-05-02"}, "Ferritin 2026-05-02"),
        ({"valueTime": "10:00"}, "Ferritin 10:00"),
        ({"valuePeriod": {"start": "2026", "end": "2027"}}, "Ferritin 2026/2027"),
        (
            {"valueRange": {"low": quantity(2), "high": quantity(5)}},
            "Ferritin 2-5 mg/dL",
        ),
        ({"valueRange": {"high": quantity(5)}}, "Ferritin <=5 mg/dL"),
        (
            {"valueRatio": {"numerator": {"value": 1}, "denominator": {"value": 80}}},
            "Ferritin 1:80",
        ),
        ({"valueSampledData": {"data": "E 1 2"}}, "Ferritin E 1 2"),
        ({"valueCodeableConcept": {"coding": [{"code": "x", "display": "Low"}]}}, "Ferritin Low"),
        ({"valueAttachment": {"contentType": "image/png"}}, "Ferritin image/png"),
        ({"valueQuantity": {"value": 1234567.25}}, "Ferritin 1234567.25"),
        ({"valueQuantity": [1, 2]}, "Ferritin 1, 2"),
        ({"code": {"coding": [{"code": "123"}]}, "valueInteger": 7}, "123 7"),
        ({"dataAbsentReason": {"coding": [{"code": "masked"}]}}, "Ferritin masked"),
    ],
)
def test_a_value_of_another_test_is_told_whole(
    fields: dict[str, Any], text: str, knowledge: Knowledge
) -> None:
    """Whatever type a value has, it stands in `unread` as a reader can read it."""
    report = read_one(observation("Ferritin", **fields), knowledge)

    assert [text] == [one.text for one in report.unread]


def test_a_flag_inside_the_value_is_read(knowledge: Knowledge) -> None:
    """A text such as 412 H is a value and its flag."""
    (result,) = read_one(observation(valueQuantity=quantity("412 H")), knowledge).results

    assert (412.0, "H", "412 H") == (result.value, result.flag, result.reported.value)


def test_two_values_are_none(knowledge: Knowledge) -> None:
    """The standard allows one value; of two none is chosen, and both are told."""
    report = read_one(observation(valueQuantity=quantity(412), valueString="41 mg/dL"), knowledge)

    assert () == report.results
    assert [
        ("Observation.valueString", "41 mg/dL", "several_numbers"),
        ("Observation", "IgM 412 mg/dL", "several_numbers"),
    ] == unread(report)


def test_the_reason_for_a_missing_value_is_told(knowledge: Knowledge) -> None:
    """A flag without a value is kept; the reason for the missing value is no value."""
    reason = {"coding": [{"code": "not-performed", "display": "Not Performed"}]}
    report = read_one(observation(dataAbsentReason=reason, interpretation="H"), knowledge)

    assert [(None, "H", "no_value")] == [
        (one.value, one.flag, one.refusal) for one in report.results
    ]
    assert report.results[0].reported.value is None
    assert [("Observation.dataAbsentReason", "Not Performed", "value_absent")] == unread(report)


def test_a_translated_value_is_told(knowledge: Knowledge) -> None:
    """A second value in an extension of the first is not read, and not lost."""
    extension = {"url": "urn:translation", "valueQuantity": quantity(4.12, "g/L")}
    document = observation(valueQuantity=quantity(412, extension=[extension]))
    report = read_one(document, knowledge)

    assert 412.0 == report.results[0].value
    assert [("Observation.valueQuantity.extension[0]", "4.12 g/L", "extension_not_read")] == unread(
        report
    )


@pytest.mark.parametrize(
    ("flags", "flag", "left"),
    [
        (["H"], "H", []),
        (["HH"], "HH", []),
        (["HU"], "H", []),
        (["L"], "L", []),
        (["N"], "N", []),
        (["A"], None, []),
        (["POS"], None, []),
        (["A", "H"], "H", ["A"]),
        (["H", "HH"], "HH", ["H"]),
        (["H", "L"], None, ["H", "L"]),
    ],
)
def test_flags_of_the_sender(
    flags: list[str], flag: str | None, left: list[str], knowledge: Knowledge
) -> None:
    """One direction is read; the others are told, and of two that disagree none is read."""
    concepts = [{"coding": [{"code": one}]} for one in flags]
    document = observation(valueQuantity=quantity(412), interpretation=concepts)
    report = read_one(document, knowledge)

    assert flag == report.results[0].flag
    assert left == [one.text for one in report.unread if one.code == "several_flags"]
    assert left or flags[0] == report.results[0].reported.flag


@pytest.mark.parametrize(
    ("fields", "collected", "expected"),
    [
        ({"effectiveDateTime": "2026-05-02T23:30:00-08:00"}, "2026-05-02", []),
        ({"effectiveDateTime": "2026-05"}, None, ["date_incomplete"]),
        ({"effectiveDateTime": "2026-13-45"}, None, ["date_incomplete"]),
        ({"effectiveDateTime": 5, "issued": "2026-05-03T01:00:00Z"}, "2026-05-03", ["date_is_of"]),
        ({"effectiveDateTime": None}, None, []),
        (
            {"effectiveDateTime": None, "effectivePeriod": {"end": "2026-05-02"}},
            "2026-05-02",
            [],
        ),
        (
            {"effectiveDateTime": None, "effectiveTiming": {"event": ["2026-05-02"]}},
            "2026-05-02",
            [],
        ),
    ],
)
def test_the_date_of_the_sample(
    fields: dict[str, Any], collected: str | None, expected: list[str], knowledge: Knowledge
) -> None:
    """The date is taken as written; one of the issue only is said to be that."""
    report = read_one(observation(valueQuantity=quantity(412), **fields), knowledge)

    assert collected == report.results[0].collected
    assert len(expected) == len(codes(report))
    assert all(one.startswith(word) for one, word in zip(codes(report), expected, strict=True))


def test_parts_of_another_form_are_told(knowledge: Knowledge) -> None:
    """A number where an object belongs is unread with its place, and the rest is read."""
    document = observation(
        valueQuantity=quantity(412), interpretation=[7], component=["IgG 1240"], note=["Lipemic."]
    )
    report = read_one(document, knowledge)

    assert 412.0 == report.results[0].value
    assert [
        ("Observation.interpretation[0]", "7", "form_not_known"),
        ("Observation.component[0]", "IgG 1240", "form_not_known"),
        ("Observation.note[0]", "Lipemic.", "comment"),
    ] == unread(report)


def test_another_method_is_not_the_total(knowledge: Knowledge) -> None:
    """The size of a band by electrophoresis is no total, whatever the name."""
    document = observation(
        valueQuantity=quantity(412), method={"text": "Serum protein electrophoresis"}
    )

    assert ["other_method"] == [one.code for one in read_one(document, knowledge).unread]
