"""Whatever is pasted is read back exactly, or accounted for line by line."""

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from globulin.errors import InputError
from globulin.knowledge import Knowledge
from globulin.model import Report
from tests.unit.intake import told

QUIET = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

NAMES = {
    "IgM": ("IgM", "IGM", "Immunoglobulin M", "Immunoglobulin M, Qn, Serum", "S IgM", "IgM level"),
    "IgG": ("IgG", "Immunoglobulin G (IgG)", "IgG, Serum", "Serum IgG"),
    "IgA": ("IgA", "Ig A", "Immunglobulin A", "IgA, quantitative"),
}
# Numbers that can be read one way only, with a range that fits their unit.
AMOUNTS = (
    ("mg/dL", ("412", "26", "1240", "99.5"), {"IgM": "40-230", "IgG": "700-1600", "IgA": "70-400"}),
    ("g/L", ("4.6", "0.52", "11"), {"IgM": "0.4-2.3", "IgG": "7-16", "IgA": "0.7-4"}),
)
FLAGS = ("", "H", "L", "Low", "High")
GAPS = ("  ", "\t", " | ", "\n", "\n\n")


@st.composite
def rows(draw: st.DrawFn) -> tuple[str, str]:
    """Draw one result as text, and the line that tells of it without its place."""
    analyte = draw(st.sampled_from(sorted(NAMES)))
    name = draw(st.sampled_from(NAMES[analyte]))
    unit, values, ranges = draw(st.sampled_from(AMOUNTS))
    sign = draw(st.sampled_from(("", "<", ">")))
    value = draw(st.sampled_from(values))
    flag = draw(st.sampled_from(FLAGS))
    limits = ranges[analyte]
    columns = [[f"{sign}{value}", unit], [f"({limits})"], [flag]]
    ordered = [name, *(part for column in draw(st.permutations(columns)) for part in column)]
    text = draw(st.sampled_from(GAPS)).join(part for part in ordered if part)
    told_as = " ".join(filter(None, (analyte, f"{sign}{float(value):g}", unit, limits, flag)))
    return text, told_as


def without_places(report: Report) -> list[str]:
    """Return the results as sent: without where they stand, and without refusals."""
    lines = [re.sub(r"^\d+(?:-\d+|(?:, \d+)*) ", "", line) for line in told.results(report)]
    # A number that its unit contradicts is kept as received, with its sign left out.
    return [re.sub(r" !\w+", "", line).replace("?", "") for line in lines]


@QUIET
@given(drawn=st.lists(rows(), min_size=1, max_size=5))
def test_a_generated_report_is_read_back_exactly(
    drawn: list[tuple[str, str]], knowledge: Knowledge
) -> None:
    """Names, values, units, ranges and flags come back, whatever their order and line breaks."""
    report = told.read("\n".join(text for text, _ in drawn), knowledge)

    assert [line for _, line in drawn] == without_places(report)
    assert [] == told.unread(report)


@QUIET
@given(
    drawn=st.lists(rows().filter(lambda row: "\n" not in row[0]), min_size=2, max_size=5),
    data=st.data(),
)
def test_the_order_of_lines_changes_no_result(
    drawn: list[tuple[str, str]], data: st.DataObject, knowledge: Knowledge
) -> None:
    """Results on a line each are the same in any order."""
    texts = [text for text, _ in drawn]
    shuffled = data.draw(st.permutations(texts))
    first = without_places(told.read("\n".join(texts), knowledge))
    second = without_places(told.read("\n".join(shuffled), knowledge))

    assert sorted(first) == sorted(second)


PIECES = (
    *("IgM", "IgG 4", "IgA", "412", "1,240", "4.6 g/L", "mg/dL", "40-230", "(0.4-2.3)", "H", "<25"),
    *("QNS", "1:64", "12 %", "Lyme", "CSF", "Collected: 01/02/2024", "2024-01-15", "MRN: 0001"),
    *("Name: Jane Example", "my mother has", "no fever,", "night sweats", "if", "i am 34", "58 yo"),
    *("Comment:", "View trends", "|", "-", "from 1 to 2", "last year", "now", "Flag", "Age: 200"),
)


def lines_of(where: str) -> set[int]:
    """Return the lines that a place names."""
    numbers = [int(number) for number in re.findall(r"\d+", where)]
    if "-" in where:
        return set(range(numbers[0], numbers[-1] + 1))
    return set(numbers)


def unaccounted(text: str, report: Report) -> int:
    """Return how many lines that are not empty are neither named anywhere nor counted."""
    places = [one.where for one in (*report.results, *report.findings, *report.unread)]
    named = {number for where in places for number in lines_of(where)}
    filled = {number for number, line in enumerate(text.splitlines(), 1) if line.strip()}
    return max(0, len(filled - named) - sum(report.dropped.values()))


@QUIET
@given(drawn=st.lists(st.lists(st.sampled_from(PIECES), max_size=5), min_size=1, max_size=8))
def test_every_line_of_a_muddled_report_is_accounted_for(
    drawn: list[list[str]], knowledge: Knowledge
) -> None:
    """Lines made of pieces in any order are results, findings, unread, or counted."""
    text = "x\n" + "\n".join(" ".join(line) for line in drawn)
    report = told.read(text, knowledge)

    assert unaccounted(text, report) == 0


@QUIET
@given(
    text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=300)
)
def test_any_text_is_read_or_refused_as_a_whole(text: str, knowledge: Knowledge) -> None:
    """Garbage raises only the own error of the project, and each of its lines is accounted for."""
    try:
        report = told.read(text, knowledge)
    except InputError:
        report = None

    assert report is None or unaccounted(text, report) == 0
