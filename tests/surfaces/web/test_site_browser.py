"""The site in a real browser: asked, browsed, a result read, by mouse, by keyboard, on a phone.

The site runs as `globulin serve` runs it, in a process of its own; the test opens no socket.
"""

import itertools
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.surfaces.web.page_types import MISSING, PAGE_TYPES, PASTED

CHROMIUM = shutil.which("chromium")
GLOBULIN = str(Path(sys.executable).with_name("globulin"))
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="SKIPPED: no chromium on this machine")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SCHEMES = ("light", "dark")
WIDTHS = (320, 800)
Browser = Any
Page = Any


@pytest.fixture(scope="module")
def served() -> Iterator[str]:
    """Start the site on a free port; return its address."""
    command = [GLOBULIN, "serve", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        line = process.stderr.readline()
        yield re.search(r"http://[\d.]+:\d+", line)[0]
        process.terminate()
        process.communicate(timeout=20)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium once, without any network of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
            ],
        )
        yield browser
        browser.close()


def read_pasted(page: Page, served: str, text: str = PASTED) -> None:
    """Paste a report into the one box and have it read."""
    page.goto(f"{served}/")
    page.get_by_label("Ask a question, or paste your result").fill(text)
    page.get_by_role("button", name="Answer").click()
    page.wait_for_url("**/ask")
    page.wait_for_load_state("networkidle")


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """Return what axe finds against WCAG 2.2 AA."""
    from axe_playwright_python.sync_playwright import Axe

    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    return [
        (found["id"], [node["html"][:160] for node in found["nodes"][:3]])
        for found in results.response["violations"]
    ]


@pytest.mark.parametrize("name", PAGE_TYPES)
def test_every_page_type_is_open_to_everybody(browser: Browser, served: str, name: str) -> None:
    """Axe finds nothing, light or dark; no sideways scrolling; the browser complains of nothing."""
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{served}{PAGE_TYPES[name]}")
    found = {}
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found[scheme] = violations(page)
    widths = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 640})
        widths[width] = page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()

    assert {scheme: [] for scheme in SCHEMES} == found
    assert dict.fromkeys(WIDTHS, True) == widths
    assert [] == [text for text in said if not (name in MISSING and "404" in text)]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_violation_on_pages_of_ones_own(browser: Browser, served: str, scheme: str) -> None:
    """The read result, its open correction, an emergency, a form sent back, an own question."""
    page = browser.new_page(color_scheme=scheme)
    found = {}
    read_pasted(page, served)
    found["result"] = violations(page)
    page.get_by_text("Correct what was understood").click()
    found["correction"] = violations(page)
    read_pasted(page, served, "IgM 62 g/L (0.4-2.3)\nnosebleeds and blurred vision")
    found["emergency"] = violations(page)
    read_pasted(page, served, "why is my igm high")
    found["question"] = violations(page)
    page.goto(f"{served}/read")
    page.get_by_role("button", name="Read the result").click()
    page.wait_for_load_state("networkidle")
    found["sent back"] = violations(page)
    page.close()

    assert {name: [] for name in found} == found


def test_ask_browse_and_follow_a_source(browser: Browser, served: str) -> None:
    """From a question to its answer, to a source, to a related page, to its topic."""
    page = browser.new_page()
    read_pasted(page, served, "why is my igm high")
    heading = page.locator("h1").inner_text()
    page.locator(".marks a").first.click()
    source = page.locator(page.evaluate("location.hash")).is_visible()
    page.locator("#more-like-this + ul a").first.click()
    page.wait_for_url("**/answers/**")
    page.locator(".trail a").last.click()
    page.wait_for_url("**/topics/**")
    topic = page.locator("h1").inner_text()
    page.close()

    assert "What causes high immunoglobulin M (IgM)?" == heading
    assert source
    assert "High IgM" == topic


@pytest.mark.parametrize(
    ("script", "width"),
    [(True, 1000), (False, 1000), (False, 320)],
    ids=["script", "none", "phone"],
)
def test_paste_correct_and_read(
    browser: Browser,
    served: str,
    script: bool,  # noqa: FBT001 - a parameter of the test
    width: int,
) -> None:
    """Paste a result, correct a misread unit, read the page: also without script, on a phone."""
    context = browser.new_context(
        java_script_enabled=script, viewport={"width": width, "height": 700}
    )
    page = context.new_page()
    page.goto(f"{served}/read")
    page.get_by_label("Paste the lines of your report").fill("IgM 4640 g/L 38-231")
    page.get_by_role("button", name="Read the result").click()
    page.get_by_text("Correct what was understood").wait_for()
    doubted = page.locator("main").inner_text()
    unit = page.get_by_label("Unit").first
    if not unit.is_visible():
        page.get_by_text("Correct what was understood").click()
    unit.fill("mg/dL")
    page.get_by_role("button", name="Read it again").click()
    page.locator("h1", has_text="IgM result").wait_for()
    page.locator("svg.line").wait_for()
    text = page.locator("main").inner_text()
    url = page.url
    context.close()

    assert "mg/dL" in doubted
    assert "Your IgM is 4640 mg/dL" in text
    assert f"{served}/read" == url


def test_a_result_is_printed_on_two_sheets(browser: Browser, served: str) -> None:
    """Three classes with their number lines, what doctors consider, what to do: two A4 pages."""
    page = browser.new_page()
    read_pasted(page, served)
    document = page.pdf(prefer_css_page_size=True)
    page.close()
    sheets = len(re.findall(rb"/Type\s*/Page[^s]", document))

    assert 1 <= sheets <= 2


def test_everything_by_keyboard_alone(browser: Browser, served: str) -> None:
    """Tab to the box, type, answer, skip to the content, unfold a cause: no mouse."""
    page = browser.new_page()
    page.goto(f"{served}/")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "q":
            break
    page.keyboard.type("IgM 412 mg/dL (40-230)")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ask")
    page.keyboard.press("Tab")
    skip = page.evaluate("document.activeElement.className")
    page.keyboard.press("Enter")
    seen = []
    for _ in range(150):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.tagName"))
        if page.evaluate("document.activeElement.matches('details.cause > summary')"):
            break
    page.keyboard.press("Enter")
    opened = page.evaluate("document.activeElement.parentElement.open")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    page.close()

    assert "skip" == skip
    assert "SUMMARY" in seen
    assert (True, "solid") == (opened, outline)


def test_a_wrong_upload_is_told_and_mended(browser: Browser, served: str, tmp_path: Path) -> None:
    """A picture is refused with one line; the right file then is read."""
    picture, report = tmp_path / "report.png", tmp_path / "report.txt"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    report.write_text("IgM 412 mg/dL (40-230)", encoding="utf-8")
    page = browser.new_page()
    page.goto(f"{served}/read")
    page.get_by_label("Or choose a file").set_input_files(picture)
    page.get_by_role("button", name="Read the result").click()
    told = page.get_by_role("alert").inner_text()
    page.get_by_label("Or choose a file").set_input_files(report)
    page.get_by_role("button", name="Read the result").click()
    page.locator("#understood").wait_for()
    text = page.locator("main").inner_text()
    page.close()

    assert "could not be read" in told
    assert "Your IgM is 412 mg/dL" in text


def test_more_lines_for_findings_come_as_they_are_needed(browser: Browser, served: str) -> None:
    """With script, a filled last line brings a further one, with a label of its own."""
    page = browser.new_page()
    page.goto(f"{served}/read")
    before = page.locator('input[name="finding"]').count()
    page.locator('input[name="finding"]').last.fill("night sweats")
    after = page.locator('input[name="finding"]').count()
    ids = page.evaluate("[...document.querySelectorAll('input[name=finding]')].map(f => f.id)")
    page.close()

    assert before + 1 == after
    assert len(ids) == len(set(ids))


def test_search_suggests_while_one_types(browser: Browser, served: str) -> None:
    """Suggestions come by POST, so that nothing typed is in an address."""
    page = browser.new_page()
    asked: list[tuple[str, str]] = []
    page.on("request", lambda request: asked.append((request.method, request.url)))
    page.goto(f"{served}/search")
    page.get_by_label("Search questions, conditions, tests and words").press_sequentially("mononuc")
    page.locator(".options a").first.wait_for()
    suggested = page.locator(".options a").first.inner_text()
    page.close()

    assert "ononucleosis" in suggested
    assert [] == [url for _, url in asked if "mono" in url]
    assert ("POST", f"{served}/search/suggest") in asked


@pytest.mark.parametrize("width", [360, 800])
def test_the_words_of_number_lines_can_be_read(browser: Browser, served: str, width: int) -> None:
    """No text of a drawing runs into another or leaves the drawing, also on a phone."""
    page = browser.new_page(viewport={"width": width, "height": 700})
    read_pasted(page, served)
    drawings = page.evaluate(
        """() => [...document.querySelectorAll("svg.line")].map(svg => ({
            width: svg.viewBox.baseVal.width,
            texts: [...svg.querySelectorAll("text")].map(text => {
                const box = text.getBBox();
                return [text.textContent, box.x, box.y, box.x + box.width, box.y + box.height];
            }),
        }))"""
    )
    page.close()
    clashes = [
        (first[0], second[0])
        for drawing in drawings
        for first, second in itertools.combinations(drawing["texts"], 2)
        if first[1] < second[3] and second[1] < first[3] and first[2] < second[4]
        if second[2] < first[4]
    ]

    assert drawings
    assert [] == clashes


def test_colours_of_ones_own_are_kept(browser: Browser, served: str) -> None:
    """With forced colours the drawings and the boxes are still there to be seen."""
    page = browser.new_page(forced_colors="active")
    read_pasted(page, served, "IgM 62 g/L (0.4-2.3)\nnosebleeds")
    line = page.evaluate("getComputedStyle(document.querySelector('svg line.value')).stroke")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    border = page.evaluate("getComputedStyle(document.querySelector('.emergency')).borderTopWidth")
    page.close()

    assert line != paper
    assert "3px" == border


def test_nothing_is_asked_of_another_host(browser: Browser, served: str) -> None:
    """Over a whole visit every request goes to this site."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    read_pasted(page, served)
    page.goto(f"{served}{PAGE_TYPES['answer']}")
    page.goto(f"{served}/sources")
    page.close()

    assert [] == [url for url in asked if not url.startswith(f"{served}/")]
