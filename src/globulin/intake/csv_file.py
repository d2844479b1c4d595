"""Reads the rows of a CSV file that a laboratory gives; every fault is told with its line.

What a cell holds is never repeated in a message: the wrong file may have been given.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from globulin.errors import InputError
from globulin.knowledge import Knowledge

MOST_BYTES = 10_000_000
MOST_FAULTS = 20
Cells = dict[str, str]


class FaultyFileError(InputError):
    """A file cannot be used; `faults` are the lines to tell, one a fault."""

    def __init__(self, faults: Sequence[str]) -> None:
        """Keep every fault; the message is all of them."""
        self.faults = tuple(faults)
        super().__init__("; ".join(self.faults))


@dataclass(slots=True, kw_only=True)
class CsvFile:
    """One file while it is read: its columns, the words for faults, and those found so far."""

    name: str
    words: dict[str, str]
    columns: tuple[str, ...]
    required: tuple[str, ...]
    faults: list[str] = field(default_factory=list)

    def fault(self, line: int, code: str, **words: object) -> None:
        """Note one fault of a line."""
        self.faults.append(f"{self.name}: line {line}: {self.words[code].format(**words)}")

    def stop(self) -> FaultyFileError:
        """Return the error that tells the faults, the first ones where there are many."""
        told, more = self.faults[:MOST_FAULTS], len(self.faults) - MOST_FAULTS
        if more > 0:
            told.append(f"{self.name}: {self.words['more'].format(n=more)}")
        return FaultyFileError(told)


def words_of(knowledge: Knowledge, kind: str) -> dict[str, str]:
    """Return the words for the faults of a kind of file."""
    table = knowledge.table("reports")
    return {**table["csv_file"], **table[kind]}


def read_rows(content: bytes, file: CsvFile) -> Iterator[tuple[int, Cells]]:
    """Yield the rows with their lines, as cells by column; faults are noted.

    Raises:
        FaultyFileError: the file cannot be read any further.
    """
    text = _decode(content, file)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] | None = None
    try:
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            if header is None:
                header = [cell.strip().lower() for cell in row]
                _check_header(header, reader.line_num, file)
            elif len(row) != len(header):
                file.fault(reader.line_num, "cells", expected=len(header), found=len(row))
            else:
                yield reader.line_num, dict(zip(header, (c.strip() for c in row), strict=True))
    except csv.Error:
        file.fault(reader.line_num, "not_csv")


def _decode(content: bytes, file: CsvFile) -> str:
    if len(content) > MOST_BYTES:
        file.fault(1, "too_large", most=MOST_BYTES)
        raise file.stop()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        file.fault(content.count(b"\n", 0, error.start) + 1, "not_utf8")
        raise file.stop() from None
    if not text.strip():
        file.fault(1, "empty")
        raise file.stop()
    return text


def _check_header(header: Sequence[str], line: int, file: CsvFile) -> None:
    expected = ", ".join(file.columns)
    for place, name in enumerate(header, start=1):
        if name not in file.columns:
            file.fault(line, "column_unknown", place=place, expected=expected)
        elif name in header[: place - 1]:
            file.fault(line, "column_twice", column=name)
    for name in file.required:
        if name not in header:
            file.fault(line, "column_missing", column=name, expected=", ".join(file.required))
    if file.faults:
        raise file.stop()
