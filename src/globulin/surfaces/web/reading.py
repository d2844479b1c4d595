"""Read your result: the form, what was understood, and the page about it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from litestar import Request, get, post
from litestar.datastructures import UploadFile
from litestar.response import Response

from globulin.answers.reading import ReadOptions, compose_report, hear_text, interpret_report
from globulin.errors import GlobulinError
from globulin.intake import (
    SCHEMA,
    Told,
    decode_text,
    parse_age,
    read_reports,
    with_corrections,
    with_results,
)
from globulin.model import Interpretation, RedFlag, Report
from globulin.render import render_interpretations
from globulin.surfaces.clock import today
from globulin.surfaces.web.correcting import (
    compare_rows,
    corrected_person,
    make_correction,
    placed,
    places_of,
    told_anew,
)
from globulin.surfaces.web.faults import Fault
from globulin.surfaces.web.form import (
    LEAST_FINDINGS,
    ReadForm,
    TypedRow,
    blank_form,
    form_again,
    form_as_sent,
    form_faults,
    form_fields,
    parse_form,
    typed_document,
)
from globulin.surfaces.web.pages import NO_STORE, private_page
from globulin.surfaces.web.site import OwnSite, Site
from globulin.surfaces.web.understood import understood_rows

PASTED = "pasted"


@get("/read", sync_to_thread=False)
def show_form(site: OwnSite) -> Response[bytes]:
    """Return the empty form."""
    return private_page(_form_page(site, blank_form(site.labels["read"], site.classes)))


@post("/read", status_code=200)
async def read_form(site: OwnSite, request: Request[Any, Any, Any]) -> Response[bytes]:
    """Return what the results in a form mean, or the form with what cannot be read."""
    try:
        data = await request.form()
    except (UnicodeDecodeError, LookupError):
        # A field in another character set than it says, or in one that nobody knows.
        raise Fault(400, "error_title", "error_lead") from None
    fields: dict[str, list[str | bytes]] = {}
    for name, value in data.multi_items():
        content = await value.read() if isinstance(value, UploadFile) else value
        fields.setdefault(name, []).append(content)
    return _answer(site, parse_form(fields, site.labels["read"]))


def read_pasted(site: Site, text: str) -> Response[bytes]:
    """Return what a pasted report means."""
    return _answer(site, ReadForm(pasted=text, labels=site.labels["read"]))


def _answer(site: Site, form: ReadForm) -> Response[bytes]:
    labels = site.labels["read"]
    try:
        _check_size(site, form)
        report = _report(site, form)
    except FormFaults as found:
        return private_page(_form_page(site, form, found.lines), status=400)
    except GlobulinError as error:
        told = labels["bad_file"] if form.file else labels["bad_text"].format(error=error)
        return private_page(_form_page(site, form, [told]), status=400)
    options = ReadOptions(unit=form.units if form.units in site.units else None)
    if form.wants_data:
        return _data(interpret_report(report, site.knowledge, options))
    return private_page(_result_page(site, form, report, options))


def _check_size(site: Site, form: ReadForm) -> None:
    """Refuse more than can be read without holding everybody else."""
    most = site.settings
    is_data = form.text.lstrip()[:1] in {b"{", b"["}
    most_read = most.most_file_bytes if is_data else most.most_text
    # A text in UTF-16 or beyond ASCII has more bytes than characters.
    size = len(form.text) if is_data else len(decode_text(form.text))
    told = form.told_findings
    if size > most_read or len(form.file) > most.most_file_bytes:
        raise FormFaults([form.labels["too_long"]])
    if len(told) > most.most_findings or sum(map(len, told)) > most.most_text:
        raise FormFaults([form.labels["too_many"]])


def _check_count(site: Site, report: Report) -> None:
    most = site.settings
    if len(report.results) > most.most_results or len(report.findings) > most.most_findings:
        raise FormFaults([site.labels["read"]["too_many"]])


class FormFaults(Exception):  # noqa: N818 - what a person can mend, no fault of the program
    """A form is sent back; `lines` tell what in it cannot be read."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Keep each line once."""
        super().__init__()
        self.lines = list(dict.fromkeys(lines))


def _check(form: ReadForm, rows: Sequence[TypedRow]) -> None:
    faults = list(form_faults(form, rows))
    if faults:
        raise FormFaults(faults)


def _report(site: Site, form: ReadForm) -> Report:
    """Return the report that a form holds: its text, its rows, or the one corrected by the other.

    Raises:
        FormFaults: a field cannot be read, or there are several people.
        GlobulinError: the text or the file cannot be read at all.
    """
    if form.is_correction and form.text:
        return _corrected(site, form)
    _check(form, form.rows)
    told = Told(
        age_days=parse_age(form.age) if form.age else None,
        sex="female" if form.sex == "female" else "male" if form.sex == "male" else None,
        pregnant=True if form.pregnant else None,
        today=today(),
        findings=tuple((text, True) for text in form.told_findings),
    )
    if not form.text:
        return _typed(site, form.rows, told)
    report = _read_text(site, form, told)
    if not any(row.is_told for row in form.rows):
        return report
    nothing_more = Told(today=told.today)
    typed = _typed(site, form.rows, nothing_more)
    places = [f"row {number}" for number in range(1, len(form.rows) + 1)]
    beside = placed(typed, places)
    return with_results(report, beside, told=nothing_more, knowledge=site.knowledge)


def _corrected(site: Site, form: ReadForm) -> Report:
    day = Told(today=today())
    original = _read_text(site, form, day)
    changes = compare_rows(form.rows, original.results)
    _check(form, changes.typed)
    typed = placed(_typed(site, changes.typed, day), places_of(changes, original))
    correction = make_correction(form, original, changes, typed, site.finding_names)
    told = told_anew(form, original, day.today, site.finding_names)
    person = corrected_person(form, original.person)
    return with_corrections(
        replace(original, person=person), correction, typed, told=told, knowledge=site.knowledge
    )


def _read_text(site: Site, form: ReadForm, told: Told) -> Report:
    reports = read_reports(form.text, site.knowledge, told=told, name=PASTED)
    if len(reports) > 1:
        raise FormFaults([form.labels["one_person"]])
    _check_count(site, reports[0])
    return reports[0]


def _typed(site: Site, rows: Sequence[TypedRow], told: Told) -> Report:
    content = json.dumps(typed_document(rows, site.class_names, SCHEMA)).encode()
    (typed,) = read_reports(content, site.knowledge, told=told, name="form", format="globulin")
    return typed


def _result_page(site: Site, form: ReadForm, report: Report, options: ReadOptions) -> bytes:
    page = compose_report(report, site.knowledge, options)
    found = page.interpretation
    if found is None:
        raise AssertionError(page.title)
    again = form_again(form, report, site.finding_names)
    shown = options.unit or next((result.unit for result in found.results if result.unit), None)
    units = [unit for unit in site.units if unit != shown]
    return site.render(
        "result",
        site.frame("/read", is_indexed=False),
        page=page,
        form=replace(again, findings=(*again.findings, "")),
        understood=understood_rows(found, site.labels["read"]),
        again=list(form_fields(form_as_sent(form))),
        other_units=units,
        open_correction=not found.results,
        **site.form_lists,
    )


def _form_page(site: Site, form: ReadForm, faults: list[str] | None = None) -> bytes:
    """Return the form; one that is sent back still answers words of an emergency."""
    rows = form.rows or blank_form(form.labels, site.classes).rows
    findings = (*form.findings, *("",) * (LEAST_FINDINGS - len(form.findings)))
    return site.render(
        "read",
        site.frame("/read"),
        form=replace(form, rows=rows, findings=findings),
        faults=faults or [],
        flags=_flags_heard(site, form) if faults else (),
        **site.form_lists,
    )


def _flags_heard(site: Site, form: ReadForm) -> tuple[RedFlag, ...]:
    """Return the red flags in what was sent, without the sources that this page does not list."""
    said = "\n".join((*form.told_findings, _as_text(form.text)))[: site.settings.most_text]
    return tuple(
        replace(flag, statements=tuple(replace(s, sources=()) for s in flag.statements))
        for flag in hear_text(said, site.knowledge)
    )


def _as_text(content: bytes) -> str:
    try:
        return decode_text(content)
    except GlobulinError:
        return ""


def _data(found: Interpretation) -> Response[bytes]:
    """Return the interpretation as a file to keep."""
    text = render_interpretations([found], is_one_line=False)
    return Response(
        text.encode(),
        media_type="application/json",
        headers={
            "cache-control": NO_STORE,
            "content-disposition": 'attachment; filename="globulin.json"',
        },
    )
