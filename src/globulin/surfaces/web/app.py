"""Puts the site together: routes, faults, and what stands in front of them."""

import asyncio
import logging
from collections.abc import Callable
from http import HTTPMethod
from typing import cast

from litestar import Litestar, Response
from litestar.di import Provide
from litestar.exceptions import HTTPException

from globulin.answers import answer_question
from globulin.errors import GlobulinError
from globulin.knowledge import Knowledge
from globulin.model import Question
from globulin.surfaces.clock import today
from globulin.surfaces.web import answering, api, browsing, faults, machine, reading, searching
from globulin.surfaces.web.asked import Refused
from globulin.surfaces.web.fast import with_kept
from globulin.surfaces.web.guard import Refusal, TooMuch, guarded
from globulin.surfaces.web.headers import App, Message, Receive, Scope, Send, with_headers
from globulin.surfaces.web.kept import HTML, PageShelf
from globulin.surfaces.web.settings import WebSettings
from globulin.surfaces.web.site import Site
from globulin.surfaces.web.views import ViewCounts

HANDLERS = (
    answering.show_answer,
    answering.ask,
    api.answer,
    api.show_answer_data,
    browsing.show_home,
    browsing.show_list,
    browsing.show_topic,
    browsing.show_intent,
    browsing.show_source,
    browsing.show_about,
    browsing.show_about_page,
    searching.search_by_address,
    searching.search_by_form,
    searching.suggest,
    reading.show_form,
    reading.read_form,
    machine.show_asset,
    machine.show_icon,
    machine.show_robots,
    machine.show_sitemap,
    machine.show_feed,
    machine.show_health,
    machine.show_ready,
)
LOG = logging.getLogger("globulin.web")


def create_app(
    knowledge: Knowledge,
    settings: WebSettings,
    *,
    day: Callable[[], str] = today,
    is_warm: bool = False,
) -> App:
    """Return the site as an ASGI application.

    Args:
        knowledge: what is known, open for as long as the site runs.
        settings: its address and its bounds.
        day: names the day of a view.
        is_warm: load beforehand what the first readers would wait for.
    """
    days = knowledge.table("site")["trending"]["days"]
    site = Site(
        knowledge=knowledge,
        settings=settings,
        shelf=PageShelf(settings.kept_pages),
        views=ViewCounts(day, days),
    )
    inner = Litestar(
        route_handlers=HANDLERS,
        dependencies={"site": Provide(lambda: site, sync_to_thread=False)},
        exception_handlers={
            Refused: api.on_refused_question,
            faults.Fault: faults.on_fault,
            HTTPException: faults.on_refused,
            GlobulinError: faults.on_input_fault,
            TooMuch: faults.on_too_much,
            RecursionError: faults.on_too_deep,
            Exception: faults.on_internal,
        },
        openapi_config=None,
        logging_config=None,
        request_max_body_size=settings.most_body_bytes,
    )
    inner.state.site = site
    if is_warm:
        _warm_up(site)

    async def refuse(scope: Scope, _: Receive, send: Send) -> None:
        refusal: Refusal = scope["state"]["refusal"]
        told = faults.Fault(refusal.status, "error_title", refusal.label)
        response: Response[bytes] = faults.fault_answer(site, told, scope["path"])
        await _send(response, send)

    # The framework types its events one by one; they are the same mappings.
    fast = with_kept(cast("App", inner), site.shelf, site.views.note)
    return _logged(with_headers(guarded(fast, refuse, settings)))


def _warm_up(site: Site) -> None:
    """Make a page of each kind once: the engine, the arrays and the templates are loaded by it."""
    first = site.knowledge.questions()[0]
    page = answer_question(Question(text=first.question, is_brief=True), site.knowledge)
    answering.render_answer(site, page)
    reading.read_pasted(site, "")


async def _send(response: Response[bytes], send: Send) -> None:
    headers = [
        (b"content-type", (response.media_type or HTML).encode()),
        (b"content-length", b"%d" % len(response.content)),
        # The rest of the body is not read: the connection cannot be used again.
        (b"connection", b"close"),
        *((name.encode(), value.encode()) for name, value in response.headers.items()),
    ]
    await send({"type": "http.response.start", "status": response.status_code, "headers": headers})
    await send({"type": "http.response.body", "body": response.content})


def _logged(app: App) -> App:
    """Return the application with a line for each request: its kind, status and time, no more.

    A path may hold what somebody typed; only its first part is told, and only where it is ours.
    """
    known = {path.strip("/").partition("/")[0] for handler in HANDLERS for path in handler.paths}

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        clock = asyncio.get_running_loop().time
        start, status = clock(), 0

        async def send_noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        await app(scope, receive, send_noted)
        if LOG.isEnabledFor(logging.INFO):
            first = scope["path"].strip("/").partition("/")[0]
            place = f"/{first}" if first in known else "elsewhere"
            took = 1000 * (clock() - start)
            # A sender may write anything for a method.
            method = scope["method"] if scope["method"] in HTTPMethod.__members__ else "other"
            LOG.info("%s %s %d %.1f ms", method, place, status, took)

    return wrapped
