"""Results over time: a dot a result, the range as a band, and the band of no real change."""

import math
from itertools import pairwise
from xml.etree import ElementTree as ET

from globulin.model import Figure, FigureItem
from globulin.render.figures.canvas import LETTER_WIDTH, drawing, tick_step

WIDTH = 360
# The left end of the axis, further in where its numbers are long.
LEFT, RIGHT = 44, 330
TOP, BOTTOM = 28, 190
DATES = 20
LEGEND = 36
HEADROOM = 1.12
MOST_WORDS = 5
# The space on both sides of a number of the axis.
BEFORE_NUMBER, BEHIND_NUMBER = 6, 6
# A text this close to an edge begins or ends there.
NARROW = 60


class _Plane:
    """Places days and values on the drawing."""

    def __init__(self, days: float, top: float, left: float) -> None:
        self.days, self.top, self.left = max(days, 1.0), top, left

    def x(self, at: float) -> float:
        return round(self.left + at / self.days * (RIGHT - self.left), 1)

    def y(self, value: float) -> float:
        return round(BOTTOM - min(value / self.top, 1.0) * (BOTTOM - TOP), 1)


def draw_course(figure: Figure) -> str:
    """Return the figure: bands first, then the line and its dots, then the words with a halo."""
    points = [item for item in figure.items if item.value is not None and item.at is not None]
    bands = [item for item in figure.items if item.low is not None or item.high is not None]
    ends = [end for item in figure.items for end in (item.low, item.high, item.value) if end]
    step = tick_step(max(ends, default=1.0) * HEADROOM)
    count = math.ceil(max(ends, default=1.0) * HEADROOM / step)
    days = max((item.at or 0.0 for item in points), default=1.0)
    plane = _Plane(days, step * count, _left(step, count))
    height = BOTTOM + DATES + LEGEND * len(bands) + 8
    svg = drawing(figure, WIDTH, height, "figure line")
    _axis(svg, figure, plane, step=step, count=count)
    for number, item in enumerate(bands):
        _band(svg, item, plane, points)
        _legend(svg, item, BOTTOM + DATES + LEGEND * number + 20)
    _line_of(svg, points, plane)
    _words(svg, points, plane)
    return ET.tostring(svg, encoding="unicode", short_empty_elements=True)


def _left(step: float, count: int) -> float:
    """Return where the axis begins: its longest number has space on both sides."""
    letters = max(len(f"{step * tick:g}") for tick in range(count + 1))
    return max(LEFT, math.ceil(BEFORE_NUMBER + letters * LETTER_WIDTH + BEHIND_NUMBER))


def _axis(svg: ET.Element, figure: Figure, plane: _Plane, *, step: float, count: int) -> None:
    for tick in range(count + 1):
        y = plane.y(step * tick)
        _line(svg, (plane.left, y), (RIGHT, y), "grid")
        _text(svg, plane.left - BEHIND_NUMBER, y + 4, f"{step * tick:g}", "end", "tick")
    _text(svg, 4, 14, figure.unit, "start", "tick")


def _band(svg: ET.Element, item: FigureItem, plane: _Plane, points: list[FigureItem]) -> None:
    """Draw a band; the one of no change begins at the result that it is drawn around."""
    is_unchanged = item.fact == "unchanged"
    begins = points[-2].at if is_unchanged and len(points) > 1 else 0.0
    left = plane.x(begins or 0.0)
    top, bottom = plane.y(plane.top if item.high is None else item.high), plane.y(item.low or 0.0)
    _rect(svg, (left, top), (RIGHT - left, bottom - top), is_unchanged=is_unchanged)


def _legend(svg: ET.Element, item: FigureItem, y: float) -> None:
    _rect(svg, (6, y - 10), (18, 10), is_unchanged=item.fact == "unchanged")
    _text(svg, 30, y, f"{item.label}:", "start", "")
    _text(svg, 30, y + 16, item.text, "start", "value-text")


def _rect(
    svg: ET.Element, corner: tuple[float, float], size: tuple[float, float], *, is_unchanged: bool
) -> None:
    places = {"x": corner[0], "y": corner[1], "width": size[0], "height": size[1]}
    texts = {key: f"{round(max(number, 0.0), 1):g}" for key, number in places.items()}
    ET.SubElement(svg, "rect", texts | {"class": "bar other" if is_unchanged else "band"})


def _line_of(svg: ET.Element, points: list[FigureItem], plane: _Plane) -> None:
    places = [(plane.x(item.at or 0.0), plane.y(item.value or 0.0)) for item in points]
    for start, end in pairwise(places):
        _line(svg, start, end, "end")
    for x, y in places:
        ET.SubElement(svg, "circle", {"cx": str(x), "cy": str(y), "r": "5", "class": "dot"})


def _words(svg: ET.Element, points: list[FigureItem], plane: _Plane) -> None:
    """Write the numbers of the results: of all, or of the first and the last; and their dates."""
    shown = points if len(points) <= MOST_WORDS else [points[0], points[-1]]
    for item in shown:
        x, y = plane.x(item.at or 0.0), plane.y(item.value or 0.0)
        _text(svg, x, y - 9, f"{item.value:g}", _anchor(x, plane), "value-text halo")
    for item in dict.fromkeys((points[0], points[-1])):
        x = plane.x(item.at or 0.0)
        _text(svg, x, BOTTOM + 16, item.label, _anchor(x, plane), "tick")


def _anchor(x: float, plane: _Plane) -> str:
    return "start" if x < plane.left + NARROW else "end" if x > RIGHT - NARROW else "middle"


def _line(svg: ET.Element, start: tuple[float, float], end: tuple[float, float], name: str) -> None:
    places = {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1]}
    ET.SubElement(svg, "line", {key: str(n) for key, n in places.items()} | {"class": name})


def _text(svg: ET.Element, x: float, y: float, text: str, anchor: str, name: str) -> None:
    places = {"x": str(x), "y": str(y), "text-anchor": anchor}
    ET.SubElement(svg, "text", places | ({"class": name} if name else {})).text = text
