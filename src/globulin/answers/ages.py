"""The figure of limits over age: published limits, our curve, one's own value, and its words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from globulin.answers.age_lines import age_lines, drawn_bands, join_points, make_in_unit
from globulin.answers.fill import Filler
from globulin.knowledge import Knowledge
from globulin.model import (
    AgeMark,
    AgePoint,
    Ages,
    Analyte,
    Block,
    CurvePoint,
    Figure,
    FigureItem,
    ReferenceInterval,
    Sex,
)
from globulin.units import format_number

SEXES: tuple[Sex, Sex] = ("female", "male")
NUMBERS = ("median", "low", "high", "low_from", "low_to", "high_from", "high_to")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whom the figure is for: a sex (None: both), an age, a value in the page's first unit."""

    sex: Sex | None = None
    age_days: float | None = None
    value: float | None = None


FOR_ALL = Asked()


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of the figure, for one analyte and person."""

    table: dict[str, Any]
    filler: Filler
    analyte: Analyte
    asked: Asked

    @property
    def fact(self) -> str:
        """Return the fact that says whose curve it is."""
        return str(self.table["fact"][self.analyte.id])

    @property
    def unit(self) -> str:
        """Return the unit as reports print it."""
        return self.filler.unit_name(self.filler.units[0])

    def amount(self, value: float) -> str:
        """Return an amount with its unit."""
        return self.filler.patterns["value_words"].format(n=format_number(value), unit=self.unit)


def ages_block(
    knowledge: Knowledge,
    filler: Filler,
    analyte: Analyte,
    interface: dict[str, Any],
    asked: Asked = FOR_ALL,
    *,
    name: str = "ages",
    is_sourced: bool = True,
) -> Block | None:
    """Return the figure, or None for an analyte without a curve.

    With `is_sourced` the sources of every table that is drawn are listed on the page.
    """
    points = knowledge.curve(analyte.id)
    if not points:
        return None
    words = _Words(interface["ages"], filler, analyte, asked)
    bands = drawn_bands(knowledge, analyte, asked.sex) if is_sourced else []
    description = filler.fill_words(words.table["description"])
    statement = filler.state(description, kind="note", facts=(words.fact, *_one_a_table(bands)))
    lows, highs, curve = age_lines(knowledge, analyte, filler.units[0], asked.sex)
    mark = _mark(words)
    told = "" if mark is None else words.table["mark_description"].format(mark=mark.label)
    figure = Figure(
        id=name,
        kind="ages",
        title=filler.fill_words(words.table["title"]),
        description=f"{description} {told}".strip(),
        unit=words.unit,
        items=(*_mark_item(words), *_items(points, words)),
        ages=Ages(
            lows=lows,
            highs=highs,
            curve=curve,
            ticks=tuple((float(shown["days"]), shown["tick"]) for shown in words.table["shown"]),
            names=_names(words),
            mark=mark,
        ),
    )
    return Block(kind="figure", statements=(statement,), figure=figure)


def _one_a_table(bands: list[ReferenceInterval]) -> list[str]:
    """Return the first band of every table: enough to name its sources."""
    return list({band.table: band.id for band in reversed(bands)}.values())


def _names(words: _Words) -> dict[str, str]:
    """Return the words beside the lines; the key says whose curve is drawn."""
    names: dict[str, str] = words.table["names"]
    return {**names, "key_curve": names[f"key_curve_{words.asked.sex or 'both'}"]}


def _items(points: list[CurvePoint], words: _Words) -> Iterator[FigureItem]:
    """Yield the curve at a few ages in words: what the drawing shows, for those who read it."""
    sources = words.filler.state("", facts=(words.fact,)).sources
    in_unit = make_in_unit(words.analyte, words.filler.units[0], words.filler.factors)
    at = {(point.sex, point.age_days): point for point in points}
    for shown in words.table["shown"]:
        found = [at[sex, shown["days"]] for sex in SEXES if words.asked.sex in {None, sex}]
        is_alike = len({(point.median, point.low, point.high) for point in found}) == 1
        for point in found[:1] if is_alike else found:
            who = "" if is_alike else f", {words.filler.patterns[point.sex]}"
            one = join_points([point], in_unit)
            yield FigureItem(
                label=f"{shown['label']}{who}",
                fact=words.fact,
                sources=sources,
                text=_row_words(words, one, point.tables),
                low=one.low,
                high=one.high,
                value=one.median,
            )


def _row_words(words: _Words, point: AgePoint, tables: int) -> str:
    ends = {name: getattr(point, name) for name in NUMBERS}
    pattern = words.table["row_no_low" if None in ends.values() else "row"]
    numbers = {name: format_number(end) for name, end in ends.items() if end is not None}
    return str(pattern.format(**numbers, tables=tables, unit=words.unit))


def _mark(words: _Words) -> AgeMark | None:
    """Return the mark of a value above zero at a known age."""
    asked = words.asked
    if asked.age_days is None or not asked.value:
        return None
    label = words.table["mark"].format(value=words.amount(asked.value))
    return AgeMark(age_days=asked.age_days, value=asked.value, label=label)


def _mark_item(words: _Words) -> Iterator[FigureItem]:
    """Yield one's own value in words, where it is marked."""
    mark = _mark(words)
    if mark is not None:
        yield FigureItem(
            label=words.table["mark_label"],
            fact=words.fact,
            sources=(),
            text=words.amount(mark.value),
            value=mark.value,
        )
