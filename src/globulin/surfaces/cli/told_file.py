"""A file that a laboratory gives beside a report."""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

import click

from globulin.errors import InputError

if TYPE_CHECKING:
    from globulin.knowledge import Knowledge

T_co = TypeVar("T_co", covariant=True)


class Reader(Protocol[T_co]):
    """Reads the bytes of a file; `name` is what it is called in messages."""

    def __call__(self, content: bytes, knowledge: "Knowledge", *, name: str) -> T_co:
        """Return what the file holds."""


def read_told_file(path: Path, knowledge: "Knowledge", read: Reader[T_co]) -> T_co | None:
    """Return what a file holds, or None after every fault of it was told, a line each.

    Raises:
        InputError: the file cannot be opened.
    """
    from globulin.intake import FaultyFileError
    from globulin.intake.csv_file import MOST_BYTES

    try:
        with path.open("rb") as file:
            # One byte more than is taken tells a file that is too large, or has no end.
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        message = f"{path}: cannot be read: {error.strerror}"
        raise InputError(message) from error
    try:
        return read(content, knowledge, name=str(path))
    except FaultyFileError as error:
        for fault in error.faults:
            click.echo(f"globulin: {fault}", err=True)
        return None
