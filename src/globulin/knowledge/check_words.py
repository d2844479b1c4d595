"""Words told to a person: every finding, follow-up test and term has them, and they are plain."""

from collections.abc import Iterator

from globulin.knowledge.check_reading import reading_level_of
from globulin.knowledge.library import Library
from globulin.knowledge.reading_level import MAX_GRADE, ReadingLevel
from globulin.model import (
    TEST_PLACES,
    FindingWords,
    FollowUpTest,
    GlossaryTerm,
    fact_slots,
)

MOST_WORDS_IN_A_NAME = 8
# How hard a name is shows inside a sentence.
IN_A_SENTENCE = "This is about {name}."
PATIENT = frozenset({"both", "patient"})


def check_words(library: Library) -> Iterator[str]:
    """Yield a line for every finding, test and term without words, or with hard ones."""
    yield from _findings(library, reading_level_of(library))
    for test in library.of("test", FollowUpTest).values():
        where = f"{library.places['test', test.id]}: {test.id}"
        yield from _test(where, test)
    known = library.records["fact"].keys() | library.records["interval"].keys()
    for term in library.of("term", GlossaryTerm).values():
        where = f"{library.places['term', term.id]}: {term.id}"
        for slot in fact_slots(term.text):
            if slot.fact not in known:
                yield f"{where}: slot of fact {slot.fact!r}, which does not exist"
        if not term.facts:
            yield f"{where}: a term without a fact"


def _findings(library: Library, level: ReadingLevel) -> Iterator[str]:
    told = library.of("finding_words", FindingWords)
    for finding in library.records["finding"]:
        if finding not in told:
            where = library.places["finding", finding]
            yield f"{where}: finding {finding!r}: no words for patients: add a row of finding_words"
    called: dict[str, str] = {}
    for words in told.values():
        where = f"{library.places['finding_words', words.id]}: {words.id}"
        if words.id not in library.records["finding"]:
            yield f"{where}: words of a finding that does not exist"
        other = called.setdefault(words.plain.lower(), words.id)
        if other != words.id:
            yield f"{where}: {other!r} is called {words.plain!r} too"
        if len(words.plain.split()) > MOST_WORDS_IN_A_NAME:
            yield f"{where}: {words.plain!r}: expected at most {MOST_WORDS_IN_A_NAME} words"
        if not words.question.endswith("?"):
            yield f"{where}: {words.question!r}: expected a question"
        for text in (IN_A_SENTENCE.format(name=words.plain), words.question):
            grade = level.grade(text)
            if grade > MAX_GRADE:
                most = f"expected at most {MAX_GRADE:g}"
                yield f"{where}: {text!r}: reading grade {grade:.1f}: {most}"


def _test(where: str, test: FollowUpTest) -> Iterator[str]:
    for place in TEST_PLACES:
        if not any(s.place == place and s.voice in PATIENT for s in test.statements):
            yield f"{where}: nothing for patients at the place {place!r}"
    for sentence in test.statements:
        if sentence.place not in TEST_PLACES:
            places = ", ".join(TEST_PLACES)
            yield f"{where}: place {sentence.place!r}: expected one of {places}"
