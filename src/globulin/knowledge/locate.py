"""Finds the compiled knowledge, and compiles it again in a checkout whose facts are newer."""

import os
import sqlite3
from pathlib import Path

from globulin.errors import KnowledgeError, NotKnownError
from globulin.knowledge.store import Knowledge

COMPILED = Path(__file__).with_name("knowledge.sqlite")
DIRECTORY_VARIABLE = "GLOBULIN_KNOWLEDGE"


def open_knowledge(directory: Path | None = None, *, compiled: Path | None = None) -> Knowledge:
    """Return the knowledge, compiled anew where its files are newer.

    Args:
        directory: knowledge files to use in place of the project's own; the environment
            variable GLOBULIN_KNOWLEDGE names one too.
        compiled: where to keep the compiled form of `directory`; beside it when not given.

    Raises:
        KnowledgeError: there is no knowledge, or an entry of it cannot be read.
    """
    if directory is None and os.environ.get(DIRECTORY_VARIABLE):
        directory = Path(os.environ[DIRECTORY_VARIABLE])
    if directory is not None:
        if not (directory / "sources.csv").is_file():
            message = f"{directory}: not a knowledge directory: expected sources.csv in it"
            raise KnowledgeError(message)
        return _open_fresh(directory, compiled or directory / ".compiled.sqlite")
    checkout = checkout_directory()
    if checkout is not None:
        return _open_fresh(checkout, COMPILED)
    if not COMPILED.is_file():
        message = f"{COMPILED.name}: missing from the installed package: install it again"
        raise KnowledgeError(message)
    return Knowledge(COMPILED)


def checkout_directory() -> Path | None:
    """Return the knowledge files of the checkout that this package runs from, if it does."""
    root = Path(__file__).parents[3]
    directory = root / "knowledge"
    is_checkout = (root / "pyproject.toml").is_file() and (directory / "sources.csv").is_file()
    return directory if is_checkout else None


def _open_fresh(directory: Path, compiled: Path) -> Knowledge:
    # The compiler is loaded only when it is needed: the usual start has nothing to compile.
    from globulin.knowledge.fresh import fingerprint

    if compiled.is_file():
        try:
            knowledge = Knowledge(compiled)
            if knowledge.fingerprint == fingerprint(directory):
                return knowledge
            knowledge.close()
        except (sqlite3.DatabaseError, NotKnownError):
            pass  # a file of another format or a torn one: made again below
    from globulin.knowledge.compile import compile_knowledge

    try:
        compile_knowledge(source=directory, target=compiled)
    except OSError as error:
        message = f"{compiled}: cannot be written: {error.strerror}"
        raise KnowledgeError(message) from error
    return Knowledge(compiled)
