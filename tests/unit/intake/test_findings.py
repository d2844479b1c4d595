"""The words of findings, as people give them and as reports tell them."""

from collections import defaultdict

import pytest

from globulin.intake.findings import FindingReader
from globulin.knowledge import Knowledge
from globulin.model import Finding
from globulin.vocabulary import tokenize
from tests.reading import interpret_one, read_one


@pytest.fixture(scope="module")
def findings(knowledge: Knowledge) -> FindingReader:
    """Return the reader of findings."""
    return FindingReader(knowledge)


@pytest.mark.parametrize(
    ("given", "finding"),
    [
        ("ivig", "immunoglobulin-treatment"),
        ("on IVIG", "immunoglobulin-treatment"),
        ("gamma globulin infusions", "immunoglobulin-treatment"),
        ("rituximab", "rituximab-treatment"),
        ("Rituxan", "rituximab-treatment"),
        ("prednisone", "steroid-treatment"),
        ("azathioprine", "immunosuppressive-treatment"),
        ("mononucleosis", "recent-infection"),
        ("glandular fever", "recent-infection"),
        ("mono", "recent-infection"),
        ("cryoglobulinemia", "cryoglobulins-positive"),
        ("mixed cryoglobulinaemia", "cryoglobulins-positive"),
        ("cold agglutinin disease", "cold-agglutinins-positive"),
        ("neonate", "newborn"),
        ("splenectomy", "spleen-removed"),
        ("no spleen", "spleen-removed"),
        ("hiv", "hiv-positive"),
        ("hepatitis C", "hepatitis-c-positive"),
        ("rheumatoid arthritis", "known-rheumatoid-arthritis"),
        ("Crohn's disease", "inflammatory-bowel"),
    ],
)
def test_common_words_name_a_finding(given: str, finding: str, findings: FindingReader) -> None:
    """What people call a treatment or an illness is the finding that rules speak of."""
    read = findings.read(given, present=True, where="argument")

    assert [(finding, True)] == [(one.id, one.present) for one in read]


@pytest.mark.parametrize(
    "line", ["Mono 8 % (2-12)", "MONO 0.5", "Mono # 0.5", "HIV non reactive", "Hep C Ab negative"]
)
def test_rows_of_a_report_are_no_findings(line: str, knowledge: Knowledge) -> None:
    """A row of a blood count or of a germ's test tells of no illness by its name alone."""
    report = read_one(f"IgM 200 mg/dL (40-230)\n{line}", knowledge)

    assert [] == [finding.id for finding in report.findings if finding.id is not None]


@pytest.mark.parametrize(
    ("line", "finding", "present"),
    [
        ("She gets IVIG every month.", "immunoglobulin-treatment", True),
        ("No rituximab.", "rituximab-treatment", False),
        ("I had mono last month.", "recent-infection", True),
        ("I have cryoglobulinemia.", "cryoglobulins-positive", True),
    ],
)
def test_a_report_tells_in_common_words(
    line: str, finding: str, *, present: bool, knowledge: Knowledge
) -> None:
    """A sentence beside the results is heard, and so is a denial."""
    report = read_one(f"IgG 900 mg/dL (700-1600)\n{line}", knowledge)

    assert [(finding, present)] == [(one.id, one.present) for one in report.findings]


def test_names_given_alone_are_of_findings_and_of_one_each(knowledge: Knowledge) -> None:
    """Every name leads to one finding, and none leads to a finding that is not there."""
    owners = defaultdict(set)
    for finding in knowledge.all("finding", Finding):
        for name in (finding.name, *finding.synonyms):
            owners[tokenize(name)].add(finding.id)
    alone = knowledge.table("reports")["findings_alone"]
    given = [tokenize(word) for words in alone.values() for word in words]

    assert {} == {name: ids for name, ids in owners.items() if len(ids) > 1}
    assert set() == set(alone) - {finding.id for finding in knowledge.all("finding", Finding)}
    assert len(given) == len(set(given))
    assert [] == [name for name in given if name in owners]


def test_a_remark_of_cryoglobulinemia_tells_of_cold(knowledge: Knowledge) -> None:
    """A heading of history is enough: a sample that cools can read falsely low."""
    told = interpret_one("IgM 200 mg/dL (40-230)\nHistory: cryoglobulinemia", knowledge)
    (result,) = told["results"]
    said = {fact for statement in result["statements"] for fact in statement["facts"]}

    assert {"cold-sample-reads-low", "cryoglobulin-keep-warm"} <= said
