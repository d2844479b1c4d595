"""What `globulin knowledge show` and `list` tell: every record in one plain shape."""

from collections.abc import Iterator
from typing import Any

import msgspec

from globulin.errors import NotKnownError, UsageError
from globulin.knowledge.store import Knowledge
from globulin.model import Fact, ReferenceInterval

# The words of the command line for the kinds of record; an interval is a fact too.
KINDS = {
    "facts": ("fact", "interval"),
    "sources": ("source",),
    "conditions": ("condition",),
    "intervals": ("interval",),
    "findings": ("finding",),
    "questions": ("question",),
    "tests": ("test",),
    "links": ("link",),
    "priors": ("prior",),
    "background": ("background",),
    "phenotypes": ("phenotype",),
    "settings": ("setting",),
    "populations": ("population",),
}


def show_record(knowledge: Knowledge, key: str) -> dict[str, Any]:
    """Return one record by id.

    Raises:
        NotKnownError: there is no record of that id.
    """
    found = knowledge.find(key)
    if found is None:
        message = f"no record {key!r}: 'globulin knowledge list facts' names the facts"
        raise NotKnownError(message)
    kind, record = found
    return _shape(kind, record)


def list_kind(knowledge: Knowledge, kind: str) -> Iterator[dict[str, Any]]:
    """Yield all records of a kind; `facts` are those with an age band too.

    Raises:
        UsageError: there is no such kind.
    """
    if kind not in KINDS:
        message = f"no kind {kind!r}: expected one of {', '.join(KINDS)}"
        raise UsageError(message)
    for record_kind in KINDS[kind]:
        for record in knowledge.all(record_kind, object):
            yield _shape(record_kind, record)


def _shape(kind: str, record: Any) -> dict[str, Any]:  # noqa: ANN401 - any record type
    head: dict[str, Any] = {"id": record.id, "kind": kind}
    common = ("value", "low", "high", "unit", "n", "comparator", "evidence", "sources", "date")
    if isinstance(record, Fact | ReferenceInterval):
        head |= {name: getattr(record, name, None) for name in (*common, "checked")}
        head["sources"] = list(record.sources)
    rest = msgspec.to_builtins(record)
    if isinstance(record, Fact):
        head["kind"] = record.kind
    return head | {name: value for name, value in rest.items() if name not in head}
