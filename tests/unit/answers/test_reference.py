"""Every published table of an analyte, as a document and as a page."""

import json
from typing import Any

import pytest

from globulin.answers.reference import Sought, find_analyte, show_reference, unit_of
from globulin.answers.reference_page import compose_reference
from globulin.errors import UnitError, UsageError
from globulin.knowledge import Knowledge, list_kind
from globulin.model import Question
from globulin.render import render_page, render_reference
from tests.reading import interpret_one

YEAR = 365.25


def sought(**asked: Any) -> Sought:
    """Return what is asked of the tables; age in days, the rest by name."""
    value, unit = asked.pop("value", None), asked.pop("unit", None)
    question = Question(text="", unit=unit, **asked)
    return Sought(question=question, value=value, unit=unit if value is None else "mg/dL")


def document(knowledge: Knowledge, name: str, **asked: Any) -> dict[str, Any]:
    """Return the document as the outside sees it."""
    analyte = find_analyte(name, knowledge)
    found = show_reference(analyte, sought(**asked), knowledge)
    told: dict[str, Any] = json.loads(render_reference(found, is_one_line=True))
    return told


@pytest.mark.parametrize(
    "name", ["IgM", "igm", "immunoglobulin m", "Immunoglobulin-M", " IGM ", "macroglobulin"]
)
def test_an_analyte_is_found_by_any_of_its_names(knowledge: Knowledge, name: str) -> None:
    """Id, name or synonym, whatever the case."""
    assert "IgM" == find_analyte(name, knowledge).id


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("kappa free light chains", "kappa-free-light-chains"),
        ("lambda-free-light-chains", "lambda-free-light-chains"),
        ("free light chain ratio", "free-light-chain-ratio"),
        ("kappa", "kappa-free-light-chains"),
        ("free kappa", "kappa-free-light-chains"),
        ("Kappa, free", "kappa-free-light-chains"),
        ("lambda", "lambda-free-light-chains"),
        ("kappa/lambda ratio", "free-light-chain-ratio"),
        ("IgG1", "IgG1"),
    ],
)
def test_an_analyte_with_tables_goes_before_its_group(
    knowledge: Knowledge, name: str, expected: str
) -> None:
    """A name that an analyte shares with its group: the one whose tables are known is shown."""
    assert expected == find_analyte(name, knowledge).id
    assert document(knowledge, name)["tables"]


@pytest.mark.parametrize(
    ("spelling", "expected"), [("mg/dl", "mg/dL"), (" g/L ", "g/L"), ("bananas", "bananas")]
)
def test_a_unit_is_read_as_reports_spell_it(
    knowledge: Knowledge, spelling: str, expected: str
) -> None:
    """What is no unit stays as it is, for the message that says so."""
    assert expected == unit_of(spelling, knowledge)


@pytest.mark.parametrize("name", ["", "nonsense", "IgM and IgG", "?"])
def test_an_unknown_analyte_is_said_so(knowledge: Knowledge, name: str) -> None:
    """The message names what would be right."""
    with pytest.raises(UsageError, match="expected a name such as IgM"):
        find_analyte(name, knowledge)


@pytest.mark.parametrize("analyte", ["IgM", "IgG", "IgA", "IgE", "albumin"])
def test_every_band_is_there_once(knowledge: Knowledge, analyte: str) -> None:
    """The bands are those of `knowledge list intervals`, counted and not counted."""
    told = document(knowledge, analyte)
    shown = [band["id"] for table in told["tables"] for band in table["bands"]]
    listed = [row["id"] for row in list_kind(knowledge, "intervals") if row["analyte"] == analyte]

    assert "globulin/reference/1" == told["schema"]
    assert sorted(listed) == sorted(shown)
    assert len({table["table"] for table in told["tables"]}) == len(told["tables"])


def test_the_default_comes_first_and_is_marked(knowledge: Knowledge) -> None:
    """One table is the default; those that do not count come last, each with the reason."""
    told = document(knowledge, "IgM")
    counted = [table["counted"] for table in told["tables"]]

    assert [True] == [table["default"] for table in told["tables"] if table["default"]]
    assert told["tables"][0]["table"] == told["default"]
    assert sorted(counted, reverse=True) == counted
    assert all(
        band["note"] for table in told["tables"] for band in table["bands"] if not band["counted"]
    )


def test_limits_follow_the_unit_and_stay_as_published(knowledge: Knowledge) -> None:
    """In g/L a limit is a hundredth of that in mg/dL; what was printed does not change."""
    grams, milligrams = (document(knowledge, "IgM", unit=unit) for unit in ("g/L", "mg/dL"))
    pairs = [
        (one, other)
        for first, second in zip(grams["tables"], milligrams["tables"], strict=True)
        for one, other in zip(first["bands"], second["bands"], strict=True)
    ]

    assert ("g/L", "mg/dL") == (grams["unit"], milligrams["unit"])
    for one, other in pairs:
        assert one["published"] == other["published"]
        assert pytest.approx(other["high"]) == 100 * one["high"]


def test_every_number_of_a_source_leads_to_one(knowledge: Knowledge) -> None:
    """Each source that a table, a curve or the value names is in the list."""
    told = document(knowledge, "IgM", value=240.0, age_days=19724, sex="female")
    listed = {source["n"] for source in told["sources"]}
    named = {n for table in told["tables"] for n in table["sources"]}
    named |= {n for curve in told["curve"] for n in curve["sources"]}
    named |= set(told["value"]["interval"]["source"])

    assert named <= listed
    assert named


@pytest.mark.parametrize("value", [120.0, 240.0, 300.0])
@pytest.mark.parametrize(("age", "days"), [("20d", 20), ("9m", 274), ("30", 10958)])
@pytest.mark.parametrize("sex", ["female", "male", None])
def test_a_value_is_judged_as_in_a_report(
    knowledge: Knowledge, value: float, age: str, days: int, sex: str | None
) -> None:
    """Agreement, percentile, flag and interval are those of `globulin read`."""
    told = document(knowledge, "IgM", value=value, age_days=days, sex=sex)["value"]
    (read,) = interpret_one(f"IgM {value:g} mg/dL", knowledge, age=age, sex=sex)["results"]

    for name in ("agreement", "percentile", "flag", "zlog", "times_upper_limit", "assumed"):
        assert read[name] == told[name], name
    # Sources are numbered by each document for itself.
    for end in ("low", "high", "unit", "basis"):
        assert read["interval"][end] == told["interval"][end]


def test_the_spread_of_an_age_is_counted(knowledge: Knowledge) -> None:
    """It holds every counted limit of the age and sex, and nothing of others."""
    spread = document(knowledge, "IgM", age_days=19724, sex="male")["spread"]
    rows = [
        row
        for row in list_kind(knowledge, "intervals")
        if row["analyte"] == "IgM" and row["counted"] and not row["pregnant"]
        if row["age_low_days"] <= 19724 < (row["age_high_days"] or 1e9)
        if row["sex"] in {None, "male"}
    ]
    scale = {"mg/dL": 1.0, "g/L": 100.0}
    highs = [row["high"] * scale[row["unit"]] for row in rows if row["high"]]

    assert len({row["table"] for row in rows}) == spread["tables"]
    assert pytest.approx([min(highs), max(highs)]) == [
        spread["highs"]["low"],
        spread["highs"]["high"],
    ]


def test_an_emergency_goes_before_the_tables(knowledge: Knowledge) -> None:
    """A value that needs a doctor soon says so here as it does in a report."""
    page = compose_reference(
        find_analyte("IgM", knowledge), sought(value=9000.0, age_days=25000), knowledge
    )
    read = interpret_one("IgM 9000 mg/dL", knowledge, age="68")

    assert [flag["id"] for flag in read["red_flags"]] == [flag.id for flag in page.red_flags]


def test_the_page_names_every_table(knowledge: Knowledge) -> None:
    """Each table has its heading, its method and whether it was compared with its source."""
    analyte = find_analyte("IgA", knowledge)
    reference = show_reference(analyte, sought(), knowledge)
    text = " ".join(
        render_page(compose_reference(analyte, sought(), knowledge), format="text").split()
    )

    assert all(" ".join(table.name.split()) in text for table in reference.tables)
    assert len(reference.tables) == text.count("Compared with the source:")
    assert "(the default)" in text
    assert "(not counted)" in text


def test_an_analyte_without_tables_is_not_covered(knowledge: Knowledge) -> None:
    """It is known, and nothing is made up."""
    analyte = find_analyte("cryoglobulin", knowledge)
    page = compose_reference(analyte, sought(value=1.0, age_days=9000), knowledge)

    assert () == show_reference(analyte, sought(), knowledge).tables
    assert "not_covered" == page.status


def test_what_cannot_be_judged_is_refused(knowledge: Knowledge) -> None:
    """No unit, one of something else, and a value of an analyte that no report is read of."""
    igm, ige = find_analyte("IgM", knowledge), find_analyte("IgE", knowledge)

    with pytest.raises(UnitError, match="expected mg/dL or g/L"):
        show_reference(igm, Sought(question=Question(text=""), value=1.0, unit="kg"), knowledge)
    with pytest.raises(UnitError, match="no --unit: expected mg/dL or g/L"):
        show_reference(igm, Sought(question=Question(text=""), value=1.0), knowledge)
    with pytest.raises(UsageError, match="no result of IgE is judged"):
        show_reference(ige, sought(value=100.0), knowledge)


@pytest.mark.parametrize("output_format", ["text", "html"])
def test_every_analyte_can_be_shown(knowledge: Knowledge, output_format: Any) -> None:
    """No unit, no age band and no missing limit makes a page fail."""
    for analyte in knowledge.analytes():
        page = compose_reference(analyte, sought(age_days=400), knowledge)

        assert analyte.name in render_page(page, format=output_format)
