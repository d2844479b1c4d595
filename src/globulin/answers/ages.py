"""The figure of limits over age, as data: published limits, our curve, one's own value."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import exp, log
from typing import Any

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
from globulin.units import convert, format_number

SEXES: tuple[Sex, Sex] = ("female", "male")
# As many digits as the curve has.
DIGITS = 3
InUnit = Callable[[float, str], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whom the figure is for: a sex (None: both), an age and a value in the page's first unit."""

    sex: Sex | None = None
    age_days: float | None = None
    value: float | None = None


FOR_ALL = Asked()


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
    words = interface["ages"]
    bands = [band for band in knowledge.intervals(analyte.id) if is_drawn(band, asked.sex)]
    own = words["fact"][analyte.id]
    facts = (own, *_one_a_table(bands)) if is_sourced else (own,)
    description = filler.fill_words(words["description"])
    statement = filler.state(description, kind="note", facts=facts)
    rows = [filler.state("", facts=(own,))]
    in_unit = _in_unit(filler, analyte)
    figure = Figure(
        id=name,
        kind="ages",
        title=filler.fill_words(words["title"]),
        description=f"{description} {_mark_words(words, asked, filler)}".strip(),
        unit=filler.unit_name(filler.units[0]),
        items=tuple(_items(points, words, filler, asked, rows[0].sources, in_unit)),
        ages=Ages(
            lows=tuple(_steps(bands, "low", in_unit)),
            highs=tuple(_steps(bands, "high", in_unit)),
            curve=curve_points(points, asked.sex, in_unit),
            ticks=tuple((float(shown["days"]), shown["tick"]) for shown in words["shown"]),
            names={**words["names"], **_who(words, asked)},
            mark=_mark(words, asked, filler),
        ),
    )
    return Block(kind="figure", statements=(statement,), figure=figure)


def is_drawn(band: ReferenceInterval, sex: str | None) -> bool:
    """Tell whether a band is drawn: counted, not of pregnancy, of this sex or of any."""
    return band.counted and not band.pregnant and (sex is None or band.sex in {None, sex})


def curve_points(
    points: Iterable[CurvePoint], sex: Sex | None, in_unit: InUnit
) -> tuple[AgePoint, ...]:
    """Return the curve of a sex; for both the mean on the log scale, with the wider limits."""
    by_age: dict[int, list[CurvePoint]] = {}
    for point in points:
        if sex in {None, point.sex}:
            by_age.setdefault(point.age_days, []).append(point)
    return tuple(_joined(age, both, in_unit) for age, both in sorted(by_age.items()))


def _joined(age: int, both: list[CurvePoint], in_unit: InUnit) -> AgePoint:
    def end(name: str, pick: Callable[[list[float]], float]) -> float | None:
        found = [in_unit(value, p.unit) for p in both if (value := getattr(p, name)) is not None]
        return pick(found) if found else None

    middle = exp(sum(log(in_unit(point.median, point.unit)) for point in both) / len(both))
    return AgePoint(
        age_days=float(age),
        median=float(f"{middle:.{DIGITS}g}"),
        low=end("low", min) or 0.0,
        high=end("high", max) or 0.0,
        low_from=end("low_from", min),
        low_to=end("low_to", max),
        high_from=end("high_from", min),
        high_to=end("high_to", max),
    )


def _in_unit(filler: Filler, analyte: Analyte) -> InUnit:
    def in_unit(value: float, unit: str) -> float:
        return convert(
            value,
            analyte=analyte.id,
            from_unit=unit,
            to_unit=filler.units[0],
            factors=filler.factors,
        )

    return in_unit


def _one_a_table(bands: list[ReferenceInterval]) -> list[str]:
    """Return the first band of every table: enough to name its sources."""
    return list({band.table: band.id for band in reversed(bands)}.values())


def _steps(
    bands: list[ReferenceInterval], side: str, in_unit: InUnit
) -> Iterator[tuple[float, float, float]]:
    for band in bands:
        limit = getattr(band, side)
        if limit:
            end = OLDEST_DAYS if band.age_high_days is None else band.age_high_days
            yield float(band.age_low_days), float(end), in_unit(limit, band.unit)


OLDEST_DAYS = 36525


def _items(
    points: list[CurvePoint],
    words: dict[str, Any],
    filler: Filler,
    asked: Asked,
    sources: tuple[int, ...],
    in_unit: InUnit,
) -> Iterator[FigureItem]:
    """Yield the curve at a few ages in words: what the drawing shows, for those who read it."""
    at = {(point.sex, point.age_days): point for point in points}
    for shown in words["shown"]:
        found = [at[sex, shown["days"]] for sex in SEXES if asked.sex in {None, sex}]
        is_alike = len({(point.median, point.low, point.high) for point in found}) == 1
        for point in found[:1] if is_alike else found:
            who = "" if is_alike else f", {filler.patterns[point.sex]}"
            one = _joined(point.age_days, [point], in_unit)
            yield FigureItem(
                label=f"{shown['label']}{who}",
                fact=words["fact"][point.analyte],
                sources=sources,
                text=_row_words(words, one, point.tables, filler),
                low=one.low,
                high=one.high,
                value=one.median,
            )


def _row_words(words: dict[str, Any], point: AgePoint, tables: int, filler: Filler) -> str:
    ends = {name: getattr(point, name) for name in NUMBERS}
    pattern = words["row"] if None not in ends.values() else words["row_no_low"]
    numbers = {name: format_number(end) for name, end in ends.items() if end is not None}
    return str(pattern.format(**numbers, tables=tables, unit=filler.unit_name(filler.units[0])))


NUMBERS = ("median", "low", "high", "low_from", "low_to", "high_from", "high_to")


def _mark(words: dict[str, Any], asked: Asked, filler: Filler) -> AgeMark | None:
    if asked.value is None or asked.age_days is None or asked.value <= 0.0:
        return None
    label = words["mark"].format(value=_value_words(asked.value, filler))
    return AgeMark(age_days=asked.age_days, value=asked.value, label=label)


def _value_words(value: float, filler: Filler) -> str:
    pattern = filler.patterns["value_words"]
    return pattern.format(n=format_number(value), unit=filler.unit_name(filler.units[0]))


def _mark_words(words: dict[str, Any], asked: Asked, filler: Filler) -> str:
    mark = _mark(words, asked, filler)
    return "" if mark is None else str(words["mark_description"].format(mark=mark.label))


def _who(words: dict[str, Any], asked: Asked) -> dict[str, str]:
    """Return whose curve is drawn."""
    return {"key_curve": words["names"][f"key_curve_{asked.sex or 'both'}"]}
