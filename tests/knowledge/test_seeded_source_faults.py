"""Faults in subjects, units, days, sources and use: all planted in one copy, read once."""

import csv
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from globulin.knowledge.check import CheckReport, check_knowledge
from tests.knowledge_fixture import KNOWLEDGE

# The faulty facts, by id: what makes each of them faulty.
FACTS: dict[str, dict[str, str]] = {
    "good": {},
    "about-nothing": {"subject": "nowhere"},
    "of-no-analyte": {"analyte": "nowhere"},
    "unknown-unit": {"measure": "threshold", "value": "5", "unit": "furlong", "measured_by": "x"},
    "no-method": {"measure": "threshold", "value": "5", "unit": "g/L"},
    "checked-by-nobody": {"checked": "yes"},
    "checked-on-no-day": {"checked": "2026-02-30 NAME"},
    "date-in-words": {"date": "soon"},
    "date-of-no-month": {"date": "2099-13-45"},
    "own-without-reason": {"evidence": "our-reading"},
    "study-of-our-own": {"sources": "globulin-planted"},
    "reading-of-our-own": {"evidence": "our-reading", "sources": "globulin-planted"},
    "rests-on-the-others": {"sources": "planted-again;planted-doi;planted-lost"},
}
# Of each planted fault: the check that counts it, and its line.
ERRORS: list[tuple[str, str]] = [
    ("references", r"zz\.csv:3: about-nothing: subject 'nowhere' names nothing"),
    ("references", r"zz\.csv:4: of-no-analyte: analyte 'nowhere' does not exist"),
    ("references", r"planted-a\.toml: condition 'planted-a' stands under itself"),
    ("references", r"planted-b\.toml: condition 'planted-b' stands under itself"),
    ("units", r"zz\.csv:5: unknown-unit: unit 'furlong': no factor and no analyte knows it"),
    ("measured by", r"zz\.csv:6: no-method: a number in g/L without measured_by"),
    ("dates", r"zz\.csv:7: checked-by-nobody: checked 'yes': expected YYYY-MM-DD NAME"),
    ("dates", r"zz\.csv:8: checked-on-no-day: checked '2026-02-30 NAME': expected"),
    ("dates", r"zz\.csv:9: date-in-words: date 'soon': expected a day"),
    ("dates", r"zz\.csv:10: date-of-no-month: date '2099-13-45': expected a day"),
    ("sources", r"zz\.csv:11: own-without-reason: our-reading without a source"),
    ("sources", r"zz\.csv:12: study-of-our-own: cohort that rests on our own reading only"),
    ("sources", r"sources\.csv:\d+: planted-again: PMID \S+ belongs to '.*' already"),
    ("sources", r"sources\.csv:\d+: planted-doi: DOI \S+ belongs to '.*' already"),
    ("unused findings", r"findings\.csv:\d+: finding 'planted': nothing uses it"),
]
REPORTS = [
    r"findings\.csv:\d+: finding 'planted': no background rate",
    r"settings\.csv:\d+: setting 'planted': no prior of any condition",
    r"sources\.csv:\d+: planted-lost: no PMID, DOI, address or publisher",
    r"igm\.csv:\d+: planted-high: upper limit \d+% off the median of its age",
    r"igm\.csv:\d+: planted-low: lower limit \d+% off the median of its age",
]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _add(path: Path, *rows: dict[str, str]) -> None:
    """Append rows; a cell that is not given stays empty."""
    columns = path.read_text(encoding="utf-8").partition("\n")[0].split(",")
    with path.open("a", encoding="utf-8", newline="") as stream:
        csv.DictWriter(stream, columns, lineterminator="\n", restval="").writerows(rows)


def _plant_facts(directory: Path) -> None:
    header = (directory / "facts" / "igm.csv").read_text(encoding="utf-8").partition("\n")[0]
    common = {
        "kind": "method",
        "subject": _rows(directory / "topics.csv")[0]["id"],
        "evidence": "cohort",
        "sources": _rows(directory / "sources.csv")[0]["id"],
        "date": "2026-01-01",
        "checked": "2026-01-01 NAME",
        "says": "planted",
    }
    path = directory / "facts" / "zz.csv"
    path.write_text(f"{header}\n", encoding="utf-8")
    _add(path, *(common | {"id": key} | cells for key, cells in FACTS.items()))


def _plant_sources(directory: Path) -> None:
    rows = _rows(directory / "sources.csv")
    pmid = next(row["pmid"] for row in rows if row["pmid"])
    doi = next(row["doi"] for row in rows if row["doi"])
    study = {"title": "planted", "kind": "study"}
    _add(
        directory / "sources.csv",
        study | {"id": "planted-again", "pmid": pmid},
        # A DOI is the same in capitals.
        study | {"id": "planted-doi", "doi": doi.upper()},
        study | {"id": "planted-lost"},
    )
    _add(directory / "own_readings.csv", {"id": "globulin-planted", "title": "x", "kind": "own"})


def _plant_bands(directory: Path) -> None:
    """Plant bands of the fifth year of life, far from the others of that year."""
    path = directory / "intervals" / "igm.csv"
    common = {
        "analyte": "IgM",
        "age_low_days": "1461",
        "age_high_days": "1826",
        "unit": "mg/dL",
        "counted": "true",
        "default": "false",
        "evidence": "laboratory-catalogue",
        "sources": _rows(directory / "sources.csv")[0]["id"],
        "date": "2026-01-01",
    }
    high = {"id": "planted-high", "table": "planted-high", "high": "9999"}
    low = {"id": "planted-low", "table": "planted-low", "low": "1"}
    _add(path, common | high, common | low)


def _plant_circle(directory: Path) -> None:
    """Plant two conditions that stand under each other."""
    for key, parent in (("a", "b"), ("b", "a")):
        (directory / "conditions" / f"planted-{key}.toml").write_text(
            f'id = "planted-{key}"\nname = "Planted {key}"\nplain_name = "planted {key}"\n'
            f'parent = "planted-{parent}"\nbranch = "other"\ngroup = "other"\n',
            encoding="utf-8",
        )


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> CheckReport:
    """Return what the check says of a copy with every fault of this file."""
    directory = tmp_path_factory.mktemp("spoiled") / "knowledge"
    shutil.copytree(KNOWLEDGE, directory, ignore=shutil.ignore_patterns(".*"))
    _plant_facts(directory)
    _plant_sources(directory)
    _plant_bands(directory)
    _plant_circle(directory)
    finding = {"id": "planted", "name": "Planted", "kind": "lab", "group": "planted"}
    _add(directory / "findings.csv", finding)
    _add(directory / "settings.csv", {"id": "planted", "name": "Planted", "means": "planted"})
    return check_knowledge(directory)


@pytest.mark.parametrize("expected", [line for _, line in ERRORS])
def test_a_planted_fault_is_an_error(expected: str, report: CheckReport) -> None:
    """Each fault is one line that names file and place."""
    assert 1 == sum(1 for error in report.errors if re.search(expected, error)), report.errors


@pytest.mark.parametrize("name", sorted({name for name, _ in ERRORS}))
def test_nothing_but_the_faults_is_counted(name: str, report: CheckReport) -> None:
    """Each check counts the faults of its name and no more: good rows beside them pass."""
    assert Counter(name for name, _ in ERRORS)[name] == report.proved[name], report.errors


@pytest.mark.parametrize("expected", REPORTS)
def test_what_deserves_a_look_is_reported(expected: str, report: CheckReport) -> None:
    """What is missing or far off is told to the reviewer, and is no error."""
    assert any(re.search(expected, line) for line in report.reports)
