"""The check catches the faults that it is there for: each is planted and found."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from globulin.knowledge.check import check_knowledge

FACT_COLUMNS = (
    "id,kind,subject,analyte,measure,value,low,high,unit,n,events,comparator,population,"
    "measured_by,valid_within,evidence,sources,date,checked,says,note"
)


def _add_fact(directory: Path, **cells: str) -> None:
    row = {
        "id": "planted",
        "kind": "level",
        "subject": "toy",
        "evidence": "cohort",
        "date": "2026-01-01",
        "says": "planted",
    } | cells
    line = ",".join(row.get(column, "") for column in FACT_COLUMNS.split(","))
    (directory / "facts" / "zz.csv").write_text(f"{FACT_COLUMNS}\n{line}\n", encoding="utf-8")


def _first_source(directory: Path) -> str:
    lines = (directory / "sources.csv").read_text(encoding="utf-8").splitlines()
    return lines[1].split(",", 1)[0]


def _add_text(directory: Path, body: str) -> None:
    (directory / "texts" / "zz.toml").write_text(
        f'[[text]]\nid = "planted"\nplace = "overview"\n{body}\n', encoding="utf-8"
    )


def orphan_source(directory: Path) -> None:
    """A source that no fact rests on."""
    with (directory / "sources.csv").open("a", encoding="utf-8") as stream:
        stream.write("planted-source,A title,,,,,,study,,\n")


def unknown_source(directory: Path) -> None:
    """A fact whose source does not exist."""
    _add_fact(directory, sources="no-such-source")


def fact_without_source(directory: Path) -> None:
    """A fact without any source."""
    _add_fact(directory)


def unit_that_does_not_convert(directory: Path) -> None:
    """A level in a unit that nothing converts."""
    analyte = sorted((directory / "analytes").glob("*.toml"))
    names = [re.search(r'^id = "(.+)"', p.read_text("utf-8"), re.MULTILINE) for p in analyte]
    units = [p.read_text("utf-8") for p in analyte]
    key = next(m[1] for m, text in zip(names, units, strict=True) if m and '"g/L"' in text)
    _add_fact(directory, sources=_first_source(directory), analyte=key, value="3", unit="furlong")


def share_against_its_counts(directory: Path) -> None:
    """A share that its own counts contradict."""
    _add_fact(directory, sources=_first_source(directory), value="50", unit="%", n="10", events="9")


def overlapping_bands(directory: Path) -> None:
    """A band that overlaps another one of its table."""
    path = sorted((directory / "intervals").glob("*.csv"))[0]
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    columns = header.split(",")
    row = next(r for r in rows if r.split(",")[columns.index("counted")].lower() != "false")
    copy = "planted" + row[row.index(",") :]
    path.write_text("\n".join([header, *rows, copy]) + "\n", encoding="utf-8")


def sentence_with_a_bare_number(directory: Path) -> None:
    """A sentence with a number of its own."""
    _add_text(directory, 'text = "It was high in 42 people."\nfacts = ["x"]')


def sentence_without_a_fact(directory: Path) -> None:
    """An assertion that rests on nothing."""
    _add_text(directory, 'text = "It is often high."')


def sentence_of_an_unknown_fact(directory: Path) -> None:
    """A slot that names no fact."""
    _add_text(directory, 'text = "It was high in {no-such-fact}."')


def two_ids_for_one_name(directory: Path) -> None:
    """Two conditions with one name."""
    first = sorted((directory / "conditions").glob("*.toml"))[0]
    text = first.read_text(encoding="utf-8")
    text = re.sub(r'^id = ".*"', 'id = "planted"', text, count=1, flags=re.MULTILINE)
    (directory / "conditions" / "planted.toml").write_text(text, encoding="utf-8")


def wrong_check_digit(directory: Path) -> None:
    """A LOINC code that was mistyped."""
    for path in sorted((directory / "analytes").glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        if 'loinc = "' in text:
            path.write_text(re.sub(r'loinc = ".*"', 'loinc = "2472-1"', text), encoding="utf-8")
            return


def broken_toml(directory: Path) -> None:
    """A file that is not TOML."""
    (directory / "texts" / "zz.toml").write_text("[[text]\n", encoding="utf-8")


def misnamed_field(directory: Path) -> None:
    """A row with a number that is none."""
    _add_fact(directory, sources=_first_source(directory), value="many", unit="%")


def interval_in_an_unknown_unit(directory: Path) -> None:
    """A band in a unit that nothing converts."""
    path = min((directory / "intervals").glob("*.csv"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(",mg/dL,", ",furlong,", 1), encoding="utf-8")


def mistyped_field(directory: Path) -> None:
    """A sentence with a field that no sentence has."""
    _add_text(directory, 'text = "It rose."\nkind = "note"\nanalite = "IgM"')


FAULTS: list[tuple[Callable[[Path], None], str]] = [
    (orphan_source, r"sources\.csv:\d+: source 'planted-source': no fact rests on it"),
    (unknown_source, r"facts/zz\.csv:2: planted: source 'no-such-source' does not exist"),
    (fact_without_source, r"facts/zz\.csv:2: planted: no source"),
    (unit_that_does_not_convert, r"facts/zz\.csv:2: planted: no conversion of .* from furlong"),
    (share_against_its_counts, r"facts/zz\.csv:2: planted: 9 of 10 is 90\.0 %, not 50"),
    (overlapping_bands, r"planted: overlaps|planted: a gap|overlaps planted"),
    (sentence_with_a_bare_number, r"texts/zz\.toml:text 1: planted: bare number '42'"),
    (sentence_without_a_fact, r"texts/zz\.toml:text 1: planted: an assertion without a fact"),
    (sentence_of_an_unknown_fact, r"texts/zz\.toml:text 1: planted: slot of fact 'no-such-fact'"),
    (two_ids_for_one_name, r"conditions/.*: the name '.*' belongs to '.*' already"),
    (wrong_check_digit, r"analytes/.*: '2472-1' is not a LOINC code"),
    (broken_toml, r"zz\.toml: not valid TOML"),
    (interval_in_an_unknown_unit, r"intervals/.*: no conversion of .* from furlong"),
    (mistyped_field, r"texts/zz\.toml:text 1: unknown field 'analite': expected one of analyte"),
    (misnamed_field, r"facts/zz\.csv:2: .*float"),
]


@pytest.mark.parametrize(("plant", "expected"), FAULTS, ids=[f[0].__name__ for f in FAULTS])
def test_a_planted_fault_is_caught(
    plant: Callable[[Path], None], expected: str, knowledge_copy: Path
) -> None:
    """Each fault is reported in one line that names file and place."""
    plant(knowledge_copy)
    errors = check_knowledge(knowledge_copy).errors

    assert any(re.search(expected, error) for error in errors), errors


def test_an_interval_far_from_the_others_is_reported(knowledge_copy: Path) -> None:
    """An interval well off the median of its age is told to the reviewer."""
    path = knowledge_copy / "intervals" / "igm.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    columns = header.split(",")
    planted = dict.fromkeys(columns, "") | {
        "id": "planted",
        "analyte": rows[0].split(",")[columns.index("analyte")],
        "table": "planted",
        "age_low_days": "7305",
        "low": "40",
        "high": "400",
        "unit": "mg/dL",
        "counted": "true",
        "default": "false",
        "evidence": "laboratory-catalogue",
        "sources": _first_source(knowledge_copy),
        "date": "2026-01-01",
    }
    path.write_text("\n".join([header, *rows, ",".join(planted.values())]) + "\n", encoding="utf-8")
    reports = check_knowledge(knowledge_copy).reports

    assert any("planted: upper limit" in report for report in reports)
