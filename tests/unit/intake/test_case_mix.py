"""Reading a laboratory's own case mix, and every fault of such a file."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from globulin.intake import FaultyFileError, read_case_mix
from globulin.intake.case_mix import COLUMNS, MOST_PEOPLE
from globulin.intake.csv_file import MOST_BYTES, MOST_FAULTS
from globulin.knowledge import Knowledge
from globulin.knowledge.kinds import Branch
from globulin.model import CaseMix
from globulin.reasoning.differential.numbers import number_of

DOCUMENT = Path(__file__).parents[3] / "docs" / "reference" / "case-mix-file.md"
PLAIN = "id,people"


def read(text: str | bytes, knowledge: Knowledge) -> CaseMix:
    """Return the case mix of a file."""
    content = text if isinstance(text, bytes) else text.encode()
    return read_case_mix(content, knowledge, name="mix.csv")


def faults(text: str | bytes, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the faults of a file."""
    with pytest.raises(FaultyFileError) as caught:
        read(text, knowledge)
    return caught.value.faults


def test_the_example_of_the_reference_is_read(knowledge: Knowledge) -> None:
    """Causes and branches with their counts, in the order of the file."""
    example = DOCUMENT.read_text("utf-8").split("```")[1].strip()
    found = dict(read(example, knowledge).people)

    assert ["none", "igm-mgus", "waldenstrom", "pbc"] == list(found)[:4]
    assert (600, 9, 240, 1000) == (
        found["none"],
        found["pbc"],
        found["reactive"],
        sum(found.values()),
    )


def test_columns_and_branches_are_described(knowledge: Knowledge) -> None:
    """The reference names all columns of the table, all branches and the fewest people."""
    text = DOCUMENT.read_text("utf-8")
    described = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
    (branches,) = re.findall(r"^The branches are (.*)\.$", text, re.MULTILINE)
    least, strength = (
        number_of(knowledge, f"differential-case-mix-{name}") for name in ("least", "strength")
    )

    assert sorted(COLUMNS) == sorted(described)
    assert sorted(b.id for b in knowledge.all("branch", Branch)) == sorted(
        re.findall(r"`(\w+)`", branches)
    )
    assert f"At least {least:g} people" in text
    assert f"count as {strength:g} people" in text


def test_order_case_and_notes_are_free(knowledge: Knowledge) -> None:
    """Ids in any case, columns in any order, a mark at the start, empty lines."""
    text = f"\ufeffnote,people,id\r\n\r\nwhatever,{'0' * 5000}30,PBC\r\n,0,Protein_Loss\r\n"

    assert CaseMix((("pbc", 30), ("protein_loss", 0))) == read(text, knowledge)


@pytest.mark.parametrize("people", [20, MOST_PEOPLE])
def test_the_fewest_and_the_most_people(knowledge: Knowledge, people: int) -> None:
    """Both are read; one fewer and one more are faults."""
    assert CaseMix((("none", people),)) == read(f"{PLAIN}\nnone,{people}", knowledge)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["line 1: the file is empty"]),
        (" \n", ["line 1: the file is empty"]),
        (PLAIN, ["line 1: the file is empty: expected a header and at least one row"]),
        (b"id,people\npbc,\xff\n", ["line 2: the text is not UTF-8"]),
        ("id,people,share\n", ["line 1: column 3 is not known"]),
        (
            "id;people\n",
            ["line 1: column 1 is not known"] + ["is missing: expected at least id"] * 2,
        ),
        ("id,note\n", ["line 1: the column people is missing"]),
        (f"{PLAIN},id\n", ["line 1: the column id stands twice"]),
        (f'{PLAIN}\n"pbc,30', ["line 2: a quotation mark"]),
        (f"{PLAIN}\npbc,30,x\n", ["line 2: 3 cells: expected 2"]),
        (f"{PLAIN}\nlumbago,30\n", ["line 2: id: not known: expected a cause"]),
        (f"{PLAIN}\n,30\n", ["line 2: id: not known: expected a cause"]),
        (f"{PLAIN}\nmgus,30\n", ["line 2: mgus is a group of causes"]),
        (f"{PLAIN}\npbc,30\nPBC,4\n", ["line 3: pbc stands in line 2 too"]),
        (f"{PLAIN}\npbc,\n", ["line 2: people: not a whole number"]),
        (f"{PLAIN}\npbc,-3\n", ["line 2: people: not a whole number"]),
        (f"{PLAIN}\npbc,3.5\n", ["line 2: people: not a whole number"]),
        (f"{PLAIN}\npbc,\u0663\u0660\n", ["line 2: people: not a whole number"]),
        (f"{PLAIN}\npbc,{MOST_PEOPLE + 1}\n", ["line 2: people: too many"]),
        (f"{PLAIN}\npbc,{'9' * 5000}\n", ["line 2: people: too many"]),
        (f"{PLAIN}\npbc,9\nnone,10\n", ["line 3: 19 people in all: expected at least 20"]),
        (
            f"{PLAIN}\nmeasurement-artefact,9\nartefact,40\n",
            ["line 3: every cause of the branch artefact has a row of its own"],
        ),
        (f"{PLAIN}\nlumbago,many\n", ["line 2: id: not known", "line 2: people: not a whole"]),
    ],
)
def test_every_fault_is_told_with_its_line(
    knowledge: Knowledge, text: str | bytes, expected: list[str]
) -> None:
    """The file, the line, what is wrong and what would be right."""
    found = faults(text, knowledge)

    assert len(expected) == len(found), found
    for part, fault in zip(expected, found, strict=True):
        assert part in fault
        assert fault.startswith("mix.csv: line ")
        assert "expected" in fault


def test_a_group_of_causes_tells_those_in_it(knowledge: Knowledge) -> None:
    """Also those two levels below; none of them is a group itself."""
    for condition in knowledge.conditions():
        if condition.umbrella:
            (fault,) = faults(f"{PLAIN}\n{condition.id},30\n", knowledge)
            named = fault.rsplit(": ", 1)[1].split(", ")

            assert named == list(
                dict(read(f"{PLAIN}\n" + "\n".join(f"{n},30" for n in named), knowledge).people)
            )


def test_a_full_branch_without_people_is_no_fault(knowledge: Knowledge) -> None:
    """There is nobody to spread."""
    found = read(f"{PLAIN}\nmeasurement-artefact,40\nartefact,0\n", knowledge)

    assert CaseMix((("measurement-artefact", 40), ("artefact", 0))) == found


def test_every_cause_may_have_a_row(knowledge: Knowledge) -> None:
    """All that are ranked, and all branches, which then hold nobody else."""
    causes = [condition.id for condition in knowledge.conditions() if not condition.umbrella]
    branches = [b.id for b in knowledge.all("branch", Branch) if b.id not in causes]
    rows = [f"{name},3" for name in causes] + [f"{name},0" for name in branches]

    assert len(causes) + len(branches) == len(
        read(f"{PLAIN}\n" + "\n".join(rows), knowledge).people
    )


def test_a_file_too_large_is_not_looked_at(knowledge: Knowledge) -> None:
    """Ten megabytes are far more than there are causes."""
    (fault,) = faults(b"x" * (MOST_BYTES + 1), knowledge)

    assert f"at most {MOST_BYTES} bytes" in fault


def test_all_faults_are_told_up_to_a_number(knowledge: Knowledge) -> None:
    """The first ones, and how many more there are."""
    found = faults(f"{PLAIN}\n" + "lumbago,3\n" * 50, knowledge)

    assert MOST_FAULTS + 1 == len(found)
    assert "and 30 more faults" in found[-1]


def test_no_fault_repeats_what_stands_in_the_file(knowledge: Knowledge) -> None:
    """The wrong file may have been given: one of patients."""
    name = "Zaphod"
    texts = [f"{name},people\n1,2", f"{PLAIN},note\n{name},30,\npbc,{name},\npbc,4,{name}"]
    found = [fault for text in texts for fault in faults(text, knowledge)]

    assert 5 == len(found)
    assert not any(name.lower() in fault.lower() for fault in found)


@settings(deadline=None, max_examples=60)
@given(content=st.binary(max_size=80) | st.text(max_size=80).map(str.encode))
def test_whatever_is_given_is_read_or_told(knowledge: Knowledge, content: bytes) -> None:
    """Never another error."""
    for start in (b"", f"{PLAIN}\n".encode(), f"{PLAIN}\npbc,40\n".encode()):
        try:
            told: object = read(start + content, knowledge).people
        except FaultyFileError as error:
            told = error.faults

        assert told
