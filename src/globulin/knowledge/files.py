"""Reads the knowledge files into plain rows, each with the place it came from."""

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from globulin.errors import KnowledgeError
from globulin.knowledge.layout import CSV_FILES, TABLE_FILES, TOML_FILES

LISTS_IN_CSV = frozenset({"facts", "sources", "synonyms", "uses"})


@dataclass(frozen=True, slots=True)
class Row:
    """One entry as it stands in a file; `where` is for messages."""

    kind: str
    where: str
    data: dict[str, Any]


def read_rows(directory: Path) -> Iterator[Row]:
    """Yield every row of the CSV files, then every entry of the TOML files.

    Raises:
        KnowledgeError: a file cannot be parsed.
    """
    for kind, patterns in CSV_FILES.items():
        for pattern in patterns:
            for path in sorted(directory.glob(pattern)):
                yield from _read_csv(kind, path, directory)
    for kind, (pattern, key) in TOML_FILES.items():
        for path in sorted(directory.glob(pattern)):
            yield from _read_toml(kind, key, path, directory)


def read_tables(directory: Path) -> dict[str, dict[str, Any]]:
    """Return the tables of the files that are not records, by file name without its ending."""
    return {Path(name).stem: load_toml(directory / name) for name in TABLE_FILES}


def load_toml(path: Path) -> dict[str, Any]:
    """Return one TOML file.

    Raises:
        KnowledgeError: the file is missing or is not TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        message = f"{path.name}: the file is missing"
        raise KnowledgeError(message) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"{path.name}: not valid TOML: {error}"
        raise KnowledgeError(message) from error


def _read_csv(kind: str, path: Path, directory: Path) -> Iterator[Row]:
    name = path.relative_to(directory).as_posix()
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        for cells in reader:
            where = f"{name}:{reader.line_num}"
            if None in cells or None in cells.values():
                message = f"{where}: expected {len(reader.fieldnames or ())} cells"
                raise KnowledgeError(message)
            yield Row(kind, where, _cells_to_data(cells))


def _cells_to_data(cells: dict[str, str]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for column, text in cells.items():
        cell = text.strip()
        if column in LISTS_IN_CSV:
            data[column] = [part.strip() for part in cell.split(";") if part.strip()]
        elif cell:
            data[column] = cell
    return data


def _read_toml(kind: str, key: str, path: Path, directory: Path) -> Iterator[Row]:
    name = path.relative_to(directory).as_posix()
    content = load_toml(path)
    entries = [content] if not key else content.get(key, [])
    for number, entry in enumerate(entries, start=1):
        yield Row(kind, name if not key else f"{name}:{key} {number}", entry)
