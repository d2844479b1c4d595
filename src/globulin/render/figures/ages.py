"""Limits over age: published steps thin, our curve thick, bands of the sources shaded.

Both axes are logarithmic; of the ages so that the first year can be read.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from globulin.model import AgePoint, Ages, Figure
from globulin.render.figures.canvas import drawing

WIDTH = 360
LEFT, RIGHT = 44, 354
TOP, BOTTOM = 48, 278
KEY_ROW, KEY_TOP = 18, 322
# The row of the value's words, above all that is drawn.
MARK_ROW = 12
SAMPLE = 30
# Days added before the logarithm: a newborn's month is as wide as an adult's decades.
SHIFT = 30.0
OLDEST = 36525.0
ROUND_STEPS = (1.0, 2.0, 5.0)
MOST_TICKS = 12
# Two amounts nearer than this are one, and further apart than NEXT are two.
ROUNDING, NEXT = 1e-6, 1.01
TEXT_ROW = 16
# A text this close to the right edge ends there.
NARROW = 110
# The names of lines end this far before a value.
BESIDE = 10
KEYS = (
    ("key_curve", "curve"),
    ("key_band", "area"),
    ("key_high", "steps"),
    ("key_low", "steps low"),
)


@dataclass(frozen=True, slots=True)
class Grid:
    """Places ages and amounts in the drawing, in whole pixels."""

    lowest: float
    highest: float

    def x(self, age_days: float) -> int:
        """Return the place of an age."""
        share = math.log1p(min(age_days, OLDEST) / SHIFT) / math.log1p(OLDEST / SHIFT)
        return round(LEFT + share * (RIGHT - LEFT))

    def y(self, amount: float) -> int:
        """Return the place of an amount."""
        share = math.log(amount / self.lowest) / math.log(self.highest / self.lowest)
        return round(BOTTOM - share * (BOTTOM - TOP))


def draw_ages(figure: Figure) -> str:
    """Return the figure; what is drawn last is one's own value, with its words on top."""
    ages = figure.ages
    if ages is None:
        message = f"figure {figure.id}: expected lines over age"
        raise ValueError(message)
    grid = _grid(ages)
    svg = drawing(figure, WIDTH, KEY_TOP + KEY_ROW * len(KEYS), "figure line")
    _axes(svg, ages, grid, figure.unit)
    for start, end in (("low_from", "low_to"), ("high_from", "high_to")):
        _path(svg, _area(ages.curve, start, end, grid), "area")
    _path(svg, "".join(_steps(ages.lows, grid)), "steps low")
    _path(svg, "".join(_steps(ages.highs, grid)), "steps")
    for name in ("median", "low", "high"):
        shown = "curve" if name == "median" else "curve limit"
        _path(svg, _line(((p.age_days, getattr(p, name)) for p in ages.curve), grid), shown)
    _names(svg, ages, grid)
    _mark(svg, ages, grid)
    _key(svg, ages)
    return ET.tostring(svg, encoding="unicode", short_empty_elements=True)


def _grid(ages: Ages) -> Grid:
    """Return the grid that holds every line and the value, ending at round amounts."""
    amounts = [limit for _, _, limit in (*ages.lows, *ages.highs)]
    amounts += [end for point in ages.curve for end in (point.low, point.high)]
    amounts += [] if ages.mark is None else [ages.mark.value]
    return Grid(_round_below(min(amounts)), _round_above(max(amounts)))


def _round_below(amount: float) -> float:
    ten = 10.0 ** math.floor(math.log10(amount))
    return max(step * ten for step in ROUND_STEPS if step * ten <= amount * (1 + ROUNDING))


def _round_above(amount: float) -> float:
    ten = 10.0 ** math.floor(math.log10(amount))
    steps = (*ROUND_STEPS, 10.0)
    return min(step * ten for step in steps if step * ten >= amount * (1 - ROUNDING))


def _ticks(grid: Grid) -> list[float]:
    """Return round amounts from the bottom to the top; powers of ten where they are many."""
    amounts = [grid.lowest]
    while amounts[-1] < grid.highest * (1 - ROUNDING):
        amounts.append(_round_above(amounts[-1] * NEXT))
    if len(amounts) <= MOST_TICKS:
        return amounts
    return [amount for amount in amounts if round(math.log10(amount), 6) % 1 == 0]


def _axes(svg: ET.Element, ages: Ages, grid: Grid, unit: str) -> None:
    for amount in _ticks(grid):
        y = grid.y(amount)
        _path(svg, f"M{LEFT} {y}H{RIGHT}", "grid")
        _text(svg, (LEFT - 4, y + 4), f"{amount:g}", "end", "tick")
    for age_days, label in ages.ticks:
        x = grid.x(age_days)
        _path(svg, f"M{x} {TOP}V{BOTTOM + 4}", "grid")
        # The last one ends at the edge.
        is_last = age_days == ages.ticks[-1][0]
        _text(
            svg,
            (RIGHT if is_last else x, BOTTOM + 22),
            label,
            "end" if is_last else "middle",
            "tick",
        )
    _text(svg, (2, TOP - 18), unit, "start", "tick")


def _steps(limits: Iterable[tuple[float, float, float]], grid: Grid) -> Iterator[str]:
    """Yield each level once; what lies in the same pixels is drawn once."""
    seen: set[tuple[int, int, int]] = set()
    x_before = y_before = -1
    for start, end, limit in limits:
        place = grid.x(start), grid.x(end), grid.y(limit)
        x, x_end, y = place
        if place in seen:
            x_before = -1
            continue
        seen.add(place)
        yield f"V{y}H{x_end}" if x == x_before and y_before >= 0 else f"M{x} {y}H{x_end}"
        x_before, y_before = x_end, y


def _line(points: Iterable[tuple[float, float]], grid: Grid) -> str:
    """Return a line through points as a path, each pixel once."""
    places = dict.fromkeys((grid.x(age), grid.y(amount)) for age, amount in points)
    return "M" + "L".join(f"{x} {y}" for x, y in places)


def _area(curve: Sequence[AgePoint], start: str, end: str, grid: Grid) -> str:
    """Return the band between two ends as a closed path."""
    known = [p for p in curve if getattr(p, start) is not None and getattr(p, end) is not None]
    ends = [(p.age_days, getattr(p, end)) for p in known]
    back = [(p.age_days, getattr(p, start)) for p in reversed(known)]
    return f"{_line((*ends, *back), grid)}Z" if known else ""


def _names(svg: ET.Element, ages: Ages, grid: Grid) -> None:
    """Write the name of each line of the curve at its right end, one below the other.

    Beside a value near that end they stand left of it, so that its stem cuts none of them.
    """
    last, mark = ages.curve[-1], ages.mark
    at = None if mark is None else grid.x(mark.age_days)
    x = RIGHT - 2 if at is None or at <= RIGHT - NARROW else min(at - BESIDE, RIGHT - 2)
    y = -TEXT_ROW
    for name in ("high", "median", "low"):
        y = max(grid.y(getattr(last, name)) - 5, y + TEXT_ROW)
        _text(svg, (x, y), ages.names[name], "end", "halo")


def _mark(svg: ET.Element, ages: Ages, grid: Grid) -> None:
    mark = ages.mark
    if mark is None:
        return
    x, y = grid.x(mark.age_days), grid.y(mark.value)
    _path(svg, f"M{x - 6} {y}L{x} {y - 6}L{x + 6} {y}L{x} {y + 6}Z", "value mark")
    anchor = "start" if x < LEFT + NARROW else "end" if x > RIGHT - NARROW else "middle"
    place = {"start": LEFT, "end": RIGHT, "middle": x}[anchor]
    _path(svg, f"M{x} {MARK_ROW + 5}V{y - 6}", "stem")
    _text(svg, (place, MARK_ROW), mark.label, anchor, "value-text")


def _key(svg: ET.Element, ages: Ages) -> None:
    """Write under the drawing what each kind of line is."""
    for number, (name, shown) in enumerate(KEYS):
        y = KEY_TOP + KEY_ROW * number
        area = f"M4 {y - 5}H{SAMPLE}V{y + 3}H4Z" if shown == "area" else f"M4 {y}H{SAMPLE}"
        _path(svg, area, shown)
        _text(svg, (SAMPLE + 8, y + 4), ages.names[name], "start", "")


def _path(svg: ET.Element, d: str, name: str) -> None:
    if d:
        ET.SubElement(svg, "path", {"d": d, "class": name})


def _text(svg: ET.Element, place: tuple[int, int], text: str, anchor: str, name: str) -> None:
    at = {"x": str(place[0]), "y": str(place[1])}
    at |= {"text-anchor": anchor} if anchor != "start" else {}
    at |= {"class": name} if name else {}
    ET.SubElement(svg, "text", at).text = text
