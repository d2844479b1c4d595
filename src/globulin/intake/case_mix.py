"""Reads a laboratory's own case mix, a CSV file; every fault is told with its line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from globulin.intake.csv_file import Cells, CsvFile, read_rows, words_of
from globulin.knowledge import Knowledge
from globulin.knowledge.kinds import Branch
from globulin.model import CaseMix, Condition, Fact

REQUIRED = ("id", "people")
COLUMNS = (*REQUIRED, "note")
COUNT = re.compile(r"[0-9]+")
# More people than any laboratory tests: such a count is no count.
MOST_PEOPLE = 100_000_000


@dataclass(frozen=True, slots=True)
class _Known:
    """Which ids may stand in a file.

    `branch_of` are the causes with their branches, `under` the causes of each umbrella. Fewer
    than `least` people are no case mix.
    """

    branch_of: dict[str, str]
    branches: tuple[str, ...]
    under: dict[str, tuple[str, ...]]
    least: int


@dataclass(slots=True, kw_only=True)
class _Reading(CsvFile):
    """One case mix while it is read; `lines` are those of the ids that were read."""

    known: _Known
    lines: dict[str, int] = field(default_factory=dict)


@lru_cache(maxsize=2)
def _make_known(knowledge: Knowledge) -> _Known:
    conditions = {condition.id: condition for condition in knowledge.conditions()}
    causes = [condition for condition in conditions.values() if not condition.umbrella]
    least = knowledge.fact(knowledge.table("differential")["numbers"]["case_mix_least"])
    if not isinstance(least, Fact) or least.value is None:
        message = f"fact {least.id}: expected a number of people"
        raise LookupError(message)
    return _Known(
        branch_of={cause.id: cause.branch for cause in causes},
        branches=tuple(branch.id for branch in knowledge.all("branch", Branch)),
        under={
            umbrella: tuple(c.id for c in causes if umbrella in _parents(c, conditions))
            for umbrella, condition in conditions.items()
            if condition.umbrella
        },
        least=int(least.value),
    )


def _parents(condition: Condition, conditions: dict[str, Condition]) -> list[str]:
    found = []
    parent = condition.parent
    while parent is not None:
        found.append(parent)
        parent = conditions[parent].parent
    return found


def read_case_mix(content: bytes, knowledge: Knowledge, *, name: str) -> CaseMix:
    """Return the case mix of a file, in its order.

    Args:
        content: the bytes of the file.
        knowledge: which causes and branches there are.
        name: what to call the file in messages.

    Raises:
        FaultyFileError: the file has faults; each is told in one line.
    """
    reading = _Reading(
        name=name,
        words=words_of(knowledge, "case_mix"),
        columns=COLUMNS,
        required=REQUIRED,
        known=_make_known(knowledge),
    )
    rows = read_rows(content, reading)
    people = [row for line, cells in rows if (row := _row(line, cells, reading)) is not None]
    if not reading.faults:
        _check_branches(people, reading)
        _check_total(people, reading)
    if reading.faults:
        raise reading.stop()
    return CaseMix(tuple(people))


def _row(line: int, cells: Cells, reading: _Reading) -> tuple[str, int] | None:
    """Return the id and the count of one row, or None where it has a fault."""
    name, count = _id(line, cells["id"].lower(), reading), _count(line, cells["people"], reading)
    return None if name is None or count is None else (name, count)


def _id(line: int, name: str, reading: _Reading) -> str | None:
    """Return the cause or branch of an id that did not stand before."""
    known = reading.known
    if name in known.under:
        reading.fault(line, "umbrella", id=name, expected=", ".join(known.under[name]))
        return None
    if name not in known.branch_of and name not in known.branches:
        reading.fault(line, "id_unknown", expected=", ".join(known.branches))
        return None
    if name in reading.lines:
        reading.fault(line, "id_twice", id=name, other=reading.lines[name])
        return None
    reading.lines[name] = line
    return name


def _count(line: int, text: str, reading: _Reading) -> int | None:
    """Return a number of people, or None for a faulty one."""
    if not COUNT.fullmatch(text):
        reading.fault(line, "not_a_count")
        return None
    digits = text.lstrip("0") or "0"
    if len(digits) > len(str(MOST_PEOPLE)) or int(digits) > MOST_PEOPLE:
        reading.fault(line, "too_many", most=MOST_PEOPLE)
        return None
    return int(digits)


def _check_branches(people: Sequence[tuple[str, int]], reading: _Reading) -> None:
    """Note branches whose people could be spread over no cause."""
    known = reading.known
    own = {name for name, _ in people if name in known.branch_of}
    for name, count in people:
        left = [c for c, branch in known.branch_of.items() if branch == name and c not in own]
        if name not in own and count and not left:
            reading.fault(reading.lines[name], "branch_full", id=name)


def _check_total(people: Sequence[tuple[str, int]], reading: _Reading) -> None:
    total = sum(count for _, count in people)
    if not people:
        reading.fault(1, "empty")
    elif total < reading.known.least:
        last = max(reading.lines.values())
        reading.fault(last, "too_few", found=total, least=reading.known.least)
