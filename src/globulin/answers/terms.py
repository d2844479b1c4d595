"""Which words of the glossary a page uses, each with what it means."""

from collections.abc import Iterable, Iterator
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
    waiting = list(dict.fromkeys(_used(texts, glossary.finder, filler.kept.terms)))
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


def _used(
    texts: Iterable[str], finder: NameFinder, kept: dict[str, tuple[str, ...] | None]
) -> Iterator[str]:
    """Yield the terms of each text, in the order of use.

    Args:
        texts: of one page.
        finder: finds the names of the terms.
        kept: the terms of sentences of ours, which stand on many pages; None for one that was
            not read so far. A text that is not in it may be a reader's, and is not kept.
    """
    for text in texts:
        used = kept.get(text)
        if used is None:
            used = tuple(finder.first_uses(text))
            if text in kept:
                kept[text] = used
        yield from used


@lru_cache(maxsize=4)
def _glossary(knowledge: Knowledge) -> _Glossary:
    terms = {entry.id: entry for entry in knowledge.all("term", GlossaryTerm)}
    names = [(name, entry.id) for entry in terms.values() for name in (entry.term, *entry.synonyms)]
    finder = NameFinder(names)
    inside = {entry.id: finder.first_uses(entry.text) for entry in terms.values()}
    return _Glossary(terms, finder, inside)
