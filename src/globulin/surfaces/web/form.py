"""The form for a result, as it was sent: typed rows, pasted text or a file, and the person."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from globulin.intake import decode_text, parse_age, parse_date, parse_number, parse_value
from globulin.intake import write_number as exact
from globulin.model import GivenFinding, Limits, Report, Result
from globulin.units import format_number

MOST_ROWS = 100
DAYS_IN_YEAR = 365.25
LEAST_FINDINGS = 2
ROW_FIELDS = ("class", "value", "unit", "low", "high", "collected")


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedRow:
    """One result as it was typed: every part is a text, empty where nothing was told."""

    analyte: str = ""
    value: str = ""
    unit: str = ""
    low: str = ""
    high: str = ""
    collected: str = ""
    range_unit: str = field(default="", compare=False)

    @property
    def is_told(self) -> bool:
        """Tell whether anything but the name of the class stands in it."""
        return any((self.value, self.low, self.high))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadForm:
    """What somebody sent; `original` is the text that a correction goes back to."""

    rows: tuple[TypedRow, ...] = ()
    pasted: str = ""
    original: str = ""
    age: str = ""
    sex: str = ""
    pregnant: bool = False
    findings: tuple[str, ...] = ()
    notes: str = ""
    is_correction: bool = False
    units: str = ""
    wants_data: bool = False
    file: bytes = b""
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def told_findings(self) -> tuple[str, ...]:
        """Return everything told beside the results, one finding or sentence each."""
        lines = (*self.findings, *self.notes.splitlines())
        return tuple(dict.fromkeys(_one_line(line) for line in lines if line.strip()))

    @property
    def text(self) -> bytes:
        """Return the report to be read, where it was pasted or sent as a file."""
        return self.file or (self.original or self.pasted).encode()


def parse_form(fields: Mapping[str, Sequence[Any]], labels: Mapping[str, str]) -> ReadForm:
    """Return the form from its fields; what does not belong to it is left out."""

    def text(name: str) -> str:
        values = [value for value in fields.get(name, ()) if isinstance(value, str)]
        return values[0].strip() if values else ""

    def line(name: str) -> str:
        return _one_line(text(name))

    rows = tuple(
        TypedRow(
            analyte=line(f"class-{n}"),
            value=line(f"value-{n}"),
            unit=line(f"unit-{n}"),
            low=line(f"low-{n}"),
            high=line(f"high-{n}"),
            collected=line(f"collected-{n}"),
        )
        # A correction offers one row more than there are results.
        for n in range(MOST_ROWS + 1)
        if f"class-{n}" in fields
    )
    sex = text("sex")
    return ReadForm(
        rows=rows,
        pasted=text("pasted"),
        original=text("original"),
        age=text("age"),
        sex=sex if sex in {"female", "male"} else "",
        pregnant=text("pregnant") == "yes",
        findings=tuple(
            value.strip()
            for value in fields.get("finding", ())
            if isinstance(value, str) and value.strip()
        ),
        notes=text("notes"),
        is_correction=text("corrected") == "1",
        # The unit that the page is in, and after it the button that was pressed.
        units=next((v for v in reversed(fields.get("units", ())) if isinstance(v, str)), ""),
        wants_data=text("as") == "json",
        file=next((v for v in fields.get("file", ()) if isinstance(v, bytes)), b""),
        labels=labels,
    )


def form_faults(form: ReadForm, rows: Sequence[TypedRow]) -> Iterator[str]:
    """Yield what in a form cannot be read, by its field; never what was typed there.

    `rows` are those that are to be read: of a correction, the ones that it changed.
    """
    labels = form.labels
    for row in rows:
        if row.value and parse_value(row.value) is None:
            yield labels["bad_number"].format(field=labels["value"])
        for name, limit in (("low", row.low), ("high", row.high)):
            if limit and parse_number(limit) is None:
                yield labels["bad_number"].format(field=labels[name])
        if row.collected and parse_date(row.collected) is None:
            yield labels["bad_date"]
    if form.age and parse_age(form.age) is None:
        yield labels["bad_age"]
    if form.file and form.pasted:
        yield labels["one_input"]
    if not form.text and not any(row.is_told for row in form.rows):
        yield labels["nothing"]


def typed_document(
    rows: Sequence[TypedRow], names: Mapping[str, str], schema: str
) -> dict[str, Any]:
    """Return typed rows as a document of our own; `names` are those of the classes."""
    return {
        "schema": schema,
        "results": [
            {
                "name": names.get(row.analyte, row.analyte),
                "text": row.value or None,
                "unit": row.unit or None,
                "interval": {
                    "low": parse_number(row.low),
                    "high": parse_number(row.high),
                    "unit": row.range_unit or None,
                },
                "collected": row.collected or None,
            }
            for row in rows
            if row.is_told
        ],
    }


def form_again(form: ReadForm, report: Report, names: Mapping[str, str]) -> ReadForm:
    """Return the form that corrects a report: each result in a row, and one row to add another.

    `names` are those of the findings.
    """
    blank = TypedRow(analyte=report.results[0].analyte if report.results else "")
    return ReadForm(
        rows=(*(printed_row(result) for result in report.results[:MOST_ROWS]), blank),
        original=_original(form),
        age=form.age or age_text(report.person.age_days),
        sex=report.person.sex or "",
        pregnant=bool(report.person.pregnant),
        findings=tuple(finding_lines(report.findings, names)),
        is_correction=True,
        units=form.units,
        labels=form.labels,
    )


def form_as_sent(form: ReadForm) -> ReadForm:
    """Return the same form, to be sent once more: a file comes back as its text."""
    return replace(form, original=_original(form), pasted="", file=b"")


def _original(form: ReadForm) -> str:
    return decode_text(form.text) if form.text else ""


def printed_row(result: Result) -> TypedRow:
    """Return a result as it was printed, to be compared with the report and corrected."""
    printed = result.reported
    value = printed.value
    number = "" if value is None else value if isinstance(value, str) else exact(value)
    limits = printed.interval if isinstance(printed.interval, Limits) else Limits()
    return TypedRow(
        analyte=result.analyte,
        value=_one_line(number if isinstance(value, str) else f"{result.comparator or ''}{number}"),
        unit=_one_line(printed.unit or ""),
        low="" if limits.low is None else exact(limits.low),
        high="" if limits.high is None else exact(limits.high),
        collected=result.collected or "",
    )


def _one_line(text: str) -> str:
    """Return a text as a field of one line holds it."""
    return " ".join(text.split())


def age_text(age_days: int | None) -> str:
    """Return an age as it stands in the form; empty where it is not known."""
    return "" if age_days is None else format_number(round(age_days / DAYS_IN_YEAR, 2))


def finding_lines(
    findings: Sequence[GivenFinding], names: Mapping[str, str]
) -> dict[str, list[GivenFinding]]:
    """Return the findings by the line that tells them; `names` are those of the findings.

    A text that tells of several findings stays as it is: what it denies, it denies itself.
    """
    said = {finding.given for finding in findings if finding.present}
    lines: dict[str, list[GivenFinding]] = {}
    for finding in findings:
        if finding.present is None or finding.side is not None:
            # Asked and not known, or told by a result: nobody told it.
            continue
        line = finding.given
        if not finding.present and finding.given not in said:
            line = f"no {names.get(finding.id or '', finding.given)}"
        lines.setdefault(_one_line(line), []).append(finding)
    return lines


def blank_form(labels: Mapping[str, str], classes: Sequence[str]) -> ReadForm:
    """Return the empty form, with a row for each class."""
    return ReadForm(
        rows=tuple(TypedRow(analyte=key) for key in classes),
        findings=("",) * LEAST_FINDINGS,
        labels=labels,
    )


def form_fields(form: ReadForm) -> Iterator[tuple[str, str]]:
    """Yield name and value of every field, to send the same form again."""
    for number, row in enumerate(form.rows):
        values = (row.analyte, row.value, row.unit, row.low, row.high, row.collected)
        yield from ((f"{name}-{number}", v) for name, v in zip(ROW_FIELDS, values, strict=True))
    yield from (("finding", text) for text in form.findings if text)
    plain = (
        ("original", form.original),
        ("units", form.units),
        ("age", form.age),
        ("sex", form.sex),
        ("notes", form.notes),
        ("pregnant", "yes" if form.pregnant else ""),
        ("corrected", "1" if form.is_correction else ""),
    )
    yield from ((name, value) for name, value in plain if value)
