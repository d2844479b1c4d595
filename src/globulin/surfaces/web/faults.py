"""What goes wrong, told on a page that helps on; never what somebody typed."""

import logging
import traceback
from http import HTTPStatus
from pathlib import Path
from typing import Any

from litestar import Request
from litestar.exceptions import HTTPException
from litestar.response import Response

from globulin.answers.browse import home_shelves
from globulin.errors import GlobulinError
from globulin.model import InputFault
from globulin.render import render_fault
from globulin.surfaces.web.guard import TooMuch
from globulin.surfaces.web.pages import NO_STORE, html
from globulin.surfaces.web.site import Site

LOG = logging.getLogger("globulin.web")
PACKAGE = Path(__file__).parents[2]
AnyRequest = Request[Any, Any, Any]
# What stands under this is asked for by programs.
PROGRAMS = "/api/"
LABELS = {
    400: "error_lead",
    404: "not_found_lead",
    405: "error_method",
    408: "error_slow",
    413: "error_too_large",
    414: "error_question",
}


class Fault(Exception):  # noqa: N818 - a page, and no fault of the program
    """A request that gets a page of its own: a status, and the labels of title and text."""

    def __init__(self, status: int, title: str, lead: str, *, typed: str = "") -> None:
        """Keep what the page shows; `typed` goes back into the box of the person who typed it."""
        super().__init__(lead)
        self.status = status
        self.title = title
        self.lead = lead
        self.typed = typed


def on_fault(request: AnyRequest, fault: Fault) -> Response[bytes]:
    """Return the page of a fault of our own."""
    return _answer(request, fault)


def on_refused(request: AnyRequest, fault: HTTPException) -> Response[bytes]:
    """Return a page for what the framework itself refused."""
    status = fault.status_code
    title = "not_found_title" if status == HTTPStatus.NOT_FOUND else "error_title"
    told = Fault(status, title, LABELS.get(status, "error_lead"))
    response = _answer(request, told)
    response.headers.update(
        {name: value for name, value in (fault.headers or {}).items() if name.lower() == "allow"}
    )
    return response


def on_input_fault(request: AnyRequest, fault: GlobulinError) -> Response[bytes]:
    """Return a page for an input that could not be read."""
    del fault
    return _answer(request, Fault(400, "error_title", "error_lead"))


def on_too_much(request: AnyRequest, found: TooMuch) -> Response[bytes]:
    """Return a page for a body that was too long or too slow; its rest is not waited for."""
    refusal = found.refusal
    response = _answer(request, Fault(refusal.status, "error_title", refusal.label))
    response.headers["connection"] = "close"
    return response


def on_too_deep(request: AnyRequest, fault: RecursionError) -> Response[bytes]:
    """Return a page for an input that is nested deeper than anything is."""
    del fault
    return _answer(request, Fault(400, "error_title", "error_too_deep"))


def on_internal(request: AnyRequest, fault: Exception) -> Response[bytes]:
    """Return a page for a fault of ours; the log gets its kind and place, never its message."""
    LOG.error("internal fault: %s at %s", type(fault).__name__, _place(fault))
    return _answer(request, Fault(500, "error_title", "error_internal"))


def _answer(request: AnyRequest, fault: Fault) -> Response[bytes]:
    return fault_answer(request.app.state.site, fault, request.scope["path"])


def fault_answer(site: Site, fault: Fault, path: str) -> Response[bytes]:
    """Return a fault as who asked reads it: a page, or for a program the one JSON shape."""
    if not path.startswith(PROGRAMS):
        return fault_page(site, fault)
    words, codes = site.words, site.labels["api"]
    name = str(fault.status)
    told = InputFault(
        code=codes["codes"].get(name, codes["codes"]["other"]),
        where="$",
        what=words[fault.lead],
        expected=codes["expected"].get(name, codes["expected"]["other"]),
    )
    return Response(
        render_fault(told, is_one_line=False).encode(),
        status_code=fault.status,
        media_type="application/json",
        headers={"cache-control": NO_STORE},
    )


def fault_page(site: Site, fault: Fault) -> Response[bytes]:
    """Return a page that says what happened and offers the ways on."""
    words = site.words
    body = site.render(
        "fault",
        site.frame("/", is_indexed=False),
        title=words[fault.title],
        lead=words[fault.lead],
        detail=None,
        typed=fault.typed,
        shelves=home_shelves(site.knowledge, site.views.totals()),
    )
    return html(body, status=fault.status, age=NO_STORE)


def _place(fault: Exception) -> str:
    """Return file and line of our own code where a fault came up."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(PACKAGE)]
    last = (ours or frames)[-1:]
    return "".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in last)
