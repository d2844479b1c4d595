"""Browsing: topics, kinds of question, lists, sources with what rests on them, search, trending."""

import re
from html import escape

import pytest

from globulin.knowledge import Knowledge
from globulin.model import Fact, FollowUpTest, GlossaryTerm
from tests.site import SiteClient, make_client


def slugs_in(page: str) -> set[str]:
    """Return the questions that a page links to."""
    return set(re.findall(r'href="/answers/([^"#?]+)"', page))


def test_every_question_is_found_by_topic_and_by_kind(
    site: SiteClient, knowledge: Knowledge
) -> None:
    """Whoever browses by either way comes to every page."""
    topics = set(re.findall(r'href="(/topics/[^"]+)"', site.get("/topics").text))
    kinds = set(re.findall(r'href="(/questions/[^"]+)"', site.get("/topics").text))
    by_topic = set().union(*(slugs_in(site.get(path).text) for path in topics))
    by_kind = set().union(*(slugs_in(site.get(path).text) for path in kinds))
    everything = {entry.id for entry in knowledge.questions()}
    lists = ("/analytes", "/tests", "/glossary")
    looked_up = set().union(*(slugs_in(site.get(path).text) for path in lists))

    assert everything == by_kind
    assert everything == by_topic | looked_up


def test_lists_are_whole(site: SiteClient, knowledge: Knowledge) -> None:
    """Every test and every word that is explained stands on its list."""
    tests, glossary = site.get("/tests").text, site.get("/glossary").text
    lost = [t.id for t in knowledge.all("test", FollowUpTest) if escape(t.name) not in tests]
    lost += [t.id for t in knowledge.all("term", GlossaryTerm) if f'id="{t.id}"' not in glossary]

    assert [] == lost


@pytest.mark.parametrize("key", ["igm-population-2021", "bjgp-comments", "globulin-pbc-share"])
def test_a_source_shows_all_that_rests_on_it(
    site: SiteClient, knowledge: Knowledge, key: str
) -> None:
    """Every fact that names the source is told on its page."""
    page = site.get(f"/sources/{key}").text
    facts = [fact for fact in knowledge.all("fact", Fact) if key in fact.sources]

    assert facts
    assert len(facts) == page.split('id="facts"')[1].split("</ul>")[0].count("<li>")


def test_every_answer_leads_on(site: SiteClient) -> None:
    """More like this, also in this topic, more questions of this kind; none of them twice."""
    page = site.get("/answers/what-causes-high-immunoglobulin-m-igm").text
    parts = page.split('class="onward"')[1]
    slugs = re.findall(r'href="/answers/([^"]+)"', parts)

    assert all(f'id="{key}"' in parts for key in ("more-like-this", "same-topic", "same-kind"))
    assert len(slugs) == len(set(slugs))
    assert "what-causes-high-immunoglobulin-m-igm" not in slugs


def test_search_finds_mends_and_sorts(site: SiteClient) -> None:
    """By words, with our own spelling, one kind at a time."""
    everything = site.post("/search", data={"q": "hepatitis"}).text
    conditions = site.post("/search", data={"q": "hepatitis", "facet": "condition"}).text
    misspelt = site.post("/search", data={"q": "electroforesis"}).text
    nothing = site.post("/search", data={"q": "zzzzqq"}).text

    assert 'id="condition"' in everything
    assert 'id="source"' in everything
    assert 'id="source"' not in conditions
    assert "electrophoresis" in misspelt
    assert "Nothing was found" in nothing


def test_suggestions_follow_what_is_typed(site: SiteClient) -> None:
    """An unfinished word is enough; odd signs find nothing and break nothing."""
    found = site.post("/search/suggest", json={"q": "electrophor"}).json()["suggestions"]
    odd = [site.post("/search/suggest", json={"q": q}).json() for q in ('"', "*", "(", "a OR", "")]

    assert any("electrophoresis" in one["title"].lower() for one in found)
    assert all(one["path"].startswith("/") for one in found)
    assert all("suggestions" in one for one in odd)


def test_trending_counts_pages_and_is_honest_when_there_are_too_few(knowledge: Knowledge) -> None:
    """Nothing is called often read before enough was read; then the most read come first."""
    site = make_client(knowledge)
    slugs = [
        "what-does-low-igg-mean",
        "what-does-high-iga-mean",
        "what-does-low-iga-mean",
        "what-does-high-igm-mean",
    ]
    before = site.get("/").text
    for times, slug in enumerate(slugs, start=4):
        for _ in range(times):
            site.get(f"/answers/{slug}")
    part = site.get("/").text.split('id="trending"')[1].split("</section>")[0]
    shown = re.findall(r'href="/answers/([^"]+)"', part)

    assert "Too few pages have been read" in before
    assert [slugs[3], slugs[2], slugs[1]] == shown


def test_about_pages_say_what_is_true(site: SiteClient) -> None:
    """Purpose, use, privacy, method and policy each have a page, linked from every page."""
    home = site.get("/").text
    pages = re.findall(r'href="(/about/[^"]+)"', home)

    assert {"intended-use", "privacy", "method", "editorial-policy"} <= {
        path.removeprefix("/about/") for path in pages
    }
    assert "not a medical device" in site.get("/about/intended-use").text


def test_machines_ask_whether_the_site_is_well(site: SiteClient, knowledge: Knowledge) -> None:
    """It answers, and tells which knowledge it holds."""
    assert "ok" == site.get("/healthz").text
    assert knowledge.version == site.get("/readyz").json()["knowledge_version"]
