"""Reading a laboratory's own intervals, and every fault of such a file."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from globulin.intake import FaultyFileError, read_own_intervals
from globulin.intake.csv_file import MOST_BYTES, MOST_FAULTS
from globulin.intake.own_intervals import COLUMNS
from globulin.knowledge import Knowledge
from globulin.model import OwnInterval

DOCUMENT = Path(__file__).parents[3] / "docs" / "reference" / "intervals-file.md"
PLAIN = "analyte,low,high,unit"
AGED = f"{PLAIN},age_low,age_high,age_unit"


def read(text: str | bytes, knowledge: Knowledge) -> tuple[OwnInterval, ...]:
    """Return the bands of a file."""
    content = text if isinstance(text, bytes) else text.encode()
    return read_own_intervals(content, knowledge, name="own.csv")


def faults(text: str | bytes, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the faults of a file."""
    with pytest.raises(FaultyFileError) as caught:
        read(text, knowledge)
    return caught.value.faults


def test_the_example_of_the_reference_is_read(knowledge: Knowledge) -> None:
    """Ages in days, names of methods as published tables have them."""
    example = DOCUMENT.read_text("utf-8").split("```")[1].strip()
    found = read(example, knowledge)

    assert ["IgM", "IgM", "IgM", "IgG"] == [band.analyte for band in found]
    assert [(0, 3652), (3652, None), (3652, None), (6574, None)] == [
        (band.age_low_days, band.age_high_days) for band in found
    ]
    assert [None, "female", "male", None] == [band.sex for band in found]
    assert [None, "nephelometry", "nephelometry", None] == [band.method for band in found]
    assert [2, 3, 4, 5] == [band.line for band in found]
    assert (600.0, 1500.0, "mg/dL") == (found[3].low, found[3].high, found[3].unit)


def test_every_column_is_described() -> None:
    """The reference names all columns of the table, and no other."""
    text = DOCUMENT.read_text("utf-8")
    first_cells = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    described = [name for cell in first_cells for name in re.findall(r"`(\w+)`", cell)]

    assert sorted(COLUMNS) == sorted(described)


@pytest.mark.parametrize(
    ("name", "analyte"),
    [
        ("IgM", "IgM"),
        ("igg", "IgG"),
        ("Immunoglobulin A", "IgA"),
        ("2472-9", "IgM"),
        ("2465-3", "IgG"),
        ("2458-8", "IgA"),
        ("IgM, Qn, Serum", "IgM"),
    ],
)
def test_an_analyte_by_id_name_or_code(knowledge: Knowledge, name: str, analyte: str) -> None:
    """As laboratories write it."""
    assert analyte == read(f'{PLAIN}\n"{name}",0.4,2.3,g/L', knowledge)[0].analyte


@pytest.mark.parametrize("unit", ["mg/dL", "MG/DL", "g/L", "g/l", "mg/L", "mg/100 mL"])
def test_a_unit_that_converts(knowledge: Knowledge, unit: str) -> None:
    """In any spelling that reports have."""
    times = 100.0 if unit.lower() == "g/l" else 0.1 if unit == "mg/L" else 1.0
    (band,) = read(f"{PLAIN}\nIgM,{40 / times},{230 / times},{unit}", knowledge)

    assert (40 / times, 230 / times) == (band.low, band.high)


def test_cells_that_may_be_empty(knowledge: Knowledge) -> None:
    """An open end, any age, sex, method and laboratory, not in pregnancy."""
    header = "unit,high,analyte,low,sex,pregnant,method,laboratory,n,date"
    (band,) = read(f"\ufeff{header}\r\n\r\ng/L,2.3,IgM,,,,,,,\r\n", knowledge)

    assert (
        OwnInterval(analyte="IgM", line=3, unit="g/L", low=None, high=2.3, pregnant=False) == band
    )


@pytest.mark.parametrize(
    ("word", "expected"), [("", False), ("No", False), ("yes", True), ("any", None)]
)
def test_the_words_for_pregnancy(knowledge: Knowledge, word: str, expected: object) -> None:
    """Empty is not in pregnancy."""
    (band,) = read(f"{PLAIN},pregnant\nIgM,0.4,2.3,g/L,{word}", knowledge)

    assert expected is band.pregnant


def test_bands_that_touch_or_leave_a_gap_are_no_fault(knowledge: Knowledge) -> None:
    """Ages are half-open; another sex, method or laboratory is another kind."""
    kinds = f"{AGED},sex,method,laboratory,pregnant"
    found = read(
        f"{kinds}\n"
        "IgM,0.2,1,g/L,0,12,months,,,,\nIgM,0.3,1.5,g/L,1,10,years,,,,\n"
        "IgM,0.4,2.3,g/L,18,,years,,,,\nIgM,0.4,2.4,g/L,18,,years,female,,,\n"
        "IgM,0.4,2.5,g/L,18,,years,,nephelometry,,\nIgM,0.4,2.6,g/L,18,,years,,,North,\n"
        "IgM,0.4,2.7,g/L,18,,years,,,,yes\nIgG,6,16,g/L,18,,years,,,,\n",
        knowledge,
    )

    assert 8 == len(found)
    assert "north" == found[5].laboratory


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["line 1: the file is empty"]),
        (" \n", ["line 1: the file is empty"]),
        (PLAIN, ["line 1: the file is empty"]),
        (b"analyte,low\nIgM,\xff\n", ["line 2: the text is not UTF-8"]),
        ("analyte,low,high,unit,mean\n", ["line 1: column 5 is not known"]),
        ("analyte;low;high;unit\n", ["line 1: column 1 is not known"] + ["is missing"] * 4),
        ("analyte,low,high\n", ["line 1: the column unit is missing"]),
        (f"{PLAIN},low\n", ["line 1: the column low stands twice"]),
        (f'{PLAIN}\n"IgM,1,2,g/L', ["line 2: a quotation mark"]),
        (f"{PLAIN}\nIgM,1,2\n", ["line 2: 3 cells: expected 4"]),
        (f"{PLAIN}\nIgX,1,2,g/L\n", ["line 2: analyte: not known: expected IgM, IgG, IgA"]),
        (f"{PLAIN}\nEBV VCA IgM,1,2,g/L\n", ["line 2: analyte: not known"]),
        (f"{PLAIN}\n1234-5,1,2,g/L\n", ["line 2: analyte: not known"]),
        (f"{PLAIN}\nIgM,1,2,furlong\n", ["line 2: unit: not known"]),
        (f"{PLAIN}\nIgM,1,2,\n", ["line 2: unit: not known"]),
        (f"{PLAIN}\nIgM,1,2,[IU]/mL\n", ["line 2: unit: not known"]),
        (f"{PLAIN}\nIgM,-1,2,g/L\n", ["line 2: low: a negative number"]),
        (f"{PLAIN}\nIgM,0.4,2g,g/L\n", ["line 2: high: not a number"]),
        (f'{PLAIN}\nIgM,"0,4",2,g/L\n', ["line 2: low: not a number"]),
        (f"{PLAIN}\nIgM,nan,2,g/L\n", ["line 2: low: not a number"]),
        (f"{PLAIN}\nIgM,1,{'9' * 400},g/L\n", ["line 2: high: not a number"]),
        (f"{PLAIN}\nIgM,2.3,0.4,g/L\n", ["line 2: low is not below high"]),
        (f"{PLAIN}\nIgM,2,2,g/L\n", ["line 2: low is not below high"]),
        (f"{PLAIN}\nIgM,,,g/L\n", ["line 2: low and high are both empty"]),
        (f"{PLAIN}\nIgM,,0,g/L\n", ["line 2: the limits fit"]),
        (f"{PLAIN}\nIgM,40,230,g/L\n", ["line 2: the limits fit this analyte in no way"]),
        (f"{PLAIN}\nIgM,0.4,2.3,mg/dL\n", ["line 2: the limits fit this analyte in no way"]),
        (f"{AGED}\nIgM,1,2,g/L,1,,\n", ["line 2: age_unit is empty beside an age"]),
        (f"{AGED}\nIgM,1,2,g/L,1,2,moons\n", ["line 2: age_unit: not known"]),
        (f"{AGED}\nIgM,1,2,g/L,9,2,years\n", ["line 2: age_low is not below age_high"]),
        (f"{AGED}\nIgM,1,2,g/L,2,2,years\n", ["line 2: age_low is not below age_high"]),
        (f"{AGED}\nIgM,1,2,g/L,0,999,years\n", ["line 2: age_high: no person is that old"]),
        (f"{AGED}\nIgM,1,2,g/L,-1,,years\n", ["line 2: age_low: a negative number"]),
        (f"{PLAIN},sex\nIgM,1,2,g/L,x\n", ["line 2: sex: not known: expected any"]),
        (f"{PLAIN},pregnant\nIgM,1,2,g/L,x\n", ["line 2: pregnant: not known"]),
        (f"{PLAIN},n\nIgM,1,2,g/L,many\n", ["line 2: n: not a whole number"]),
        (f"{PLAIN},date\nIgM,1,2,g/L,1.3.26\n", ["line 2: date: not a date"]),
        (f"{PLAIN}\nIgM,1,2,g/L\nIgM,1,3,g/L\n", ["line 3: holds at an age at which line 2"]),
        (
            f"{AGED}\nIgM,1,2,g/L,10,,years\nIgM,1,2,g/L,0,11,years\n",
            ["line 3: holds at an age at which line 2"],
        ),
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
        assert fault.startswith("own.csv: line ")
        assert "expected" in fault or "check" in fault


def test_a_file_too_large_is_not_looked_at(knowledge: Knowledge) -> None:
    """Ten megabytes are far more than any laboratory has."""
    (fault,) = faults(b"x" * (MOST_BYTES + 1), knowledge)

    assert f"at most {MOST_BYTES} bytes" in fault


def test_all_faults_are_told_up_to_a_number(knowledge: Knowledge) -> None:
    """The first ones, and how many more there are."""
    found = faults(f"{PLAIN}\n" + "IgX,1,2,g/L\n" * 50, knowledge)

    assert MOST_FAULTS + 1 == len(found)
    assert "and 30 more faults" in found[-1]


def test_no_fault_repeats_what_stands_in_the_file(knowledge: Knowledge) -> None:
    """The wrong file may have been given: one of patients."""
    name = "Zaphod"
    rows = [f"{name},1,2,g/L,f", f"IgM,{name},2,g/L,f", f"IgM,1,2,{name},f"]
    rows.append(f"IgM,1,2,g/L,{name}")
    texts = [f"{name},low\n1,2", f"{PLAIN},sex\n" + "\n".join(rows)]
    found = [fault for text in texts for fault in faults(text, knowledge)]

    assert 8 == len(found)
    assert not any(name.lower() in fault.lower() for fault in found)


@settings(deadline=None, max_examples=60)
@given(content=st.binary(max_size=80) | st.text(max_size=80).map(str.encode))
def test_whatever_is_given_is_read_or_told(knowledge: Knowledge, content: bytes) -> None:
    """Never another error."""
    for start in (b"", f"{PLAIN}\n".encode()):
        try:
            told: tuple[object, ...] = read(start + content, knowledge)
        except FaultyFileError as error:
            told = error.faults

        assert told
