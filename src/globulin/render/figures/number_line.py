"""One result on one axis: bars for ranges, a line for the value, words at every part."""

import math
from xml.etree import ElementTree as ET

from globulin.model import Figure, FigureItem
from globulin.render.figures.canvas import drawing, tick_step

WIDTH = 360
LEFT, RIGHT = 14, 346
TOP = 44
ROW = 40
BAR = 12
AXIS = 40
HEADROOM = 1.08
# A text this close to an edge begins or ends there.
NARROW = 110
PLAIN, SPREAD = "bar", "spread"
CLASSES = {"used": PLAIN, "printed": "bar other", "lows": SPREAD, "highs": SPREAD}


def draw_number_line(figure: Figure) -> str:
    """Return the figure: each range has a row of its own, the value crosses them all.

    An end that is missing is open: the bar runs to the edge of the axis. Bars come first, then
    the value, then the words with a halo, so that nothing crosses a word.
    """
    value = next(item for item in figure.items if item.fact == "value")
    rows = [item for item in figure.items if item is not value]
    ends = [end for item in figure.items for end in (item.low, item.high, item.value) if end]
    highest = max(ends, default=1.0) * HEADROOM
    step = tick_step(highest)
    count = math.ceil(highest / step)
    top = step * count
    bottom = TOP + ROW * len(rows)
    svg = drawing(figure, WIDTH, bottom + AXIS, "figure line")
    _axis(svg, figure, step=step, count=count, bottom=bottom)
    for number, item in enumerate(rows):
        _bar(svg, item, TOP + ROW * number, top)
    _value(svg, value, top, bottom)
    for number, item in enumerate(rows):
        _text(svg, LEFT, TOP + ROW * number + 12, f"{item.label}: {item.text}", "start", "halo")
    return ET.tostring(svg, encoding="unicode", short_empty_elements=True)


def _x(value: float, top: float) -> float:
    return round(LEFT + min(value / top, 1.0) * (RIGHT - LEFT), 1)


def _axis(svg: ET.Element, figure: Figure, *, step: float, count: int, bottom: float) -> None:
    _line(svg, (LEFT, bottom), (RIGHT, bottom), "grid")
    for tick in range(count + 1):
        x = _x(step * tick, step * count)
        _line(svg, (x, bottom), (x, bottom + 4), "grid")
        anchor = "start" if tick == 0 else "end" if tick == count else "middle"
        _text(svg, x, bottom + 17, f"{step * tick:g}", anchor, "tick")
    # The unit has a line of its own: beside the last number it would run into the one before.
    _text(svg, RIGHT, bottom + 33, figure.unit, "end", "tick")


def _bar(svg: ET.Element, item: FigureItem, y: float, top: float) -> None:
    left = _x(item.low or 0.0, top)
    right = _x(top if item.high is None else item.high, top)
    places = {
        "x": str(left),
        "y": str(y + 18),
        # A range that is narrow beside a far value must still be seen.
        "width": str(round(max(right - left, 2.0), 1)),
        "height": str(BAR),
    }
    ET.SubElement(svg, "rect", {**places, "class": CLASSES[item.fact]})
    for end in (item.low, item.high):
        if end is not None:
            _line(svg, (_x(end, top), y + 15), (_x(end, top), y + 33), "end")


def _value(svg: ET.Element, item: FigureItem, top: float, bottom: float) -> None:
    x = _x(item.value or 0.0, top)
    _line(svg, (x, 26), (x, bottom), "value")
    ET.SubElement(svg, "path", {"d": f"M{x - 6} 22 L{x + 6} 22 L{x} 32 Z", "class": "value"})
    anchor = "start" if x < NARROW else "end" if x > WIDTH - NARROW else "middle"
    place = LEFT if anchor == "start" else RIGHT if anchor == "end" else x
    _text(svg, place, 15, f"{item.label}: {item.text}", anchor, "value-text")


def _line(svg: ET.Element, start: tuple[float, float], end: tuple[float, float], name: str) -> None:
    places = {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1]}
    ET.SubElement(svg, "line", {key: str(n) for key, n in places.items()} | {"class": name})


def _text(svg: ET.Element, x: float, y: float, text: str, anchor: str, name: str) -> None:
    places = {"x": str(x), "y": str(y), "text-anchor": anchor, "class": name}
    ET.SubElement(svg, "text", places).text = text
