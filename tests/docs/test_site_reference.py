"""The pages about the site tell what the site is, and its pictures are there."""

import re
from pathlib import Path

import pytest

from globulin.knowledge import Knowledge
from globulin.surfaces.web.app import HANDLERS
from globulin.surfaces.web.headers import HEADERS
from globulin.surfaces.web.settings import WebSettings
from tests.site import make_client
from tools.site_pictures import MOST_BYTES, PICTURES, SHEET_MARGINS, WANTED

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
REFERENCE = (DOCS / "reference" / "site.md").read_text("utf-8")
RUNNING = (DOCS / "how-to" / "run-the-site.md").read_text("utf-8")


def test_the_page_of_addresses_names_every_route_and_no_other() -> None:
    """Each route of the program is one row, with its method."""
    routes = sorted(
        (method, re.sub(r"\{(\w+):\w+\}", r"{\1}", path))
        for handler in HANDLERS
        for method in handler.http_methods
        for path in handler.paths
    )
    told = sorted(re.findall(r"^\| ([A-Z]+) \| `([^`]+)` \|", REFERENCE, re.MULTILINE))

    assert routes == told


def test_what_is_told_of_caching_is_what_is_sent(knowledge: Knowledge) -> None:
    """Each address without a part to fill in is asked for, and its header compared."""
    told = {"60 s": "public, max-age=60", "300 s": "public, max-age=300", "never": "no-store"}
    rows = re.findall(r"^\| GET \| `([^`{]+)` \|.*\| (.+) \|$", REFERENCE, re.MULTILINE)
    site = make_client(knowledge)
    sent = {path: site.get(path).headers.get("cache-control") for path, _ in rows}

    assert len(rows) > 10
    assert {path: told.get(cell.partition(",")[0]) for path, cell in rows} == sent


@pytest.mark.parametrize("name", ["most_body_bytes", "most_target_bytes", "most_text"])
def test_the_limits_told_are_those_of_the_program(name: str) -> None:
    """Whoever changes a bound changes its row."""
    limit = getattr(WebSettings(base=""), name)

    assert f"{limit:,}" in RUNNING


def test_the_times_and_the_shelf_told_are_those_of_the_program() -> None:
    """So with the time for a body, and the number of pages that are kept."""
    settings = WebSettings(base="")

    assert f"| {settings.body_seconds:.0f} s | 408 |" in RUNNING
    assert f"| kept pages | {settings.kept_pages:,};" in RUNNING


def test_every_header_is_told() -> None:
    """The page for whoever runs the site names each header that every answer carries."""
    names = [name.decode() for name, _ in HEADERS]

    assert [] == [name for name in names if f"`{name}" not in RUNNING.lower()]


def test_every_picture_is_there_small_and_shown() -> None:
    """The six pictures that the command writes, no other, each in a document."""
    files = {path.stem: path.stat().st_size for path in PICTURES.glob("*.png")}
    shown = (DOCS / "explanation" / "site.md").read_text("utf-8")

    assert {wanted.name for wanted in WANTED} == set(files)
    assert [] == [name for name, size in files.items() if size > MOST_BYTES]
    assert [] == [name for name in files if f"(../pictures/{name}.png)" not in shown]


def test_the_picture_of_the_paper_has_the_margins_of_the_paper() -> None:
    """What a screen leaves out is added as the style has it."""
    style = (ROOT / "src" / "globulin" / "render" / "assets" / "site.css").read_text("utf-8")

    assert f"margin: {SHEET_MARGINS};" in style
