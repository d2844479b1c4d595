"""Hostile texts in every field that is shown again: escaped, wherever they come back."""

import html5lib
import pytest

from tests.site import SiteClient

NAMESPACE = "{http://www.w3.org/1999/xhtml}"
PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "javascript:alert(1)",
    "{{7*7}}${7*7}<%= 7*7 %>",
    "</script><script>alert(1)</script>",
    '" autofocus onfocus=alert(1) x="',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
]
READ_FIELDS = (
    "value-0",
    "unit-0",
    "low-0",
    "high-0",
    "collected-0",
    "pasted",
    "original",
    "age",
    "sex",
    "notes",
    "finding",
    "units",
    "class-0",
)


def harm_in(page: str) -> list[str]:
    """Return what a browser would run or load of a page that is not ours."""
    found = []
    for element in html5lib.HTMLParser(strict=True).parse(page).iter():
        if not isinstance(element.tag, str):
            continue
        name = element.tag.removeprefix(NAMESPACE)
        handlers = [key for key in element.attrib if key.lower().startswith("on")]
        is_data = element.get("type") == "application/ld+json"
        is_ours = (element.get("src") or "").startswith("/static/")
        if name in {"iframe", "img", "object", "embed"} or handlers:
            found.append(f"{name} {handlers}")
        if name == "script" and not (is_data or is_ours):
            found.append(name)
        if (element.get("href") or "").lower().startswith(("javascript:", "data:")):
            found.append(f"{name} {element.get('href')}")
    return found


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_question_is_shown_as_text(site: SiteClient, payload: str) -> None:
    """In the box, in "you asked", in the search and its suggestions."""
    pages = [
        site.post("/ask", data={"q": payload}),
        site.post("/ask", data={"q": f"why is my igm high {payload}"}),
        site.post("/search", data={"q": payload, "facet": payload}),
        site.get("/search", params={"q": payload, "facet": payload}),
        site.get(f"/answers/{payload}"),
        site.get("/search", params={"q": f"igm 412 {payload}"}),
    ]

    assert [] == [harm for page in pages for harm in harm_in(page.text)]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_every_field_of_the_form_is_shown_as_text(site: SiteClient, payload: str) -> None:
    """Each field by itself, in a form that is taken and in one that is sent back."""
    found = []
    for field in READ_FIELDS:
        form = {"class-0": "IgM", "value-0": "4.1", "unit-0": "g/L", "low-0": "0.4", "high-0": "2"}
        page = site.post("/read", data=form | {field: payload}).text
        found += [(field, harm) for harm in harm_in(page)]

    assert [] == found


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_pasted_report_and_a_file_are_shown_as_text(site: SiteClient, payload: str) -> None:
    """Names, units, comments and what could not be read come back as text."""
    text = f"IgM {payload} 412 mg/dL (40-230) {payload}\n{payload}\nIgG 12 g/L (7-16)\n"
    pages = [
        site.post("/ask", data={"q": text}).text,
        site.post("/read", data={"pasted": text}).text,
        site.post("/read", files={"file": (f"{payload}.txt", text.encode())}).text,
    ]

    assert [] == [harm for page in pages for harm in harm_in(page)]


def test_data_inside_a_page_cannot_end_its_element(site: SiteClient) -> None:
    """The records for machines hold no character that HTML would act on."""
    page = site.get("/answers/what-causes-high-immunoglobulin-m-igm").text
    start = page.index("application/ld+json")
    record = page[page.index(">", start) + 1 : page.index("</script>", start)]

    assert {"<", ">", "&"}.isdisjoint(record)
