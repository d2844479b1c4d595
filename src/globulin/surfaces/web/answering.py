"""The answer pages: under their slug for everybody, and for a question of one's own by POST."""

from typing import Annotated

from litestar import get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Response

from globulin.answers import answer_question
from globulin.answers.browse import nearby_shelves
from globulin.answers.report_in_question import is_report
from globulin.model import Page, Question
from globulin.surfaces.web.faults import Fault
from globulin.surfaces.web.kept import keep
from globulin.surfaces.web.pages import private_page, shared_page
from globulin.surfaces.web.reading import read_pasted
from globulin.surfaces.web.site import Site
from globulin.surfaces.web.structured import answer_data

Form = Annotated[dict[str, str], Body(media_type=RequestEncodingType.URL_ENCODED)]


@get("/answers/{slug:str}", sync_to_thread=False)
def show_answer(site: Site, slug: str, units: str | None = None) -> Response[bytes]:
    """Return the page of a question."""
    entry = site.knowledge.question(slug)
    if entry is None:
        raise Fault(404, "not_found_title", "not_found_lead")
    asked = Question(text=entry.question, unit=_unit(site, entry.analyte, units))
    page = answer_question(asked, site.knowledge)
    kept = keep(render_answer(site, page, unit=units), slug=slug)
    query = f"units={units}".encode() if units else b""
    return shared_page(site, f"/answers/{slug}", query, kept)


@post("/ask", sync_to_thread=False, status_code=200)
def ask(site: Site, data: Form) -> Response[bytes]:
    """Return the answer to a question, or the reading of a pasted result."""
    text = data.get("q", "").strip()
    if not text:
        raise Fault(400, "error_title", "error_empty")
    if len(text) > site.settings.most_text:
        raise Fault(413, "error_title", "error_question")
    if is_report(text, site.knowledge):
        return read_pasted(site, text)
    page = answer_question(Question(text=text), site.knowledge)
    return private_page(render_answer(site, page, is_own=True))


def render_answer(
    site: Site, page: Page, *, unit: str | None = None, is_own: bool = False
) -> bytes:
    """Return a page in its frame; one's own question is no address, and is not to be indexed."""
    analyte = site.knowledge.analyte(page.route.analyte) if page.route.analyte else None
    units = () if analyte is None or is_own else analyte.units
    frame = site.page_frame(
        page,
        parts=nearby_shelves(site.knowledge, page),
        is_indexed=not is_own,
        data=() if is_own else answer_data(site, page),
    )
    return site.render(
        "answer",
        frame,
        page=page,
        units=units,
        shown_unit=unit or next(iter(units), None),
        ask_again=is_own,
        typed="",
    )


def _unit(site: Site, analyte: str | None, unit: str | None) -> str | None:
    """Return the unit that was asked for.

    Raises:
        Fault: the page's analyte is not shown in it.
    """
    known = site.knowledge.analyte(analyte) if analyte else None
    if unit is not None and (known is None or unit not in known.units):
        raise Fault(404, "not_found_title", "not_found_lead")
    return unit
