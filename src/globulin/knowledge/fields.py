"""Refuses a field that no record has: a mistyped name must not be lost in silence."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from globulin.errors import KnowledgeError
from globulin.knowledge.files import Row
from globulin.knowledge.kinds import RECORD_TYPES, ROW_TYPES
from globulin.model import Effect, Rule, Sentence

# The tables inside an entry, by their field, and what they hold.
INSIDE: dict[str, type[Sentence] | type[Effect] | type[Rule]] = {
    "about": Sentence,
    "next": Sentence,
    "course": Sentence,
    "not_known": Sentence,
    "statements": Sentence,
    "effects": Effect,
    "report": Rule,
    "rules": Rule,
}


def refuse_unknown_fields(row: Row) -> None:
    """Check the names of an entry's fields, and of those of the tables inside it.

    Raises:
        KnowledgeError: a name is none of the record's; the message tells which are.
    """
    record_type = (RECORD_TYPES | ROW_TYPES)[row.kind]
    for table, table_type in _tables(row.data, record_type):
        known = {field.name for field in fields(table_type)}
        for name in table:
            if name not in known:
                message = f"unknown field {name!r}: expected one of {', '.join(sorted(known))}"
                raise KnowledgeError(message)


def _tables(data: dict[str, Any], record_type: type[Any]) -> Iterator[tuple[dict[str, Any], Any]]:
    yield data, record_type
    for name, table_type in INSIDE.items():
        for table in data.get(name, ()):
            yield from _tables(table, table_type)
