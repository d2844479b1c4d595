"""One dot a row, on an axis from none to all."""

from xml.etree import ElementTree as ET

from globulin.model import Figure
from globulin.render.figures.canvas import Scale, axis, finish, label, row_y, start

ALL = 100.0
STEP = 25.0


def draw_shares(figure: Figure) -> str:
    """Return the figure; a thin line leads from the axis to each dot."""
    scale = Scale(ALL)
    svg = start(figure)
    for number, item in enumerate(figure.items):
        label(svg, number, item.label)
    ticks = [f"{STEP * tick:g}" for tick in range(int(ALL / STEP) + 1)]
    axis(svg, scale, ticks, STEP, figure.unit)
    for number, item in enumerate(figure.items):
        x, y = str(scale.x(item.value or 0.0)), str(row_y(number))
        ET.SubElement(
            svg, "line", {"x1": str(scale.x(0)), "x2": x, "y1": y, "y2": y, "class": "stem"}
        )
        ET.SubElement(svg, "circle", {"cx": x, "cy": y, "r": "5", "class": "dot"})
    return finish(svg)
