"""The arithmetic of one cause, as a section of a clinician's page: a ladder, tables, a rival."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from globulin.answers.reading.causes import inside
from globulin.answers.reading.chance_blocks import plain_table
from globulin.answers.reading.chances import log10_text, percent, rare_percent, ratio
from globulin.answers.reading.interpret import Interpreted
from globulin.answers.reading.numbers_of_sources import Renumbered
from globulin.answers.reading.telling import Telling
from globulin.model import (
    Block,
    ExplainedFinding,
    Explanation,
    ExplanationStep,
    Figure,
    FigureItem,
    Section,
    Statement,
    WithoutOne,
)

SUM = " "
COLUMNS = ("step", "log10", "ratio", "so_far", "basis")
FINDINGS = "findings"


def explained_section(read: Interpreted, telling: Telling, cause: str) -> Section:
    """Return the arithmetic of a cause, or that there is none where nothing was ranked."""
    told = read.interpretation.explanation
    conditions = {entry.id: entry for entry in telling.knowledge.conditions()}
    name = conditions[cause].name
    heading = str(_words(telling)["heading"].format(cause=name))
    if told is None:
        said = telling.say("report.explain.nothing", cause=name)
        blocks: tuple[Block, ...] = (Block(kind="paragraph", statements=said),)
    else:
        sources = Renumbered(read.interpretation, telling)
        blocks = tuple(_blocks(told, read, telling, sources))
    return Section(id="arithmetic", heading=heading, blocks=blocks)


def _words(telling: Telling) -> dict[str, Any]:
    words: dict[str, Any] = telling.reading["explanation"]
    return words


def _blocks(
    told: Explanation, read: Interpreted, telling: Telling, sources: Renumbered
) -> Iterator[Block]:
    said = telling.say("report.explain.how", cause=told.name)
    yield Block(kind="paragraph", statements=said)
    yield _ladder(told, telling, sources)
    total = log10_text(told.log10_posterior)
    probability = rare_percent(told.probability, telling)
    parts = SUM.join(log10_text(step.log10) for step in told.steps)
    said = telling.say("report.explain.sum", sum=parts, total=total, probability=probability)
    rival = percent(told.rival_probability, telling)
    said += telling.say("report.explain.rival", rival=told.rival_name, probability=rival)
    yield Block(kind="paragraph", statements=said)
    yield from _both_ways(told, telling, sources)
    absent = {finding.id for finding in read.interpretation.findings if finding.present is False}
    yield from _shifts(told, telling, absent)


def _ladder(told: Explanation, telling: Telling, sources: Renumbered) -> Block:
    """Return the steps from prior to posterior, drawn and as a table."""
    words = _words(telling)
    items, rows, at = [], [], 0.0
    for step in told.steps:
        name, log10 = _step_name(step, telling), log10_text(step.log10)
        times, end = ratio(10.0**step.log10, telling), at + step.log10
        items.append(
            FigureItem(
                label=name,
                fact=step.kind,
                sources=sources.numbers(step.sources),
                text=words["bar"].format(log10=log10, ratio=times),
                low=at,
                high=end,
            )
        )
        basis = words[f"basis_{step.basis or 'none'}"]
        rows.append((name, log10, times, ratio(10.0**end, telling), basis))
        at = end
    total = log10_text(told.log10_posterior)
    point = words["point"].format(total=total, probability=rare_percent(told.probability, telling))
    items.append(FigureItem(label=words["end"], fact="end", sources=(), text=point, value=at))
    rows.append((words["end"], total, "", rare_percent(told.probability, telling), ""))
    figure = Figure(
        id="ladder",
        kind="ladder",
        title=words["ladder"],
        description=words["ladder_description"],
        unit=words["ladder_unit"],
        items=tuple(items),
    )
    return Block(
        kind="figure",
        statements=(Statement(text=words["ladder_description"], kind="note"),),
        figure=figure,
        columns=tuple(words[name] for name in COLUMNS),
        rows=tuple(rows),
    )


def _step_name(step: ExplanationStep, telling: Telling) -> str:
    """Return what a step is called, with the causes inside which it counts, where it has a gate."""
    words = _words(telling)
    name = step.name
    if step.kind == FINDINGS:
        name = ", ".join(_finding(one, telling) for one in step.findings)
    if step.gate is None:
        return name
    found = telling.knowledge.find(step.gate)
    gate = getattr(found[1], "name", step.gate) if found is not None else step.gate
    return str(words["inside"].format(name=name, gate=gate))


def _finding(one: ExplainedFinding, telling: Telling) -> str:
    return _named(one.name, telling, is_there=one.present)


def _named(name: str, telling: Telling, *, is_there: bool) -> str:
    return name if is_there else str(_words(telling)["absent"].format(finding=inside(name)))


def _both_ways(told: Explanation, telling: Telling, sources: Renumbered) -> Iterator[Block]:
    """Yield which steps speak for a cause and which against it, the strongest first."""
    words = _words(telling)
    steps = [step for step in told.steps if step.kind in {"values", FINDINGS} and step.log10]
    steps.sort(key=lambda step: -abs(step.log10))
    for name, sign in (("for", 1.0), ("against", -1.0)):
        notes = tuple(
            Statement(
                text=words["counted"].format(
                    finding=_step_name(step, telling), ratio=ratio(10.0**step.log10, telling)
                ),
                kind="note",
                sources=sources.numbers(step.sources),
            )
            for step in steps
            if sign * step.log10 > 0.0
        )
        if notes:
            yield Block(kind="list", heading=words[name].format(cause=told.name), statements=notes)


def _shifts(told: Explanation, telling: Telling, absent: Collection[str | None]) -> Iterator[Block]:
    """Yield what the probability would be with one thing left out, or told otherwise.

    `absent` are the findings that were told not to be there.
    """
    words = _words(telling)
    for name, shifts in (("without", told.without), ("would_change", told.would_change)):
        columns = (words[f"{name}_what"], words["probability"])
        rows = _shift_rows(shifts, telling, absent)
        if rows:
            yield plain_table(words[name], columns, rows)


def _shift_rows(
    shifts: Sequence[WithoutOne], telling: Telling, absent: Collection[str | None]
) -> tuple[tuple[str, ...], ...]:
    rows = []
    for shift in shifts:
        is_there = shift.id not in absent if shift.present is None else shift.present
        name = _named(shift.name, telling, is_there=is_there)
        rows.append((name, rare_percent(shift.probability, telling)))
    return tuple(rows)
