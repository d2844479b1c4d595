"""`globulin read --intervals FILE`, from outside."""

import json
from pathlib import Path

import pytest

from tests.contract_interpretation import interpretation_problems
from tests.surfaces.test_cli import run

ROOT = Path(__file__).parents[2]
HEADER = "analyte,low,high,unit,age_low,age_high,age_unit\n"
REPORT = {
    "schema": "globulin/input/1",
    "patient": {"age": "54", "sex": "female"},
    "results": [
        {"name": "IgM", "value": 240, "unit": "mg/dL"},
        {"name": "IgG", "value": 10, "unit": "g/L", "interval": {"low": 7, "high": 16}},
        {"name": "IgA", "value": 2, "unit": "g/L"},
    ],
}


@pytest.fixture
def report(tmp_path: Path) -> str:
    """Return the path of a report: one range is printed, two are not."""
    path = tmp_path / "report.json"
    path.write_text(json.dumps(REPORT), encoding="utf-8")
    return str(path)


def test_the_file_judges_what_the_report_leaves_open(tmp_path: Path, report: str) -> None:
    """Printed, then the laboratory's own, then the published default with a note."""
    own = tmp_path / "zaphod-hospital.csv"
    rows = ["IgM,0.3,2.0,g/L,18,,years", "IgG,6,12,g/L,18,,years", "IgA,0.6,4,g/L,60,,years"]
    own.write_text(HEADER + "\n".join(rows), "utf-8")
    done = run("read", report, "--intervals", str(own), "--format", "json")
    found = json.loads(done.stdout)
    igm, igg, iga = found["results"]
    sources = {source["n"]: source for source in found["sources"]}

    assert (0, "") == (done.returncode, done.stderr)
    assert [] == interpretation_problems(found)
    assert ["laboratory", "reported", "published"] == [
        one["interval"]["basis"] for one in (igm, igg, iga)
    ]
    assert (30, 200, "mg/dL", "H") == (
        *(igm["interval"][key] for key in ("low", "high", "unit")),
        igm["flag"],
    )
    assert ["own-intervals"] == [sources[n]["id"] for n in igm["interval"]["source"]]
    assert [("note", "own_interval_missing", iga["where"])] == [
        (check["level"], check["code"], check["where"]) for check in found["checks"]
    ]
    assert "zaphod" not in done.stdout


@pytest.mark.parametrize("output_format", ["text", "markdown", "html"])
def test_a_page_names_the_laboratorys_own_range(
    tmp_path: Path, report: str, output_format: str
) -> None:
    """In words, on the number line and among the sources."""
    own = tmp_path / "own.csv"
    own.write_text(f"{HEADER}IgM,0.3,2.0,g/L,18,,years\n", "utf-8")
    done = run("read", report, "--intervals", str(own), "--format", output_format)
    text = " ".join(done.stdout.replace("&#39;", "'").split())

    assert (0, "") == (done.returncode, done.stderr)
    assert "laboratory's own range, given with the request" in text
    assert "The laboratory's own intervals, given with the request" in text


def test_every_fault_is_one_line(tmp_path: Path, report: str) -> None:
    """Exit code 2, no traceback, nothing on standard output."""
    own = tmp_path / "own.csv"
    own.write_text(f"{HEADER}IgM,3,2.0,g/L,,,\nIgX,6,12,g/L,18,,years\n", "utf-8")
    done = run("read", report, "--intervals", str(own))

    assert (2, "") == (done.returncode, done.stdout)
    assert [f"globulin: {own}: line 2: low", f"globulin: {own}: line 3: analyte"] == [
        line.split(" is ")[0].split(": not")[0] for line in done.stderr.splitlines()
    ]


def test_a_file_that_is_not_there_is_told(tmp_path: Path, report: str) -> None:
    """Also where a folder is given."""
    for path in (tmp_path / "none.csv", tmp_path):
        done = run("read", report, "--intervals", str(path))

        assert (2, "") == (done.returncode, done.stdout)
        assert 1 == len(done.stderr.splitlines())
        assert "cannot be read" in done.stderr


@pytest.mark.parametrize(
    "arguments", [("read", "{report}", "--intervals", "{endless}"), ("read", "{endless}")]
)
def test_a_file_without_end_is_refused(report: str, arguments: tuple[str, ...]) -> None:
    """A device that never ends is read up to the limit, and no further."""
    endless = "/dev/zero"
    done = run(*(part.format(report=report, endless=endless) for part in arguments))

    assert (2, "") == (done.returncode, done.stdout)
    assert done.stderr.startswith(f"globulin: {endless}: ")
    assert "too large: expected at most" in done.stderr
