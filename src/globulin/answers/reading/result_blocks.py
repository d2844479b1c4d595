"""The results of a report's page: what lies outside first, each with its number line."""

from collections.abc import Iterator

from globulin.answers.reading.by_curve import age_figure
from globulin.answers.reading.columns import OneJudged, reach_of
from globulin.answers.reading.interpret import Interpreted, weight_of
from globulin.answers.reading.line import number_line
from globulin.answers.reading.listed import interval_sources
from globulin.answers.reading.telling import Telling
from globulin.model import Block, JudgedResult


def result_blocks(read: Interpreted, telling: Telling) -> Iterator[Block]:
    """Yield the blocks of every result; the furthest out comes first, else in the order given."""
    analytes = {analyte.id: analyte for analyte in telling.knowledge.analytes()}
    pairs = zip(read.judged, read.interpretation.results, strict=True)
    ordered = sorted(pairs, key=lambda pair: -weight_of(pair[0], read.reach))
    for number, (one, told) in enumerate(ordered, start=1):
        analyte = analytes[told.analyte]
        date = f", {told.collected}" if told.collected else ""
        yield Block(kind="paragraph", heading=f"{analyte.short}{date}", statements=())
        yield _words(one, told, read, telling)
        sources = interval_sources(told, read, telling)
        line = number_line(one, told, analyte, telling, number=number, sources=sources)
        if line is not None:
            yield line
        # One figure over age a page, of the result that lies furthest out.
        over_age = age_figure(one, analyte, telling) if number == 1 else None
        if over_age is not None:
            yield over_age


def _words(one: OneJudged, told: JudgedResult, read: Interpreted, telling: Telling) -> Block:
    # Boxes only for what needs to be seen.
    is_inside = reach_of(one, read.reach) == "inside"
    return Block(
        kind="paragraph" if is_inside else "callout", statements=telling.restate(told.statements)
    )
