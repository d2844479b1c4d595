"""Read your result: the form, what was understood, and the page about it."""

import json
from dataclasses import replace
from typing import Any

from litestar import Request, get, post
from litestar.datastructures import UploadFile
from litestar.response import Response

from globulin.answers.reading import ReadOptions, compose_report, interpret_report
from globulin.errors import GlobulinError
from globulin.intake import SCHEMA, Told, parse_age, read_reports, with_corrections
from globulin.model import Interpretation, Report
from globulin.render import render_interpretations
from globulin.surfaces.clock import today
from globulin.surfaces.web.form import (
    LEAST_FINDINGS,
    ReadForm,
    blank_form,
    form_again,
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
    data = await request.form()
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
    faults = list(dict.fromkeys(form_faults(form)))
    if faults:
        return private_page(_form_page(site, form, faults), status=400)
    try:
        report = _report(site, form)
    except SeveralPeopleError:
        return private_page(_form_page(site, form, [labels["one_person"]]), status=400)
    except GlobulinError as error:
        told = labels["bad_file"] if form.file else labels["bad_text"].format(error=error)
        return private_page(_form_page(site, form, [told]), status=400)
    options = ReadOptions(unit=form.units if form.units in site.units else None)
    if form.wants_data:
        return _data(interpret_report(report, site.knowledge, options))
    return private_page(_result_page(site, form, report, options))


class SeveralPeopleError(GlobulinError):
    """An input holds several people, and a page is about one."""


def _report(site: Site, form: ReadForm) -> Report:
    """Return the report that a form holds: its text, its rows, or the one corrected by the other.

    Raises:
        GlobulinError: the text or the file cannot be read at all.
    """
    told = Told(
        age_days=parse_age(form.age) if form.age else None,
        sex="female" if form.sex == "female" else "male" if form.sex == "male" else None,
        pregnant=True if form.pregnant else None,
        today=today(),
        findings=tuple((text, True) for text in form.told_findings),
    )
    has_rows = any(row.is_told for row in form.rows)
    reports = []
    if form.text:
        reports = list(read_reports(form.text, site.knowledge, told=told, name=PASTED))
        if len(reports) > 1:
            raise SeveralPeopleError
    if not has_rows and not form.is_correction:
        return reports[0]
    document = typed_document(form, site.class_names, SCHEMA)
    content = json.dumps(document).encode()
    (typed,) = read_reports(content, site.knowledge, told=told, name="form", format="globulin")
    if not reports:
        return typed
    if form.is_correction:
        return with_corrections(reports[0], typed)
    return replace(reports[0], results=(*reports[0].results, *typed.results))


def _result_page(site: Site, form: ReadForm, report: Report, options: ReadOptions) -> bytes:
    page = compose_report(report, site.knowledge, options)
    found = page.interpretation
    if found is None:
        raise AssertionError(page.title)
    original = form.text.decode("utf-8", "replace") if form.text else ""
    again = form_again(form, found, original=original)
    shown = options.unit or next((result.unit for result in found.results if result.unit), None)
    units = [unit for unit in site.units if unit != shown]
    return site.render(
        "result",
        site.frame("/read", is_indexed=False),
        page=page,
        form=replace(again, findings=(*again.findings, "")),
        understood=understood_rows(found, site.labels["read"]),
        again=list(form_fields(again)),
        other_units=units,
        open_correction=not found.results,
        **site.form_lists,
    )


def _form_page(site: Site, form: ReadForm, faults: list[str] | None = None) -> bytes:
    rows = form.rows or blank_form(form.labels, site.classes).rows
    findings = (*form.findings, *("",) * (LEAST_FINDINGS - len(form.findings)))
    return site.render(
        "read",
        site.frame("/read"),
        form=replace(form, rows=rows, findings=findings),
        faults=faults or [],
        **site.form_lists,
    )


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
