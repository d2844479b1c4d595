"""The file behind `--case-mix`: what a laboratory found in the people that it tested."""

from pathlib import Path
from typing import TYPE_CHECKING

from globulin.surfaces.cli.told_file import read_told_file

if TYPE_CHECKING:
    from globulin.knowledge import Knowledge
    from globulin.model import CaseMix


def read_mix(path: Path, knowledge: "Knowledge") -> "CaseMix | None":
    """Return the case mix of a file, or None after every fault of it was told, a line each."""
    from globulin.intake import read_case_mix

    return read_told_file(path, knowledge, read_case_mix)
