"""Two people in one pasted text are two reports; one person on several pages is one."""

import pytest

from globulin.intake.person import Told
from globulin.intake.read import read_reports
from globulin.knowledge import Knowledge
from globulin.model import Report
from tests.unit.intake import told

ANNA = """Patient: Anna Example DOB: 1970-02-03
Sex: F
Collected: 2024-01-15
night sweats
IgM 412 mg/dL 40-230
"""


def read_all(text: str, knowledge: Knowledge) -> tuple[Report, ...]:
    """Return the reports of a pasted text, one a person."""
    beside = Told(today=told.TODAY)
    return read_reports(text.encode(), knowledge, told=beside, name="a text", format="text")


@pytest.mark.parametrize(
    "header",
    [
        "Patient: Bob DOB: 2023-10-01",
        "Patient: Bob Example",
        "DOB: 2023-10-01",
        "Name: Anna Example  Date of birth: 2023-10-01",
        "DOB 1971",
    ],
)
def test_another_name_or_birth_date_begins_another_person(
    header: str, knowledge: Knowledge
) -> None:
    """Nothing of the first person is carried over to the second."""
    first, second = read_all(f"{ANNA}{header}\nIgG 300 mg/dL", knowledge)

    assert ["5 IgM 412 mg/dL 40-230 @2024-01-15"] == told.results(first)
    assert ("53y female", ["4 night-sweats yes"]) == (told.person(first), told.findings(first))
    assert ["7 IgG 300 mg/dL"] == told.results(second)
    assert ([], None) == (told.findings(second), second.person.sex)


def test_a_second_person_has_the_own_age(knowledge: Knowledge) -> None:
    """An infant below an adult is judged as an infant."""
    text = "Anna\nDOB 1970\nIgM 412 mg/dL 40-230\nPatient: Bob DOB: 2023-10-01\nIgG 300 mg/dL"

    assert ["53y", "4m"] == [told.person(report) for report in read_all(text, knowledge)]


@pytest.mark.parametrize(
    "header",
    [
        "Patient: Anna Example DOB: 1970-02-03",
        "Patient: EXAMPLE, ANNA  DOB: 02/03/1970",
        "Patient name: Anna B. Example   MRN: 0003",
        "Page 2 of 2   Name: Anna Example",
        "DOB: Feb 3, 1970",
        "DOB: 1970",
        "Test name: Protein",
        "Doctor: Sam Sample",
    ],
)
def test_a_page_header_begins_nobody(header: str, knowledge: Knowledge) -> None:
    """The same person, however written, stays one, and so do labels that are of no person."""
    (report,) = read_all(f"{ANNA}{header}\nIgG 300 mg/dL", knowledge)

    assert ["IgM", "IgG"] == [result.analyte for result in report.results]


def test_a_name_below_the_results_is_that_of_their_person(knowledge: Knowledge) -> None:
    """Without a name before, a name behind results begins nobody."""
    (report,) = read_all("IgM 412 mg/dL\nName: Anna Example\nIgG 300 mg/dL", knowledge)

    assert ["1 IgM 412 mg/dL", "3 IgG 300 mg/dL"] == told.results(report)
