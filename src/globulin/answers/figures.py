"""The figures of an answer, as data: how limits spread, how often a value lies beyond them."""

from globulin.answers.causes import KnownEffect
from globulin.answers.fill import Filler
from globulin.intervals import adult_bands, make_cautions
from globulin.knowledge import Knowledge
from globulin.model import Analyte, Block, Fact, Figure, FigureItem, ReferenceInterval
from globulin.units import convert

FEWEST_ITEMS = 3


def limits_figure(
    knowledge: Knowledge, filler: Filler, analyte: Analyte, captions: dict[str, str]
) -> Block | None:
    """Return the published adult intervals, one bar a table and sex, by upper limit."""
    adult_days = make_cautions(knowledge).adult_days
    bands = adult_bands(knowledge.intervals(analyte.id), age_days=adult_days)
    if len(bands) < FEWEST_ITEMS:
        return None
    items = sorted(
        (_range_item(knowledge, filler, analyte, band) for band in bands),
        key=lambda item: (item.high or 0.0, item.low or 0.0, item.label),
    )
    figure = Figure(
        id="published-limits",
        kind="ranges",
        title=filler.fill_words(captions["limits_title"]),
        description=filler.fill_words(captions["limits_description"]),
        unit=filler.unit_name(filler.units[0]),
        items=tuple(items),
    )
    return _block(filler, figure)


def shares_figure(
    filler: Filler, effects: list[KnownEffect], captions: dict[str, str]
) -> Block | None:
    """Return how often the analyte lay beyond the limit in each condition that was studied."""
    items = []
    for known in sorted(effects, key=lambda known: (-(known.share or 0.0), known.condition.id)):
        if known.effect.share is None or known.share is None:
            continue
        fact = filler.knowledge.fact(known.effect.share)
        if not isinstance(fact, Fact):
            continue
        statement = filler.state(known.condition.name, facts=(fact.id,))
        items.append(
            FigureItem(
                label=known.condition.name,
                fact=fact.id,
                sources=statement.sources,
                text=_share_text(filler, fact),
                value=known.share,
            )
        )
    if len(items) < FEWEST_ITEMS:
        return None
    figure = Figure(
        id="shares",
        kind="shares",
        title=filler.fill_words(captions["shares_title"]),
        description=filler.fill_words(captions["shares_description"]),
        unit=filler.unit_name("%"),
        items=tuple(items),
    )
    return _block(filler, figure)


def _share_text(filler: Filler, fact: Fact) -> str:
    share = filler.value_text(fact, fact.value or 0.0)
    if fact.events is None or fact.n is None:
        return share
    of = filler.patterns["of"].format(events=fact.events, n=fact.n)
    return filler.patterns["both_units"].format(first=of, second=share)


def _range_item(
    knowledge: Knowledge, filler: Filler, analyte: Analyte, band: ReferenceInterval
) -> FigureItem:
    statement = filler.state("", facts=(band.id,))
    who = f", {filler.patterns[band.sex]}" if band.sex else ""
    source = knowledge.source(band.sources[0])
    return FigureItem(
        label=f"{band.population or source.publisher or source.title}{who}",
        fact=band.id,
        sources=statement.sources,
        text=filler.interval_text(band),
        low=_in_page_unit(filler, analyte, band.low, band.unit),
        high=_in_page_unit(filler, analyte, band.high, band.unit),
    )


def _in_page_unit(filler: Filler, analyte: Analyte, value: float | None, unit: str) -> float | None:
    if value is None:
        return None
    return convert(
        value,
        analyte=analyte.id,
        from_unit=unit,
        to_unit=filler.units[0],
        factors=filler.factors,
    )


def _block(filler: Filler, figure: Figure) -> Block:
    """Return the figure with its description as a statement that rests on all its facts."""
    statement = filler.state(
        figure.description, kind="note", facts=tuple(item.fact for item in figure.items)
    )
    return Block(kind="figure", statements=(statement,), figure=figure)
