"""Which laboratory and method a result names, as codes of a table of bands."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

import numpy as np

from globulin.intervals.measured import NAMED_OTHER, NOT_NAMED, Named
from globulin.intervals.tables import BandNames, BandTable
from globulin.knowledge import Knowledge
from globulin.model import Result
from globulin.vocabulary import find_phrases, normalize, tokenize


@lru_cache(maxsize=4)
def band_names(knowledge: Knowledge) -> BandNames:
    """Return the laboratories and methods that published tables are known by."""
    table = knowledge.table("reports")
    laboratories = {key: frozenset(one["sources"]) for key, one in table["laboratories"].items()}
    return BandNames(laboratories, tuple(table["measured_by"]))


def name_codes(rows: Sequence[Result], tables: BandTable, knowledge: Knowledge) -> Named:
    """Return what each result names, as codes of a published table."""
    words = knowledge.table("reports")["laboratories"]
    phrases = {key: one["names"] for key, one in words.items()}
    whole = {normalize(name): key for key, one in words.items() for name in one.get("whole", ())}

    def laboratory(text: str) -> str | None:
        return _first_named(text, phrases) or whole.get(normalize(text))

    return Named(
        _codes([row.laboratory for row in rows], tables.laboratories, laboratory),
        _codes(_method_texts(rows, knowledge), tables.methods, _method_reader(knowledge)),
    )


def own_codes(rows: Sequence[Result], own: BandTable, knowledge: Knowledge) -> Named:
    """Return what each result names, as codes of the laboratory's own bands."""
    laboratories = {name: [name] for name in own.laboratories}
    methods = {name: [name] for name in own.methods}
    known = _method_reader(knowledge)

    def method(text: str) -> str | None:
        return known(text) or _first_named(text, methods)

    return Named(
        _codes(
            [row.laboratory for row in rows],
            own.laboratories,
            lambda text: _first_named(text, laboratories),
        ),
        _codes(_method_texts(rows, knowledge), own.methods, method),
    )


def method_of(named: Named | None, tables: BandTable, row: int) -> str | None:
    """Return the method that a result names, where published tables know it."""
    code = NOT_NAMED if named is None else int(named.method[row])
    return tables.methods[code] if code >= 0 else None


def _method_texts(rows: Sequence[Result], knowledge: Knowledge) -> list[str | None]:
    """Return the words in which each result tells its method: its own field, else its name."""
    read = _method_reader(knowledge)
    return [
        row.method or (row.reported.name if row.reported.name and read(row.reported.name) else None)
        for row in rows
    ]


def _method_reader(knowledge: Knowledge) -> Callable[[str], str | None]:
    words: Mapping[str, Sequence[str]] = knowledge.table("reports")["measured_by"]
    return lambda text: _first_named(text, words)


def _first_named(text: str, names: Mapping[str, Sequence[str]]) -> str | None:
    tokens = tokenize(text)
    return next((key for key, phrases in names.items() if find_phrases(tokens, phrases)), None)


def _codes(
    texts: Sequence[str | None], known: Sequence[str], read: Callable[[str], str | None]
) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    """Return the place of each text among the known names; a column repeats its few texts."""
    places = {name: place for place, name in enumerate(known)}
    codes = {
        text: places.get(read(text) or "", NAMED_OTHER) if text and text.strip() else NOT_NAMED
        for text in set(texts)
    }
    return np.array([codes[text] for text in texts], dtype=np.int32)
