"""From prior to posterior: a bar a step, which begins where the last one ended, and a point."""

import math
from xml.etree import ElementTree as ET

from globulin.model import Figure, FigureItem
from globulin.render.figures.canvas import drawing
from globulin.render.figures.marks import add_bar, add_dot, add_line, add_words, fitting

WIDTH = 360
LEFT, RIGHT = 14, 346
TOP = 8
ROW = 42
BAR = 10
AXIS = 40
MOST_TICKS = 8


class _Axis:
    """Places logarithms on the drawing, between whole numbers."""

    def __init__(self, ends: list[float]) -> None:
        self.low, self.high = math.floor(min(ends)), math.ceil(max(ends))
        self.high = max(self.high, self.low + 1)
        self.step = math.ceil((self.high - self.low) / MOST_TICKS)

    def x(self, at: float) -> float:
        return round(LEFT + (at - self.low) / (self.high - self.low) * (RIGHT - LEFT), 1)

    def ticks(self) -> list[int]:
        """Return whole numbers at even distances, with zero among them where it is inside."""
        first = math.ceil(self.low / self.step) * self.step
        return list(range(first, self.high + 1, self.step))


def draw_ladder(figure: Figure) -> str:
    """Return the figure; a bar against the cause runs left and has a dashed edge."""
    steps = [item for item in figure.items if item.low is not None and item.high is not None]
    ends = [end for item in figure.items for end in (item.low, item.high, item.value)]
    axis = _Axis([0.0, *(end for end in ends if end is not None)])
    bottom = TOP + ROW * len(figure.items)
    svg = drawing(figure, WIDTH, bottom + AXIS, "figure line")
    _draw_axis(svg, figure, axis, bottom)
    for number, item in enumerate(figure.items):
        _row(svg, item, axis, TOP + ROW * number, is_last_step=number == len(steps) - 1)
    return ET.tostring(svg, encoding="unicode", short_empty_elements=True)


def _row(svg: ET.Element, item: FigureItem, axis: _Axis, top: float, *, is_last_step: bool) -> None:
    middle = top + 30.0
    if item.low is not None and item.high is not None:
        start, end = axis.x(item.low), axis.x(item.high)
        corner = (min(start, end), middle - BAR / 2)
        name = "bar" if item.high >= item.low else "bar other"
        add_bar(svg, corner, (abs(end - start), BAR), name)
        # A thin line leads to where the next bar begins.
        below = 0.0 if is_last_step else ROW
        add_line(svg, (end, middle - BAR / 2), (end, middle + BAR / 2 + below), "end")
    if item.value is not None:
        add_dot(svg, (axis.x(item.value), middle))
    words = fitting(item.label, item.text, RIGHT - LEFT)
    add_words(svg, (LEFT, top + 16), words, "start", "halo")


def _draw_axis(svg: ET.Element, figure: Figure, axis: _Axis, bottom: float) -> None:
    add_line(svg, (LEFT, bottom), (RIGHT, bottom), "grid")
    for tick in axis.ticks():
        x = axis.x(tick)
        add_line(svg, (x, TOP), (x, bottom + 4), "grid")
        anchor = "start" if tick == axis.low else "end" if tick == axis.high else "middle"
        add_words(svg, (x, bottom + 17), f"{tick:d}", anchor, "tick")
    add_words(svg, (RIGHT, bottom + 33), figure.unit, "end", "tick")
