"""`globulin read --case-mix FILE`, from outside."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.contract_interpretation import interpretation_problems
from tests.surfaces.test_cli import run

REPORT = {
    "schema": "globulin/input/1",
    "patient": {"age": "60", "sex": "female"},
    "results": [
        {"name": "IgM", "value": 600, "unit": "mg/dL"},
        {"name": "IgG", "value": 10, "unit": "g/L"},
        {"name": "IgA", "value": 2, "unit": "g/L"},
    ],
}
# Where many clones are found, and where many livers are.
HAEMATOLOGY = "id,people,note\nnone,500,\nigm-mgus,400,as of 2025\npbc,4,\n"
HEPATOLOGY = "id,people,note\nnone,500,\nigm-mgus,4,\npbc,400,\n"


@pytest.fixture
def report(tmp_path: Path) -> str:
    """Return the path of a report with a raised IgM."""
    path = tmp_path / "report.json"
    path.write_text(json.dumps(REPORT), encoding="utf-8")
    return str(path)


def mix_of(tmp_path: Path, text: str) -> str:
    """Return the path of a case mix."""
    path = tmp_path / "zaphod-hospital.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def read(report: str, *more: str, audience: str = "clinician") -> dict[str, Any]:
    """Return the interpretation of a report."""
    done = run("read", report, "--for", audience, "--format", "json", *more)

    assert (0, "") == (done.returncode, done.stderr)
    assert "zaphod" not in done.stdout
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def test_the_file_decides_which_of_two_causes_comes_first(tmp_path: Path, report: str) -> None:
    """The same result means another thing where other people are tested."""
    places = []
    for text in (HAEMATOLOGY, HEPATOLOGY):
        found = read(report, "--case-mix", mix_of(tmp_path, text))
        order = [cause["id"] for cause in found["causes"]]
        places.append((order.index("igm-mgus"), order.index("pbc")))

        assert [] == interpretation_problems(found)
        assert 1.0 == pytest.approx(sum(cause["probability"] for cause in found["causes"]))

    assert [True, False] == [clone < liver for clone, liver in places]


def test_the_case_mix_is_told_instead_of_the_setting(tmp_path: Path, report: str) -> None:
    """With its own entry among the sources; without a file neither is there."""
    told = []
    for more in ((), ("--case-mix", mix_of(tmp_path, HEPATOLOGY), "--setting", "hospital")):
        found = read(report, *more)
        own = [source["n"] for source in found["sources"] if source["id"] == "case-mix"]
        said = [s["text"] for s in found["ranking_statements"] if set(own) & set(s["sources"])]
        places = [s["text"] for s in found["ranking_statements"] if "here the test" in s["text"]]
        told.append((len(own), len(said), len(places)))

    assert [(0, 0, 1), (1, 2, 0)] == told


def test_a_patient_reads_the_same_order_without_numbers(tmp_path: Path, report: str) -> None:
    """In the document, and on a page, which is made as without a file."""
    more = ("--case-mix", mix_of(tmp_path, HEPATOLOGY))
    found = read(report, *more, audience="patient")
    page = run("read", report, *more)

    assert [] == interpretation_problems(found)
    assert ("pbc", None) == (found["causes"][0]["id"], found["causes"][0]["probability"])
    assert (0, "") == (page.returncode, page.stderr)
    assert "zaphod" not in page.stdout


def test_every_fault_is_one_line(tmp_path: Path, report: str) -> None:
    """Exit code 2, no traceback, nothing on standard output; both files tell theirs."""
    mix = mix_of(tmp_path, "id,people\npbc,-3\nmgus,40\npbc,3\nzaphod,3\n")
    own = tmp_path / "own.csv"
    own.write_text("analyte,low,high,unit\nIgX,1,2,g/L\n", "utf-8")
    done = run("read", report, "--case-mix", mix, "--intervals", str(own))

    assert (2, "") == (done.returncode, done.stdout)
    assert [
        f"globulin: {own}: line 2: analyte",
        f"globulin: {mix}: line 2: people",
        f"globulin: {mix}: line 3: mgus",
        f"globulin: {mix}: line 4: pbc",
        f"globulin: {mix}: line 5: id",
    ] == [line.split(": not")[0].split(" is ")[0].split(" stands")[0] for line in _lines(done)]


@pytest.mark.parametrize("path", ["none.csv", "."])
def test_a_file_that_is_not_there_is_told(tmp_path: Path, report: str, path: str) -> None:
    """Also where a folder is given."""
    done = run("read", report, "--case-mix", str(tmp_path / path))

    assert (2, "", 1) == (done.returncode, done.stdout, len(_lines(done)))
    assert "cannot be read" in done.stderr


def test_a_file_without_end_is_refused(report: str) -> None:
    """A device that never ends is read up to the limit, and no further."""
    done = run("read", report, "--case-mix", "/dev/zero")

    assert (2, "") == (done.returncode, done.stdout)
    assert "too large: expected at most" in done.stderr


def _lines(done: Any) -> list[str]:
    lines: list[str] = done.stderr.splitlines()
    return lines
