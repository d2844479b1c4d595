"""A repeat decides: what a person with results of several days is told, and a clinician sees."""

from typing import Any

import pytest

from globulin.answers.reading.columns import judge_results
from globulin.answers.reading.telling import make_telling
from globulin.answers.reading.trends import find_trends
from globulin.knowledge import Knowledge
from globulin.model import Person, Report, Reported, Result, Trend, statements_of
from globulin.render import render_page
from tests.contract_interpretation import interpretation_problems
from tests.reading import interpret_one, page_of, pattern_ids, result

RANGE = (40, 230)
FIRST, SECOND, THIRD = "2026-01-10", "2026-03-07", "2026-06-07"


def igm(value: float | None, day: str | None, **more: Any) -> Any:
    """Return one IgM in mg/dL with its printed range."""
    return result("IgM", value, "mg/dL", **{"interval": RANGE, "collected": day, **more})


def document(*results: Any, findings: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the input of one person of 54."""
    return {
        "schema": "globulin/input/1",
        "as_of": "2026-07-01",
        "patient": {"age": "54", "sex": "female", "pregnant": None},
        "results": list(results),
        "findings": [{"name": name, "present": True} for name in findings],
    }


def read(knowledge: Knowledge, *results: Any, findings: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the interpretation of these results."""
    found = interpret_one(document(*results, findings=findings), knowledge)

    assert [] == interpretation_problems(found)
    return found


def trend(knowledge: Knowledge, *results: Any, **more: Any) -> dict[str, Any]:
    """Return the one course of these results."""
    (found,) = read(knowledge, *results, **more)["trend"]
    return dict(found)


def codes(found: dict[str, Any]) -> set[str]:
    """Return the codes of the checks."""
    return {check["code"] for check in found["checks"]}


def test_260_to_225_in_eight_weeks_is_no_real_change(knowledge: Knowledge) -> None:
    """As the contract says it, field for field."""
    found = trend(knowledge, igm(225, SECOND), igm(260, FIRST))

    assert "IgM" == found["analyte"]
    assert [FIRST, SECOND] == [point["collected"] for point in found["points"]]
    assert [260, 225] == [point["value"] for point in found["points"]]
    assert ["$.results[1]", "$.results[0]"] == [point["where"] for point in found["points"]]
    assert (-13.5, 20.9) == (found["change_percent"], found["reference_change_percent"])
    assert ("no_real_change", False) == (found["verdict"], found["persistent"])


def test_199_to_1161_over_years_is_a_rise(knowledge: Knowledge) -> None:
    """And the pattern of a steady rise is found."""
    found = read(knowledge, igm(199, "2019-05-02"), igm(1161, SECOND))

    assert ["rise"] == [entry["verdict"] for entry in found["trend"]]
    assert "steady-rise" in pattern_ids(found)
    assert "falling-after-peak" not in pattern_ids(found)


def test_the_order_of_rows_and_the_unit_change_nothing(knowledge: Knowledge) -> None:
    """Reversed, and all in g/L."""
    rows = [igm(260, FIRST), igm(412, SECOND), igm(250, THIRD)]
    grams = [
        result("IgM", row["value"] / 100, "g/L", interval=(0.4, 2.3), collected=row["collected"])
        for row in rows
    ]
    decided = [
        {
            key: one[key]
            for key in ("change_percent", "verdict", "persistent", "reference_change_percent")
        }
        for one in (trend(knowledge, *order) for order in (rows, rows[::-1], grams))
    ]

    assert decided[0] == decided[1] == decided[2]


def test_two_laboratories_with_different_ranges(knowledge: Knowledge) -> None:
    """Compared by zlog, with a warning; 200 of 40 to 230 stands where 320 of 64 to 368 stands."""
    found = read(
        knowledge,
        igm(200, FIRST, laboratory="North"),
        igm(320, SECOND, laboratory="South", interval=(64, 368)),
    )
    (entry,) = found["trend"]
    (check,) = [check for check in found["checks"] if check["code"] == "laboratories_differ"]

    assert ("warning", "$.results[1]") == (check["level"], check["where"])
    assert ("no_real_change", 60.0, 0.0) == (
        entry["verdict"],
        entry["change_percent"],
        entry["by_interval_percent"],
    )
    assert entry["is_widened"]


@pytest.mark.parametrize(
    "more", [{"laboratory": "South"}, {"method": "nephelometry"}, {"interval": (50, 300)}]
)
def test_a_limit_widens_elsewhere(knowledge: Knowledge, more: dict[str, Any]) -> None:
    """A rise by a third is one in a laboratory, and none between two."""
    first = igm(150, FIRST, laboratory="North", method="turbidimetry")
    same = trend(knowledge, first, igm(200, SECOND, laboratory="North", method="turbidimetry"))
    other = trend(
        knowledge,
        first,
        igm(200, SECOND, **{"laboratory": "North", "method": "turbidimetry", **more}),
    )

    assert ("rise", "no_real_change") == (same["verdict"], other["verdict"])
    assert other["reference_change_percent"] > same["reference_change_percent"]


def test_another_unit_widens(knowledge: Knowledge) -> None:
    """A report in g/L after one in mg/dL may come from elsewhere."""
    grams = result("IgM", 2.0, "g/L", interval=(0.4, 2.3), collected=SECOND)
    found = trend(knowledge, igm(150, FIRST), grams)

    assert found["is_widened"]
    assert 33.3 == found["change_percent"]


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ([igm(260, FIRST), igm(500, SECOND, comparator=">")], "above or below"),
        ([igm(260, FIRST), igm(None, SECOND, flag="H")], "no number"),
        ([igm(260, SECOND), igm(500, SECOND)], "same date"),
    ],
)
def test_what_is_not_compared_says_why(knowledge: Knowledge, rows: list[Any], word: str) -> None:
    """A comparator, a result without a number, two values of one day."""
    found = trend(knowledge, *rows)

    assert ("not_comparable", None) == (found["verdict"], found["reference_change_percent"])
    assert word in found["reason"]


def test_a_unit_that_contradicts_its_range_is_not_compared(knowledge: Knowledge) -> None:
    """A refused number stands in the points, and in no comparison."""
    wrong = result("IgM", 4640, "g/L", interval=(38, 231), collected=SECOND)
    found = trend(knowledge, igm(260, FIRST), wrong)

    assert "not_comparable" == found["verdict"]


def test_results_without_a_date_are_left_out_with_a_note(knowledge: Knowledge) -> None:
    """One date alone makes no course."""
    found = read(knowledge, igm(260, FIRST), igm(300, None))

    assert [] == found["trend"]
    assert "undated_not_compared" in codes(found)
    assert "undated_not_compared" not in codes(read(knowledge, igm(300, None)))


def test_the_same_result_twice_is_one_point(knowledge: Knowledge) -> None:
    """A copy of a result is no second measurement."""
    copies = [igm(260, FIRST), result("IgM", 2.6, "g/L", interval=(0.4, 2.3), collected=FIRST)]
    found = read(knowledge, *copies, igm(260, FIRST, laboratory="North"))

    assert [] == found["trend"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([igm(400, FIRST), igm(410, "2026-04-10")], True),
        ([igm(400, FIRST), igm(410, SECOND)], None),
        ([igm(400, FIRST), igm(200, SECOND)], False),
    ],
)
def test_whether_it_lasts(knowledge: Knowledge, rows: list[Any], expected: bool | None) -> None:  # noqa: FBT001 - a table
    """Twelve weeks on one side; less is open; inside is over."""
    assert expected is trend(knowledge, *rows)["persistent"]


def test_a_low_igg_is_confirmed_after_three_weeks(knowledge: Knowledge) -> None:
    """As a consensus on immune deficiency asks."""
    rows = [
        result("IgG", value, "g/L", interval=(7, 16), collected=day)
        for value, day in ((3.1, "2026-01-01"), (3.0, "2026-01-23"))
    ]

    assert trend(knowledge, *rows)["persistent"] is True


def test_falling_after_a_rise(knowledge: Knowledge) -> None:
    """A fall from above the range; not where a clone is known, nor within chance."""
    rows = [igm(120, FIRST), igm(600, SECOND), igm(300, THIRD)]

    assert "falling-after-peak" in pattern_ids(read(knowledge, *rows))
    assert "falling-after-peak" not in pattern_ids(read(knowledge, *rows, findings=("known MGUS",)))
    assert "falling-after-peak" not in pattern_ids(
        read(knowledge, igm(310, SECOND), igm(300, THIRD))
    )


@pytest.mark.parametrize(
    ("rows", "findings", "words"),
    [
        ([igm(199, FIRST), igm(1161, SECOND)], (), "doctor chooses"),
        ([igm(400, FIRST), igm(410, SECOND)], ("known MGUS",), "6 months"),
        ([igm(400, FIRST), igm(410, SECOND)], ("recent infection",), "3 to 6 months"),
        ([igm(400, FIRST), igm(410, SECOND)], (), "same laboratory"),
        ([igm(400, FIRST), igm(410, THIRD)], (), "cause has been looked for"),
        ([igm(200, FIRST), igm(210, SECOND)], (), "No date of its own"),
        ([igm(600, FIRST), igm(210, SECOND)], (), "No date of its own"),
        ([igm(100, FIRST), igm(210, SECOND)], (), "3 to 6 months"),
        ([igm(400, FIRST), igm(410, SECOND, laboratory="X", interval=(50, 300))], (), "same lab"),
    ],
)
def test_when_a_repeat_is_worth_doing(
    knowledge: Knowledge, rows: list[Any], findings: tuple[str, ...], words: str
) -> None:
    """Never to wait with a rise; in one laboratory; from the facts."""
    repeat = trend(knowledge, *rows, findings=findings)["repeat"]

    assert words in repeat["when"]
    assert repeat["why"]
    assert all(statement["sources"] for statement in repeat["statements"])


def test_a_rise_inside_the_range_is_no_steady_rise_yet(knowledge: Knowledge) -> None:
    """Two results inside; a third one further up makes it one."""
    rows = [igm(90, FIRST), igm(130, SECOND), igm(170, THIRD)]

    assert "steady-rise" not in pattern_ids(read(knowledge, *rows[:2]))
    assert "steady-rise" in pattern_ids(read(knowledge, *rows))


def test_a_child_is_told_that_age_changes_the_amount(knowledge: Knowledge) -> None:
    """One laboratory with a range for each age is no change of laboratory."""
    rows = document(
        igm(60, "2024-06-01", laboratory="North", interval=(30, 120)),
        igm(80, SECOND, laboratory="North", interval=(40, 150)),
    )
    found = interpret_one(rows | {"patient": {"age": "3", "sex": "male"}}, knowledge)

    assert "laboratories_differ" not in codes(found)
    assert any("In a child" in s["text"] for s in found["trend"][0]["statements"])


def test_a_steady_rise_in_small_steps_is_not_called_nothing(knowledge: Knowledge) -> None:
    """No step is more than chance, all three together are."""
    found = read(knowledge, igm(300, FIRST), igm(350, SECOND), igm(410, THIRD))
    (entry,) = found["trend"]

    assert "no_real_change" == entry["verdict"]
    assert "steady-rise" in pattern_ids(found)
    assert "doctor chooses" in entry["repeat"]["when"]
    assert any("rise one after the other" in s["text"] for s in entry["statements"])


def test_the_course_after_an_infection_is_for_clinicians(knowledge: Knowledge) -> None:
    """With its people and its limits, and no value below which it was an infection."""
    rows = document(igm(600, FIRST), igm(590, SECOND), findings=("recent infection",))
    texts = {
        audience: " ".join(
            s.text for s in statements_of(page_of(rows, knowledge, audience=audience))
        )
        for audience in ("patient", "clinician")
    }

    assert "into mononucleosis at 1.76 times" in texts["clinician"]
    assert "proves or excludes" in texts["clinician"]
    assert "into mononucleosis at 1.76 times" not in texts["patient"]


def made(knowledge: Knowledge, analyte: str, unit: str, *values: float) -> Trend:
    """Return the course of an analyte that no reader takes in yet."""
    results = tuple(
        Result(
            analyte=analyte,
            where=str(number),
            reported=Reported(),
            value=value,
            unit=unit,
            collected=f"202{number}-01-01",
        )
        for number, value in enumerate(values)
    )
    report = Report(person=Person(age_days=20000, sex="male"), results=results)
    known = knowledge.analyte(analyte)
    assert known is not None
    telling = make_telling(
        knowledge,
        person=report.person,
        audience="patient",
        unit=None,
        units=known.units,
        main=known,
        direction=None,
    )
    (course,) = find_trends(judge_results(report, knowledge), report, telling).courses
    return course.told


def test_bands_and_light_chains_vary_more(knowledge: Knowledge) -> None:
    """A rise by 45 per cent is one of IgM, and within the wide sources of a band and a chain."""
    found = {
        analyte: made(knowledge, analyte, unit, first, 1.45 * first)
        for analyte, unit, first in (
            ("IgM", "g/L", 10.0),
            ("m-protein", "g/L", 10.0),
            ("kappa-free-light-chains", "mg/L", 15.0),
        )
    }

    assert "rise" == found["IgM"].verdict
    for analyte in ("m-protein", "kappa-free-light-chains"):
        assert "no_real_change" == found[analyte].verdict
        assert "Sources do not agree" in found[analyte].statements[0].text
        assert found[analyte].is_open
        assert "Sooner than planned" in found[analyte].repeat.when
    assert not found["IgM"].is_open


def test_a_stable_band_is_seen_on_the_dates_of_the_clinic(knowledge: Knowledge) -> None:
    """From 10 to 10.5 g/L nothing speaks for a change."""
    found = made(knowledge, "m-protein", "g/L", 10.0, 10.5)

    assert ("no_real_change", False) == (found.verdict, found.is_open)
    assert "6 months" in found.repeat.when


def test_an_analyte_of_unknown_variation_is_not_judged(knowledge: Knowledge) -> None:
    """The change is told, a verdict is not."""
    found = made(knowledge, "IgE", "[IU]/mL", 10.0, 90.0)

    assert "not_comparable" == found.verdict
    assert found.reference_change_percent is None
    assert "no source" in (found.reason or "")


def test_the_page_shows_how_it_changed(knowledge: Knowledge) -> None:
    """Words for patients, numbers for clinicians, and a figure with a text twin in every medium."""
    rows = document(igm(260, FIRST), igm(225, SECOND))
    patient, clinician = (page_of(rows, knowledge, audience=a) for a in ("patient", "clinician"))
    html, text, markdown = (render_page(patient, format=f) for f in ("html", "text", "markdown"))

    assert "smaller than what body and laboratory cause on their own" in html
    assert 'aria-labelledby="course-igm-title course-igm-desc"' in html
    for medium in (text, markdown, html):
        assert "206 to 329 mg/dL" in " ".join(medium.split())
    assert "20.9%" not in text
    assert "20.9%, 26.5%" in render_page(clinician, format="html")


def test_a_single_result_says_what_a_second_would_tell(knowledge: Knowledge) -> None:
    """Only outside the range, and no course is made of it."""
    outside, inside = (document(igm(value, FIRST)) for value in (260, 120))

    headings = [
        [section.heading for section in page_of(rows, knowledge).sections]
        for rows in (outside, inside)
    ]

    assert "What a second result would tell" in headings[0]
    assert "What a second result would tell" not in headings[1]
    assert [] == interpret_one(outside, knowledge)["trend"]


def test_both_views_agree(knowledge: Knowledge) -> None:
    """The verdict does not depend on who reads it."""
    rows = document(igm(260, FIRST), igm(400, SECOND))
    found = [
        interpret_one(rows, knowledge, audience=a)["trend"][0] for a in ("patient", "clinician")
    ]

    assert "rise" == found[0]["verdict"] == found[1]["verdict"]


def texts_of(entry: dict[str, Any]) -> str:
    """Return the sentences of a course as one text."""
    return " ".join(s["text"] for s in entry["statements"])


@pytest.mark.parametrize(
    ("analyte", "unit", "values"),
    [("IgM", "mg/dL", (6000, 5800)), ("IgM", "mg/dL", (6000, 4100)), ("IgG", "mg/dL", (90, 95))],
)
def test_no_repeat_is_awaited_with_a_warning_sign(
    knowledge: Knowledge, analyte: str, unit: str, values: tuple[float, float]
) -> None:
    """Far out and steady, or far out and falling: a doctor comes before a later result."""
    rows = [
        result(analyte, value, unit, collected=day)
        for value, day in zip(values, (FIRST, SECOND), strict=True)
    ]
    found = read(knowledge, *rows)

    assert found["red_flags"]
    assert "see a doctor first" in found["trend"][0]["repeat"]["when"]
    assert "falling-after-peak" not in pattern_ids(found)


def test_an_emergency_puts_the_repeat_of_a_mild_value_behind_it(knowledge: Knowledge) -> None:
    """A value just outside with signs of thick blood."""
    rows = [igm(240, FIRST), igm(250, SECOND)]
    found = trend(knowledge, *rows, findings=("nosebleeds", "blurred vision"))

    assert "see a doctor first" in found["repeat"]["when"]


def test_a_steady_value_outside_is_not_called_well(knowledge: Knowledge) -> None:
    """No real change, and what that does not tell."""
    outside, inside = (
        trend(knowledge, igm(value, FIRST), igm(value, SECOND)) for value in (300, 100)
    )

    assert "no cause is excluded" in texts_of(outside)
    assert "no cause is excluded" not in texts_of(inside)


def test_a_creeping_rise_is_not_called_nothing(knowledge: Knowledge) -> None:
    """Each step is within chance and one goes back; the way from the first result is a rise."""
    rows = [
        igm(value, day)
        for value, day in (
            (260, "2024-01-01"),
            (330, "2024-09-01"),
            (320, "2025-05-01"),
            (390, "2026-01-01"),
            (400, "2026-06-01"),
        )
    ]
    found = read(knowledge, *rows)
    (entry,) = found["trend"]

    assert "no_real_change" == entry["verdict"]
    assert "From the first result" in texts_of(entry)
    assert "steady-rise" in pattern_ids(found)
    assert "doctor chooses" in entry["repeat"]["when"]


def test_more_than_900_after_300_is_a_rise(knowledge: Knowledge) -> None:
    """The exact number is not known, and the rise is."""
    found = read(knowledge, igm(300, FIRST), igm(900, SECOND, comparator=">"))
    (entry,) = found["trend"]

    assert "not_comparable" == entry["verdict"]
    assert "beyond chance all the same" in texts_of(entry)
    assert "doctor chooses" in entry["repeat"]["when"]
    assert "steady-rise" in pattern_ids(found)


def test_twice_as_much_on_another_range_stays_open(knowledge: Knowledge) -> None:
    """The ranges explain the change away, which is not called chance."""
    rows = [igm(150, FIRST), igm(300, SECOND, interval=(80, 460), laboratory="South")]
    found = trend(knowledge, *rows)

    assert ("no_real_change", True) == (found["verdict"], found["is_open"])
    assert "stays open" in texts_of(found)
    assert "smaller than what body and laboratory" not in texts_of(found)


def test_a_child_whose_igg_does_not_grow_is_not_called_unchanged(knowledge: Knowledge) -> None:
    """300 mg/dL at five months and at twenty: the same number, and another place in the range."""
    rows = document(
        result("IgG", 300, "mg/dL", collected="2025-04-01"),
        result("IgG", 290, "mg/dL", collected="2026-06-20"),
    )
    found = interpret_one(rows | {"patient": {"age": "20m", "sex": "male"}}, knowledge)
    (entry,) = found["trend"]

    assert "fell behind" in texts_of(entry)
    assert "smaller than what body and laboratory" not in texts_of(entry)
    assert "Sooner than planned" in entry["repeat"]["when"]


def test_a_child_that_grows_with_its_range_needs_no_date(knowledge: Knowledge) -> None:
    """The number rises by more than chance, and so does the range for the age."""
    rows = document(
        result("IgM", 30, "mg/dL", collected="2025-11-15"),
        result("IgM", 48, "mg/dL", collected="2026-05-01"),
    )
    found = interpret_one(rows | {"patient": {"age": "9m", "sex": "female"}}, knowledge)
    (entry,) = found["trend"]

    assert "rise" == entry["verdict"]
    assert "moved about as much" in texts_of(entry)
    assert "No date of its own" in entry["repeat"]["when"]


def test_a_low_igg_is_repeated_when_its_consensus_asks(knowledge: Knowledge) -> None:
    """After three weeks, not after months."""
    rows = [
        result("IgG", value, "g/L", interval=(7, 16), collected=day)
        for value, day in ((5.1, "2026-01-01"), (5.0, "2026-01-15"))
    ]

    assert "3 weeks" in trend(knowledge, *rows)["repeat"]["when"]


def test_a_value_that_the_laboratory_marks_is_not_inside(knowledge: Knowledge) -> None:
    """Its mark counts, though the range that is used says otherwise."""
    rows = [igm(225, day, flag="H") for day in (FIRST, THIRD)]
    found = trend(knowledge, *rows)

    assert found["persistent"] is True
    assert "No date of its own" not in found["repeat"]["when"]


def test_igg_under_antibodies_by_drip_shows_the_treatment(knowledge: Knowledge) -> None:
    """From low to inside: not over, and not without a date."""
    rows = [
        result("IgG", value, "g/L", interval=(7, 16), collected=day)
        for value, day in ((4.0, FIRST), (8.0, THIRD))
    ]
    plain, treated = (trend(knowledge, *rows, findings=f) for f in ((), ("IVIG infusion",)))

    assert "shows the treatment" in texts_of(treated)
    assert "clinic" in treated["repeat"]["when"]
    assert "treatment" not in texts_of(plain)


def test_a_child_that_grows_inside_its_range_rises_without_alarm(knowledge: Knowledge) -> None:
    """Three results, each inside the range of its age."""
    rows = document(
        *(
            result("IgM", value, "mg/dL", collected=day)
            for value, day in ((20, "2025-11-01"), (40, "2026-02-01"), (65, "2026-06-15"))
        )
    )
    found = interpret_one(rows | {"patient": {"age": "9m", "sex": "female"}}, knowledge)

    assert "steady-rise" not in pattern_ids(found)


@pytest.mark.parametrize(
    ("analyte", "values", "day", "expected"),
    [
        ("IgM", (9.0, 3.0), "2026-01-12", True),
        ("IgM", (9.0, 3.0), "2026-02-20", False),
        ("IgG", (30.0, 12.0), "2026-01-20", True),
        ("IgG", (30.0, 12.0), "2026-03-20", False),
        ("IgM", (3.0, 9.0), "2026-01-12", False),
    ],
)
def test_a_fall_faster_than_the_half_life_is_doubted(
    knowledge: Knowledge,
    analyte: str,
    values: tuple[float, float],
    day: str,
    expected: bool,  # noqa: FBT001 - a table
) -> None:
    """It is no passing rise on its way down, and a new sample tells more."""
    rows = [
        result(analyte, value, "g/L", collected=when)
        for value, when in zip(values, (FIRST, day), strict=True)
    ]
    found = read(knowledge, *rows)

    assert expected is ("fell_too_fast" in codes(found))
    assert expected is ("samples are right" in texts_of(found["trend"][0]))
    if expected:
        assert "falling-after-peak" not in pattern_ids(found)
        assert "new sample" in found["trend"][0]["repeat"]["when"]


def test_of_two_results_of_a_day_the_worse_one_counts(knowledge: Knowledge) -> None:
    """An IgG of 3 beside one of 9 g/L is not called inside, whichever stands first."""
    rows = [
        result("IgG", value, "g/L", interval=(7, 16), collected=day)
        for value, day in ((9.5, "2026-01-01"), (3.0, "2026-05-01"), (9.0, "2026-05-01"))
    ]
    found = [trend(knowledge, *order) for order in (rows, rows[::-1])]

    for entry in found:
        assert "3 weeks" in entry["repeat"]["when"]
        assert entry["persistent"] is None
    assert found[0]["statements"] == found[1]["statements"]


def test_a_child_behind_its_range_has_no_band_of_no_change(knowledge: Knowledge) -> None:
    """The figure shows the range and the results only."""
    rows = document(
        result("IgG", 300, "mg/dL", collected="2025-04-01"),
        result("IgG", 290, "mg/dL", collected="2026-06-20"),
    )
    page = page_of(rows | {"patient": {"age": "20m", "sex": "male"}}, knowledge)

    assert "no real change" not in render_page(page, format="text")


def test_a_second_result_is_not_awaited_with_a_warning_sign(knowledge: Knowledge) -> None:
    """One IgM of 60 g/L."""
    page = page_of(document(igm(6100, FIRST)), knowledge)

    assert "What a second result would tell" not in [s.heading for s in page.sections]
