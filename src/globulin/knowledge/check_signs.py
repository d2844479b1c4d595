"""The signs in words: every name in them exists, and every sign can raise a flag."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from globulin.knowledge.library import Library

SIGNS = "signs"
WHERE = "signs.toml"
_NAMED = {"list": re.compile(r"@([\w-]+)"), "number": re.compile(r"#([\w-]+)")}


def check_signs(library: Library) -> Iterator[str]:
    """Yield a line for every name in the signs that names nothing, and for every idle sign."""
    table = library.tables[SIGNS]
    known = {"list": {*table["lists"], *table["frames"]}, "number": {*table["numbers"]}}
    for place, phrases in _phrases(table):
        for phrase in phrases:
            for kind, pattern in _NAMED.items():
                for name in pattern.findall(phrase):
                    if name not in known[kind]:
                        yield f"{WHERE}: {place}: {kind} {name!r} does not exist"
    yield from _both(table)
    yield from _rings(library, table)


def _phrases(table: Mapping[str, Any]) -> Iterator[tuple[str, Iterable[str]]]:
    yield from table["lists"].items()
    yield from table["frames"].items()
    yield "harmless", table["harmless"]["any"]
    for sign in table["sign"]:
        for kind in ("any", "unless", "surely"):
            yield f"{sign['id']}: {kind}", sign.get(kind, ())


def _both(table: Mapping[str, Any]) -> Iterator[str]:
    for name in sorted(table["lists"].keys() & table["frames"].keys()):
        yield f"{WHERE}: {name!r} is the name of a list and of a frame"


def _rings(library: Library, table: Mapping[str, Any]) -> Iterator[str]:
    signs = {sign["id"] for sign in table["sign"]}
    used: set[str] = set()
    for flag, rows in table["rings"].items():
        if flag not in library.records["red_flag"]:
            yield f"{WHERE}: rings: red flag {flag!r} does not exist"
        for name in sorted({name for row in rows for name in row} - signs):
            yield f"{WHERE}: rings: {flag}: sign {name!r} does not exist"
        used |= {name for row in rows for name in row}
    for flag in table["spared"]["flags"]:
        if flag not in table["rings"]:
            yield f"{WHERE}: spared: {flag!r} rings nowhere"
    for name in sorted(signs - used):
        yield f"{WHERE}: sign {name!r} raises no flag"
