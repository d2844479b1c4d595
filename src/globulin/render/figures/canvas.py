"""An SVG drawing with a title, a description and an axis, without colour of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from globulin.model import Figure

WIDTH = 680
ROW_HEIGHT = 22
TOP = 10
AXIS_HEIGHT = 34
LABEL_WIDTH = 280
RIGHT_MARGIN = 56
# Widths of letters differ between fonts; this is that of a wide one at 12 pixels.
LETTER_WIDTH = 7.2
TICK_STEPS = (1, 2, 2.5, 5, 10)
FEWEST_TICKS = 3


@dataclass(frozen=True, slots=True)
class Scale:
    """Places values from zero to `top` between the labels and the right margin."""

    top: float

    def x(self, value: float) -> float:
        """Return the place of a value, in pixels."""
        share = value / self.top
        return round(LABEL_WIDTH + share * (WIDTH - LABEL_WIDTH - RIGHT_MARGIN), 1)


def tick_step(top: float) -> float:
    """Return a round distance between ticks for an axis from zero to `top`."""
    unit = 1.0
    while unit * 10 * FEWEST_TICKS <= top:
        unit *= 10
    while unit > top:
        unit /= 10
    fitting = [step * unit for step in TICK_STEPS if step * unit * FEWEST_TICKS <= top]
    return fitting[-1] if fitting else unit


def start(figure: Figure) -> ET.Element:
    """Return an empty drawing with as many rows as the figure has items."""
    return drawing(figure, WIDTH, TOP + ROW_HEIGHT * len(figure.items) + AXIS_HEIGHT)


def drawing(figure: Figure, width: float, height: float, name: str = "figure") -> ET.Element:
    """Return an empty drawing that says what it shows to those who cannot see it."""
    svg = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {width} {height}",
            "role": "img",
            "aria-labelledby": f"{figure.id}-title {figure.id}-desc",
            "class": name,
        },
    )
    ET.SubElement(svg, "title", {"id": f"{figure.id}-title"}).text = figure.title
    ET.SubElement(svg, "desc", {"id": f"{figure.id}-desc"}).text = figure.description
    return svg


def row_y(number: int) -> float:
    """Return the middle of a row."""
    return TOP + ROW_HEIGHT * (number + 0.5)


def label(svg: ET.Element, number: int, text: str) -> None:
    """Write the label of a row at the left; a long one is cut, and whole in the text twin."""
    longest = int(LABEL_WIDTH / LETTER_WIDTH) - 2
    shown = text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
    element = ET.SubElement(
        svg,
        "text",
        {"x": str(LABEL_WIDTH - 10), "y": str(row_y(number) + 4), "text-anchor": "end"},
    )
    element.text = shown


def axis(svg: ET.Element, scale: Scale, ticks: Sequence[str], step: float, unit: str) -> None:
    """Draw the axis with its ticks, and the unit at its end."""
    rows = (len(svg.findall("text")) * ROW_HEIGHT) + TOP
    for number, text in enumerate(ticks):
        x = str(scale.x(number * step))
        ET.SubElement(
            svg, "line", {"x1": x, "x2": x, "y1": str(TOP), "y2": str(rows), "class": "grid"}
        )
        is_last = number == len(ticks) - 1
        element = ET.SubElement(
            svg, "text", {"x": x, "y": str(rows + 18), "text-anchor": "middle", "class": "tick"}
        )
        element.text = f"{text} {unit}" if is_last else text


def finish(svg: ET.Element) -> str:
    """Return the drawing as text."""
    return ET.tostring(svg, encoding="unicode", short_empty_elements=True)
