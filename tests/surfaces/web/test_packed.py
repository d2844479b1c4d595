"""Every page goes out packed where the browser takes that: the first time too, and to one only."""

import pytest

from globulin.render.site import asset_path
from tests.site import SiteClient
from tests.surfaces.web.page_types import PASTED

MOST_BYTES = 60_000
ASSETS = ("site.css", "site.js", "icon.svg")


@pytest.mark.parametrize("path", ["/topics/high-igm", "/answers/what-does-low-iga-mean"])
def test_the_first_reader_gets_what_the_next_ones_get(site: SiteClient, path: str) -> None:
    """Headers and bytes of a page that is made and of one that is kept are the same."""
    fresh, kept = site.get(path), site.get(path)

    assert "gzip" == fresh.headers["content-encoding"]
    assert dict(fresh.headers) == dict(kept.headers)
    assert fresh.content == kept.content


@pytest.mark.parametrize("accepted", ["identity", "gzip, deflate, br"])
def test_a_page_for_one_reader_is_packed_where_it_may_be(site: SiteClient, accepted: str) -> None:
    """It tells its packing, and its length is that of what is sent."""
    headers = {"accept-encoding": accepted}
    page = site.post("/ask", data={"q": PASTED}, headers=headers)
    sent = int(page.headers["content-length"])

    assert ("gzip" in accepted) == ("content-encoding" in page.headers)
    assert ("gzip" in accepted) == (sent < len(page.content))
    assert "412" in page.text
    assert "no-store" == page.headers["cache-control"]


def test_an_answer_to_ones_own_question_is_small(site: SiteClient) -> None:
    """It is at most 60 kB as it is sent, with the assets beside it."""
    page = site.post("/ask", data={"q": "what causes high immunoglobulin m"})
    answers = [page, *(site.get(asset_path(name)) for name in ASSETS)]

    assert MOST_BYTES > sum(int(answer.headers["content-length"]) for answer in answers)


def test_what_is_short_is_sent_as_it_is(site: SiteClient) -> None:
    """A few bytes get no smaller by packing."""
    page = site.get("/healthz")

    assert "content-encoding" not in page.headers
    assert "ok" == page.text
