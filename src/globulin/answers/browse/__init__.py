"""Lists to browse: topics, kinds of question, conditions, tests, words, sources, what changed.

What stands on a list is known; this room only sorts it. It refuses to know an address.
"""

from globulin.answers.browse.changes import list_changes
from globulin.answers.browse.conditions import list_conditions, list_measured, list_tests
from globulin.answers.browse.nearby import nearby_shelves, trail_of
from globulin.answers.browse.private import holds_personal
from globulin.answers.browse.search import FACETS, SearchRequest, search_site, suggest_words
from globulin.answers.browse.site_page import ToldPage, tell_site_page
from globulin.answers.browse.sources import list_sources, tell_source
from globulin.answers.browse.start import home_shelves, trending_shelf
from globulin.answers.browse.terms import list_terms
from globulin.answers.browse.topics import all_topics, list_intent, list_topic, list_topics

__all__ = [
    "FACETS",
    "SearchRequest",
    "ToldPage",
    "all_topics",
    "holds_personal",
    "home_shelves",
    "list_changes",
    "list_conditions",
    "list_intent",
    "list_measured",
    "list_sources",
    "list_terms",
    "list_tests",
    "list_topic",
    "list_topics",
    "nearby_shelves",
    "search_site",
    "suggest_words",
    "tell_site_page",
    "tell_source",
    "trail_of",
    "trending_shelf",
]
