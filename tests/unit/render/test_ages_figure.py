"""The figure of limits over age: the stem of a value cuts the name of no line."""

from xml.etree import ElementTree as ET

import pytest

from globulin.knowledge import Knowledge
from globulin.render.figures import draw_figure
from tests.reading import page_of

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("age", ["10d", "5", "25", "54", "95"])
def test_names_of_lines_stand_beside_the_stem(age: str, knowledge: Knowledge) -> None:
    """Every name ends before the stem of one's own value, or begins behind it."""
    page = page_of("IgM 290 mg/dL", knowledge, age=age, sex="female")
    blocks = [block for section in page.sections for block in section.blocks]
    (figure,) = (b.figure for b in blocks if b.figure is not None and b.figure.kind == "ages")
    svg = ET.fromstring(draw_figure(figure))  # noqa: S314 - our own drawing
    names = [t for t in svg.iter(f"{SVG}text") if t.get("class") == "halo"]
    (stem,) = (p for p in svg.iter(f"{SVG}path") if p.get("class") == "stem")
    x = int((stem.get("d") or "").removeprefix("M").split()[0])
    # No name is wider than this.
    width = 110

    assert names
    assert all(int(t.get("x") or 0) < x or int(t.get("x") or 0) - width >= x for t in names)
