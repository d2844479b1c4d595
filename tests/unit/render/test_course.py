"""The figure of a course: every part has words, and nothing is told by color alone."""

from xml.etree import ElementTree as ET

import pytest

from globulin.model import Figure, FigureItem
from globulin.render.figures import draw_figure
from globulin.render.figures.canvas import LETTER_WIDTH

SVG = "{http://www.w3.org/2000/svg}"


def point(at: float, value: float | None) -> FigureItem:
    """Return a result on a day."""
    return FigureItem(
        label=f"day {at:g}", fact="point", sources=(), text=f"{value} mg/dL", value=value, at=at
    )


def bar(fact: str, low: float | None, high: float | None) -> FigureItem:
    """Return a band."""
    return FigureItem(label=fact, fact=fact, sources=(), text="a band", low=low, high=high)


def drawn(*items: FigureItem) -> ET.Element:
    """Return the drawing of a course."""
    figure = Figure(
        id="course-igm", kind="course", title="IgM", description="Two.", unit="mg/dL", items=items
    )
    return ET.fromstring(draw_figure(figure))  # noqa: S314 - our own drawing


def texts(svg: ET.Element) -> list[str]:
    """Return the words of a drawing."""
    return [element.text or "" for element in svg.iter(f"{SVG}text")]


def test_every_part_has_words() -> None:
    """Title, description, numbers, first and last date, both bands by name and shape."""
    svg = drawn(point(0, 260), point(56, 225), bar("used", 40, 230), bar("unchanged", 206, 329))
    classes = [rect.get("class") for rect in svg.iter(f"{SVG}rect")]

    assert "course-igm-title course-igm-desc" == svg.get("aria-labelledby")
    assert {"260", "225", "day 0", "day 56", "used:", "unchanged:"} <= set(texts(svg))
    assert ["band", "band", "bar other", "bar other"] == sorted(str(name) for name in classes)


@pytest.mark.parametrize(("low", "high"), [(None, 230), (40, None)])
def test_an_open_end_runs_to_the_edge(low: float | None, high: float | None) -> None:
    """No band lies outside the drawing."""
    svg = drawn(point(0, 100), point(9, 120), bar("used", low, high))
    height = float((svg.get("viewBox") or "").split()[3])
    for rect in svg.iter(f"{SVG}rect"):
        assert 0.0 <= float(rect.get("y") or -1.0)
        assert float(rect.get("y") or 0.0) + float(rect.get("height") or 0.0) <= height


def test_many_results_show_the_first_and_the_last_number() -> None:
    """Numbers would run into each other; the text twin has all of them."""
    values = [100, 110, 120, 130, 140, 150, 160]
    svg = drawn(*(point(9 * n, value) for n, value in enumerate(values)))

    assert {"100", "160"} <= set(texts(svg))
    assert "130" not in texts(svg)
    assert len(values) == len(list(svg.iter(f"{SVG}circle")))


def test_a_result_without_a_number_has_no_dot() -> None:
    """It stands in the text twin alone."""
    svg = drawn(point(0, 100), point(5, None), point(9, 120))

    assert 2 == len(list(svg.iter(f"{SVG}circle")))


@pytest.mark.parametrize("value", [220, 9400, 94000])
def test_a_long_number_of_the_axis_has_space_on_both_sides(value: float) -> None:
    """It begins inside the drawing and ends before the axis, however many letters it has."""
    svg = drawn(point(0, value), point(56, value / 2), bar("used", 40, 230))
    ticks = [t for t in svg.iter(f"{SVG}text") if t.get("text-anchor") == "end"]
    numbers = [t for t in ticks if t.get("class") == "tick" and (t.text or "").isdigit()]
    lines = [line for line in svg.iter(f"{SVG}line") if line.get("class") == "grid"]
    longest = max(numbers, key=lambda text: len(text.text or ""))
    end = float(longest.get("x") or 0.0)

    assert LETTER_WIDTH * len(longest.text or "") + 4 <= end
    assert all(end < float(line.get("x1") or 0.0) for line in lines)
