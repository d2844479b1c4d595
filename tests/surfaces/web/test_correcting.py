"""Corrections, the other unit, and the file to keep: nothing is lost, doubled or rounded."""

import json
import re
from pathlib import Path

import pytest

from tests.site import SiteClient
from tests.surfaces.web.test_reading import fields_of

FHIR = Path(__file__).parents[2] / "data" / "fhir"
LONG = "\n".join(f"IgM {100 + n} mg/dL (40-230) H 2024-01-{n + 1:02d}" for n in range(20))
DENIED = "IgM 412 mg/dL\nnight sweats, no fever"
SENT: dict[str, dict] = {
    "many results": {"data": {"pasted": LONG}},
    "the laboratory's flag and words": {"data": {"pasted": "IgM, Qn 412 mg/dL (<230) H\nnote x"}},
    "four digits and more": {"data": {"pasted": "IgM 20499.7 mg/L (404.125-2300.75)"}},
    "a text for a value": {"files": {"file": ("a.json", (FHIR / "ranges.json").read_bytes())}},
    "a corrected result": {"files": {"file": ("a.json", (FHIR / "components.json").read_bytes())}},
    "UTF-16": {"files": {"file": ("a.txt", "IgM 412 mg/dL (40–230)\nfatigue".encode("utf-16"))}},
    "Windows": {"files": {"file": ("a.txt", "IgM 412 mg/dL (40–230) H\nü".encode("cp1252"))}},
    "typed beside pasted": {
        "data": {
            "class-0": "IgM",
            "value-0": "412",
            "unit-0": "mg/dL",
            "low-0": "230",
            "high-0": "40",
            "pasted": "54 years\nIgG 1200 mg/dL\nIf your IgM is above 300, call.",
        }
    },
    "denied in notes": {
        "data": {"pasted": "IgM 412 mg/dL", "notes": "night sweats, no fever\nfoo", "age": "90d"}
    },
    "an infant": {"data": {"pasted": "3 months old boy\nIgM 80 mg/dL"}},
}


def sent_by_a_browser(form: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return fields as a browser sends them: dates that are none are empty, lines end in CRLF."""

    def value_of(name: str, value: str) -> str:
        if name.startswith("collected") and not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return ""
        return value.replace("\r\n", "\n").replace("\n", "\r\n")

    return {name: [value_of(name, one) for one in values] for name, values in form.items()}


def correction_of(site: SiteClient, **sent: dict) -> dict[str, list[str]]:
    """Return the correction form of what was sent."""
    return sent_by_a_browser(fields_of(site.post("/read", **sent).text))


def data_of(site: SiteClient, **sent: dict) -> dict:
    """Return the interpretation of a form."""
    data = {**sent.pop("data", {}), "as": "json"}
    return site.post("/read", data=data, **sent).json()


def told(found: dict) -> dict:
    """Return everything of an interpretation but the places where findings stood."""
    findings = sorted((f["id"] or f["given"], f["present"]) for f in found["findings"])
    return {**found, "findings": findings}


@pytest.mark.parametrize("name", SENT)
@pytest.mark.parametrize("is_correction", [True, False], ids=["corrected", "sent again"])
def test_what_was_not_changed_stays_as_it_was(
    site: SiteClient, name: str, *, is_correction: bool
) -> None:
    """Names, codes, flags, ranges in words, checks and what was not read: all the same."""
    before = data_of(site, **SENT[name])
    page = site.post("/read", **SENT[name]).text
    form = sent_by_a_browser(fields_of(page, is_correction=is_correction))
    after = data_of(site, data=form)

    assert told(before)["results"] == told(after)["results"]
    assert told(before)["findings"] == told(after)["findings"]
    assert before["patient"] == after["patient"]
    assert [c["code"] for c in before["checks"]] == [c["code"] for c in after["checks"]]
    assert [(u["text"], u["code"]) for u in before["unread"]] == [
        (u["text"], u["code"]) for u in after["unread"]
    ]
    assert before["red_flags"] == after["red_flags"]


def test_the_file_to_keep_is_in_the_unit_of_the_page(site: SiteClient) -> None:
    """After the switch the file says the same as the page, and the switch goes back."""
    page = site.post("/read", data={"pasted": "IgM 412 mg/dL (40-230)", "units": "g/L"}).text
    form = fields_of(page, is_correction=False)
    kept = site.post("/read", data=form | {"as": ["json"]}).text
    back = site.post("/read", data=form | {"units": [*form["units"], "mg/dL"]}).text

    assert "Your IgM is 4.12 g/L" in page
    assert "4.12 g/L (412 mg/dL)" in kept.replace("\\u00a0", " ").replace("\u00a0", " ")
    assert "Your IgM is 412 mg/dL" in back.replace("\u00a0", " ")


def test_a_changed_result_keeps_what_the_laboratory_said(site: SiteClient) -> None:
    """Its name and its flag stand beside the corrected number; the others are left alone."""
    form = correction_of(site, data={"pasted": "IgM, Qn 412 mg/dL (40-230) H\nIgG 1200 mg/dL N"})
    results = data_of(site, data=form | {"value-0": ["142"]})["results"]

    assert [(142, "H"), (1200, "N")] == [(r["value"], r["reported"]["flag"]) for r in results]
    assert "IgM, Qn" in results[0]["reported"]["name"]
    assert "line 1" == results[0]["where"]


def test_a_range_in_a_unit_of_its_own_keeps_it(site: SiteClient) -> None:
    """A corrected number is compared with the range as it was printed."""
    result = {"name": "IgM", "value": 412, "unit": "mg/dL"}
    result["interval"] = {"low": 0.4, "high": 2.3, "unit": "g/L"}
    document = {"schema": "globulin/input/1", "results": [result]}
    form = correction_of(site, files={"file": ("a.json", json.dumps(document).encode())})
    found = data_of(site, data=form | {"value-0": ["142"]})["results"][0]

    assert ("judged", "N") == (found["status"], found["flag"])


def test_a_result_taken_out_is_listed(site: SiteClient) -> None:
    """Nothing that the report said is dropped in silence, also after a second correction."""
    form = correction_of(site, data={"pasted": "IgM 412 mg/dL (40-230)\nIgG 1200 mg/dL"})
    emptied = form | {name: [""] for name in ("value-0", "unit-0", "low-0", "high-0")}
    page = site.post("/read", data=emptied).text
    twice = data_of(site, data=sent_by_a_browser(fields_of(page)))

    assert ["IgG"] == [result["analyte"] for result in twice["results"]]
    assert [("IgM 412 mg/dL 40-230", "taken_out")] == [
        (left["text"], left["code"]) for left in twice["unread"]
    ]


def test_a_result_can_be_added(site: SiteClient) -> None:
    """The form of a correction has an empty row; what stood there before stays."""
    form = correction_of(site, data={"pasted": "54 years\nIgM 412 mg/dL (40-230) H"})
    added = {"class-1": ["IgG"], "value-1": ["12"], "unit-1": ["g/L"]}
    page = site.post("/read", data=form | added).text
    results = data_of(site, data=sent_by_a_browser(fields_of(page)))["results"]

    assert "value-1" in form
    assert [("IgM", 412, "mg/dL"), ("IgG", 12, "g/L")] == [
        (r["analyte"], r["value"], r["unit"]) for r in results
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_no_correction_of_a_file_silences_its_emergency(site: SiteClient, encoding: str) -> None:
    """Whatever the file was saved as, its words are still listened to."""
    text = "IgM 62 g/L (0.4–2.3)\nI have nosebleeds and blurred vision"
    form = correction_of(site, files={"file": ("a.txt", text.encode(encoding))})
    form.pop("finding")
    once = site.post("/read", data=form | {"value-0": ["61"]}).text
    twice = site.post("/read", data=sent_by_a_browser(fields_of(once))).text

    assert 'class="emergency"' in once
    assert 'class="emergency"' in twice


def test_age_and_sex_can_be_taken_back(site: SiteClient) -> None:
    """An emptied field is not told, whatever the report says; an untouched one is as exact."""
    form = correction_of(site, data={"pasted": "3 months old boy\nIgM 80 mg/dL"})
    after = data_of(site, data=form | {"age": [""], "sex": [""]})

    assert (None, None) == (after["patient"]["age_years"], after["patient"]["sex"])


def test_a_file_and_pasted_lines_are_not_mixed(site: SiteClient) -> None:
    """Neither is dropped in silence."""
    answer = site.post(
        "/read", data={"pasted": "IgG 12 g/L"}, files={"file": ("a.txt", b"IgM 4 g/L")}
    )

    assert 400 == answer.status_code
    assert "not both" in answer.text
    assert "IgG 12 g/L</textarea>" in answer.text
