"""The form for a result, as it was sent: typed rows, pasted text or a file, and the person."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from globulin.intake import parse_age, parse_date, parse_number, parse_value
from globulin.model import GivenFinding, Interpretation, JudgedResult, Limits
from globulin.units import format_number

MOST_ROWS = 12
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
        return tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))

    @property
    def text(self) -> bytes:
        """Return the report to be read, where it was pasted or sent as a file."""
        return self.file or (self.original or self.pasted).encode()


def parse_form(fields: Mapping[str, Sequence[Any]], labels: Mapping[str, str]) -> ReadForm:
    """Return the form from its fields; what does not belong to it is left out."""

    def text(name: str) -> str:
        values = [value for value in fields.get(name, ()) if isinstance(value, str)]
        return values[0].strip() if values else ""

    rows = tuple(
        TypedRow(
            analyte=text(f"class-{n}"),
            value=text(f"value-{n}"),
            unit=text(f"unit-{n}"),
            low=text(f"low-{n}"),
            high=text(f"high-{n}"),
            collected=text(f"collected-{n}"),
        )
        for n in range(MOST_ROWS)
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
        units=text("units"),
        wants_data=text("as") == "json",
        file=next((v for v in fields.get("file", ()) if isinstance(v, bytes)), b""),
        labels=labels,
    )


def form_faults(form: ReadForm) -> Iterator[str]:
    """Yield what in a form cannot be read, by its field; never what was typed there."""
    labels = form.labels
    for row in form.rows:
        if row.value and parse_value(row.value) is None:
            yield labels["bad_number"].format(field=labels["value"])
        for name, limit in (("low", row.low), ("high", row.high)):
            if limit and parse_number(limit) is None:
                yield labels["bad_number"].format(field=labels[name])
        if row.collected and parse_date(row.collected) is None:
            yield labels["bad_date"]
    if form.age and parse_age(form.age) is None:
        yield labels["bad_age"]
    if not form.text and not any(row.is_told for row in form.rows):
        yield labels["nothing"]


def typed_document(form: ReadForm, names: Mapping[str, str], schema: str) -> dict[str, Any]:
    """Return the typed rows as a document of our own; `names` are those of the classes."""
    return {
        "schema": schema,
        "results": [
            {
                "name": names.get(row.analyte, row.analyte),
                "text": row.value or None,
                "unit": row.unit or None,
                "interval": {"low": parse_number(row.low), "high": parse_number(row.high)},
                "collected": row.collected or None,
            }
            for row in form.rows
            if row.is_told
        ],
    }


def form_again(form: ReadForm, found: Interpretation, *, original: str) -> ReadForm:
    """Return the form that corrects what was understood: each result in a row of its own."""
    told = [_finding_text(finding) for finding in found.findings if finding.present is not None]
    person = found.patient
    age = "" if person.age_years is None else format_number(person.age_years)
    return ReadForm(
        rows=tuple(_row(result) for result in found.results[:MOST_ROWS]),
        original=original,
        age=form.age or age,
        sex=person.sex or "",
        pregnant=bool(person.pregnant),
        findings=tuple(dict.fromkeys(told)),
        is_correction=True,
        units=form.units,
        labels=form.labels,
    )


def _row(result: JudgedResult) -> TypedRow:
    """Return a result as it was printed, to be compared with the report and corrected."""
    printed = result.reported
    value = printed.value
    number = "" if value is None else value if isinstance(value, str) else format_number(value)
    limits = printed.interval if isinstance(printed.interval, Limits) else Limits()
    return TypedRow(
        analyte=result.analyte,
        value=f"{result.comparator or ''}{number}" if not isinstance(value, str) else number,
        unit=printed.unit or "",
        low="" if limits.low is None else format_number(limits.low),
        high="" if limits.high is None else format_number(limits.high),
        collected=result.collected or "",
    )


def _finding_text(finding: GivenFinding) -> str:
    return finding.given if finding.present else f"no {finding.given}"


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
        ("age", form.age),
        ("sex", form.sex),
        ("notes", form.notes),
        ("pregnant", "yes" if form.pregnant else ""),
        ("corrected", "1" if form.is_correction else ""),
    )
    yield from ((name, value) for name, value in plain if value)
