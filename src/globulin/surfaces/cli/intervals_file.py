"""The file behind `--intervals`: a laboratory's own intervals."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from globulin.errors import InputError

if TYPE_CHECKING:
    from globulin.knowledge import Knowledge
    from globulin.model import OwnInterval


def read_intervals(path: Path, knowledge: "Knowledge") -> "tuple[OwnInterval, ...] | None":
    """Return the intervals of a file, or None after every fault of it was told, a line each."""
    from globulin.intake import OwnIntervalsError, read_own_intervals
    from globulin.intake.own_intervals import MOST_BYTES

    try:
        with path.open("rb") as file:
            # One byte more than is taken tells a file that is too large, or has no end.
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        message = f"{path}: cannot be read: {error.strerror}"
        raise InputError(message) from error
    try:
        return read_own_intervals(content, knowledge, name=str(path))
    except OwnIntervalsError as error:
        for fault in error.faults:
            click.echo(f"globulin: {fault}", err=True)
        return None
