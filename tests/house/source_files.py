"""The source files of the project, parsed."""

import ast
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "globulin"


@lru_cache(maxsize=1)
def modules() -> dict[str, ast.Module]:
    """Return every module of the package by its path from the root."""
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(SOURCE.rglob("*.py"))
    }
