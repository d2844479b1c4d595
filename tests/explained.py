"""The words that a page explains, as a pattern: each counts as one word of two syllables."""

import re

from globulin.knowledge import Knowledge
from globulin.model import Analyte, Condition, FollowUpTest, GlossaryTerm


def explained_terms(knowledge: Knowledge) -> re.Pattern[str]:
    """Return the names of terms, conditions, analytes and tests, the longest first."""
    names: set[str] = set()
    for term in knowledge.all("term", GlossaryTerm):
        names |= {term.term, *term.synonyms}
    for condition in knowledge.all("condition", Condition):
        names |= {condition.name, condition.plain_name, *condition.synonyms}
    for analyte in knowledge.all("analyte", Analyte):
        names |= {analyte.name, analyte.short}
    for test in knowledge.all("test", FollowUpTest):
        names |= {test.name, *test.synonyms}
    ordered = sorted((name for name in names if name), key=lambda name: (-len(name), name))
    joined = "|".join(map(re.escape, ordered))
    return re.compile(rf"\b(?:{joined})(?:s|es)?\b", re.IGNORECASE)
