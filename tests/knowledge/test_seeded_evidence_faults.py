"""Faults in what reasoning weighs: each is planted, found, and counted under its name."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from globulin.knowledge.check import check_knowledge

FACT_COLUMNS = (
    "id,kind,subject,analyte,measure,value,low,high,unit,n,events,comparator,population,"
    "measured_by,valid_within,evidence,sources,date,checked,says,note"
)


def _rows(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        return list(reader.fieldnames or ()), list(reader)


def _write(path: Path, columns: list[str], rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)


def _add(path: Path, **cells: str) -> None:
    columns, rows = _rows(path)
    _write(path, columns, [*rows, cells])


def _sources(directory: Path) -> list[str]:
    return [row["id"] for row in _rows(directory / "sources.csv")[1]]


def _first(directory: Path, name: str) -> str:
    return _rows(directory / name)[1][0]["id"]


def _add_facts(directory: Path, *facts: dict[str, str]) -> None:
    common = {
        "kind": "share",
        "subject": "planted",
        "evidence": "cohort",
        "date": "2026-01-01",
        "says": "planted",
        "unit": "%",
        "sources": _sources(directory)[0],
    }
    columns = FACT_COLUMNS.split(",")
    _write(directory / "facts" / "zz.csv", columns, [common | fact for fact in facts])


def _add_link(directory: Path, *, with_other_arm: bool = True, **ratio: str) -> None:
    """Plant a link of a study with 80 % against 20 %, and a ratio of 4 but for what is given."""
    share, without = ratio.pop("share", "80"), ratio.pop("without", "20")
    other = ratio.pop("other_source", _sources(directory)[0])
    fact = {"id": "planted-ratio", "measure": "likelihood-ratio", "value": "4", "unit": "times"}
    _add_facts(
        directory,
        {"id": "planted-share", "measure": "a", "value": share},
        {"id": "planted-without", "measure": "b", "value": without, "sources": other},
        fact | ratio,
    )
    condition = (directory / "conditions").glob("*.toml")
    taken = {row["id"] for row in _rows(directory / "links.csv")[1]}
    findings = [row["id"] for row in _rows(directory / "findings.csv")[1]]
    _add(
        directory / "links.csv",
        id="planted",
        condition=min(condition).stem,
        finding=findings[-1],
        share="planted-share",
        without="planted-without" if with_other_arm else "",
        ratio="planted-ratio",
    )
    assert "planted" not in taken


def ratio_outside_its_interval(directory: Path) -> None:
    """A likelihood ratio outside its own interval."""
    _add_link(directory, low="5", high="9")


def ratio_with_one_arm(directory: Path) -> None:
    """A likelihood ratio of a study that tells one arm only."""
    _add_link(directory, with_other_arm=False)


def ratio_of_two_studies(directory: Path) -> None:
    """A likelihood ratio whose arms come from different studies."""
    _add_link(directory, other_source=_sources(directory)[1])


def ratio_off_its_arms(directory: Path) -> None:
    """A likelihood ratio that its own arms contradict."""
    _add_link(directory, value="14")


def ratio_of_a_zero_arm(directory: Path) -> None:
    """A likelihood ratio from an arm of zero."""
    _add_link(directory, without="0")


def link_of_an_unknown_condition(directory: Path) -> None:
    """A link of something that is neither a condition nor a branch."""
    columns, rows = _rows(directory / "links.csv")
    rows[0]["condition"] = "nowhere"
    _write(directory / "links.csv", columns, rows)


def link_that_stands_twice(directory: Path) -> None:
    """A second link of the same condition and finding."""
    columns, rows = _rows(directory / "links.csv")
    _write(directory / "links.csv", columns, [*rows, rows[0] | {"id": "planted"}])


def link_of_the_opposite(directory: Path) -> None:
    """A link of a finding where one of its opposite stands already."""
    columns, rows = _rows(directory / "links.csv")
    first = next(row for row in rows if row["finding"] == "alp-high")
    planted = first | {"id": "planted", "finding": "alp-normal"}
    _write(directory / "links.csv", columns, [*rows, planted])


def gate_that_names_nothing(directory: Path) -> None:
    """A figure that is valid within something unknown."""
    _add_facts(directory, {"id": "planted", "value": "5", "valid_within": "nowhere"})


def one_figure_under_two_ids(directory: Path) -> None:
    """A figure of one source that stands under two ids."""
    _add_facts(directory, {"id": "one", "value": "5"}, {"id": "two", "value": "5"})


def one_name_for_two_findings(directory: Path) -> None:
    """A finding whose name is a synonym of another one."""
    _, rows = _rows(directory / "findings.csv")
    _add(directory / "findings.csv", **rows[0] | {"id": "planted"})


def threshold_without_a_method(directory: Path) -> None:
    """A threshold of an analyte that does not say how it was measured."""
    analyte = re.search(
        r'^id = "(.+)"',
        min((directory / "analytes").glob("Ig*.toml")).read_text("utf-8"),
        re.MULTILINE,
    )
    fact = {"id": "planted", "measure": "threshold", "value": "5", "unit": "g/L"}
    _add_facts(directory, fact | {"analyte": analyte[1] if analyte else ""})


def source_on_a_mirror(directory: Path) -> None:
    """A source whose address is that of a copy."""
    columns, rows = _rows(directory / "sources.csv")
    host = _first(directory, "mirror_hosts.csv")
    rows[0]["url"] = f"https://www.{host}:8081/1"
    _write(directory / "sources.csv", columns, rows)


def background_without_width(directory: Path) -> None:
    """A background rate that is a bare number."""
    _add_facts(directory, {"id": "planted", "kind": "frequency", "value": "5"})
    _write(directory / "background.csv", ["id", "finding", "share"], [])
    finding = _first(directory, "findings.csv")
    _add(directory / "background.csv", id="planted", finding=finding, share="planted")


def prior_of_an_unknown_setting(directory: Path) -> None:
    """A prior for a setting that does not exist."""
    columns, rows = _rows(directory / "priors.csv")
    rows[0]["setting"] = "nowhere"
    _write(directory / "priors.csv", columns, rows)


def prior_of_an_unknown_figure(directory: Path) -> None:
    """A prior computed from a fact that does not exist."""
    columns, rows = _rows(directory / "priors.csv")
    rows[0]["uses"] = "no-such-fact"
    _write(directory / "priors.csv", columns, rows)


def red_flag_less_urgent(directory: Path) -> None:
    """A red flag that somebody made less urgent."""
    path = directory / "red_flags.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('urgency = "emergency"', 'urgency = "routine"', 1), "utf-8")


def red_flag_taken_away(directory: Path) -> None:
    """A red flag that was renamed."""
    path = directory / "red_flags.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        re.sub(r'^id = ".*"', 'id = "planted"', text, count=1, flags=re.MULTILINE), "utf-8"
    )


def source_that_asks_for_less_time(directory: Path) -> None:
    """A source that asks for two days, where the red flag lets a week pass."""
    path = directory / "urgency_floors.csv"
    columns, rows = _rows(path)
    for row in rows:
        if row["id"] == "paraprotein-organ-signs":
            row["source_days"] = "2"
    _write(path, columns, rows)


def source_that_is_more_urgent(directory: Path) -> None:
    """A source that calls an emergency what the red flag sends to a doctor today."""
    path = directory / "urgency_floors.csv"
    columns, rows = _rows(path)
    for row in rows:
        if row["id"] == "nephrotic":
            row["source_urgency"] = "emergency"
    _write(path, columns, rows)


def claim_with_another_verdict(directory: Path) -> None:
    """A claim whose verdict was changed, and whose sentence was not."""
    path = directory / "claims" / "igm.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('verdict = "unknown"', 'verdict = "supported"', 1), "utf-8")


def annotation_of_an_unknown_condition(directory: Path) -> None:
    """A row of the phenotype ontology whose condition does not exist."""
    columns, rows = _rows(directory / "phenotypes.csv")
    rows[0]["condition"] = "nowhere"
    _write(directory / "phenotypes.csv", columns, rows)


def follow_up_of_an_unknown_cause(directory: Path) -> None:
    """A follow-up test that looks for a condition that does not exist."""
    path = directory / "tests.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('causes = ["', 'causes = ["nowhere", "', 1), "utf-8")


FAULTS: list[tuple[Callable[[Path], None], str, str]] = [
    (ratio_outside_its_interval, "values", r"planted-ratio: 4\.0 lies below its interval from 5"),
    (ratio_with_one_arm, "likelihood ratios", r"links\.csv:\d+: planted: .* one arm only"),
    (ratio_of_two_studies, "likelihood ratios", r"planted: .* come from different studies"),
    (ratio_off_its_arms, "likelihood ratios", r"planted-ratio' is 14\.0: its arms give 4"),
    (ratio_of_a_zero_arm, "likelihood ratios", r"planted: .* gives a bound only"),
    (link_of_an_unknown_condition, "links", r"links\.csv:2: condition 'nowhere' does not exist"),
    (link_that_stands_twice, "links", r"links\.csv:\d+: planted: .* have the link .* already"),
    (link_of_the_opposite, "links", r"links\.csv:\d+: planted: .* have the link .* already"),
    (gate_that_names_nothing, "valid within", r"zz\.csv:2: planted: valid_within 'nowhere' names"),
    (one_figure_under_two_ids, "two ids", r"zz\.csv:3: two: the figure stands already under 'one'"),
    (one_name_for_two_findings, "two ids", r"findings\.csv:\d+: the name .* belongs to"),
    (threshold_without_a_method, "measured by", r"zz\.csv:2: planted: a level or threshold"),
    (source_on_a_mirror, "mirror hosts", r"sources\.csv:2: .* shows copies"),
    (background_without_width, "background rates", r"background\.csv:2: planted: .*without width"),
    (prior_of_an_unknown_setting, "priors", r"priors\.csv:2: .*: setting 'nowhere' does not exist"),
    (prior_of_an_unknown_figure, "priors", r"priors\.csv:2: .*: uses 'no-such-fact'"),
    (red_flag_less_urgent, "urgencies", r"red_flags\.toml:.*: routine is less urgent than emerg"),
    (red_flag_taken_away, "urgencies", r"urgency_floors\.csv:\d+: red flag '.*' is missing"),
    (source_that_asks_for_less_time, "urgencies", r"organ-signs: 7 days: its source asks for 2"),
    (source_that_is_more_urgent, "urgencies", r"nephrotic: same_day is less urgent than emergency"),
    (claim_with_another_verdict, "sentences", r"igm\.toml:.*: supported: expected a sentence open"),
    (annotation_of_an_unknown_condition, "phenotypes", r"phenotypes\.csv:2: .*: condition 'nowh"),
    (
        follow_up_of_an_unknown_cause,
        "follow-up tests",
        r"tests\.toml:.*: condition 'nowhere' does not",
    ),
]


@pytest.mark.parametrize(("plant", "name", "expected"), FAULTS, ids=[f[0].__name__ for f in FAULTS])
def test_a_planted_fault_is_caught_and_counted(
    plant: Callable[[Path], None], name: str, expected: str, knowledge_copy: Path
) -> None:
    """Each fault is reported in one line, and counted under the name of its check."""
    before = check_knowledge(knowledge_copy).proved
    plant(knowledge_copy)
    after = check_knowledge(knowledge_copy)

    assert any(re.search(expected, error) for error in after.errors), after.errors
    assert before[name] + 1 <= after.proved[name]


def test_a_pooled_ratio_stands_as_printed(knowledge_copy: Path) -> None:
    """A published pooled ratio may differ from that of its arms, as pooling does."""
    _add_link(knowledge_copy, value="14", evidence="meta-analysis")

    assert 0 == check_knowledge(knowledge_copy).proved["likelihood ratios"]
