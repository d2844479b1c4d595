"""Drawings of ranked causes: intervals on one axis, and the ladder from prior to posterior."""

from typing import Literal
from xml.etree import ElementTree as ET

from globulin.model import Figure, FigureItem
from globulin.render.figures import draw_figure

SVG = "{http://www.w3.org/2000/svg}"


def item(label: str, **places: float | None) -> FigureItem:
    """Return one row."""
    return FigureItem(label=label, fact="x", sources=(), text=f"text of {label}", **places)


def drawn(kind: Literal["chances", "ladder"], *items: FigureItem) -> ET.Element:
    """Return a drawing as an element."""
    figure = Figure(
        id="f", kind=kind, title="A title", description="It says", unit="%", items=items
    )
    return ET.fromstring(draw_figure(figure))  # noqa: S314 - a drawing of our own


def test_a_row_has_a_bar_two_ends_and_a_dot() -> None:
    """The dot lies inside its bar, and the words of the row stand above it."""
    svg = drawn("chances", item("a cause", low=10.0, high=60.0, value=30.0))
    (bar,) = svg.findall(f"{SVG}rect")
    (dot,) = svg.findall(f"{SVG}circle")
    left, width = float(bar.attrib["x"]), float(bar.attrib["width"])

    assert left < float(dot.attrib["cx"]) < left + width
    assert 2 == len([line for line in svg.findall(f"{SVG}line") if line.attrib["class"] == "end"])
    assert {"a cause", "text of a cause"} <= {text.text for text in svg.findall(f"{SVG}text")}
    assert ("A title", "It says") == (svg.findtext(f"{SVG}title"), svg.findtext(f"{SVG}desc"))


def test_a_bar_of_the_ladder_begins_where_the_last_one_ended() -> None:
    """For to the right, against to the left with another edge, and a point at the end."""
    svg = drawn(
        "ladder",
        item("prior", low=0.0, high=-3.0),
        item("values", low=-3.0, high=-1.0),
        item("end", value=-1.0),
    )
    first, second = svg.findall(f"{SVG}rect")
    (dot,) = svg.findall(f"{SVG}circle")

    assert float(first.attrib["x"]) == float(second.attrib["x"])
    assert ("bar other", "bar") == (first.attrib["class"], second.attrib["class"])
    end = float(second.attrib["x"]) + float(second.attrib["width"])
    assert abs(end - float(dot.attrib["cx"])) < 0.2
