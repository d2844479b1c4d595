"""Writes a command's output to the terminal, or whole or not at all to a file."""

import os
from collections.abc import Iterable
from pathlib import Path

import click

from globulin.errors import UsageError


def write_output(text: str, output: Path | None) -> None:
    """Write the text to standard output, or to a file that appears only when it is complete.

    Raises:
        UsageError: the file cannot be written.
    """
    write_parts([text if text.endswith("\n") or output is not None else f"{text}\n"], output)


def write_parts(parts: Iterable[str], output: Path | None) -> None:
    """Write texts one after the other as they come; a file appears only when it is complete.

    Raises:
        UsageError: the file cannot be written.
    """
    if output is None:
        for text in parts:
            click.echo(text, nl=False)
        return
    part = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8") as stream:
            stream.writelines(parts)
        part.replace(output)
    except OSError as error:
        message = f"{output}: cannot be written: {error.strerror}"
        raise UsageError(message) from error
    finally:
        part.unlink(missing_ok=True)
