"""Read your result: typed, pasted, as a file; understood, corrected, shown in another unit."""

import json
import re
from pathlib import Path

import html5lib
import pytest

from globulin.knowledge import Knowledge
from globulin.model import Finding
from tests.contract_interpretation import interpretation_problems
from tests.site import SiteClient
from tests.surfaces.web.page_types import PASTED

NAMESPACE = {"h": "http://www.w3.org/1999/xhtml"}
DATA = Path(__file__).parents[2] / "data"
TYPED = {
    "class-0": "IgM",
    "value-0": "4.12",
    "unit-0": "g/L",
    "low-0": "0.4",
    "high-0": "2.3",
    "age": "54",
    "sex": "female",
}


def fields_of(page: str, *, is_correction: bool = True) -> dict[str, list[str]]:
    """Return names and values of the fields of the correction form, as a browser sends them."""
    tree = html5lib.HTMLParser().parse(page)
    form = next(
        f
        for f in tree.findall(".//h:form", NAMESPACE)
        if (f.get("class") == "read") == is_correction
    )
    found: dict[str, list[str]] = {}
    for field in form.iter():
        name = field.get("name")
        if name is None or field.tag.endswith("button"):
            continue
        value = field.get("value") or ""
        if field.tag.endswith("select"):
            chosen = [o for o in field if o.get("selected") is not None]
            value = (chosen or list(field))[0].get("value") or ""
        elif field.tag.endswith("textarea"):
            value = field.text or ""
        elif field.get("type") == "checkbox" and field.get("checked") is None:
            continue
        found.setdefault(name, []).append(value)
    return found


def test_typed_pasted_and_sent_results_say_the_same(site: SiteClient) -> None:
    """The same result by three ways is judged alike."""
    pasted = "IgM 4.12 g/L (0.4-2.3)"
    person = {"age": "54", "sex": "female"}
    document = {
        "schema": "globulin/input/1",
        "results": [
            {"name": "IgM", "value": 4.12, "unit": "g/L", "interval": {"low": 0.4, "high": 2.3}}
        ],
    }
    answers = [
        site.post("/read", data=TYPED | {"as": "json"}),
        site.post("/read", data=person | {"pasted": pasted, "as": "json"}),
        site.post(
            "/read",
            data=person | {"as": "json"},
            files={"file": ("report.json", json.dumps(document).encode())},
        ),
    ]
    judged = [answer.json()["results"][0] for answer in answers]
    kept = ("analyte", "value", "unit", "flag", "zlog", "percentile", "agreement", "interval")

    assert 1 == len({json.dumps([one[key] for key in kept]) for one in judged})


def test_the_download_keeps_the_contract(site: SiteClient) -> None:
    """What is kept as data is `globulin/interpretation/1`, offered as a file."""
    answer = site.post("/read", data={"pasted": PASTED, "as": "json"})

    assert [] == interpretation_problems(answer.json())
    assert "attachment" in answer.headers["content-disposition"]


def test_what_was_understood_stands_before_the_number_lines(site: SiteClient) -> None:
    """As printed and as read, side by side, then the figure."""
    page = site.post("/read", data={"pasted": PASTED}).text

    assert page.index("IMMUNOGLOBULIN M, QN, SERUM 412 mg/dL") < page.index("<svg")
    assert page.index("Your IgM is 412") < page.index('id="understood"')


def test_a_misread_unit_can_be_corrected(site: SiteClient) -> None:
    """The corrected unit judges anew; what else the report said is not lost."""
    first = site.post("/read", data={"pasted": "IgM 4640 g/L (38-231)\nI have nosebleeds"}).text
    form = fields_of(first)
    form["unit-0"] = ["mg/dL"]
    page = site.post("/read", data=form).text

    assert "Your IgM is 4640 mg/dL" in page
    assert 'class="emergency"' in page
    assert "Your IgM is 4640 mg/dL" not in first


def test_a_correction_that_changes_nothing_changes_nothing(site: SiteClient) -> None:
    """Sending back what was understood gives the same results, findings and flags."""
    first = site.post("/read", data={"pasted": PASTED})
    again = fields_of(first.text)
    before = site.post("/read", data={"pasted": PASTED, "as": "json"}).json()
    after = site.post("/read", data=again | {"as": ["json"]}).json()

    def told(found: dict) -> list:
        results = [(r["analyte"], r["value"], r["unit"], r["flag"]) for r in found["results"]]
        findings = sorted((f["id"], f["present"]) for f in found["findings"] if f["id"])
        flags = [(flag["id"], flag["urgency"]) for flag in found["red_flags"]]
        return [results, findings, flags, found["patient"]]

    assert told(before) == told(after)


def test_a_finding_taken_out_does_not_silence_an_emergency(site: SiteClient) -> None:
    """What the report itself said of an emergency stays heard, whatever is corrected."""
    text = "IgM 62 g/L (0.4-2.3)\nI have nosebleeds and blurred vision"
    form = fields_of(site.post("/read", data={"pasted": text}).text)
    form.pop("finding")
    page = site.post("/read", data=form).text

    assert 'class="emergency"' in page


def test_units_can_be_switched(site: SiteClient) -> None:
    """The other unit comes first, and the result stays the same."""
    page = site.post("/read", data={"pasted": PASTED}).text
    form = fields_of(page, is_correction=False)
    turned = site.post("/read", data=form | {"units": ["g/L"]}).text

    assert "Your IgM is 4.12 g/L (412 mg/dL)" in turned
    assert 'value="mg/dL"' in turned


def test_the_number_may_have_a_sign_or_a_comma(site: SiteClient) -> None:
    """As printed: less than a limit, and a decimal comma."""
    less = site.post("/read", data=TYPED | {"value-0": "<0,05", "as": "json"}).json()["results"][0]

    assert ("<", 0.05, "L") == (less["comparator"], less["value"], less["flag"])


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("value-0", "many", "Number: expected a number"),
        ("low-0", "x", "Range from: expected a number"),
        ("high-0", "1..2", "Range to: expected a number"),
        ("age", "old", "Age: expected years"),
        ("collected-0", "yesterday", "Sample date: expected a date"),
    ],
)
def test_what_cannot_be_read_is_told_by_its_field(
    site: SiteClient, field: str, value: str, told: str
) -> None:
    """The form comes back as it was filled in, with one line for each fault."""
    answer = site.post("/read", data=TYPED | {field: value})

    assert 400 == answer.status_code
    assert told in answer.text
    assert 'role="alert"' in answer.text
    assert 'value="4.12"' in answer.text or field == "value-0"


def test_an_empty_form_says_what_is_wanted(site: SiteClient) -> None:
    """Nothing typed, nothing pasted, no file."""
    answer = site.post("/read", data={"class-0": "IgM", "value-0": ""})

    assert 400 == answer.status_code
    assert "Please type a number" in answer.text


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(200),
        b"%PDF-1.7 ...",
        b"PK\x03\x04" + bytes(50),
        b'{"resourceType": ',
        b"\x00\x01\x02" * 50,
        b'{"schema": "other/1"}',
    ],
    ids=["picture", "pdf", "zip", "torn json", "binary", "other json"],
)
def test_a_wrong_file_is_told_plainly(site: SiteClient, content: bytes) -> None:
    """A picture, a PDF, a torn file: what was expected, and the form to go on with."""
    answer = site.post("/read", files={"file": ("report", content)})

    assert 400 == answer.status_code
    assert "The file could not be read" in answer.text
    assert 'name="pasted"' in answer.text


def test_several_people_in_one_file_are_told(site: SiteClient) -> None:
    """A page is about one person."""
    one = {"schema": "globulin/input/1", "results": []}
    answer = site.post("/read", files={"file": ("two.json", json.dumps([one, one]).encode())})

    assert 400 == answer.status_code
    assert "several people" in answer.text


@pytest.mark.parametrize("path", sorted((DATA / "fhir").glob("*.json")), ids=lambda path: path.stem)
def test_every_fhir_example_is_shown_or_told(site: SiteClient, path: Path) -> None:
    """Each of our FHIR examples gives a page, or one line that says why not."""
    answer = site.post("/read", files={"file": (path.name, path.read_bytes())})

    assert answer.status_code in {200, 400}
    assert 'id="understood"' in answer.text or 'role="alert"' in answer.text


def test_a_question_with_a_result_is_read(site: SiteClient) -> None:
    """In the one box: a report of lines gets its page; a question with a value an answer."""
    asked = "my igm is 412 mg/dL (40-230), what does it mean"
    report = site.post("/ask", data={"q": "IgM 412 mg/dL (40-230)\nIgG 900 mg/dL"}).text
    question = site.post("/ask", data={"q": asked}).text

    assert 'id="understood"' in report
    assert 'id="understood"' not in question
    assert asked in question
    # The number line, with the result on it.
    assert "the range printed on the report" in question.split("<figure")[1].split("</figure>")[0]


def test_every_known_finding_is_offered(site: SiteClient, knowledge: Knowledge) -> None:
    """The plain form suggests the names of findings while one types, without a script."""
    page = site.get("/read").text
    offered = re.findall(r'<option value="([^"]+)">', page.split('id="known-findings"')[1])

    assert len(knowledge.all("finding", Finding)) == len(offered)
    assert {"mg/dL", "g/L"} <= set(re.findall(r'<option value="([^"]+)">', page))


@pytest.mark.parametrize(
    "sent",
    [
        {"pasted": "IgM 62 g/L\nI have chest pain", "age": "old"},
        {"pasted": "Patient: A\nAge: 50\nIgM 4 g/L\n\nPatient: B\nAge: 9\nIgG 2 g/L\nchest pain"},
        {"class-0": "IgM", "value-0": "many", "notes": "I have chest pain"},
        {"pasted": "chest pain " + "x " * 15_000},
    ],
    ids=["bad age", "two people", "bad number", "too long"],
)
def test_a_form_sent_back_still_answers_an_emergency(
    site: SiteClient, sent: dict[str, str]
) -> None:
    """What cannot be read is told; what was said of an emergency comes before it."""
    answer = site.post("/read", data=sent)

    if answer.status_code == 400:
        assert answer.text.index('class="emergency"') < answer.text.index('class="faults"')
    assert 'class="emergency"' in answer.text
