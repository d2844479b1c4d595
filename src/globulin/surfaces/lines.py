"""Lines of a file or of a body, whatever they hold; one that is too long is never held whole."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO

from globulin.answers.many import fault_of
from globulin.errors import GlobulinError, InputError
from globulin.intake import decode_text
from globulin.model import InputFault, Question

# No question is so long; the rest of such a line is passed over.
MOST_LINE_BYTES = 100_000


def read_lines(stream: BinaryIO) -> Iterator[bytes | None]:
    r"""Yield the lines of a stream without their ends; None for one that is too long.

    >>> from io import BytesIO
    >>> list(read_lines(BytesIO(b"one\r\n\ntwo")))
    [b'one', b'', b'two']
    """
    while line := stream.readline(MOST_LINE_BYTES):
        is_whole = line.endswith(b"\n") or len(line) < MOST_LINE_BYTES
        while line and not line.endswith(b"\n") and not is_whole:
            line = stream.readline(MOST_LINE_BYTES)
        yield line.rstrip(b"\r\n") if is_whole else None


def line_questions(
    lines: Iterable[bytes | None], told: Question
) -> Iterator[Question | InputFault]:
    """Yield the question of each line, with what is told beside all of them.

    An empty line is a question without words; one that cannot be read is a fault in its place.
    """
    for number, line in enumerate(lines, start=1):
        try:
            yield replace(told, text=_text(line))
        except GlobulinError as error:
            yield fault_of(error, where=f"line {number}")


def _text(line: bytes | None) -> str:
    if line is None:
        message = f"too long to be a question: expected at most {MOST_LINE_BYTES} bytes"
        raise InputError(message)
    return decode_text(line).strip()
