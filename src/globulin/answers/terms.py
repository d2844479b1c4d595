"""Which words of the glossary a page uses, each with what it means."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from globulin.answers.fill import Filler
from globulin.knowledge import Knowledge
from globulin.knowledge.names_in_text import NameFinder
from globulin.model import GlossaryTerm, Term


@dataclass(frozen=True, slots=True)
class _Glossary:
    """The terms by id, a finder of their names, and which terms each explanation uses."""

    terms: dict[str, GlossaryTerm]
    finder: NameFinder
    inside: dict[str, list[str]]


def explain_terms(
    texts: Iterable[str], *, knowledge: Knowledge, filler: Filler, told: str | None
) -> tuple[Term, ...]:
    """Return the terms that the texts use, in the order of first use.

    A word that only an explanation uses is explained behind the others. `told` is the term
    that the page is about: its meaning stands there already.
    """
    glossary = _glossary(knowledge)
    waiting = glossary.finder.first_uses("\n".join(texts))
    found: dict[str, Term] = {}
    # The list grows while it is read: an explanation may use a word that is not explained yet.
    for key in waiting:
        if key in found or key == told:
            continue
        entry = glossary.terms[key]
        statement = filler.fill_text(entry.text, facts=entry.facts)
        found[key] = Term(id=key, term=entry.term, statements=(statement,))
        waiting.extend(glossary.inside[key])
    return tuple(found.values())


@lru_cache(maxsize=4)
def _glossary(knowledge: Knowledge) -> _Glossary:
    terms = {entry.id: entry for entry in knowledge.all("term", GlossaryTerm)}
    names = [(name, entry.id) for entry in terms.values() for name in (entry.term, *entry.synonyms)]
    finder = NameFinder(names)
    inside = {entry.id: finder.first_uses(entry.text) for entry in terms.values()}
    return _Glossary(terms, finder, inside)
