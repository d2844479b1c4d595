"""Readers' sentences: how hard each is to read."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from globulin.knowledge.library import Library
from globulin.knowledge.reading_level import (
    MAX_GRADE,
    ReadingLevel,
    make_reading_level,
    sentences_of,
)

T = TypeVar("T")


def check_reading(library: Library) -> Iterator[str]:
    """Yield a line for every sentence that patients see and that lies above grade 12."""
    level = reading_level_of(library)
    for where, sentence in library.sentences():
        if sentence.voice == "clinician":
            continue
        grade = max(map(level.grade, sentences_of(sentence.text)), default=0.0)
        if grade > MAX_GRADE:
            yield (
                f"{where}: {sentence.id}: reading grade {grade:.1f}: expected at most {MAX_GRADE:g}"
            )


def reading_level_of(library: Library) -> ReadingLevel:
    """Return the measure for the sentences of a library."""

    def records(kind: str, record_type: type[T]) -> Iterable[T]:
        return library.of(kind, record_type).values()

    return make_reading_level(
        records, interface=library.tables["interface"], writing=library.tables["writing"]
    )
