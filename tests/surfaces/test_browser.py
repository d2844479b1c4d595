"""The HTML answer in a real browser: accessible, self-contained, readable on a phone."""

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from globulin.answers import answer_question
from globulin.knowledge import Knowledge
from globulin.model import Question
from globulin.render import render_page
from tests.reading import page_of

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="SKIPPED: no chromium on this machine")
QUESTIONS = {
    "seed": "what causes high immunoglobulin m qn serum",
    "range": "normal range of igg",
    "emergency": "high igm and sudden confusion",
    "elsewhere": "hepatitis a igm positive",
}
REPORTS = {
    "report": ("IgM 412 mg/dL (40-230)\nIgG 1240 mg/dL (700-1600)\nEBV VCA IgM 4.2 index", {}),
    "report-emergency": ("IgM 62 g/L (0.4-2.3)\nI have nosebleeds and blurred vision", {}),
    "report-child": ("IgM 5.12 g/L\nIgG <0.5 g/L\nIgA 0.062 g/L", {"age": "9m", "sex": "male"}),
    "report-clinician": ("IgM 0.05 g/L (0.4-2.3)", {"audience": "clinician", "age": "50"}),
    "report-nothing": ("EBV VCA IgM 4.2 index", {}),
}
NAMES = [*QUESTIONS, *REPORTS]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def pages(knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return HTML files of some answers and reports."""
    folder = tmp_path_factory.mktemp("pages")
    files = {}
    for name, text in QUESTIONS.items():
        files[name] = folder / f"{name}.html"
        page = answer_question(Question(text=text), knowledge)
        files[name].write_text(render_page(page, format="html"), encoding="utf-8")
    for name, (content, beside) in REPORTS.items():
        files[name] = folder / f"{name}.html"
        page = page_of(content, knowledge, **beside)
        files[name].write_text(render_page(page, format="html"), encoding="utf-8")
    return files


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_no_accessibility_violation(browser, pages, name: str, scheme: str) -> None:  # noqa: ANN001
    """Axe finds no violation of WCAG 2.2 AA, in light and in dark."""
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(color_scheme=scheme)
    page.goto(pages[name].as_uri())
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    page.close()

    assert [] == [
        (violation["id"], [node["html"][:120] for node in violation["nodes"][:3]])
        for violation in results.response["violations"]
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_phone_need_not_scroll_sideways(browser, pages, name: str) -> None:  # noqa: ANN001
    """At 320 pixels the page is not wider than the screen."""
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(pages[name].as_uri())
    width = page.evaluate("document.documentElement.scrollWidth")
    page.close()

    assert width <= 320


def test_the_page_asks_nothing_of_the_network(browser, pages) -> None:  # noqa: ANN001
    """The page is whole as it is: it requests nothing, and works without script."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(pages["seed"].as_uri())
    heading = page.locator("h1").inner_text()
    context.close()

    assert [pages["seed"].as_uri()] == asked
    assert heading


def test_source_links_lead_to_their_source(browser, pages) -> None:  # noqa: ANN001
    """A click on a source number lands on that source in the list."""
    page = browser.new_page()
    page.goto(pages["seed"].as_uri())
    link = page.locator(".marks a").first
    target = link.get_attribute("href")
    link.click()
    visible = page.locator(target).is_visible()
    page.close()

    assert visible


@pytest.mark.parametrize("name", ["emergency", "report-emergency"])
def test_the_emergency_stands_above_everything(browser, pages, name: str) -> None:  # noqa: ANN001
    """The box of an emergency comes before the answer, and is announced as an alert region."""
    page = browser.new_page(viewport={"width": 360, "height": 640})
    page.goto(pages[name].as_uri())
    box = page.locator(".emergency, [role=alert]").first
    top = box.bounding_box()["y"]
    answer_top = page.locator("h1").bounding_box()["y"]
    page.close()

    assert top < answer_top


@pytest.mark.parametrize("name", [name for name in REPORTS if name != "report-nothing"])
def test_the_words_of_a_number_line_can_be_read(browser, pages, name: str) -> None:  # noqa: ANN001
    """No text leaves the drawing, and no two texts of one line run into each other."""
    page = browser.new_page(viewport={"width": 360, "height": 640})
    page.goto(pages[name].as_uri())
    drawings = page.evaluate(
        """() => [...document.querySelectorAll("svg.line")].map(svg => ({
            width: svg.viewBox.baseVal.width, height: svg.viewBox.baseVal.height,
            texts: [...svg.querySelectorAll("text")].map(text => {
                const box = text.getBBox();
                return [text.textContent, box.x, box.y, box.x + box.width, box.y + box.height];
            }),
        }))"""
    )
    page.close()

    assert drawings
    for drawing in drawings:
        for text, left, top, right, bottom in drawing["texts"]:
            assert (text, True) == (
                text,
                left >= 0
                and top >= 0
                and right <= drawing["width"]
                and bottom <= drawing["height"],
            )
        for first, second in itertools.combinations(drawing["texts"], 2):
            is_apart = (
                first[3] <= second[1]
                or second[3] <= first[1]
                or first[4] <= second[2]
                or second[4] <= first[2]
            )

            assert (first[0], second[0], True) == (first[0], second[0], is_apart)


def test_what_is_folded_can_be_opened_by_keyboard(browser, pages) -> None:  # noqa: ANN001
    """The rest of what is known about a cause opens with a key, without a script."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(pages["report"].as_uri())
    summary = page.locator("#why ~ details summary").first
    hidden = page.locator("#why ~ details ul").first
    before = hidden.is_visible()
    summary.focus()
    page.keyboard.press("Enter")
    after = hidden.is_visible()
    context.close()

    assert (False, True) == (before, after)
