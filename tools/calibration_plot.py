"""Draws reliability plots as SVG: what was said against what came true."""

from collections.abc import Iterator, Sequence
from html import escape

from tools.calibration_scores import Bin

SIDE, GAP, LEFT, TOP = 200, 64, 56, 40
ACROSS = 4
# Half the width of a 95 % interval of a share, in standard errors.
NINETY_FIVE = 1.959963984540054
XMLNS = 'xmlns="http://www.w3.org/2000/svg"'
NAMED = 'role="img" aria-labelledby="title desc"'
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
MOST_RADIUS, LEAST_RADIUS = 7.0, 2.0
STYLE = (
    "svg{font:12px sans-serif}.ground{fill:#fff}text{fill:#1d2329}.tick{fill:#4d5761}"
    ".frame,.grid{fill:none;stroke:#c3cbd2}.even{stroke:#4d5761;stroke-dasharray:4 3}"
    ".point{fill:#0b5c7d}.doubt{stroke:#0b5c7d;stroke-width:1.5}"
    "@media (prefers-color-scheme:dark){.ground{fill:#14181c}text{fill:#e6eaed}"
    ".tick{fill:#aab4bc}.frame,.grid{stroke:#3d464e}.even{stroke:#aab4bc}"
    ".point{fill:#6cc0e5}.doubt{stroke:#6cc0e5}}"
)


def draw(title: str, told: str, panels: Sequence[tuple[str, Sequence[Bin]]]) -> str:
    """Return an SVG of one panel for each name and its bins.

    Args:
        title: the name of the picture.
        told: what it shows, in words.
        panels: the name above each panel, and its points.
    """
    across = min(ACROSS, len(panels))
    down = -(-len(panels) // across)
    width = LEFT + across * (SIDE + GAP)
    height = down * (TOP + SIDE + GAP)
    lines = [
        f'<svg {XMLNS} viewBox="0 0 {width} {height}" width="{width}" height="{height}" {NAMED}>',
        f"<style>{STYLE}</style>",
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="desc">{escape(told)}</desc>',
        f'<rect class="ground" width="{width}" height="{height}"/>',
    ]
    for place, (name, points) in enumerate(panels):
        row, column = divmod(place, across)
        x, y = LEFT + column * (SIDE + GAP), TOP + row * (TOP + SIDE + GAP)
        lines.append(f'<g transform="translate({x} {y})">')
        lines += [*_frame(name), *_points(points)]
        lines.append("</g>")
    return "\n".join([*lines, "</svg>"]) + "\n"


def _frame(name: str) -> Iterator[str]:
    yield f'<text x="0" y="-12">{escape(name)}</text>'
    yield f'<rect class="frame" width="{SIDE}" height="{SIDE}"/>'
    for tick in TICKS:
        at = SIDE * tick
        yield f'<line class="grid" x1="0" x2="{SIDE}" y1="{at:g}" y2="{at:g}"/>'
        share = f"{100 * tick:g}"
        yield f'<text class="tick" x="{at:g}" y="{SIDE + 15}" text-anchor="middle">{share}</text>'
        height = f"{SIDE - at + 4:g}"
        yield f'<text class="tick" x="-6" y="{height}" text-anchor="end">{share}</text>'
    yield f'<line class="even" x1="0" x2="{SIDE}" y1="{SIDE}" y2="0"/>'
    middle = SIDE // 2
    yield (f'<text class="tick" x="{middle}" y="{SIDE + 30}" text-anchor="middle">said, %</text>')
    yield (
        f'<text class="tick" transform="translate(-36 {middle}) rotate(-90)" '
        'text-anchor="middle">came true, %</text>'
    )


def _points(points: Sequence[Bin]) -> Iterator[str]:
    """Yield a point for each bin, its area by how many it holds, with how firm it is."""
    most = max(one.count for one in points)
    for one in points:
        x, y = SIDE * one.said, SIDE * (1.0 - one.came_true)
        error = NINETY_FIVE * (one.came_true * (1.0 - one.came_true) / one.count) ** 0.5
        low, high = (SIDE * (1.0 - end) for end in _bounded(one.came_true, error))
        yield f'<line class="doubt" x1="{x:.1f}" x2="{x:.1f}" y1="{low:.1f}" y2="{high:.1f}"/>'
        radius = max(LEAST_RADIUS, MOST_RADIUS * (one.count / most) ** 0.5)
        yield f'<circle class="point" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'


def _bounded(share: float, error: float) -> tuple[float, float]:
    return max(0.0, share - error), min(1.0, share + error)
