"""Finds the format of an input and reads the reports in it."""

import re
from collections.abc import Callable
from typing import Any

from globulin.errors import InputError, UsageError
from globulin.intake.desk import Desk, Readers, make_readers
from globulin.intake.globulin_input import SCHEMA, read_globulin_input
from globulin.intake.json_text import parse_json
from globulin.intake.pasted import read_pasted
from globulin.intake.person import Told
from globulin.knowledge import Knowledge
from globulin.model import Report

FORMATS = ("fhir", "globulin", "text")
# Larger than any report; a file of many people belongs to a batch.
MOST_BYTES = 64_000_000
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# Formats that are told apart by how they begin, and that cannot be read as pasted text.
OTHER_FORMATS = {
    rb"\x0b?(?:MSH|FHS|BHS)[^\w\s]": "HL7 v2",
    rb"%PDF": "PDF",
    rb"PK\x03\x04": "ZIP",
    rb"\x1f\x8b": "gzip",
    rb"\x89PNG": "PNG",
    rb"\xff\xd8\xff": "JPEG",
    rb"\xd0\xcf\x11\xe0": "Office",
    rb"\{\\rtf": "RTF",
    rb"<[A-Za-z?!]": "XML",
}

DeskMaker = Callable[[], Desk]


def read_reports(
    content: bytes,
    knowledge: Knowledge,
    *,
    told: Told,
    name: str,
    format: str | None = None,  # noqa: A002 - the name on the command line
) -> tuple[Report, ...]:
    """Return the reports of an input, one a person, in the order of the input.

    Args:
        content: the bytes as received.
        knowledge: what names and units mean.
        told: what is known beside the input; it goes before what the input says.
        name: what to call the input in messages.
        format: one of `FORMATS`; None finds it.

    Raises:
        InputError: the input cannot be read at all; the message names the place.
        UsageError: the setting that was told does not exist.
    """
    readers = make_readers(knowledge)
    _check_setting(told.setting, readers)

    def make_desk() -> Desk:
        return Desk(readers=readers, told=told)

    if len(content) > MOST_BYTES:
        message = f"{name}: too large: expected at most {MOST_BYTES} bytes"
        raise InputError(message)
    try:
        desks = _read(content, format, make_desk)
    except InputError as error:
        message = f"{name}: {error}"
        raise InputError(message) from None
    except RecursionError:
        # A reader may give up on nesting that the parser still took.
        message = f"{name}: JSON is nested too deep"
        raise InputError(message) from None
    return tuple(desk.close() for desk in desks)


def _check_setting(setting: str | None, readers: Readers) -> None:
    if setting is not None and setting not in readers.settings:
        message = f"setting {setting!r}: expected one of {', '.join(sorted(readers.settings))}"
        raise UsageError(message)


def _read(content: bytes, wanted: str | None, make_desk: DeskMaker) -> list[Desk]:
    whole = _as_utf8(content).removeprefix(BYTE_ORDER_MARK)
    plain = whole.lstrip()
    if not plain:
        message = "the input is empty: expected FHIR JSON, globulin/input/1 or pasted text"
        raise InputError(message)
    for mark, other in OTHER_FORMATS.items():
        if re.match(mark, plain):
            message = f"{other} is not read: expected FHIR JSON, globulin/input/1 or pasted text"
            raise InputError(message)
    if wanted == "text" or (wanted is None and not plain.startswith((b"{", b"["))):
        # Blank lines at the beginning are lines too: places are counted with them.
        return read_pasted(_decode(whole), make_desk)
    documents = _parse_documents(plain)
    if not documents:
        message = "an empty array: expected at least one person"
        raise InputError(message)
    resources = [isinstance(one, dict) and "resourceType" in one for one in documents]
    if wanted == "fhir" or (wanted is None and all(resources)):
        # Loaded here, so that a question and a pasted report load none of its many parts.
        from globulin.intake.fhir import read_fhir

        return read_fhir(documents, make_desk)
    if any(resources):
        message = "FHIR resources and other documents in one input: expected one kind"
        raise InputError(message)
    _check_known(documents, wanted)
    return read_globulin_input(documents, make_desk)


def _check_known(documents: list[Any], wanted: str | None) -> None:
    """Refuse JSON that is neither of ours nor FHIR."""
    for number, document in enumerate(documents):
        where = f"$[{number}]" if len(documents) > 1 else "$"
        if not isinstance(document, dict):
            message = f"{where}: expected an object with a resourceType or the schema {SCHEMA}"
            raise InputError(message)
        schema = document.get("schema", SCHEMA if wanted else None)
        if schema != SCHEMA:
            message = f"{where}.schema: expected {SCHEMA}, or a resourceType for FHIR"
            raise InputError(message)


def _parse_documents(content: bytes) -> list[Any]:
    """Return the documents of a JSON text: one, those of an array, or one a line."""
    lines = content.splitlines()
    # One resource a line: https://hl7.org/fhir/R4/nd-json.html.
    is_by_line = len(lines) > 1 and _is_object(lines[0])
    try:
        whole = parse_json(content)
    except InputError:
        if not is_by_line:
            raise
        return [
            _parse_line(line, number) for number, line in enumerate(lines, start=1) if line.strip()
        ]
    return whole if isinstance(whole, list) else [whole]


def _is_object(line: bytes) -> bool:
    """Tell whether a line alone is an object, or at least looks like one."""
    plain = line.strip()
    return plain.startswith(b"{") and plain.endswith(b"}")


def _parse_line(line: bytes, number: int) -> Any:  # noqa: ANN401 - JSON is anything
    try:
        return parse_json(line)
    except InputError as error:
        place = str(error).replace("at line 1, column", "at column")
        message = f"line {number}: {place}"
        raise InputError(message) from None


def _as_utf8(content: bytes) -> bytes:
    """Return a text that is marked as UTF-16, as Windows saves them, as UTF-8."""
    if not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content
    try:
        return content.decode("utf-16").encode("utf-8")
    except UnicodeError:
        return content


def decode_text(content: bytes) -> str:
    """Return an input as text, in whatever encoding it came.

    Raises:
        InputError: it is binary.
    """
    return _decode(_as_utf8(content).removeprefix(BYTE_ORDER_MARK))


def _decode(content: bytes) -> str:
    """Return a text as UTF-8, or as Windows Latin where it is not; binary is refused."""
    for encoding in ("utf-8", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    message = "not a text: expected FHIR JSON, globulin/input/1 or pasted text"
    raise InputError(message)
