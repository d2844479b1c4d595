"""The lists of a report's page: the numbers for a clinician, findings, and what was not used."""

from collections.abc import Iterator

from globulin.answers.reading.causes import finding_names
from globulin.answers.reading.interpret import Interpreted
from globulin.answers.reading.judged import number_text
from globulin.answers.reading.telling import Telling, visible
from globulin.model import (
    Block,
    Check,
    GivenFinding,
    Interpretation,
    JudgedResult,
    Section,
    Statement,
)
from globulin.units import format_number

COLUMNS = (
    "analyte",
    "value",
    "interval",
    "basis",
    "flag",
    "zlog",
    "percentile",
    "times",
    "tables",
)


def number_table(read: Interpreted, telling: Telling) -> Block:
    """Return every number of every result, for a clinician."""
    words, results = telling.reading["columns"], read.interpretation.results
    rows = tuple(_row(result, telling) for result in results)
    statements = tuple(
        Statement(text="; ".join(row), kind="note", sources=interval_sources(result, read, telling))
        for row, result in zip(rows, results, strict=True)
    )
    return Block(
        kind="table",
        heading=telling.reading["numbers"],
        columns=tuple(words[name] for name in COLUMNS),
        rows=rows,
        statements=statements,
    )


def interval_sources(result: JudgedResult, read: Interpreted, telling: Telling) -> tuple[int, ...]:
    """Return the page's numbers of the sources of the interval used."""
    numbers = () if result.interval is None else result.interval.source
    by_number = {source.n: source.id for source in read.interpretation.sources}
    return tuple(sorted(telling.filler.number(by_number[n]) for n in numbers))


def _row(result: JudgedResult, telling: Telling) -> tuple[str, ...]:
    words, used = telling.reading["columns"], result.interval
    value = "" if result.value is None else format_number(result.value)
    ends = () if used is None else (used.low, used.high)
    interval = " - ".join("" if end is None else format_number(end) for end in ends)
    agreement = result.agreement
    tables = (agreement.below, agreement.within, agreement.above, agreement.of) if agreement else ()
    return (
        result.analyte,
        f"{result.comparator or ''}{value} {result.unit or ''}".strip(),
        interval,
        "" if used is None else words[f"basis_{used.basis}"],
        result.flag or "",
        number_text(result.zlog),
        number_text(result.percentile),
        number_text(result.times_upper_limit),
        ", ".join(str(count) for count in tables),
    )


def left_sections(interpretation: Interpretation, telling: Telling) -> Iterator[Section]:
    """Yield the findings that were told, and what was not used with the reasons."""
    words = telling.reading
    if interpretation.findings:
        told = (_finding(finding, telling) for finding in interpretation.findings)
        notes = tuple(dict.fromkeys(told))
        yield Section(
            id="findings", heading=words["findings"], blocks=(Block(kind="list", statements=notes),)
        )
    lines = [_check(check, telling) for check in interpretation.checks]
    lines += [
        words["unread_line"].format(
            where=left.where, text=visible(left.text).rstrip("."), reason=left.reason
        )
        for left in interpretation.unread
    ]
    lines += [
        words["dropped_line"].format(n=count, kind=words["dropped"].get(kind, kind))
        for kind, count in interpretation.dropped.items()
    ]
    if lines:
        notes = tuple(Statement(text=line, kind="note") for line in lines)
        yield Section(
            id="not-read", heading=words["not_read"], blocks=(Block(kind="list", statements=notes),)
        )


def _finding(finding: GivenFinding, telling: Telling) -> Statement:
    if finding.side is not None:
        # One result can tell several findings: it is named once.
        text = telling.reading[f"called_{finding.side}"].format(finding=visible(finding.given))
        return Statement(text=text, kind="note")
    names = {True: "present", False: "absent", None: "not_told"}
    name = visible(finding.given)
    if finding.id is not None and finding.given == finding.id:
        # Who wrote an id reads its name.
        name = finding_names(telling.knowledge, telling.audience)[finding.id]
    text = telling.reading[names[finding.present]].format(finding=name)
    return Statement(text=text, kind="note")


def _check(check: Check, telling: Telling) -> str:
    words = telling.reading
    if check.suggested is None:
        return str(words["check"].format(where=check.where, message=check.message))
    value = f"{format_number(check.suggested.value)} {check.suggested.unit}"
    return str(words["suggested"].format(where=check.where, message=check.message, value=value))
