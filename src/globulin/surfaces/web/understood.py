"""What was understood of a report, beside what was printed: for a person to compare."""

from collections.abc import Mapping
from dataclasses import dataclass

from globulin.intake import write_number
from globulin.model import Interpretation, JudgedResult, Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderstoodRow:
    """One result: as printed, as read, and with the range that it is compared with."""

    printed: str
    read_as: str
    range: str


def understood_rows(found: Interpretation, labels: Mapping[str, str]) -> list[UnderstoodRow]:
    """Return a row for each result."""
    return [_row(result, labels) for result in found.results]


def _row(result: JudgedResult, labels: Mapping[str, str]) -> UnderstoodRow:
    printed = result.reported
    value = printed.value
    number = "" if value is None else value if isinstance(value, str) else write_number(value)
    sign = "" if isinstance(value, str) else result.comparator or ""
    parts = (printed.name, f"{sign}{number}", printed.unit)
    read = labels["no_number"]
    if result.value is not None:
        amount = f"{result.comparator or ''}{write_number(result.value)} {result.unit or ''}"
        read = f"{result.analyte} {amount.strip()}"
    return UnderstoodRow(
        printed=" ".join(part for part in parts if part),
        read_as=read,
        range=_range(printed.interval) or labels["no_range"],
    )


def _range(interval: Limits | str | None) -> str:
    if not isinstance(interval, Limits):
        return interval or ""
    ends = [("" if end is None else write_number(end)) for end in (interval.low, interval.high)]
    return "–".join(ends) + (f" {interval.unit}" if interval.unit else "")  # noqa: RUF001
