"""What `globulin knowledge show` and `list` tell: every record in one plain shape."""

from collections.abc import Iterator
from typing import Any

import msgspec

from globulin.errors import NotKnownError, UsageError
from globulin.knowledge.store import Knowledge
from globulin.model import Fact

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
    "rates": ("rate",),
    "setting-weights": ("setting_weight",),
    "densities": ("density",),
    "density-inputs": ("density_input",),
    "shapes": ("shape",),
    "correlations": ("correlation",),
    "phenotypes": ("phenotype",),
    "settings": ("setting",),
    "populations": ("population",),
}

# What every record tells, null where it has none.
COMMON = (
    "value",
    "low",
    "high",
    "unit",
    "n",
    "comparator",
    "evidence",
    "sources",
    "date",
    "checked",
)


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
    return _shape(kind, record) | _words(knowledge, kind, key)


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
            shape = _shape(record_kind, record)
            yield shape | _words(knowledge, record_kind, shape["id"])


def _shape(kind: str, record: Any) -> dict[str, Any]:  # noqa: ANN401 - any record type
    rest: dict[str, Any] = msgspec.to_builtins(record)
    head: dict[str, Any] = {"id": rest.pop("id"), "kind": kind}
    head |= {name: rest.pop(name, None) for name in COMMON}
    if isinstance(record, Fact):
        head["kind"] = rest.pop("kind")
    elif "kind" in rest:
        # The kind of a source is not the kind of its record: both are told.
        rest = {f"{kind}_kind": rest.pop("kind")} | rest
    return head | rest


def _words(knowledge: Knowledge, kind: str, key: str) -> dict[str, Any]:
    """Return what a finding is called to a patient, how it is asked for, and where it was seen.

    `seen_in` is the ground for asking: each condition, with the fact that says in how many.
    """
    words = knowledge.finding_words().get(key) if kind == "finding" else None
    if words is None:
        return {}
    seen = [
        {"condition": link.condition, "share": link.share}
        for link in knowledge.links()
        if link.finding == key
    ]
    return {"plain": words.plain, "question": words.question, "seen_in": seen}
