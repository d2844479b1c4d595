"""Pages that are kept: under any query that somebody hangs on, and never one in another's place."""

import pytest

from globulin.knowledge import Knowledge
from tests.site import SiteClient, make_client

ANSWER = "/answers/what-does-low-igg-mean"


@pytest.mark.parametrize("path", ["/topics", ANSWER, "/sources/igm-population-2021", "/robots.txt"])
@pytest.mark.parametrize("query", ["utm_source=x", "x=1&y", "xunits=g/L", "%00"])
def test_a_query_that_means_nothing_changes_nothing(
    knowledge: Knowledge, path: str, query: str
) -> None:
    """A link that was shared with something hung on leads to the page, the first time too."""
    site = make_client(knowledge)
    fresh, kept, plain = site.get(f"{path}?{query}"), site.get(f"{path}?{query}"), site.get(path)

    assert plain.content
    assert plain.content == fresh.content == kept.content
    assert plain.headers["etag"] == fresh.headers["etag"]
    assert 1 == fresh.headers["content-type"].count("charset") or "xml" in path


@pytest.mark.parametrize(
    "query", ["units=g/L", "units=g%2FL", "units=g/L&x=1", "x&units=g/L", "units=mg/dL&units=g/L"]
)
def test_a_unit_is_kept_under_its_own_name(site: SiteClient, query: str) -> None:
    """However the address writes it, and whatever was asked for before."""
    first = site.get(ANSWER)
    shown = [site.get(f"{ANSWER}?{query}") for _ in range(2)]

    assert shown[0].content == shown[1].content != first.content
    assert site.get(ANSWER).content == first.content


def test_queries_do_not_fill_the_shelf(knowledge: Knowledge) -> None:
    """A thousand of them keep one page, and push no other out."""
    site = make_client(knowledge, kept_pages=3)
    marks = {site.get(f"/topics?x={n}").headers["etag"] for n in range(50)}
    site.get("/glossary")

    assert 1 == len(marks)


@pytest.mark.parametrize("known", ["{}", "W/{}", '"other", {}', "*"])
def test_a_page_that_is_known_is_not_sent_again(site: SiteClient, known: str) -> None:
    """The mark may be weak, one of several, or any (RFC 9110, section 13.1.2)."""
    mark = site.get(ANSWER).headers["etag"]
    answer = site.get(ANSWER, headers={"if-none-match": known.format(mark)})

    assert (304, b"") == (answer.status_code, answer.content)
