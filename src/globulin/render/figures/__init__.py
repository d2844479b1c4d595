"""Draws the figures of a page as inline SVG; the numbers and the texts come with the figure."""

from globulin.model import Figure
from globulin.render.figures.ages import draw_ages
from globulin.render.figures.chances import draw_chances
from globulin.render.figures.course import draw_course
from globulin.render.figures.ladder import draw_ladder
from globulin.render.figures.number_line import draw_number_line
from globulin.render.figures.ranges import draw_ranges
from globulin.render.figures.shares import draw_shares

__all__ = ["draw_figure"]


def draw_figure(figure: Figure) -> str:
    """Return a figure as SVG with title and description."""
    drawings = {
        "ranges": draw_ranges,
        "shares": draw_shares,
        "line": draw_number_line,
        "course": draw_course,
        "ages": draw_ages,
        "chances": draw_chances,
        "ladder": draw_ladder,
    }
    return drawings[figure.kind](figure)
