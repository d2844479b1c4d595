"""Nothing that somebody sends is kept, logged, or put into an address."""

import gc
import logging
import os
from functools import lru_cache
from pathlib import Path

import pytest

from globulin.answers.fill import Kept
from globulin.knowledge import Knowledge
from globulin.surfaces.web import reading
from tests.site import SiteClient, make_client
from tests.surfaces.web.page_types import PAGE_TYPES

NAME, NUMBER, DAY, VALUE, COMMENT = "Zebulon Marker", "MRN7781993", "1961-02-28", "41.37", "xyzzyq"
REPORT = f"""Patient: {NAME}
MRN: {NUMBER}
DOB: {DAY}
IgM {VALUE} g/L (0.4-2.3)
IgG 12.3 g/L (7-16)
Comment: {COMMENT}
"""
MARKS = (NAME, "Zebulon", NUMBER, DAY, VALUE, COMMENT)


def send_everywhere(site: SiteClient) -> list[str]:
    """Send the marks through every entry of the site; return the pages."""
    bundle = f'{{"resourceType": "Observation", "status": "{COMMENT}", "valueString": "{VALUE}"'
    answers = [
        site.post("/ask", data={"q": REPORT}),
        site.post("/ask", data={"q": f"igm {VALUE} {COMMENT} {NAME} {DAY}"}),
        site.post("/read", data={"pasted": REPORT, "age": COMMENT}),
        site.post("/read", data={"pasted": REPORT, "notes": COMMENT, "as": "json"}),
        site.post("/read", data={"class-0": "IgM", "value-0": VALUE, "unit-0": COMMENT}),
        site.post("/read", files={"file": (f"{NAME}.json", bundle.encode())}),
        site.post("/read", files={"file": (f"{NAME}.png", b"\x89PNG" + COMMENT.encode())}),
        site.post("/ask", data={"q": f"igm {VALUE} g/L, {COMMENT}, {NAME}, dob {DAY}"}),
        site.post("/api/answer", json={"q": f"igm {VALUE} g/L {COMMENT} {NAME} {DAY}"}),
        site.post("/api/answer", json=[{"q": NAME, "findings": [f"{COMMENT} {NUMBER}"]}]),
        site.post("/api/answer", json={"q": COMMENT, NAME: VALUE}),
        site.post("/api/answer", content=f'{{"q": {VALUE} {COMMENT}'.encode()),
        site.post("/search", data={"q": f"{VALUE} {COMMENT}"}),
        site.post("/search/suggest", json={"q": f"{VALUE} {COMMENT}"}),
        site.post("/search/suggest", content=f'{{"q": {VALUE} {COMMENT}'.encode()),
        site.get("/search", params={"q": f"igm {VALUE} {COMMENT} {DAY}"}),
        site.get(f"/answers/igm-{VALUE}-{COMMENT}"),
        site.get("/answers/what-does-low-igg-mean", params={"units": COMMENT}),
        site.request("PUT", f"/read/{COMMENT}", content=REPORT),
        site.request(COMMENT, "/read", headers={"user-agent": NAME, "referer": NUMBER}),
        site.get("/", headers={"cookie": VALUE, "x-forwarded-for": COMMENT, "host": COMMENT}),
    ]
    return [answer.text for answer in answers]


def test_no_mark_is_in_a_log_at_any_level(
    knowledge: Knowledge, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """Neither in our own lines nor in those of any library, down to DEBUG."""
    with caplog.at_level(logging.DEBUG):
        send_everywhere(make_client(knowledge))
    out, err = capfd.readouterr()
    # The test's own client logs the addresses that it asks for.
    lines = [r.getMessage() for r in caplog.records if not r.name.startswith(("httpx", "httpcore"))]
    written = "\n".join([*lines, out, err])

    assert [] == [mark for mark in MARKS if mark in written]
    assert any("POST /read 200" in line for line in lines)


def test_an_internal_fault_tells_its_kind_and_place_only(
    knowledge: Knowledge, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where the fault's own message holds a value."""

    def fail(*_: object, **__: object) -> None:
        raise ValueError(VALUE)

    monkeypatch.setattr(reading, "compose_report", fail)
    with caplog.at_level(logging.DEBUG):
        answer = make_client(knowledge).post("/read", data={"pasted": REPORT})
    lines = "\n".join(record.getMessage() for record in caplog.records)

    assert 500 == answer.status_code
    assert "ValueError" in lines
    assert [] == [mark for mark in MARKS if mark in lines + answer.text]


def test_what_names_a_person_does_not_come_back(knowledge: Knowledge) -> None:
    """Name, number and birth date of a report stand nowhere in what is shown of it."""
    page = make_client(knowledge).post("/read", data={"pasted": REPORT, "as": "json"}).text

    assert [] == [mark for mark in (NAME, "Zebulon", NUMBER, DAY) if mark in page]
    assert VALUE in page


def test_nothing_is_written(
    knowledge: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No file is made, in the folder for passing files or in the working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    send_everywhere(make_client(knowledge))
    large = REPORT + "note\n" * 100_000
    make_client(knowledge).post("/read", files={"file": ("report.txt", large.encode())})

    assert [] == os.listdir(tmp_path)


@pytest.mark.parametrize(
    "words",
    [
        "igm 350",
        "IgM=4.1 g/L",
        "high igm 54 years old",
        "igg low 2024-03-01",
        "seen on 3/14/26",
        "my igm is 412 mg/dl",
        "412 mg/dL",
        "igm350",
        "54f high igm",
        "mrn 123",
        "555-123-4567",
        "jane@mail.test igm",
    ],
)
def test_a_search_that_tells_of_a_person_is_sent_back(site: SiteClient, words: str) -> None:
    """Such words do not stay in an address: the page offers the box that posts them."""
    answer = site.get("/search", params={"q": words})

    assert 400 == answer.status_code
    assert 'method="post" action="/ask"' in answer.text
    assert "no-store" == answer.headers["cache-control"]


@pytest.mark.parametrize(
    "words", ["igg4", "hepatitis b", "covid 19", "cd40", "igg3", "24 hour urine"]
)
def test_plain_words_may_be_looked_for_by_address(site: SiteClient, words: str) -> None:
    """A name with a digit in it is no value."""
    assert 200 == site.get("/search", params={"q": words}).status_code


def test_own_pages_are_kept_by_nobody(site: SiteClient) -> None:
    """What was posted is answered with a page that no cache may keep, and is not to be indexed."""
    answers = [
        site.post("/ask", data={"q": "why is my igm high"}),
        site.post("/ask", data={"q": REPORT}),
        site.post("/read", data={"pasted": REPORT}),
        site.post("/read", data={"pasted": ""}),
        site.post("/search", data={"q": "igm"}),
    ]

    assert {"no-store"} == {answer.headers["cache-control"] for answer in answers}
    assert all("noindex" in answer.text for answer in answers[:3])


def test_no_value_is_in_any_address_of_a_page(site: SiteClient) -> None:
    """No link and no form of the page about a result carries what was read."""
    page = site.post("/read", data={"pasted": REPORT}).text
    addresses = [part.split('"')[0] for part in page.split('href="')[1:]]
    addresses += [part.split('"')[0] for part in page.split('action="')[1:]]

    assert [] == [url for url in addresses if any(mark in url for mark in MARKS)]
    assert [] == [url for url in addresses if url.startswith("/") and "?" in url]


@pytest.mark.parametrize("name", PAGE_TYPES)
def test_no_page_type_sets_a_cookie_or_names_another_host_to_load(
    site: SiteClient, name: str
) -> None:
    """The policy lets the browser load from this site alone."""
    answer = site.get(PAGE_TYPES[name])

    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "set-cookie" not in answer.headers


@lru_cache
def kept_text(text: str) -> str:
    """Return the text itself, and keep it: a cache to be found."""
    return text


def texts_in_caches() -> set[str]:
    """Return every text by which a cache of this process remembers something."""
    caches = [one for one in gc.get_objects() if type(one) is type(kept_text)]
    tables = [table for one in caches for table in gc.get_referents(one) if isinstance(table, dict)]
    keys = [key for table in tables for key in table]
    parts = [part for key in keys if isinstance(key, list | tuple) for part in key]
    return {text for text in (*keys, *parts) if isinstance(text, str)}


def test_no_cache_keeps_what_was_told(knowledge: Knowledge) -> None:
    """A finding, a question and a remark are gone with their answer."""
    site, mark = make_client(knowledge), "of the mother xyzzq"
    kept_text(mark)
    site.post("/read", data={"pasted": "IgM 4 g/L (0.4-2.3)", "notes": f"fever {mark}"})
    site.post("/ask", data={"q": f"why is my igm high {mark}"})
    site.post("/ask", data={"q": f"IgM 4 g/L (0.4-2.3)\nitching {mark}"})
    site.post("/search", data={"q": mark})

    assert {mark} == {text for text in texts_in_caches() if "xyzzq" in text}


def test_no_sentence_that_is_kept_holds_what_was_told(knowledge: Knowledge) -> None:
    """What stays for other pages is our own: no value, word or range of anybody."""
    site = make_client(knowledge)
    send_everywhere(site)
    site.post("/ask", data={"q": f"IgM {VALUE} g/L (0.41-2.37), woman of 57 {COMMENT}"})
    kept = [one for one in gc.get_objects() if type(one) is Kept]
    told = repr(kept)

    assert any(one.sentences and one.ranges and one.terms for one in kept)
    assert [] == [mark for mark in (*MARKS, "2.37", "57 years") if mark in told]
