"""Tells whether the knowledge files changed since they were compiled."""

import hashlib
from pathlib import Path

from globulin.knowledge.layout import knowledge_files


def fingerprint(directory: Path) -> str:
    """Return a mark of the files as they lie there: changes when a fact may be newer."""
    marks = [
        f"{path.relative_to(directory).as_posix()}:{status.st_size}:{status.st_mtime_ns}"
        for path in knowledge_files(directory)
        for status in (path.stat(),)
    ]
    return hashlib.sha256("\n".join(marks).encode()).hexdigest()
