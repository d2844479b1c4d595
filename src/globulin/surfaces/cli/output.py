"""Writes a command's output to the terminal, or whole or not at all to a file."""

import os
from pathlib import Path

import click

from globulin.errors import UsageError


def write_output(text: str, output: Path | None) -> None:
    """Write the text to standard output, or to a file that appears only when it is complete.

    Raises:
        UsageError: the file cannot be written.
    """
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
        return
    part = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(output)
    except OSError as error:
        part.unlink(missing_ok=True)
        message = f"{output}: cannot be written: {error.strerror}"
        raise UsageError(message) from error
