"""The compiled knowledge, opened read-only: records by id, by analyte, by name, by words."""

import json
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self, TypeVar

import msgspec

from globulin.errors import NotKnownError
from globulin.knowledge.kinds import RECORD_TYPES
from globulin.model import (
    Analyte,
    Background,
    ClaimEntry,
    Condition,
    CurvePoint,
    Fact,
    FindingWords,
    FollowUpTest,
    GlossaryTerm,
    Group,
    Link,
    PagePlan,
    Pattern,
    Phenotype,
    Prior,
    QuestionEntry,
    RedFlagRule,
    RedirectTopic,
    ReferenceInterval,
    SectionPlan,
    Sentence,
    Setting,
    Source,
)
from globulin.units import Factor, Factors

T = TypeVar("T")
# A search has no more words than these; the rest of a long text is not looked for.
MOST_WORDS = 40


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A record found by its words; a lower `rank` is a better match."""

    kind: str
    id: str
    title: str
    rank: float


class Knowledge:
    """What is known about something, by id; records are decoded when they are asked for."""

    def __init__(self, path: Path) -> None:
        """Open a compiled file; it is never written to.

        Raises:
            sqlite3.DatabaseError: the file is not a compiled knowledge.
            NotKnownError: the file is of another format.
        """
        self.path = path
        self._connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?immutable=1", uri=True, check_same_thread=False
        )
        try:
            self.version = self._meta("version")
        except (sqlite3.DatabaseError, NotKnownError):
            self.close()
            raise
        self._decoders: dict[str, msgspec.json.Decoder[Any]] = {}
        self._facts: dict[str, Fact | ReferenceInterval] = {}
        # The file never changes while it is open: what was decoded once is kept.
        self._kept: dict[tuple[str | None, ...], Any] = {}

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        """Return itself, to be closed at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()

    @property
    def fingerprint(self) -> str:
        """The mark of the source files at the time of compiling."""
        return self._meta("fingerprint")

    def table(self, name: str) -> dict[str, Any]:
        """Return a whole table that is not made of records, such as the interface's words."""
        key = ("table", name)
        if key not in self._kept:
            self._kept[key] = json.loads(self._meta(f"table.{name}"))
        table: dict[str, Any] = self._kept[key]
        return table

    def factors(self) -> Factors:
        """Return the table of unit factors."""
        if ("factors",) not in self._kept:
            rows = msgspec.convert(json.loads(self._meta("factors")), tuple[Factor, ...])
            self._kept["factors",] = Factors(rows)
        factors: Factors = self._kept["factors",]
        return factors

    def spellings(self) -> list[tuple[str, str]]:
        """Return each spelling of a unit with the UCUM unit it stands for."""
        return [(row["spelling"], row["unit"]) for row in json.loads(self._meta("spellings"))]

    def fact(self, key: str) -> Fact | ReferenceInterval:
        """Return a fact or an interval by id.

        Raises:
            NotKnownError: there is none of that id.
        """
        if key not in self._facts:
            found = self._find("fact", key, Fact) or self._find("interval", key, ReferenceInterval)
            if found is None:
                message = f"no fact {key!r}: 'globulin knowledge list facts' names them all"
                raise NotKnownError(message)
            self._facts[key] = found
        return self._facts[key]

    def source(self, key: str) -> Source:
        """Return a source by id.

        Raises:
            NotKnownError: there is none of that id.
        """
        source = self._find("source", key, Source)
        if source is None:
            message = f"no source {key!r}: 'globulin knowledge list sources' names them all"
            raise NotKnownError(message)
        return source

    def analyte(self, key: str) -> Analyte | None:
        """Return an analyte by id, or None."""
        return self._find("analyte", key, Analyte)

    def analytes(self) -> list[Analyte]:
        """Return all analytes in their order of display."""
        return sorted(self.all("analyte", Analyte), key=lambda analyte: analyte.order)

    def condition(self, key: str) -> Condition | None:
        """Return a condition by id, or None."""
        return self._find("condition", key, Condition)

    def conditions(self) -> list[Condition]:
        """Return all conditions."""
        return self.all("condition", Condition)

    def question(self, slug: str) -> QuestionEntry | None:
        """Return the question of a slug, or None."""
        return self._find("question", slug, QuestionEntry)

    def questions(self) -> list[QuestionEntry]:
        """Return all questions that have a page."""
        return self.all("question", QuestionEntry)

    def term(self, key: str) -> GlossaryTerm | None:
        """Return a glossary term by id, or None."""
        return self._find("term", key, GlossaryTerm)

    def test(self, key: str) -> FollowUpTest | None:
        """Return a follow-up test by id, or None."""
        return self._find("test", key, FollowUpTest)

    def finding_words(self) -> dict[str, FindingWords]:
        """Return what each finding is called to a patient, by its id."""
        return {words.id: words for words in self.all("finding_words", FindingWords)}

    def groups(self) -> list[Group]:
        """Return the groups of causes in their order."""
        return sorted(self.all("group", Group), key=lambda group: group.order)

    def plan(self, intent: str) -> PagePlan | None:
        """Return the layout of the pages of an intent, or None."""
        return self._find("plan", intent, PagePlan)

    def section(self, key: str) -> SectionPlan | None:
        """Return the plan of one section, or None."""
        return self._find("section", key, SectionPlan)

    def patterns(self) -> list[Pattern]:
        """Return the readings of several results together, in their order."""
        return sorted(self.all("pattern", Pattern), key=lambda pattern: pattern.order)

    def settings(self) -> list[Setting]:
        """Return where a question can be asked."""
        return self.all("setting", Setting)

    def links(self) -> list[Link]:
        """Return how often findings were seen in conditions."""
        return self.all("link", Link)

    def priors(self) -> list[Prior]:
        """Return how common conditions are, each with its setting and population."""
        return self.all("prior", Prior)

    def background(self) -> list[Background]:
        """Return how common findings are among people at large."""
        return self.all("background", Background)

    def phenotypes(self) -> list[Phenotype]:
        """Return the annotations of the Human Phenotype Ontology that were carried over."""
        return self.all("phenotype", Phenotype)

    def red_flags(self) -> list[RedFlagRule]:
        """Return all red-flag rules."""
        return self.all("red_flag", RedFlagRule)

    def redirect_topic(self, key: str) -> RedirectTopic | None:
        """Return a kind of question that belongs elsewhere by id, or None."""
        return self._find("redirect_topic", key, RedirectTopic)

    def sentences(self, analyte: str | None, direction: str | None) -> list[Sentence]:
        """Return the sentences that fit an analyte and direction, in order."""
        return self._fitting("text", Sentence, analyte, direction)

    def claims(self, analyte: str | None, direction: str | None) -> list[ClaimEntry]:
        """Return the claims that fit an analyte and direction, in order."""
        return self._fitting("claim", ClaimEntry, analyte, direction)

    def intervals(self, analyte: str) -> list[ReferenceInterval]:
        """Return every band of every table of an analyte, in file order."""
        key = ("interval", analyte)
        if key not in self._kept:
            rows = self._connection.execute(
                "SELECT body FROM record WHERE kind = 'interval' AND analyte = ? ORDER BY position",
                (analyte,),
            )
            self._kept[key] = [
                self._decode("interval", body, ReferenceInterval) for (body,) in rows
            ]
        return list(self._kept[key])

    def curve(self, analyte: str) -> list[CurvePoint]:
        """Return the curve of an analyte over age, women first, in the order of age."""
        key = ("curve", analyte)
        if key not in self._kept:
            rows = self._connection.execute(
                "SELECT body FROM record WHERE kind = 'curve' AND analyte = ? ORDER BY position",
                (analyte,),
            )
            self._kept[key] = [self._decode("curve", body, CurvePoint) for (body,) in rows]
        return list(self._kept[key])

    def phrases(self) -> list[tuple[str, str, str]]:
        """Return every name with the kind and id it stands for."""
        return list(self._connection.execute("SELECT text, kind, id FROM phrase ORDER BY rowid"))

    def search(
        self,
        words: str,
        *,
        limit: int = 10,
        kinds: tuple[str, ...] = (),
        is_unfinished: bool = False,
    ) -> list[SearchHit]:
        """Return the records whose words match best; nothing for a text without words.

        Args:
            words: as somebody typed them.
            limit: the most records to return.
            kinds: only records of these kinds; every kind when empty.
            is_unfinished: all words must be there, and the last may go on.
        """
        tokens = re.findall(r"\w+", words)[:MOST_WORDS]
        if not tokens:
            return []
        quoted = [f'"{token}"' for token in tokens]
        query = f"{' AND '.join(quoted)}*" if is_unfinished else " OR ".join(quoted)
        among = f" {' '.join(kinds)} " if kinds else ""
        rows = self._connection.execute(
            "SELECT kind, id, title, bm25(search, 4.0, 1.0) AS rank FROM search"
            " WHERE search MATCH ? AND (? = '' OR instr(?, ' ' || kind || ' '))"
            " ORDER BY rank, id LIMIT ?",
            (query, among, among, limit),
        )
        return [SearchHit(*row) for row in rows]

    def find(self, key: str) -> tuple[str, Any] | None:
        """Return kind and record of an id, facts first, or None."""
        for kind in ("fact", "interval", *sorted(RECORD_TYPES)):
            record = self._find(kind, key, object)
            if record is not None:
                return kind, record
        return None

    def all(self, kind: str, record_type: type[T]) -> list[T]:
        """Return all records of a kind, in file order."""
        if (kind,) not in self._kept:
            rows = self._connection.execute(
                "SELECT body FROM record WHERE kind = ? ORDER BY position", (kind,)
            )
            self._kept[kind,] = [self._decode(kind, body, record_type) for (body,) in rows]
        return list(self._kept[kind,])

    def _fitting(
        self, kind: str, record_type: type[T], analyte: str | None, direction: str | None
    ) -> list[T]:
        key = (kind, analyte, direction, "fitting")
        if key not in self._kept:
            rows = self._connection.execute(
                "SELECT body FROM record WHERE kind = ? AND (analyte IS NULL OR analyte = ?)"
                " AND (direction IS NULL OR direction = ?) ORDER BY position",
                (kind, analyte, direction),
            )
            found: Iterable[Any] = (self._decode(kind, body, record_type) for (body,) in rows)
            self._kept[key] = sorted(found, key=lambda record: record.order)
        return list(self._kept[key])

    def _find(self, kind: str, key: str, record_type: type[T]) -> T | None:
        place = (kind, key, "one")
        if place not in self._kept:
            row = self._connection.execute(
                "SELECT body FROM record WHERE kind = ? AND id = ?", (kind, key)
            ).fetchone()
            if row is None:
                # Not kept: an id that somebody makes up must not fill the memory.
                return None
            self._kept[place] = self._decode(kind, row[0], record_type)
        found: T = self._kept[place]
        return found

    def _decode(self, kind: str, body: str, record_type: type[T]) -> T:
        del record_type
        if kind not in self._decoders:
            self._decoders[kind] = msgspec.json.Decoder(RECORD_TYPES[kind])
        record: T = self._decoders[kind].decode(body)
        return record

    def _meta(self, key: str) -> str:
        row = self._connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        if row is None:
            message = f"the compiled knowledge has no {key!r}: compile it again"
            raise NotKnownError(message)
        return str(row[0])
