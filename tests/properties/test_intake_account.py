"""Whatever a report holds, everything that bears a result is told, once, and nobody is mixed."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from globulin.errors import GlobulinError
from globulin.intake import Told, read_reports
from globulin.knowledge import Knowledge
from globulin.model import Report

NAMES = ["IgM", "IgG", "Immunoglobulin A, Serum", "EBV VCA IgM", "Ferritin", "IgM CSF", "x", ""]
FINDINGS = ["fever", "itching", "no cough", "purple ears"]
STATUSES = ["final", "preliminary", "corrected", "cancelled", "entered-in-error", "unknown", None]
UNITS = ["mg/dL", "g/L", "mg/L", "[IU]/mL", "index", "foo", None]
CANARY = "Xantippe"
quick = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

maybe_text = st.none() | st.sampled_from(["lipemic", ">200", "412", "not detected", "1:80"])
number = st.none() | st.floats(0, 1e5) | st.integers(0, 10_000)


def read(document: Any, knowledge: Knowledge) -> tuple[Report, ...]:
    """Return the reports of a document."""
    content = json.dumps(document).encode()
    return read_reports(content, knowledge, told=Told(), name="file")


@st.composite
def input_results(draw: st.DrawFn) -> dict[str, Any]:
    """Return one result of `globulin/input/1`."""
    return {
        "name": draw(st.sampled_from(NAMES)),
        "value": draw(number),
        "text": draw(maybe_text),
        "unit": draw(st.sampled_from(UNITS)),
        "interval": draw(st.none() | st.fixed_dictionaries({"low": number, "high": number})),
        "flag": draw(st.sampled_from(["H", "L", "A", None])),
        "collected": draw(st.sampled_from(["2026-05-02", "2025-01-31", None])),
    }


@st.composite
def input_documents(draw: st.DrawFn) -> dict[str, Any]:
    """Return a document of one person."""
    told = st.fixed_dictionaries(
        {"name": st.sampled_from(FINDINGS), "present": st.sampled_from([True, False, None])}
    )
    return {
        "schema": "globulin/input/1",
        "patient": {"age": draw(st.sampled_from(["54", "18m", None]))},
        "results": draw(st.lists(input_results(), max_size=5)),
        "findings": draw(st.lists(told, max_size=3)),
    }


class Marks:
    """Numbers and words that stand nowhere else, so that a lost one is missed."""

    def __init__(self) -> None:
        """Begin with none."""
        self.given: list[str] = []

    def word(self, kind: str) -> str:
        """Return a new word."""
        self.given.append(f"{kind}zz{len(self.given)}zz")
        return self.given[-1]

    def number(self) -> int:
        """Return a new number."""
        self.given.append(str(70_001 + 13 * len(self.given)))
        return int(self.given[-1])


def _parts(draw: st.DrawFn, marks: Marks) -> dict[str, Any]:
    """Return the parts of an Observation or component, each marked."""
    kinds: dict[str, Callable[[], Any]] = {
        "valueQuantity": lambda: {"value": marks.number(), "unit": marks.word("unit")},
        "valueString": lambda: marks.word("text"),
        "valueInteger": marks.number,
        "valueCodeableConcept": lambda: {"coding": [{"display": marks.word("concept")}]},
        "valueRange": lambda: {"low": {"value": marks.number()}, "high": {"value": marks.number()}},
        "valueRatio": lambda: {"numerator": {"value": marks.number()}},
        "dataAbsentReason": lambda: {"text": marks.word("absent")},
        "interpretation": lambda: [{"text": marks.word("flag")}, {"text": marks.word("flag")}],
        "referenceRange": lambda: [
            {"low": {"value": marks.number()}, "text": marks.word("range")}
            for _ in range(draw(st.integers(1, 2)))
        ],
        "extension": lambda: [{"url": "urn:x", "valueString": marks.word("extension")}],
    }
    chosen = draw(st.sets(st.sampled_from(sorted(kinds)), max_size=5))
    return {"code": {"text": draw(st.sampled_from(NAMES))}} | {
        name: kinds[name]() for name in sorted(chosen)
    }


@st.composite
def marked_bundles(draw: st.DrawFn) -> tuple[dict[str, Any], list[str]]:
    """Return a bundle of one person, and every mark in it that must be told."""
    marks = Marks()
    resources: list[dict[str, Any]] = [{"resourceType": "Patient", "id": "p", "gender": "female"}]
    for index in range(draw(st.integers(1, 4))):
        one = {"resourceType": "Observation", "id": f"o{index}", **_parts(draw, marks)}
        one["status"] = draw(st.sampled_from(STATUSES))
        one["subject"] = draw(st.sampled_from([{"reference": "Patient/p"}, None]))
        if draw(st.booleans()):
            one["component"] = [_parts(draw, marks) for _ in range(draw(st.integers(1, 2)))]
        if draw(st.booleans()):
            one["note"] = [{"text": marks.word("note")}]
        resources.append(one)
    entries = [{"resource": one} for one in resources]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}, marks.given


def _told(report: Report) -> str:
    """Return everything that a report tells, as one text."""
    return str((report.results, report.findings, report.unread))


def _places(report: Report) -> list[str]:
    """Return the places of results, and of the unread that are no part of one."""
    results = [result.where for result in report.results]
    unread = [one.where for one in report.unread if one.where not in results]
    return [*results, *unread]


@quick
@given(given=marked_bundles())
def test_nothing_of_a_bundle_is_lost(
    given: tuple[dict[str, Any], list[str]], knowledge: Knowledge
) -> None:
    """Every value, unit, range, flag, comment and reason of every result is told."""
    document, marks = given
    (report,) = read(document, knowledge)

    assert [] == [mark for mark in marks if mark not in _told(report)]


@quick
@given(given=marked_bundles())
def test_nothing_of_a_bundle_is_told_twice(
    given: tuple[dict[str, Any], list[str]], knowledge: Knowledge
) -> None:
    """A place is a result once, and unread once."""
    (report,) = read(given[0], knowledge)
    twice = [place for place, count in Counter(_places(report)).items() if count > 1]

    assert [] == twice


@quick
@given(document=input_documents())
def test_nothing_of_a_document_is_lost(document: dict[str, Any], knowledge: Knowledge) -> None:
    """Every result and every finding has its place in the report, as a result or unread."""
    (report,) = read(document, knowledge)
    places = {
        *(result.where for result in report.results),
        *(one.where for one in report.findings),
        *(one.where for one in report.unread),
    }
    expected = {
        f"$.{kind}[{number}]"
        for kind in ("results", "findings")
        for number in range(len(document[kind]))
    }

    assert expected <= places


@quick
@given(document=input_documents())
def test_nothing_is_changed(document: dict[str, Any], knowledge: Knowledge) -> None:
    """What was reported is what was given, whether or not it could be used."""
    (report,) = read(document, knowledge)
    for result in report.results:
        given = document["results"][int(result.where.split("[")[1].rstrip("]"))]
        value = given["text"] if given["value"] is None else given["value"]

        assert (given["name"], value, given["unit"], given["flag"]) == (
            result.reported.name,
            result.reported.value,
            result.reported.unit,
            result.reported.flag,
        )
        assert result.value in {None, given["value"]} or given["value"] is None


@quick
@given(document=input_documents(), data=st.data())
def test_the_order_of_rows_changes_nothing(
    document: dict[str, Any], data: st.DataObject, knowledge: Knowledge
) -> None:
    """Results in another order are the same results."""
    other = document | {"results": data.draw(st.permutations(document["results"]))}

    def contents(given: dict[str, Any]) -> Counter[str]:
        (report,) = read(given, knowledge)
        rows = [(one.analyte, one.value, one.unit, one.interval) for one in report.results]
        rest = [(one.text, one.code) for one in report.unread]
        return Counter(map(str, [*rows, *rest, report.person, report.as_of]))

    assert contents(document) == contents(other)


@quick
@given(counts=st.lists(st.integers(1, 3), min_size=2, max_size=4), data=st.data())
def test_people_are_never_mixed(
    counts: list[int], data: st.DataObject, knowledge: Knowledge
) -> None:
    """Each person's report holds exactly their own values, in whatever order they come."""
    entries: list[dict[str, Any]] = []
    for person, count in enumerate(counts):
        sex = "female" if person % 2 else "male"
        entries.append({"resourceType": "Patient", "id": f"p{person}", "gender": sex})
        entries += [_own(person, 100 * person + number + 1) for number in range(count)]
    shuffled = data.draw(st.permutations(entries))
    reports = read(
        {"resourceType": "Bundle", "entry": [{"resource": one} for one in shuffled]}, knowledge
    )
    found = sorted(
        (sorted(int(one.value or 0) for one in report.results), report.person.sex)
        for report in reports
    )

    assert [
        ([100 * person + n + 1 for n in range(count)], "female" if person % 2 else "male")
        for person, count in enumerate(counts)
    ] == found


def _own(person: int, value: int) -> dict[str, Any]:
    """Return an IgM of one of several people."""
    return {
        "resourceType": "Observation",
        "status": "final",
        "code": {"text": "IgM"},
        "subject": {"reference": f"Patient/p{person}"},
        "valueQuantity": {"value": value, "unit": "mg/dL"},
    }


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from(["#p", "Patient/p", "Observation/o", "2026-05-02", "IgM", "Bundle", "54"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["value", "low", "high", "code", "coding", "text", "reference", "id"])
            | st.text(max_size=4),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


def _paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of every part of a document."""
    inner: Any = value.items() if isinstance(value, dict) else ()
    if isinstance(value, list):
        inner = enumerate(value)
    return [path, *(found for key, one in inner for found in _paths(one, (*path, key)))]


def _replaced(value: Any, path: tuple[Any, ...], part: Any) -> Any:
    """Return a copy of a document with another part at a path."""
    if not path:
        return part
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = _replaced(value[path[0]], path[1:], part)
    return copy


QUANTITY = {"value": 412, "unit": "mg/dL", "system": "http://unitsofmeasure.org", "code": "mg/dL"}
WHOLE: list[dict[str, Any]] = [
    {
        "resourceType": "Bundle",
        "link": [{"relation": "self"}],
        "entry": [
            {
                "fullUrl": "http://a.example/Patient/p",
                "resource": {
                    "resourceType": "Patient",
                    "id": "p",
                    "identifier": [{"system": "urn:x", "value": CANARY}],
                    "name": [{"family": CANARY, "given": [CANARY]}],
                    "gender": "female",
                    "birthDate": "1971-04-23",
                },
            },
            {
                "resource": {
                    "resourceType": "DiagnosticReport",
                    "status": "final",
                    "code": {"text": "Immunoglobulins"},
                    "subject": {"reference": "Patient/p", "display": CANARY},
                    "result": [{"reference": "Observation/o"}],
                    "conclusion": "x",
                    "presentedForm": [{"contentType": "application/pdf"}],
                    "contained": [{"resourceType": "Specimen", "id": "s", "note": [{"text": "x"}]}],
                }
            },
            {
                "resource": {
                    "resourceType": "Observation",
                    "id": "o",
                    "meta": {"lastUpdated": "2026-05-02"},
                    "status": "final",
                    "code": {"coding": [{"system": "http://loinc.org", "code": "2472-9"}]},
                    "subject": {"reference": "Patient/p", "identifier": {"value": CANARY}},
                    "effectiveDateTime": "2026-05-02",
                    "performer": [{"reference": "Organization/x", "display": "x"}],
                    "specimen": {"reference": "#s", "display": "Serum"},
                    "valueQuantity": QUANTITY,
                    "interpretation": [{"coding": [{"code": "H"}]}],
                    "referenceRange": [
                        {
                            "low": QUANTITY,
                            "high": QUANTITY,
                            "age": {"low": {"value": 18, "unit": "a"}},
                            "appliesTo": [{"text": "Female"}],
                            "text": "40-230",
                        }
                    ],
                    "component": [{"code": {"text": "IgG"}, "valueString": "12 g/L"}],
                    "hasMember": [{"reference": "Observation/o"}],
                    "note": [{"text": "x"}],
                    "method": {"text": "nephelometry"},
                }
            },
            {
                "resource": {
                    "resourceType": "Condition",
                    "code": {"text": "Fever"},
                    "clinicalStatus": {"coding": [{"code": "active"}]},
                }
            },
        ],
    },
    {
        "schema": "globulin/input/1",
        "as_of": "2026-06-01",
        "setting": "primary-care",
        "patient": {"age": "54", "sex": "female", "pregnant": False, "name": CANARY},
        "results": [
            {
                "name": "IgM",
                "code": {"system": "http://loinc.org", "code": "2472-9"},
                "value": 412,
                "unit": "mg/dL",
                "comparator": "<",
                "interval": {"low": 40, "high": 230},
                "collected": "2026-05-02",
            }
        ],
        "findings": [{"name": "fever", "present": True, "hpo": "HP:0001945"}],
    },
]


@settings(
    deadline=None, max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_any_part_may_be_anything(data: st.DataObject, knowledge: Knowledge) -> None:
    """Whatever stands in the place of a part: a report, or one of our errors in one line."""
    document = data.draw(st.sampled_from(WHOLE))
    path = data.draw(st.sampled_from(_paths(document)))
    message = _outcome(_replaced(document, path, data.draw(json_values)), knowledge)

    assert len(message.splitlines()) <= 1
    assert CANARY not in message


def _outcome(document: Any, knowledge: Knowledge) -> str:
    """Return the message of one of our errors, or an empty one where the reports can be shown."""
    try:
        reports = read(document, knowledge)
    except GlobulinError as error:
        return str(error)
    json.dumps([str(report) for report in reports]).encode()
    return ""
