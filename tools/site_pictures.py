"""Writes the screenshots of `docs/pictures/` from the site as it is now.

Usage: python -m tools.site_pictures

Needs Debian's Chromium and playwright, and no network. The same pages on the same machine give
the same bytes.
"""

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.running_site import running_site

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
MOST_BYTES = 200_000
# As `@page` of the site's style has them.
SHEET_MARGINS = "11mm 14mm"
ANSWER = "/answers/what-causes-high-immunoglobulin-m-igm"
REPORT = (ROOT / "examples" / "portal.txt").read_text("utf-8")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--hide-scrollbars")
# The engine's own type: playwright is loaded only where it is used.
Page = Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A page at a size: `open` leads there; `top` is what the picture begins with."""

    name: str
    open: Callable[[Page, str], None]
    width: int
    height: int
    scheme: str = "light"
    media: str = "screen"
    top: str = "body"


def _at(path: str) -> Callable[[Page, str], None]:
    """Return how to open a path."""

    def lead(page: Page, base: str) -> None:
        page.goto(f"{base}{path}")

    return lead


def _result(page: Page, base: str) -> None:
    """Paste the sample report into the form and have it read."""
    page.goto(f"{base}/read")
    page.locator("#pasted").fill(REPORT)
    page.locator("form.read button[type=submit]").click()
    page.locator("svg.line").first.wait_for()


# 794 by 1123 points of CSS are a sheet of A4.
WANTED = (
    Picture(name="home", open=_at("/"), width=1000, height=800),
    Picture(name="answer-phone", open=_at(ANSWER), width=360, height=740),
    Picture(name="answer-dark", open=_at(ANSWER), width=1200, height=800, scheme="dark"),
    Picture(name="read-form", open=_at("/read"), width=1000, height=800),
    Picture(name="result-phone", open=_result, width=360, height=740, top="section:has(svg.line)"),
    Picture(name="result-paper", open=_result, width=794, height=1123, media="print"),
)


def take(folder: Path) -> None:
    """Write every picture into a folder."""
    from playwright.sync_api import sync_playwright

    with running_site() as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=ARGUMENTS
        )
        for wanted in WANTED:
            (folder / f"{wanted.name}.png").write_bytes(_shot(browser, base, wanted))
        browser.close()


def _shot(browser: Any, base: str, wanted: Picture) -> bytes:  # noqa: ANN401 - as `Page`
    page = browser.new_page(
        viewport={"width": wanted.width, "height": wanted.height},
        device_scale_factor=1,
        color_scheme=wanted.scheme,
    )
    wanted.open(page, base)
    page.emulate_media(media=wanted.media, color_scheme=wanted.scheme)
    if wanted.media == "print":
        # A screen leaves out the margins of the sheet.
        page.evaluate(f"document.body.style.padding = '{SHEET_MARGINS}'")
    page.locator(wanted.top).first.evaluate("part => part.scrollIntoView()")
    shot: bytes = page.screenshot(animations="disabled", caret="hide")
    page.close()
    return shot


def main() -> int:
    """Write the pictures; tell the size of each, and fail where one is too large."""
    if shutil.which("chromium") is None:
        sys.stderr.write(
            "site_pictures: chromium is not installed (bash tools/system-packages.sh)\n"
        )
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    take(PICTURES)
    sizes = {wanted.name: (PICTURES / f"{wanted.name}.png").stat().st_size for wanted in WANTED}
    for name, size in sizes.items():
        print(f"docs/pictures/{name}.png {size // 1000} kB")
    return 1 if max(sizes.values()) > MOST_BYTES else 0


if __name__ == "__main__":
    sys.exit(main())
