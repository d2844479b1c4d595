"""The figure of limits over age: what is drawn, what is told in words, and one's own value."""

import re
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from globulin.answers import answer_question
from globulin.answers.age_lines import age_lines
from globulin.intervals.curve import curve_limits, make_curve
from globulin.intervals.tables import SEX_CODES
from globulin.knowledge import Knowledge
from globulin.model import AgeMark, AgePoint, Ages, Block, Figure, FigureItem, Page, Question
from globulin.render import render_page
from globulin.render.figures import draw_figure
from tests.reading import interpret_one, page_of

CLASSES = ("IgM", "IgG", "IgA")
YEAR = 365.25


def ages_of(page: Page) -> list[tuple[Block, Figure, Ages]]:
    """Return the figures over age of a page."""
    return [
        (block, block.figure, block.figure.ages)
        for section in page.sections
        for block in section.blocks
        if block.figure is not None and block.figure.ages is not None
    ]


@pytest.mark.parametrize("analyte", CLASSES)
def test_the_page_of_a_normal_range_shows_limits_over_age(
    knowledge: Knowledge, analyte: str
) -> None:
    """Every counted limit above zero is drawn, and no other; the tables' sources are listed."""
    page = answer_question(Question(text=f"normal range of {analyte}"), knowledge)
    ((block, figure, ages),) = ages_of(page)
    bands = [b for b in knowledge.intervals(analyte) if b.counted and not b.pregnant]
    listed = {source.id for source in page.sources}

    assert sum(1 for band in bands if band.high) == len(ages.highs)
    assert sum(1 for band in bands if band.low) == len(ages.lows)
    assert {band.table for band in bands} <= {
        getattr(knowledge.fact(fact), "table", "") for fact in block.statements[0].facts
    }
    assert "globulin-curves" in listed
    assert {band.sources[0] for band in bands} <= listed
    assert figure.items
    assert block.statements[0].our_reading


@pytest.mark.parametrize("sex", ["female", "male", None])
@pytest.mark.parametrize("analyte", CLASSES)
def test_the_drawn_curve_is_that_of_the_kernel(
    knowledge: Knowledge, analyte: str, sex: str | None
) -> None:
    """What a reader sees and what a percentile rests on are one and the same."""
    entry = knowledge.analyte(analyte)
    assert entry is not None
    known = "female" if sex == "female" else "male" if sex == "male" else None
    drawn = age_lines(knowledge, entry, "g/L", known)[2]
    curve = make_curve(
        knowledge.curve(analyte), analyte=analyte, unit="g/L", factors=knowledge.factors()
    )
    assert curve is not None
    at = np.array([point.age_days for point in drawn])
    limits = curve_limits(at, np.full(len(at), SEX_CODES[known], dtype=np.int8), curve)

    assert pytest.approx([point.median for point in drawn], rel=0.006) == list(limits.median)
    assert pytest.approx([point.low for point in drawn]) == list(limits.low)
    assert pytest.approx([point.high for point in drawn]) == list(limits.high)


def test_a_result_stands_in_the_figure_of_its_page(knowledge: Knowledge) -> None:
    """The value is marked at its age, in the report's unit, and told in words."""
    page = page_of("IgM 5.12 g/L", knowledge, age="9m", sex="male")
    ((block, figure, ages),) = ages_of(page)
    assert ages.mark is not None

    assert (5.12, "g/L") == (ages.mark.value, figure.unit)
    assert 9 / 12 * YEAR == pytest.approx(ages.mark.age_days, abs=1)
    assert "5.12 g/L" == figure.items[0].text
    assert "5.12 g/L" in figure.description
    # Whoever sees the line must not take it for the laboratory's range.
    assert "the range on the report comes first" in block.statements[0].text


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("IgM 5.12 g/L", {}),
        ("IgM <0.2 g/L", {"age": "9m"}),
        ("IgM 5.12 g/L", {"age": "30", "sex": "female", "pregnant": True}),
    ],
)
def test_no_mark_where_its_place_is_not_known(
    knowledge: Knowledge, text: str, beside: dict[str, str]
) -> None:
    """Without an age, beyond a limit of the method, or in pregnancy nothing is marked."""
    assert [] == ages_of(page_of(text, knowledge, **beside))


def test_a_percentile_by_the_curve_is_marked_as_ours(knowledge: Knowledge) -> None:
    """A range with one end gives no percentile: our curve does, and says so."""
    text = "IgM 12 mg/dL (<24)"
    (newborn,) = interpret_one(text, knowledge, age="20d", sex="female")["results"]
    (adult,) = interpret_one("IgM 120 mg/dL", knowledge, age="40", sex="female")["results"]
    words = knowledge.table("interface")["ages"]["assumed"]

    assert newborn["interval"]["low"] is None
    assert newborn["zlog"] is None
    assert 2.5 < newborn["percentile"] < 50
    assert words in newborn["assumed"]
    assert adult["percentile"] is not None
    assert words not in adult["assumed"]


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("IgM <20 mg/dL", {"age": "20d", "sex": "female"}),
        ("IgM 12 mg/dL", {}),
        ("IgM 200 mg/dL (<230)", {"age": "30", "sex": "female", "pregnant": True}),
    ],
)
def test_no_percentile_is_made_up(knowledge: Knowledge, text: str, beside: dict[str, str]) -> None:
    """Beyond a limit of the method, without an age, and in pregnancy there is none."""
    (found,) = interpret_one(text, knowledge, **beside)["results"]

    assert found["percentile"] is None


def test_a_range_with_one_end_gets_a_percentile_but_no_other_flag(knowledge: Knowledge) -> None:
    """The curve never changes a flag: 'up to 230' still calls 240 high, and 220 not."""
    for value, flag in ((240, "H"), (220, "N")):
        text = f"IgM {value} mg/dL (<230)"
        (found,) = interpret_one(text, knowledge, age="40", sex="female")["results"]

        assert flag == found["flag"]
        assert 75 < found["percentile"] < 97.5


def made(mark: AgeMark | None = None) -> Figure:
    """Return a made-up figure with a curve of two ages."""
    points = (
        AgePoint(age_days=0.0, median=10.0, low=5.0, high=20.0, high_from=15.0, high_to=30.0),
        AgePoint(age_days=36525.0, median=100.0, low=50.0, high=200.0, high_from=150.0,
                 high_to=300.0),
    )  # fmt: skip
    names = ("median", "low", "high", "key_curve", "key_band", "key_high", "key_low")
    return Figure(
        id="made",
        kind="ages",
        title="Title & <b>",
        description="What it shows",
        unit="mg/dL",
        items=(FigureItem(label="at birth", fact="f", sources=(), text="10"),),
        ages=Ages(
            lows=((0.0, 365.0, 6.0),),
            highs=((0.0, 365.0, 18.0), (365.0, 36525.0, 190.0), (0.0, 365.0, 18.0)),
            curve=points,
            ticks=((0.0, "birth"), (36525.0, "100 y")),
            names={name: f"name of {name}" for name in names},
            mark=mark,
        ),
    )


def places(svg: str) -> list[tuple[float, float]]:
    """Return every point at which a path of a drawing begins."""
    found = re.findall(r'd="M(-?[\d.]+) (-?[\d.]+)', svg)
    return [(float(x), float(y)) for x, y in found]


@pytest.mark.parametrize("value", [None, 0.02, 50.0, 90000.0])
def test_the_drawing_holds_everything(value: float | None) -> None:
    """Nothing lies outside the drawing, however far out a value is; names stand beside lines."""
    mark = None if value is None else AgeMark(age_days=200.0, value=value, label="your value")
    svg = draw_figure(made(mark))
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing
    _, _, width, height = (float(number) for number in root.attrib["viewBox"].split())

    assert all(0 <= x <= width and 0 <= y <= height for x, y in places(svg))
    assert width <= 360
    assert "Title &amp; &lt;b&gt;" in svg
    for name in ("median", "low", "high", "key_curve", "key_band", "key_high", "key_low"):
        assert f"name of {name}" in svg
    assert (value is not None) == ("your value" in svg)


def test_the_same_step_is_drawn_once() -> None:
    """Two tables with one limit make one line, and the next band goes on from the last."""
    svg = draw_figure(made())
    (steps,) = re.findall(r'd="([^"]*)" class="steps" />', svg.split('class="curve"')[0])

    assert 1 == steps.count("M")
    assert 2 == steps.count("H")


def test_a_figure_without_its_lines_is_refused() -> None:
    """A figure over age that holds nothing cannot be drawn."""
    figure = Figure(id="x", kind="ages", title="t", description="d", unit="mg/dL", items=())

    with pytest.raises(ValueError, match="expected lines over age"):
        draw_figure(figure)


def test_the_figure_is_light(knowledge: Knowledge) -> None:
    """Packed as it is sent, it is well below 8 kB on the page with the most tables."""
    import gzip

    page = answer_question(Question(text="normal range of igm"), knowledge)
    ((_, figure, _),) = ages_of(page)

    assert len(gzip.compress(draw_figure(figure).encode())) < 4000


@pytest.mark.parametrize("output_format", ["text", "markdown", "html"])
def test_every_medium_tells_the_figure_in_words(knowledge: Knowledge, output_format: Any) -> None:
    """The curve at a few ages stands in every medium, for those who do not see the drawing."""
    page = answer_question(Question(text="normal range of igm"), knowledge)
    told = " ".join(render_page(page, format=output_format).split())
    ((_, figure, _),) = ages_of(page)

    assert all(item.label in told for item in figure.items)
