"""What is refused before it is read: foreign forms, too much, too deep, too slow, odd paths."""

import asyncio
import json
import time

import pytest

from globulin.knowledge import Knowledge
from globulin.surfaces.web.headers import HEADERS
from tests.site import SiteClient, make_client
from tests.surfaces.web.page_types import PAGE_TYPES

FORMS = {"/ask": {"q": "why is my igm high"}, "/search": {"q": "igm"}, "/read": {"pasted": "IgM 4"}}


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "https://elsewhere.test"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://site.test.elsewhere.test"}, 403),
        ({"origin": "null", "sec-fetch-site": "same-origin"}, 200),
        ({"origin": "http://site.test"}, 200),
        ({"sec-fetch-site": "none"}, 200),
        ({}, 200),
    ],
    ids=lambda value: " ".join(value.values()) if isinstance(value, dict) else str(value),
)
def test_forms_of_other_sites_are_refused(
    site: SiteClient, path: str, headers: dict[str, str], status: int
) -> None:
    """A form is answered when it comes from this site, or from no page at all."""
    answer = site.post(path, data=FORMS[path], headers=headers)

    assert status == answer.status_code


@pytest.mark.parametrize("path", [*FORMS, "/search/suggest"])
def test_a_body_too_large_is_refused_at_once(site: SiteClient, path: str) -> None:
    """Whether its length is told beforehand or not."""
    large = b"q=" + b"x" * 1_000_001

    async def pieces():  # noqa: ANN202 - an async generator of bytes
        for _ in range(20):
            yield large[:100_000]

    kind = {"content-type": "application/x-www-form-urlencoded"}
    told = site.post(path, content=large, headers=kind)
    untold = site.post(path, content=pieces(), headers=kind)

    assert (413, 413) == (told.status_code, untold.status_code)
    assert "globulin" in told.text


def test_a_body_that_never_ends_is_given_up(knowledge: Knowledge) -> None:
    """A sender who is too slow is told so, and does not hold the site."""
    site = make_client(knowledge, body_seconds=0.2)

    async def slow():  # noqa: ANN202 - an async generator of bytes
        yield b"q=why"
        await asyncio.sleep(5)
        yield b"+is+my+igm+high"

    start = time.monotonic()
    answer = site.post(
        "/ask", content=slow(), headers={"content-type": "application/x-www-form-urlencoded"}
    )

    assert 408 == answer.status_code
    assert time.monotonic() - start < 4


@pytest.mark.parametrize("depth", [200, 5_000, 200_000])
def test_deep_nesting_is_refused(site: SiteClient, depth: int) -> None:
    """JSON in a file or in a request, nested without end, is answered with one clear line."""
    deep = "[" * depth + "]" * depth
    told = site.post("/search/suggest", content=f'{{"q": {deep}}}'.encode())
    document = json.dumps({"schema": "globulin/input/1", "results": []})[:-2] + deep + "]}"
    file = site.post("/read", files={"file": ("report.json", document.encode())})

    assert 400 == told.status_code
    assert 400 == file.status_code


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2f..%2fapp.py",
        "/static/%2e%2e/%2e%2e/etc/passwd",
        "/answers/..%2f..%2fetc%2fpasswd",
        "/sources/%00",
        "/about/../../etc/passwd",
        "/static/site.css%00.png",
        "/answers/" + "x" * 1_500,
    ],
)
def test_no_path_leads_out_of_the_site(site: SiteClient, path: str) -> None:
    """An odd path is a page that is not there."""
    assert 404 == site.get(path).status_code


def test_a_target_too_long_is_refused(site: SiteClient) -> None:
    """An address of thousands of letters is no address of ours."""
    assert 414 == site.get("/search?q=" + "x" * 5_000).status_code


@pytest.mark.parametrize("payload", ["a\r\nSet-Cookie: x=1", "%0d%0aSet-Cookie:%20x=1", "é\u2028"])
def test_nothing_sent_becomes_a_header(site: SiteClient, payload: str) -> None:
    """Line breaks in a path, a query or a field end up in no header."""
    answers = [
        site.get("/search", params={"q": payload}),
        site.get("/answers/x", params={"units": payload}),
        site.post("/ask", data={"q": payload}),
        site.post("/read", data={"pasted": payload, "units": payload}),
    ]

    assert [] == [name for a in answers for name in a.headers if name.lower() == "set-cookie"]


@pytest.mark.parametrize("name", PAGE_TYPES)
def test_every_answer_carries_the_headers(site: SiteClient, name: str) -> None:
    """Fresh, kept and missing pages alike: a strict policy, no cookie, no server's name."""
    for _ in range(2):
        headers = site.get(PAGE_TYPES[name]).headers
        missing = [key for key, value in HEADERS if headers.get(key.decode()) != value.decode()]

        assert [] == missing
        assert "unsafe" not in headers["content-security-policy"]
        assert {"set-cookie", "server", "x-powered-by"}.isdisjoint(headers)


@pytest.mark.parametrize("path", ["/ask", "/read", "/answers/what-does-low-igg-mean", "/"])
@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_other_methods_are_refused(site: SiteClient, path: str, method: str) -> None:
    """The site reads and answers, and does nothing else."""
    answer = site.request(method, path)

    assert 405 == answer.status_code
    assert "globulin" in answer.text


def test_a_refusal_is_a_page_that_helps_on(site: SiteClient) -> None:
    """Whoever lands nowhere finds the box and the topics."""
    answer = site.get("/no/such/page")

    assert 404 == answer.status_code
    assert 'action="/ask"' in answer.text
    assert "/topics/high-igm" in answer.text


@pytest.mark.parametrize(
    "part",
    [b"content-type: text/plain; charset=bogus\r\n\r\nIgM 4", b"\r\nIgM \xff\xfe 4"],
    ids=["unknown character set", "not what it says"],
)
def test_a_field_that_is_no_text_is_told(site: SiteClient, part: bytes) -> None:
    """It is the sender's fault, and no internal one."""
    body = b'--x\r\ncontent-disposition: form-data; name="pasted"\r\n' + part + b"\r\n--x--\r\n"
    kind = {"content-type": "multipart/form-data; boundary=x"}

    assert 400 == site.post("/read", content=body, headers=kind).status_code


def test_a_body_with_two_ends_is_refused(site: SiteClient) -> None:
    """A length beside chunks is how one request is hidden in another."""
    headers = {
        "content-type": "application/x-www-form-urlencoded",
        "content-length": "5",
        "transfer-encoding": "chunked",
    }

    assert 400 == site.post("/ask", content=b"q=igm", headers=headers).status_code
