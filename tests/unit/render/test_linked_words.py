"""Definitions on demand: the first use of a word leads to what the page says it means."""

import re

import html5lib
import pytest

from globulin.answers import answer_question
from globulin.knowledge import Knowledge
from globulin.model import Question, Term
from globulin.render import render_page
from globulin.render.linked_words import LinkedWords


def words(*terms: str) -> LinkedWords:
    """Return the linker of some words; the id of each is its first letter."""
    return LinkedWords([Term(id=term[0].lower(), term=term, statements=()) for term in terms])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("One clone of cells.", 'One <a class="word" href="#word-c">clone</a> of cells.'),
        ("Clones, then a clone.", '<a class="word" href="#word-c">Clones</a>, then a clone.'),
        ("Monoclonal and clone-like.", "Monoclonal and clone-like."),
        ("a < b & clone", 'a &lt; b &amp; <a class="word" href="#word-c">clone</a>'),
        ("", ""),
    ],
)
def test_a_whole_word_is_linked_where_it_stands_first(text: str, shown: str) -> None:
    """In either case, in the plural too; no part of a longer word; all else is escaped."""
    assert shown == words("Clone").link_in(text)


def test_a_word_is_linked_once_on_a_page() -> None:
    """The second sentence has no link any more."""
    linker = words("Clone")
    linker.link_in("A clone.")

    assert "A clone." == linker.link_in("A clone.")


def test_the_longer_word_wins() -> None:
    """A word inside a longer one is left to its own first use."""
    linker = words("Band", "Oligoclonal band")

    assert 'href="#word-o">oligoclonal band</a>' in linker.link_in("An oligoclonal band.")
    assert 'href="#word-b">band</a>' in linker.link_in("One band.")


def test_a_page_without_words_is_left_alone() -> None:
    """Where nothing is explained nothing is linked."""
    assert "Bold &lt;b&gt;" == LinkedWords([]).link_in("Bold <b>")


@pytest.mark.parametrize("question", ["what causes high igm", "high igm and sudden confusion"])
def test_links_lead_to_words_and_leave_alarms_alone(knowledge: Knowledge, question: str) -> None:
    """Each word is linked at most once, to its meaning below, never out of an alarm box."""
    html = render_page(answer_question(Question(text=question), knowledge), format="html")
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    targets = re.findall(r'class="word" href="#([^"]+)"', html)
    boxes = [e for e in tree.iter("section") if e.get("class") in {"emergency", "warning"}]
    inside = [a for box in boxes for a in box.iter("a") if a.get("class") == "word"]

    assert targets
    assert len(targets) == len(set(targets))
    assert set(targets) <= {e.get("id") for e in tree.iterfind(".//dl/div")}
    assert [] == inside
