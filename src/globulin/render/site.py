"""The pages of the web site: an answer in its frame, lists to browse, forms, a read result.

The frame holds the labels and the way back. Assets are named after their content, so that a
browser may keep them for good.
"""

import json
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from globulin.model import Frame, SiteLink
from globulin.render.html import TEMPLATES, make_environment

ASSETS = Path(__file__).with_name("assets")
PLACES = {
    "home": "/",
    "ask": "/ask",
    "read": "/read",
    "search": "/search",
    "topics": "/topics",
    "conditions": "/conditions",
    "tests": "/tests",
    "analytes": "/analytes",
    "glossary": "/glossary",
    "sources": "/sources",
    "changes": "/changes",
    "about": "/about",
}
PATHS = {
    "question": "/answers/{}",
    "topic": "/topics/{}",
    "intent": "/questions/{}",
    "term": "/glossary#{}",
    "source": "/sources/{}",
    "page": "/about/{}",
}


def render_site(
    template: str, *, frame: Frame, about: Sequence[SiteLink], **content: object
) -> str:
    """Return a page of the site as an HTML document; every text in it is escaped."""
    page = _environment().get_template(f"site/{template}.html.j2")
    return str(page.render(frame=frame, words=frame.words, about=about, **content))


@lru_cache(maxsize=1)
def _environment() -> Any:  # noqa: ANN401 - the template engine's own type stays in this room
    environment = make_environment()
    environment.globals["asset"] = asset_path
    environment.globals["address"] = link_path
    environment.globals["as_data"] = _as_data
    environment.filters["capitalize_first"] = _capitalize_first
    return environment


def _as_data(record: dict[str, object]) -> Markup:
    """Return data for machines inside a page: it cannot end the element that holds it."""
    text = json.dumps(record, ensure_ascii=False, sort_keys=True)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 - escaped above


def _capitalize_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def link_path(link: SiteLink) -> str:
    """Return where a link leads on the site."""
    if link.kind == "place":
        return PLACES[link.id]
    return PATHS[link.kind].format(quote(link.id, safe=""))


def asset_path(name: str) -> str:
    """Return the address of an asset: its name with a mark of its content."""
    stem, _, ending = name.rpartition(".")
    return f"/static/{stem}.{_mark(name)}.{ending}"


@lru_cache(maxsize=1)
def load_assets() -> dict[str, bytes]:
    """Return the content of every asset by its name."""
    assets = {path.name: path.read_bytes() for path in sorted(ASSETS.iterdir())}
    page_style = (TEMPLATES / "page.css").read_bytes()
    assets["site.css"] = page_style + assets["site.css"]
    return assets


@lru_cache(maxsize=32)
def _mark(name: str) -> str:
    return sha256(load_assets()[name]).hexdigest()[:10]
