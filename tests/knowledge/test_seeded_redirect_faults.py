"""Faults in the kinds of questions that belong elsewhere: planted in one copy, read once."""

import re
import shutil
from collections import Counter

import pytest

from globulin.knowledge.check import CheckReport, check_knowledge
from tests.knowledge_fixture import KNOWLEDGE

TOPICS = """
[[redirect_topic]]
id = "planted-whole"
redirect = "harm"
title = "Planted and whole"

[[redirect_topic]]
id = "planted-nowhere"
redirect = "nowhere"
title = "Planted under no redirect"

[[redirect_topic]]
id = "planted-silent"
redirect = "harm"
title = "Planted without a sentence"

[[redirect_topic]]
id = "planted-one-voice"
redirect = "harm"
title = "Planted for patients only"

[[redirect_topic]]
id = "planted-headed"
redirect = "harm"
title = "Planted with a heading over nothing"
heading = "In other languages"

[[redirect_topic]]
id = "planted-unheaded"
redirect = "harm"
title = "Planted without a heading"

[[redirect_topic]]
id = "planted-related"
redirect = "harm"
title = "Planted with a question that has no page"
related = ["no-such-question"]
"""
TEXT = (
    '\n[[text]]\nid = "{id}"\nplace = "redirect.{topic}"\nkind = "note"\ntext = "{text}"\n{more}\n'
)
# id, topic, text and what else stands there
TEXTS = [
    ("w", "planted-whole", "One cat sat.", ""),
    ("n", "planted-nowhere", "Two cats sat.", ""),
    ("o", "planted-one-voice", "Three cats sat.", 'voice = "patient"'),
    ("h", "planted-headed", "Four cats sat.", ""),
    ("u", "planted-unheaded", "Five cats sat.", ""),
    ("s", "planted-unheaded", "Incomprensiblemente inconstitucional.", 'language = "es"'),
    ("r", "planted-related", "Six cats sat.", ""),
    ("l", "planted-lost", "Seven cats sat.", ""),
]
ERRORS = [
    r"redirect_topics\.toml: redirect 'language': no topic of its own name",
    r"redirect_topic \d+: planted-nowhere: redirect 'nowhere' does not exist",
    r"redirect_topic \d+: planted-silent: no sentence in English for patients or clinicians",
    r"redirect_topic \d+: planted-one-voice: no sentence in English for patients or clinicians",
    r"redirect_topic \d+: planted-headed: expected a heading exactly where",
    r"redirect_topic \d+: planted-unheaded: expected a heading exactly where",
    r"redirect_topic \d+: planted-related: related question 'no-such-question' has no page",
    r"texts/zz\.toml:text \d+: l: place 'redirect\.planted-lost': no such topic",
]
# The topic that is taken away leaves its sentences behind, each with a line of its own.
LEFT_BEHIND = r"place 'redirect\.language': no such topic"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> CheckReport:
    """Return what the check says of a copy with all the faults."""
    directory = tmp_path_factory.mktemp("faults") / "knowledge"
    shutil.copytree(KNOWLEDGE, directory, ignore=shutil.ignore_patterns(".*"))
    path = directory / "redirect_topics.toml"
    known = path.read_text(encoding="utf-8")
    start = known.index('[[redirect_topic]]\nid = "language"')
    path.write_text(known[:start] + TOPICS, encoding="utf-8")
    texts = (TEXT.format(id=key, topic=t, text=text, more=more) for key, t, text, more in TEXTS)
    (directory / "texts" / "zz.toml").write_text("".join(texts), encoding="utf-8")
    return check_knowledge(directory)


@pytest.mark.parametrize("pattern", ERRORS)
def test_a_planted_fault_is_found(report: CheckReport, pattern: str) -> None:
    """Each is told once, with its place."""
    found = [line for line in report.errors if re.search(pattern, line)]

    assert 1 == len(found)


def test_nothing_else_is_found(report: CheckReport) -> None:
    """Only the planted faults count, under their own check; a Spanish sentence has no grade."""
    left = [line for line in report.errors if re.search(LEFT_BEHIND, line)]
    counted = Counter({name: count for name, count in report.proved.items() if count})

    assert left
    assert Counter(redirects=len(ERRORS) + len(left)) == counted
