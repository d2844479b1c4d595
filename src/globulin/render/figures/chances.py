"""How likely causes are: a dot and a bar with two ends a row, on an axis from none to all."""

from xml.etree import ElementTree as ET

from globulin.model import Figure
from globulin.render.figures.canvas import drawing
from globulin.render.figures.marks import add_bar, add_dot, add_line, add_words, fitting

WIDTH = 360
LEFT, RIGHT = 14, 346
TOP = 8
ROW = 58
BAR = 8
AXIS = 40
ALL = 100.0
STEP = 25.0


def draw_chances(figure: Figure) -> str:
    """Return the figure; the words of a row stand above its bar."""
    bottom = TOP + ROW * len(figure.items)
    svg = drawing(figure, WIDTH, bottom + AXIS, "figure line")
    _axis(svg, figure, bottom)
    for number, item in enumerate(figure.items):
        top = TOP + ROW * number
        middle = top + 44.0
        low, high = _x(item.low or 0.0), _x(item.high or 0.0)
        add_bar(svg, (low, middle - BAR / 2), (high - low, BAR), "bar")
        for end in (low, high):
            add_line(svg, (end, middle - 7), (end, middle + 7), "end")
        add_dot(svg, (_x(item.value or 0.0), middle))
        add_words(svg, (LEFT, top + 15), fitting(item.label, "", RIGHT - LEFT), "start", "halo")
        add_words(svg, (LEFT, top + 31), item.text, "start", "halo value-text")
    return ET.tostring(svg, encoding="unicode", short_empty_elements=True)


def _axis(svg: ET.Element, figure: Figure, bottom: float) -> None:
    add_line(svg, (LEFT, bottom), (RIGHT, bottom), "grid")
    ticks = int(ALL / STEP)
    for tick in range(ticks + 1):
        x = _x(STEP * tick)
        add_line(svg, (x, TOP), (x, bottom + 4), "grid")
        anchor = "start" if tick == 0 else "end" if tick == ticks else "middle"
        add_words(svg, (x, bottom + 17), f"{STEP * tick:g}", anchor, "tick")
    add_words(svg, (RIGHT, bottom + 33), figure.unit, "end", "tick")


def _x(percent: float) -> float:
    return round(LEFT + min(max(percent / ALL, 0.0), 1.0) * (RIGHT - LEFT), 1)
