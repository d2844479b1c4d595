"""Answers for programs: one question or many by POST, and the page of a question by its slug."""

import asyncio
from typing import Any

from litestar import Request, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Response

from globulin.answers import answer_question, check_told
from globulin.errors import GlobulinError
from globulin.model import Page, Question
from globulin.render import render_answers, render_fault, render_page
from globulin.surfaces.clock import today
from globulin.surfaces.web.answering import page_of_slug
from globulin.surfaces.web.asked import Refused, read_questions, refused_by
from globulin.surfaces.web.kept import keep
from globulin.surfaces.web.pages import NO_STORE, shared_page
from globulin.surfaces.web.site import OwnSite, Site

JSON = "application/json"
BY_LINE = "application/x-ndjson"
LINE_TYPES = ("ndjson", "jsonl")
AnyRequest = Request[Any, Any, Any]


@post("/api/answer", status_code=200)
async def answer(site: OwnSite, request: AnyRequest) -> Response[bytes]:
    """Return the answer of one question, or of many in their order; none of them is kept."""
    kind = request.headers.get("content-type", "")
    is_by_line = _is_by_line(kind)
    asked = read_questions(
        await request.body(), is_by_line=is_by_line, settings=site.settings, today=today()
    )
    pages = []
    for number, question in enumerate(asked.questions):
        where = "$" if asked.is_single else f"$[{number}]"
        pages.append(_page(site, question, where))
        # Whoever else waits is answered between two of them.
        await asyncio.sleep(0)
    wants = request.headers.get("accept", "")
    wants_lines = _is_by_line(wants) or (is_by_line and JSON not in wants)
    if asked.is_single:
        text = render_page(pages[0], format="ndjson" if wants_lines else "json")
    else:
        text = render_answers(pages, is_one_line=wants_lines)
    return private_json(text, kind=BY_LINE if wants_lines else JSON)


@get("/api/answers/{slug:str}", sync_to_thread=False)
def show_answer_data(
    site: OwnSite, slug: FromPath[str], units: FromQuery[str | None] = None
) -> Response[bytes]:
    """Return the answer of a question that has a page."""
    page = page_of_slug(site, slug, units, is_brief=False)
    kept = keep(render_page(page, format="json").encode(), kind=JSON)
    query = f"units={units}".encode() if units else b""
    return shared_page(site, f"/api/answers/{slug}", query, kept)


def private_json(text: str, *, status: int = 200, kind: str = JSON) -> Response[bytes]:
    """Return a document that nobody keeps."""
    return Response(
        text.encode(), status_code=status, media_type=kind, headers={"cache-control": NO_STORE}
    )


def on_refused_question(request: AnyRequest, refused: Refused) -> Response[bytes]:
    """Return what in a request of a program cannot be read."""
    del request
    return private_json(render_fault(refused.fault, is_one_line=False), status=refused.status)


def _page(site: Site, question: Question, where: str) -> Page:
    try:
        check_told(question, site.knowledge)
        return answer_question(question, site.knowledge)
    except GlobulinError as error:
        raise refused_by(error, where) from None


def _is_by_line(kinds: str) -> bool:
    return any(name in kinds for name in LINE_TYPES)
