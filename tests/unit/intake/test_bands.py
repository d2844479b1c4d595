"""A band of one antibody in a remark counts; a denial or a doubt adds nothing."""

from typing import Any

import pytest

from globulin.intake.bands import BandReader, make_band_reader
from globulin.knowledge import Knowledge
from tests.reading import read_one

IGM = "IgM 1.5 g/L (0.4-2.3)\n"


@pytest.fixture(scope="module")
def reader(knowledge: Knowledge) -> BandReader:
    """Return the reader of the words of reports."""
    return make_band_reader(knowledge.table("reports"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Serum protein electrophoresis: monoclonal IgM kappa band 1.2 g/dL", ["m-protein-igm"]),
        ("IgM kappa monoclonal band 32 g/L. Suggest hematology", ["m-protein-igm"]),
        ("M-spike 1.2 g/dL", ["m-protein-any"]),
        ("M-Spike 0.8 High g/dL Not Observed", ["m-protein-any"]),
        ("M-spike 1,2 g/dL, immunofixation recommended", ["m-protein-any"]),
        ("Monoclonal IgG lambda, no Bence Jones protein", ["m-protein-igg"]),
        ("Monoclonal IgA kappa without free light chains", ["m-protein-iga"]),
        ("No monoclonal IgG. Monoclonal IgM kappa detected", ["m-protein-igm"]),
        ("A paraprotein was found in the gamma region", ["m-protein-any"]),
        ("Monoclonal gammopathy", ["m-protein-any"]),
        ("Monoclonal IgM in serum and urine", ["m-protein-igm"]),
        ("Monoclonal IgM and IgG detected", ["m-protein-igm", "m-protein-igg"]),
    ],
)
def test_a_band_counts(reader: BandReader, text: str, expected: list[str]) -> None:
    """Named with its class, with an amount, or told to be there."""
    assert expected == list(reader.read(text, "comment"))


@pytest.mark.parametrize(
    "text",
    [
        "no monoclonal band",
        "M-spike: not detected",
        "no M-protein seen",
        "M-spike: negative",
        "Paraprotein absent",
        "M-protein: none",
        "Monoclonal IgM, not detected",
        "No monoclonal band, M-spike or paraprotein seen",
        "M-spike 0.0 g/dL",
        "M-spike <0.1 g/dL",
        "M-Spike 01 Not Observed",
        "M-spike",
        "Immunofixation for monoclonal IgG IgA IgM",
        "A monoclonal band cannot be excluded",
        "Possible monoclonal IgM",
        "Please rule out a paraprotein of 1.2 g/dL",
        "Call if a monoclonal band is found",
        "Urine: monoclonal band detected",
        "Polyclonal increase of gamma globulins",
    ],
)
def test_a_denial_or_a_doubt_adds_nothing(reader: BandReader, text: str) -> None:
    """Neither a band nor its absence."""
    assert {} == reader.read(text, "comment")


def test_the_words_are_those_of_the_band_alone(reader: BandReader) -> None:
    """What else a remark says is nobody's sign."""
    text = "Monoclonal IgM kappa, 12 g/L. Call if chest pain"

    assert {"m-protein-igm": "Monoclonal IgM kappa"} == reader.read(text, "comment")


def test_what_is_of_somebody_else_or_withdrawn_is_not_read(reader: BandReader) -> None:
    """Only parts that were left because nothing here reads them."""
    for code in ("other_person", "status_in_error", "condition_over", "previous_result"):
        assert {} == reader.read("M-spike 1.2 g/dL", code)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Serum protein electrophoresis: monoclonal IgM kappa band 1.2 g/dL", "m-protein-igm"),
        ("IgM kappa monoclonal band 32 g/L. Suggest hematology", "m-protein-igm"),
        ("M-spike 1.2 g/dL", "m-protein-any"),
    ],
)
def test_a_band_in_a_pasted_report(knowledge: Knowledge, line: str, expected: str) -> None:
    """It is a finding with its place, and its line still stands among what was not read."""
    report = read_one(IGM + line, knowledge)
    (finding,) = report.findings

    assert (expected, True, "line 2") == (finding.id, finding.present, finding.where)
    assert any("line 2" == part.where for part in report.unread)


@pytest.mark.parametrize("line", ["M-spike: not detected", "Comment: no M-protein seen"])
def test_a_denied_band_in_a_pasted_report(knowledge: Knowledge, line: str) -> None:
    """It adds no band."""
    found = read_one(IGM + line, knowledge).findings

    assert not [one for one in found if one.present and str(one.id).startswith("m-protein")]


def test_a_band_in_a_conclusion(knowledge: Knowledge) -> None:
    """Of a coded report; a denied one adds nothing."""
    report: dict[str, Any] = {"resourceType": "DiagnosticReport", "status": "final"}
    there = report | {"conclusion": "Monoclonal IgM kappa, 12 g/L."}
    denied = report | {"conclusion": "No monoclonal band."}
    (finding,) = read_one(there, knowledge).findings

    assert "m-protein-igm" == finding.id
    assert finding.where.endswith("conclusion")
    assert () == read_one(denied, knowledge).findings


@pytest.mark.parametrize("text", ["/", "...", "; ,", "-"])
def test_a_text_without_words_holds_no_band(reader: BandReader, text: str) -> None:
    """Signs alone tell nothing."""
    assert {} == reader.read(text, "comment")
