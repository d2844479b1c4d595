"""Reads JSON strictly: what two readers could read in two ways is refused, with its place."""

import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from globulin.errors import InputError

# No result has so many digits, and none is read as a number from here on.
MOST_DIGITS = 300
_HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")


class _Twice(dict[str, Any]):
    """An object in which a key stands twice."""

    key: str = ""


class _Reader:
    """One run of the parser, which remembers whether it met anything to refuse."""

    def __init__(self) -> None:
        self.has_fault = False

    def pairs(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """Return an object; one with a key that stands twice is marked."""
        fields = dict(pairs)
        if len(fields) == len(pairs):
            return fields
        self.has_fault = True
        twice = _Twice(fields)
        counts = Counter(key for key, _ in pairs)
        twice.key = next(key for key, count in counts.items() if count > 1)
        return twice

    def number(self, text: str) -> float:
        """Return a number; one beyond all bounds is infinite."""
        value = float(text)
        self.has_fault = self.has_fault or math.isinf(value)
        return value

    def whole(self, text: str) -> int | float:
        """Return a whole number; one beyond all bounds is infinite."""
        return int(text) if len(text) < MOST_DIGITS else self.number(text)


def parse_json(content: bytes) -> Any:  # noqa: ANN401 - JSON is anything
    """Return a JSON text as Python objects.

    Raises:
        InputError: it is no JSON, or says something twice or out of bounds; with the place.
        RecursionError: it is nested too deep.
    """
    reader = _Reader()
    try:
        text = content.decode("utf-8")
        whole = json.loads(
            text,
            object_pairs_hook=reader.pairs,
            parse_float=reader.number,
            parse_int=reader.whole,
            parse_constant=_refuse_constant,
        )
        if _HALF_CHARACTER.search(text):
            # A half of a character can be written and never be shown.
            msgspec.json.decode(content)
    except json.JSONDecodeError as fault:
        message = f"not valid JSON at line {fault.lineno}, column {fault.colno}: {fault.msg}"
        raise InputError(message) from None
    except UnicodeDecodeError:
        message = "not valid JSON: expected UTF-8"
        raise InputError(message) from None
    except msgspec.DecodeError:
        message = "not valid JSON: a character is written by half (\\ud800 to \\udfff)"
        raise InputError(message) from None
    if reader.has_fault:
        raise InputError(next(_faults(whole, "$")))
    return whole


def _refuse_constant(_: str) -> float:
    message = "not valid JSON: NaN and Infinity are no numbers; expected a number or null"
    raise InputError(message)


def _faults(value: object, where: str) -> Iterator[str]:
    """Yield what was refused, with its place."""
    if isinstance(value, _Twice):
        message = f"{where}.{value.key}: the key stands twice; expected once"
        yield message
    if isinstance(value, float) and math.isinf(value):
        message = f"{where}: the number is too large; expected one that can be"
        yield message
    inner = value.items() if isinstance(value, dict) else ()
    for key, one in inner:
        yield from _faults(one, f"{where}.{key}")
    for number, one in enumerate(value if isinstance(value, list) else ()):
        yield from _faults(one, f"{where}[{number}]")
