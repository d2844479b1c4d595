"""The file behind `--intervals`: a laboratory's own intervals."""

from pathlib import Path
from typing import TYPE_CHECKING

from globulin.surfaces.cli.told_file import read_told_file

if TYPE_CHECKING:
    from globulin.knowledge import Knowledge
    from globulin.model import OwnInterval


def read_intervals(path: Path, knowledge: "Knowledge") -> "tuple[OwnInterval, ...] | None":
    """Return the intervals of a file, or None after every fault of it was told, a line each."""
    from globulin.intake import read_own_intervals

    return read_told_file(path, knowledge, read_own_intervals)
