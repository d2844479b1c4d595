"""One bar a row, from a lower to an upper limit."""

import math
from xml.etree import ElementTree as ET

from globulin.model import Figure
from globulin.render.figures.canvas import Scale, axis, finish, label, row_y, start, tick_step

BAR_HEIGHT = 8


def draw_ranges(figure: Figure) -> str:
    """Return the figure; a bar without a lower limit begins at zero and is open there."""
    highest = max(item.high or item.low or 0.0 for item in figure.items)
    step = tick_step(highest)
    count = math.ceil(highest / step)
    scale = Scale(step * count)
    svg = start(figure)
    for number, item in enumerate(figure.items):
        label(svg, number, item.label)
    axis(svg, scale, [f"{step * tick:g}" for tick in range(count + 1)], step, figure.unit)
    for number, item in enumerate(figure.items):
        left = scale.x(item.low or 0.0)
        right = scale.x(item.high if item.high is not None else scale.top)
        y = row_y(number)
        ET.SubElement(
            svg,
            "rect",
            {
                "x": str(left),
                "y": str(y - BAR_HEIGHT / 2),
                "width": str(round(right - left, 1)),
                "height": str(BAR_HEIGHT),
                "class": "bar",
            },
        )
        for end in (item.low, item.high):
            if end is not None:
                x = str(scale.x(end))
                ET.SubElement(
                    svg,
                    "line",
                    {"x1": x, "x2": x, "y1": str(y - 7), "y2": str(y + 7), "class": "end"},
                )
    return finish(svg)
