"""However a question is read as not for this program, its page stays within the contract."""

import json
from dataclasses import replace

import html5lib
from hypothesis import given, settings
from hypothesis import strategies as st

from globulin.answers import understand
from globulin.answers.context import make_context
from globulin.answers.elsewhere import compose_elsewhere
from globulin.knowledge import Knowledge
from globulin.model import Question, RedirectTopic
from globulin.render import render_page
from tests.contract import problems

# Control characters are no business of these pages.
TYPED = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"]), max_size=200)
AGES = st.one_of(st.none(), st.integers(min_value=0, max_value=120 * 366))


@settings(deadline=None, max_examples=30)
@given(data=st.data())
def test_any_reading_gives_a_whole_page(knowledge: Knowledge, data: st.DataObject) -> None:
    """The route keeps the redirect, and the page is valid in JSON and HTML with a text in it."""
    topics = [topic.id for topic in knowledge.all("redirect_topic", RedirectTopic)]
    redirects = sorted(knowledge.table("interface")["redirect_read_as"])
    redirect = data.draw(st.sampled_from(redirects))
    topic = data.draw(st.one_of(st.none(), st.sampled_from(topics), st.text(max_size=20)))
    question = Question(
        text=data.draw(TYPED),
        age_days=data.draw(AGES),
        audience=data.draw(st.sampled_from(["patient", "clinician"])),
    )
    read = replace(
        understand(question.text, knowledge),
        intent="out_of_scope",
        redirect=redirect,
        topic=topic,
    )
    page = compose_elsewhere(make_context(question, read, knowledge))
    html5lib.HTMLParser(strict=True).parse(render_page(page, format="html"))

    assert [] == problems(json.loads(render_page(page, format="json")))
    assert redirect == page.route.redirect
    assert page.answer
