"""The whole knowledge in memory, typed: what the check proves and the compiler writes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec

from globulin.errors import KnowledgeError
from globulin.knowledge.fields import refuse_unknown_fields
from globulin.knowledge.files import Row, read_rows, read_tables
from globulin.knowledge.kinds import RECORD_TYPES, ROW_TYPES, Record, UnitSpelling
from globulin.knowledge.questions import list_questions
from globulin.model import (
    Analyte,
    ClaimEntry,
    Condition,
    Fact,
    Group,
    PagePlan,
    Pattern,
    RedFlagRule,
    Sentence,
    Source,
)
from globulin.units import Factor, Factors

T = TypeVar("T")

# What a condition file says of the condition itself, in the order of a page.
CONDITION_PARTS = ("about", "next", "course", "not_known")
# What is done first is advice unless the file says otherwise.
DEFAULT_KINDS = {"next": "advice"}


@dataclass(frozen=True, slots=True)
class Library:
    """Every record by kind and id, in file order, with the place each came from.

    `problems` are the entries that could not be read at all, one line each.
    """

    records: dict[str, dict[str, Record]]
    places: dict[tuple[str, str], str]
    factors: tuple[Factor, ...]
    spellings: tuple[UnitSpelling, ...]
    tables: dict[str, dict[str, Any]]
    problems: tuple[str, ...]

    def of(self, kind: str, record_type: type[T]) -> dict[str, T]:
        """Return the records of one kind by id; `record_type` is for the type checker."""
        del record_type
        return cast("dict[str, T]", self.records[kind])

    def sentences(self) -> Iterator[tuple[str, Sentence]]:
        """Yield every sentence for readers, wherever it stands, with its place."""
        for sentence in self.of("text", Sentence).values():
            yield self.places["text", sentence.id], sentence
        for condition in self.of("condition", Condition).values():
            place = self.places["condition", condition.id]
            yield from ((place, sentence) for sentence in condition_parts(condition))
            for effect in condition.effects:
                yield from ((place, sentence) for sentence in effect.statements)
        for claim in self.of("claim", ClaimEntry).values():
            yield from ((self.places["claim", claim.id], s) for s in claim.statements)
        for pattern in self.of("pattern", Pattern).values():
            yield from ((self.places["pattern", pattern.id], s) for s in pattern.statements)
        for rule in self.of("red_flag", RedFlagRule).values():
            yield from ((self.places["red_flag", rule.id], s) for s in rule.statements)


def load_library(directory: Path) -> Library:
    """Return the knowledge of a directory; unreadable entries are listed, not raised.

    Raises:
        KnowledgeError: a file as a whole cannot be parsed.
    """
    records: dict[str, dict[str, Record]] = {kind: {} for kind in RECORD_TYPES}
    places: dict[tuple[str, str], str] = {}
    rows: dict[str, list[Any]] = {kind: [] for kind in ROW_TYPES}
    problems: list[str] = []
    for row in read_rows(directory):
        try:
            refuse_unknown_fields(row)
            if row.kind in ROW_TYPES:
                rows[row.kind].append(msgspec.convert(row.data, ROW_TYPES[row.kind], strict=False))
                continue
            record = _decode(row)
        except (msgspec.ValidationError, KnowledgeError, KeyError, TypeError) as error:
            problems.append(f"{row.where}: {error}")
            continue
        if record.id in records[row.kind]:
            first = places[row.kind, record.id]
            problems.append(f"{row.where}: {row.kind} {record.id} stands already at {first}")
            continue
        records[row.kind][record.id] = record
        places[row.kind, record.id] = row.where
    _add_years(records)
    tables = read_tables(directory)
    _add_questions(records, places, tables)
    return Library(
        records, places, tuple(rows["factor"]), tuple(rows["spelling"]), tables, tuple(problems)
    )


def condition_parts(condition: Condition) -> tuple[Sentence, ...]:
    """Return what is said of the condition itself: all its sentences but those of its effects."""
    return (*condition.about, *condition.next, *condition.course, *condition.not_known)


def library_factors(library: Library) -> Factors:
    """Return the table of unit factors in the form that `units` takes."""
    return Factors(library.factors)


def _decode(row: Row) -> Record:
    """Return the row as its record type; sentences inside it get ids from their owner."""
    data = dict(row.data)
    if row.kind == "condition":
        owner = data["id"]
        for part in CONDITION_PARTS:
            data[part] = _named(data.get(part, []), f"{owner}.{part}", part)
        data["effects"] = [
            effect
            | {
                "statements": _named(
                    effect.get("statements", []),
                    f"{owner}.{effect['analyte']}-{effect['direction']}".lower(),
                    "effect",
                )
            }
            for effect in data.get("effects", [])
        ]
    elif row.kind in {"claim", "pattern", "red_flag"}:
        data["statements"] = _named(data.get("statements", []), data["id"], row.kind)
    elif row.kind == "section":
        data = {"place": data["id"], **data}
    elif row.kind == "plan":
        data = {"id": data["intent"], **data}
    strict = row.where.partition(":")[0].endswith(".toml")
    return msgspec.convert(data, RECORD_TYPES[row.kind], strict=strict)


def _named(sentences: list[dict[str, Any]], owner: str, place: str) -> list[dict[str, Any]]:
    told = {"place": place, "kind": DEFAULT_KINDS.get(place, "assertion")}
    return [
        {"id": f"{owner}.{number}", "order": number, **told, **sentence}
        for number, sentence in enumerate(sentences, start=1)
    ]


def _add_years(records: dict[str, dict[str, Record]]) -> None:
    """Give each fact the year of its first source that has one."""
    sources = cast("dict[str, Source]", records["source"])
    for fact in list(cast("dict[str, Fact]", records["fact"]).values()):
        years = [sources[s].year for s in fact.sources if s in sources and sources[s].year]
        if fact.year is None and years:
            records["fact"][fact.id] = replace(fact, year=years[0])


def _add_questions(
    records: dict[str, dict[str, Record]],
    places: dict[tuple[str, str], str],
    tables: dict[str, dict[str, Any]],
) -> None:
    """Add the questions that plans, analytes and conditions give together."""
    questions = list_questions(
        plans=list(cast("dict[str, PagePlan]", records["plan"]).values()),
        analytes=list(cast("dict[str, Analyte]", records["analyte"]).values()),
        conditions=list(cast("dict[str, Condition]", records["condition"]).values()),
        groups=list(cast("dict[str, Group]", records["group"]).values()),
        direction_words=tables["interface"].get("directions", {}),
    )
    for question in questions:
        records["question"][question.id] = question
        places["question", question.id] = "plans.toml"


__all__ = ["Library", "condition_parts", "library_factors", "load_library"]
