"""Lines, bars and words of a drawing on one axis."""

from xml.etree import ElementTree as ET

from globulin.render.figures.canvas import LETTER_WIDTH

Place = tuple[float, float]


def fitting(label: str, text: str, width: float) -> str:
    """Return label and text on one line; a long label is cut, and whole in the text twin."""
    longest = int(width / LETTER_WIDTH) + 4 - len(text)
    shown = label if len(label) <= longest else label[: max(longest - 1, 1)].rstrip() + "…"
    return f"{shown}: {text}" if text else shown


def add_line(svg: ET.Element, start: Place, end: Place, name: str) -> None:
    """Draw a line from one place to another."""
    places = {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1]}
    ET.SubElement(svg, "line", {key: f"{n:g}" for key, n in places.items()} | {"class": name})


def add_bar(svg: ET.Element, corner: Place, size: Place, name: str) -> None:
    """Draw a bar; one that is very narrow must still be seen."""
    places = {"x": corner[0], "y": corner[1], "width": max(size[0], 2.0), "height": size[1]}
    ET.SubElement(
        svg, "rect", {key: f"{round(n, 1):g}" for key, n in places.items()} | {"class": name}
    )


def add_dot(svg: ET.Element, center: Place) -> None:
    """Draw a dot."""
    ET.SubElement(
        svg, "circle", {"cx": f"{center[0]:g}", "cy": f"{center[1]:g}", "r": "5", "class": "dot"}
    )


def add_words(svg: ET.Element, place: Place, text: str, anchor: str, name: str) -> None:
    """Write words at a place."""
    places = {"x": f"{place[0]:g}", "y": f"{place[1]:g}", "text-anchor": anchor, "class": name}
    ET.SubElement(svg, "text", places).text = text
