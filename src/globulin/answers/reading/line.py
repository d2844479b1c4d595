"""The number line of one result: the range used, the value, and how published limits spread."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from globulin.answers.reading.columns import OneJudged
from globulin.answers.reading.judged import side_word
from globulin.answers.reading.telling import Telling
from globulin.intervals.judge import REPORTED
from globulin.model import Analyte, Block, Figure, FigureItem, JudgedResult, Limits, Result
from globulin.reasoning.people import HIGH
from globulin.units import convert, format_number

VALUE, USED, PRINTED, LOWS, HIGHS = "value", "used", "printed", "lows", "highs"
WORD_OF = {LOWS: "line_low", HIGHS: "line_high"}


@dataclass(frozen=True, slots=True)
class Axis:
    """The unit that a number line is drawn in, and the words for its parts."""

    telling: Telling
    analyte: Analyte
    unit: str

    def place(self, value: float | None, unit: str | None) -> float | None:
        """Return a number in the unit of the line."""
        if value is None:
            return None
        return convert(
            value,
            analyte=self.analyte.id,
            from_unit=unit or self.unit,
            to_unit=self.unit,
            factors=self.telling.filler.factors,
        )

    def bar(
        self, name: str, label: str, limits: Limits, sources: tuple[int, ...] = ()
    ) -> FigureItem:
        """Return a range on the line."""
        low, high = (self.place(end, limits.unit) for end in (limits.low, limits.high))
        patterns = self.telling.interface["patterns"]
        ends = {
            key: format_number(end)
            for key, end in (("low", low), ("high", high))
            if end is not None
        }
        pattern = "range_words" if len(ends) > 1 else f"{'from' if 'low' in ends else 'to'}_words"
        return FigureItem(
            label=label,
            fact=name,
            sources=sources,
            text=patterns[pattern].format(**ends, unit=self.unit),
            low=low,
            high=high,
        )

    def point(self, label: str, result: Result) -> FigureItem:
        """Return the value of a result on the line."""
        value = self.place(result.value, result.unit) or 0.0
        pattern = self.telling.interface["patterns"]["value_words"]
        text = pattern.format(n=format_number(value), unit=self.unit)
        return FigureItem(
            label=label,
            fact=VALUE,
            sources=(),
            text=f"{result.comparator or ''}{text}",
            value=value,
        )


def number_line(
    one: OneJudged,
    told: JudgedResult,
    analyte: Analyte,
    telling: Telling,
    *,
    number: int,
    sources: tuple[int, ...],
) -> Block | None:
    """Return the figure of a result that has a number, an interval and a unit.

    `sources` are the page's numbers of those of the interval. Where the value lies above it, the
    figure says that no level of harm is drawn, since no source gives one.
    """
    result, used = one.result, told.interval
    if one.amount is None or used is None or result.unit is None or result.value is None:
        return None
    words = telling.reading
    axis = Axis(telling, analyte, telling.units_of(analyte, result.unit)[0])
    limits = Limits(low=used.low, high=used.high, unit=result.unit)
    items = [
        axis.point(words["line_value"], result),
        axis.bar(USED, words[f"line_used_{used.basis}"], limits, sources),
    ]
    printed = result.interval
    if printed is not None and int(one.judged.basis[one.row]) != REPORTED:
        items.append(axis.bar(PRINTED, words["line_reported"], printed))
    items += [axis.bar(name, words[WORD_OF[name]], span) for name, span in _spread(one, analyte)]
    figure = Figure(
        id=f"line-{number}",
        kind="line",
        title=words["line_title"].format(analyte=analyte.short),
        description=words["line_description"].format(
            value=items[0].text, side=side_word(one, telling)
        ),
        unit=axis.unit,
        items=tuple(items),
    )
    is_above = one.side == HIGH
    statements = telling.say("report.no_anchor", analyte=analyte.short) if is_above else ()
    return Block(kind="figure", statements=statements, figure=figure)


def _spread(one: OneJudged, analyte: Analyte) -> Iterator[tuple[str, Limits]]:
    """Yield where the limits of the published tables of this age and sex begin and end."""
    tables, row = one.tables, one.row
    age, sex = one.measured.age_days[row], one.measured.sex[row]
    if np.isnan(age):
        return
    fits = (tables.age_low <= age) & (age < tables.age_high) & ~tables.is_pregnant
    fits &= (sex < 0) | (tables.sex < 0) | (tables.sex == sex)
    for name, column in ((LOWS, tables.low), (HIGHS, tables.high)):
        limits = column[fits & ~np.isnan(column)]
        if len(limits) > 1:
            yield (
                name,
                Limits(low=float(limits.min()), high=float(limits.max()), unit=analyte.units[0]),
            )
