"""Readers' sentences: how long each is, and how hard to read."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from globulin.knowledge.library import Library
from globulin.knowledge.reading_level import (
    MAX_GRADE,
    MAX_WORDS,
    ReadingLevel,
    make_reading_level,
    sentences_of,
)
from globulin.model import GlossaryTerm

T = TypeVar("T")


def check_reading(library: Library) -> Iterator[str]:
    """Yield a line for every sentence that is too long, or that is too hard for patients."""
    level = reading_level_of(library)
    for where, sentence in library.sentences():
        if sentence.language is not None:
            continue
        is_for_patients = sentence.voice != "clinician"
        for problem in _problems(sentence.text, level, is_for_patients=is_for_patients):
            yield f"{where}: {sentence.id}: {problem}"
    for term in library.of("term", GlossaryTerm).values():
        for problem in _problems(term.text, level, is_for_patients=True):
            yield f"{library.places['term', term.id]}: {term.id}: {problem}"


def _problems(text: str, level: ReadingLevel, *, is_for_patients: bool) -> Iterator[str]:
    for part in sentences_of(text):
        words, grade = level.words(part), level.grade(part)
        if words > MAX_WORDS:
            yield f"{words} words: expected at most {MAX_WORDS}"
        if grade > MAX_GRADE and is_for_patients:
            yield f"reading grade {grade:.1f}: expected at most {MAX_GRADE:g}"


def reading_level_of(library: Library) -> ReadingLevel:
    """Return the measure for the sentences of a library."""

    def records(kind: str, record_type: type[T]) -> Iterable[T]:
        return library.of(kind, record_type).values()

    return make_reading_level(
        records, interface=library.tables["interface"], writing=library.tables["writing"]
    )
