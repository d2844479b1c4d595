"""The answer pages: under their slug for everybody, and for a question of one's own by POST."""

from litestar import get, post
from litestar.params import FromPath, FromQuery, URLEncodedBody
from litestar.response import Response

from globulin.answers import answer_question
from globulin.answers.browse import nearby_shelves
from globulin.answers.report_in_question import is_report
from globulin.errors import UnitError
from globulin.model import Page, Question
from globulin.surfaces.clock import today
from globulin.surfaces.web.faults import Fault
from globulin.surfaces.web.kept import keep
from globulin.surfaces.web.pages import private_page, shared_page
from globulin.surfaces.web.reading import read_pasted
from globulin.surfaces.web.site import OwnSite, Site
from globulin.surfaces.web.structured import answer_data


@get("/answers/{slug:str}", sync_to_thread=False)
def show_answer(
    site: OwnSite, slug: FromPath[str], units: FromQuery[str | None] = None
) -> Response[bytes]:
    """Return the page of a question."""
    page = page_of_slug(site, slug, units, is_brief=True)
    kept = keep(render_answer(site, page, unit=units), slug=slug)
    query = f"units={units}".encode() if units else b""
    return shared_page(site, f"/answers/{slug}", query, kept)


def page_of_slug(site: Site, slug: str, units: str | None, *, is_brief: bool) -> Page:
    """Return the page of a question that has one, in these units first.

    Raises:
        Fault: there is no such page, or not in this unit.
    """
    entry = site.knowledge.question(slug)
    if entry is None or (units is not None and units not in site.units):
        raise Fault(404, "not_found_title", "not_found_lead")
    try:
        return answer_question(
            Question(text=entry.question, unit=units, is_brief=is_brief), site.knowledge
        )
    except UnitError:
        raise Fault(404, "not_found_title", "not_found_lead") from None


@post("/ask", sync_to_thread=False, status_code=200)
def ask(site: OwnSite, data: URLEncodedBody[dict[str, str]]) -> Response[bytes]:
    """Return the answer to a question, or the reading of a pasted report of several lines."""
    text = data.get("q", "").strip()
    if not text:
        raise Fault(400, "error_title", "error_empty")
    if len(text) > site.settings.most_text:
        raise Fault(413, "error_title", "error_question")
    if is_report(text, site.knowledge):
        return read_pasted(site, text)
    page = answer_question(Question(text=text, is_brief=True, today=today()), site.knowledge)
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
