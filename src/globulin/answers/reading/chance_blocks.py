"""How likely causes and branches are, for a clinician: a figure, a table, rows of evidence."""

from collections.abc import Sequence

from globulin.answers.reading.causes import NO_DISEASE, inside
from globulin.answers.reading.chances import branch_chances, cause_chances, ratio
from globulin.answers.reading.numbers_of_sources import Renumbered
from globulin.answers.reading.telling import Telling
from globulin.knowledge.kinds import Branch
from globulin.model import (
    Block,
    BranchShare,
    CauseEvidence,
    Figure,
    FigureItem,
    PossibleCause,
    Statement,
)

MOST_IN_FIGURE = 10
ANY_OTHER = "other"
ALWAYS = frozenset({NO_DISEASE, ANY_OTHER})
COLUMNS = ("cause", "probability", "interval", "band", "prior")
BRANCH_COLUMNS = ("branch", "probability", "interval")
EVIDENCE_COLUMNS = ("finding", "ratio", "group")


def chances_figure(causes: Sequence[PossibleCause], telling: Telling) -> Block:
    """Return the likeliest causes with their intervals, drawn and as a table.

    No disease and any other cause are always among them.
    """
    words = telling.reading["chances"]
    shown = _likeliest(causes)
    told = [cause_chances(cause, telling) for cause in shown]
    title, description = words["figure"], words["figure_description"]
    figure = Figure(
        id="chances-of-causes",
        kind="chances",
        title=title,
        description=description,
        unit=words["figure_unit"],
        items=tuple(
            FigureItem(
                label=cause.name,
                fact=cause.id,
                sources=(),
                text=words["item"].format(**chances),
                low=100.0 * (cause.low or 0.0),
                high=100.0 * (cause.high or 0.0),
                value=100.0 * (cause.probability or 0.0),
            )
            for cause, chances in zip(shown, told, strict=True)
        ),
    )
    return Block(
        kind="figure",
        statements=(Statement(text=description, kind="note"),),
        figure=figure,
        columns=tuple(words[name] for name in COLUMNS),
        rows=tuple(
            (cause.name, *(chances[name] for name in COLUMNS[1:]))
            for cause, chances in zip(shown, told, strict=True)
        ),
    )


def _likeliest(causes: Sequence[PossibleCause]) -> list[PossibleCause]:
    """Return the likeliest causes; those that are always shown take the last places."""
    missing = [c for c in causes[MOST_IN_FIGURE:] if c.id in ALWAYS]
    return [*causes[: MOST_IN_FIGURE - len(missing)], *missing]


def branch_table(branches: Sequence[BranchShare], telling: Telling) -> Block:
    """Return how likely each branch is."""
    words = telling.reading["chances"]
    names = {branch.id: branch.name for branch in telling.knowledge.all("branch", Branch)}
    rows = tuple((names[branch.id], *branch_chances(branch, telling)) for branch in branches)
    return plain_table(words["branches"], tuple(words[name] for name in BRANCH_COLUMNS), rows)


def evidence_table(cause: PossibleCause, telling: Telling, sources: Renumbered) -> Block:
    """Return what counts for or against a cause, a row a finding, by groups."""
    words, groups = telling.reading["chances"], telling.reading["finding_groups"]
    rows = []
    for place, row in enumerate(cause.evidence):
        is_joint = place > 0 and cause.evidence[place - 1].group == row.group
        times = words["joint"] if is_joint else ratio(row.likelihood_ratio or 0.0, telling)
        group = groups.get(row.group, row.group.replace("-", " "))
        rows.append((finding_text(row, telling), times, group))
    return plain_table(
        words["evidence"].format(cause=cause.name),
        tuple(words[name] for name in EVIDENCE_COLUMNS),
        tuple(rows),
        [sources.numbers(row.sources) for row in cause.evidence],
    )


def finding_text(row: CauseEvidence, telling: Telling) -> str:
    """Return a finding in words, or that it is not there."""
    if row.present:
        return row.name
    return str(telling.reading["explanation"]["absent"].format(finding=inside(row.name)))


def plain_table(
    heading: str,
    columns: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    sources: Sequence[tuple[int, ...]] = (),
) -> Block:
    """Return a table; every row is a note with its sources."""
    numbers = sources or [()] * len(rows)
    return Block(
        kind="table",
        heading=heading,
        columns=columns,
        rows=rows,
        statements=tuple(
            Statement(text="; ".join(row), kind="note", sources=of_row)
            for row, of_row in zip(rows, numbers, strict=True)
        ),
    )
