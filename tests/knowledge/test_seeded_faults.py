"""The check catches the faults that it is there for: each is planted and found."""

import csv
import re
from collections import Counter
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


def _judged_intervals(directory: Path) -> Path:
    """Return the first file of an analyte whose results are judged: a default from birth on."""
    analytes = [
        re.search(r'^id = "(.*)"', path.read_text("utf-8"), re.MULTILINE)
        for path in sorted((directory / "analytes").glob("*.toml"))
        if 'directions = ["high"' in path.read_text("utf-8")
    ]
    names = [found[1].lower() for found in analytes if found is not None]
    return next(directory / "intervals" / f"{name}.csv" for name in names)


def _edit_intervals(directory: Path, edit: Callable[[list[dict[str, str]]], None]) -> None:
    path = _judged_intervals(directory)
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    columns = list(rows[0])
    edit(rows)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


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

    def double(rows: list[dict[str, str]]) -> None:
        counted = next(row for row in rows if row["counted"].lower() != "false")
        rows.append(counted | {"id": "planted"})

    _edit_intervals(directory, double)


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
    path = _judged_intervals(directory)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(",mg/dL,", ",furlong,", 1), encoding="utf-8")


def mistyped_field(directory: Path) -> None:
    """A sentence with a field that no sentence has."""
    _add_text(directory, 'text = "It rose."\nkind = "note"\nanalite = "IgM"')


def bands_of_one_sex_inside_a_band_of_both(directory: Path) -> None:
    """A band for women at ages for which the same table has one for everybody."""

    def add(rows: list[dict[str, str]]) -> None:
        both = next(row for row in rows if row["counted"] == "true" and not row["sex"])
        rows.append(both | {"id": "planted", "sex": "female"})

    _edit_intervals(directory, add)


def interval_of_an_unknown_analyte(directory: Path) -> None:
    """A band of something that no file of an analyte tells about."""

    def rename(rows: list[dict[str, str]]) -> None:
        rows[0]["analyte"] = "nowhere"

    _edit_intervals(directory, rename)


def name_that_is_read_as_nothing(directory: Path) -> None:
    """A reported name that is to be read as something which is neither a class nor a reason."""
    path = directory / "test_names.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(",other_test,", ",other_tset,", 1), encoding="utf-8")


def name_of_two_classes(directory: Path) -> None:
    """A reported name that is read as one class and measures another."""
    path = directory / "test_names.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(",IgM,IgM,", ",IgM,IgA,", 1), encoding="utf-8")


def sentence_that_is_too_long(directory: Path) -> None:
    """A sentence of thirty words."""
    _add_text(directory, f'kind = "note"\ntext = "{"word " * 30}."')


def sentence_with_false_comfort(directory: Path) -> None:
    """A sentence with a phrase that no page says."""
    _add_text(directory, 'kind = "note"\ntext = "There is nothing to worry about."')


def slot_without_a_number(directory: Path) -> None:
    """A slot for a number that its fact does not have."""
    _add_fact(directory, sources=_first_source(directory))
    _add_text(directory, 'text = "It was {planted.of}."')


def slot_with_an_unknown_field(directory: Path) -> None:
    """A slot for a field that facts do not have."""
    _add_fact(directory, sources=_first_source(directory))
    _add_text(directory, 'text = "It was {planted.average}."')


def turned_range(directory: Path) -> None:
    """A range whose low end is above its high end."""
    _add_fact(directory, sources=_first_source(directory), low="9", high="3", unit="%")


def number_without_a_unit(directory: Path) -> None:
    """A number that does not say of what."""
    _add_fact(directory, sources=_first_source(directory), value="9")


def turned_limits(directory: Path) -> None:
    """A band whose lower limit is above its upper one."""
    _edit_intervals(directory, lambda rows: rows[0].update(low="99999"))


def hole_in_the_default_table(directory: Path) -> None:
    """A default table without one of its bands."""

    def remove(rows: list[dict[str, str]]) -> None:
        default = [row for row in rows if row["default"].lower() == "true"]
        rows.remove(default[len(default) // 2])

    _edit_intervals(directory, remove)


def unknown_parent(directory: Path) -> None:
    """A condition under an umbrella that does not exist."""
    path = min((directory / "conditions").glob("*.toml"))
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"^parent = .*\n", "", text, flags=re.MULTILINE)
    path.write_text(text.replace("group =", 'parent = "nowhere"\ngroup =', 1), encoding="utf-8")


def unknown_group(directory: Path) -> None:
    """A condition in a group that does not exist."""
    path = min((directory / "conditions").glob("*.toml"))
    text = path.read_text(encoding="utf-8")
    text = re.sub(r'^group = ".*"', 'group = "nowhere"', text, count=1, flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")


def share_that_is_none(directory: Path) -> None:
    """An effect whose share is no share."""
    for path in sorted((directory / "conditions").glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        if "\nshare = " in text:
            text = re.sub(r'^share = ".*"', 'share = "no-such-fact"', text, flags=re.MULTILINE)
            path.write_text(text, encoding="utf-8")
            return


def unknown_section(directory: Path) -> None:
    """A plan with a section that does not exist."""
    path = directory / "plans.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('sections = ["', 'sections = ["nowhere", "', 1), "utf-8")


def effect_for_clinicians_only(directory: Path) -> None:
    """An effect of which a patient would read nothing."""
    path = directory / "conditions" / "planted.toml"
    path.write_text(
        'id = "planted"\nname = "Planted"\nplain_name = "planted"\nbranch = "reactive"\n'
        'group = "infection"\n[[effects]]\nanalyte = "IgM"\ndirection = "high"\n'
        'evidence = "weak"\n[[effects.statements]]\ntext = "It rose."\nvoice = "clinician"\n',
        encoding="utf-8",
    )


def row_of_the_wrong_length(directory: Path) -> None:
    """A row with a cell too many."""
    with (directory / "sources.csv").open("a", encoding="utf-8") as stream:
        stream.write("planted-source,A title,,,,,,study,,,,one too many\n")


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
    (bands_of_one_sex_inside_a_band_of_both, r"planted: overlaps|overlaps planted"),
    (interval_of_an_unknown_analyte, r"intervals/.*: analyte 'nowhere' does not exist"),
    (name_that_is_read_as_nothing, r"test_names\.csv:\d+: .*: reads_as 'other_tset': neither"),
    (name_of_two_classes, r"test_names\.csv:\d+: .*: reads_as 'IgM' differs from analyte 'IgA'"),
    (sentence_that_is_too_long, r"planted: 31 words: expected at most 25|planted: 30 words"),
    (sentence_with_false_comfort, r"planted: forbidden phrase 'nothing to worry about'"),
    (slot_without_a_number, r"planted: slot planted\.of: the fact has no such number"),
    (slot_with_an_unknown_field, r"planted: slot field 'average': expected one of"),
    (turned_range, r"facts/zz\.csv:2: planted: low 9\.0 above high 3\.0"),
    (number_without_a_unit, r"facts/zz\.csv:2: planted: a number without a unit"),
    (turned_limits, r"intervals/.*:2: .*: low 99999\.0 not below high"),
    (hole_in_the_default_table, r"intervals/.*: a gap after .* in the default table"),
    (unknown_parent, r"conditions/.*: parent 'nowhere' does not exist"),
    (unknown_group, r"conditions/.*: group 'nowhere' does not exist"),
    (share_that_is_none, r"conditions/.*: share 'no-such-fact' does not exist"),
    (unknown_section, r"plans\.toml: plan .*: section 'nowhere' does not exist"),
    (effect_for_clinicians_only, r"planted\.toml: planted\.IgM-high: an effect without a sentence"),
    (row_of_the_wrong_length, r"sources\.csv:\d+: expected \d+ cells"),
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


def test_a_gap_between_two_bands_is_reported(knowledge_copy: Path) -> None:
    """An age for which a table has no band is told to the reviewer."""

    def add(rows: list[dict[str, str]]) -> None:
        tables = Counter(row["table"] for row in rows)
        only = next(row for row in rows if row["counted"] == "true" and tables[row["table"]] == 1)
        rows.append(only | {"id": "planted", "age_low_days": "0", "age_high_days": "30"})

    _edit_intervals(knowledge_copy, add)
    reports = check_knowledge(knowledge_copy).reports

    assert any("no band of its table between planted and it" in report for report in reports)
