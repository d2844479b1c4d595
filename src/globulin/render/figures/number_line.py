"""One result on one axis: bars for ranges, a line for the value, words at every part."""

import math
from xml.etree import ElementTree as ET

from globulin.model import Figure, FigureItem
from globulin.render.figures.canvas import tick_step

WIDTH = 360
LEFT, RIGHT = 14, 346
TOP = 44
ROW = 40
BAR = 12
AXIS = 30
HEADROOM = 1.08
NARROW = 110
PLAIN, SPREAD = "bar", "spread"
CLASSES = {"used": PLAIN, "printed": "bar other", "lows": SPREAD, "highs": SPREAD}


def draw_number_line(figure: Figure) -> str:
    """Return the figure: each range has a row of its own, the value crosses them all.

    An end that is missing is open: the bar runs to the edge of the axis.
    """
    value = next(item for item in figure.items if item.fact == "value")
    rows = [item for item in figure.items if item is not value]
    ends = [end for item in figure.items for end in (item.low, item.high, item.value) if end]
    step = tick_step(max(ends, default=1.0) * HEADROOM)
    count = math.ceil(max(ends, default=1.0) * HEADROOM / step)
    top = step * count
    bottom = TOP + ROW * len(rows)
    svg = _start(figure, bottom + AXIS)
    _axis(svg, figure, step=step, count=count, bottom=bottom)
    for number, item in enumerate(rows):
        _row(svg, item, TOP + ROW * number, top)
    _value(svg, value, top, bottom)
    return ET.tostring(svg, encoding="unicode", short_empty_elements=True)


def _x(value: float, top: float) -> float:
    return round(LEFT + min(value / top, 1.0) * (RIGHT - LEFT), 1)


def _start(figure: Figure, height: float) -> ET.Element:
    svg = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {WIDTH} {height}",
            "role": "img",
            "aria-labelledby": f"{figure.id}-title {figure.id}-desc",
            "class": "figure line",
        },
    )
    ET.SubElement(svg, "title", {"id": f"{figure.id}-title"}).text = figure.title
    ET.SubElement(svg, "desc", {"id": f"{figure.id}-desc"}).text = figure.description
    return svg


def _axis(svg: ET.Element, figure: Figure, *, step: float, count: int, bottom: float) -> None:
    places = {"x1": str(LEFT), "x2": str(RIGHT), "y1": str(bottom), "y2": str(bottom)}
    ET.SubElement(svg, "line", {**places, "class": "grid"})
    for tick in range(count + 1):
        x = _x(step * tick, step * count)
        ends = {"x1": str(x), "x2": str(x), "y1": str(bottom), "y2": str(bottom + 4)}
        ET.SubElement(svg, "line", {**ends, "class": "grid"})
        anchor = "start" if tick == 0 else "end" if tick == count else "middle"
        text = f"{step * tick:g}"
        shown = f"{text} {figure.unit}" if tick == count else text
        _text(svg, x, bottom + 18, shown, anchor, "tick")


def _row(svg: ET.Element, item: FigureItem, y: float, top: float) -> None:
    _text(svg, LEFT, y + 12, f"{item.label}: {item.text}", "start")
    left = _x(item.low or 0.0, top)
    right = _x(top if item.high is None else item.high, top)
    ET.SubElement(
        svg,
        "rect",
        {
            "x": str(left),
            "y": str(y + 18),
            # A range that is narrow beside a far value must still be seen.
            "width": str(round(max(right - left, 2.0), 1)),
            "height": str(BAR),
            "class": CLASSES[item.fact],
        },
    )
    for end in (item.low, item.high):
        if end is not None:
            x = str(_x(end, top))
            places = {"x1": x, "x2": x, "y1": str(y + 15), "y2": str(y + 33)}
            ET.SubElement(svg, "line", {**places, "class": "end"})


def _value(svg: ET.Element, item: FigureItem, top: float, bottom: float) -> None:
    x = _x(item.value or 0.0, top)
    ends = {"x1": str(x), "x2": str(x), "y1": "26", "y2": str(bottom)}
    ET.SubElement(svg, "line", {**ends, "class": "value"})
    ET.SubElement(svg, "path", {"d": f"M{x - 6} 22 L{x + 6} 22 L{x} 32 Z", "class": "value"})
    anchor = "start" if x < NARROW else "end" if x > WIDTH - NARROW else "middle"
    place = LEFT if anchor == "start" else RIGHT if anchor == "end" else x
    _text(svg, place, 15, f"{item.label}: {item.text}", anchor, "value-text")


def _text(
    svg: ET.Element, x: float, y: float, text: str, anchor: str, name: str | None = None
) -> None:
    places = {"x": str(x), "y": str(y), "text-anchor": anchor}
    element = ET.SubElement(svg, "text", places | ({"class": name} if name else {}))
    element.text = text
