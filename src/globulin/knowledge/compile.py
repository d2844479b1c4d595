"""Compiles the knowledge files to one read-only SQLite file with its full-text index."""

import hashlib
import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from globulin.errors import KnowledgeError
from globulin.knowledge.fresh import fingerprint
from globulin.knowledge.library import Library, load_library
from globulin.model import (
    SLOT,
    Analyte,
    Condition,
    Finding,
    FindingWords,
    FollowUpTest,
    GlossaryTerm,
    QuestionEntry,
    Source,
)

FORMAT = "globulin/knowledge/1"

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE record (
    kind TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL,
    analyte TEXT, direction TEXT, body TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE INDEX record_by_analyte ON record (kind, analyte, direction);
CREATE TABLE phrase (text TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL);
CREATE VIRTUAL TABLE search USING fts5 (
    title, body, kind UNINDEXED, id UNINDEXED, tokenize = 'porter unicode61'
);
"""


def canonical(library: Library) -> bytes:
    """Return the facts in a form that does not depend on files, order of keys or SQLite."""
    content = {
        "format": FORMAT,
        "records": {
            kind: {key: msgspec.to_builtins(record) for key, record in sorted(records.items())}
            for kind, records in sorted(library.records.items())
        },
        "factors": msgspec.to_builtins(library.factors),
        "spellings": msgspec.to_builtins(library.spellings),
        "tables": library.tables,
    }
    return json.dumps(content, sort_keys=True, ensure_ascii=False).encode()


def knowledge_version(library: Library) -> str:
    """Return the SHA-256 of the canonical form."""
    return hashlib.sha256(canonical(library)).hexdigest()


def compile_knowledge(*, source: Path, target: Path) -> None:
    """Write the compiled knowledge of `source` to `target`, whole or not at all.

    Raises:
        KnowledgeError: an entry cannot be read; the message names the first one.
    """
    mark = fingerprint(source)
    library = load_library(source)
    if library.problems:
        raise KnowledgeError(library.problems[0])
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".knowledge-", suffix=".sqlite")
    os.close(handle)
    temporary = Path(name)
    try:
        _write(library, temporary, mark)
        temporary.chmod(0o644)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _write(library: Library, path: Path, mark: str) -> None:
    connection = sqlite3.connect(path)
    try:
        connection.executescript(_SCHEMA)
        meta = {
            "format": FORMAT,
            "version": knowledge_version(library),
            "fingerprint": mark,
            "factors": json.dumps(msgspec.to_builtins(library.factors)),
            "spellings": json.dumps(msgspec.to_builtins(library.spellings)),
        }
        meta |= {f"table.{name}": json.dumps(table) for name, table in library.tables.items()}
        connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
        connection.executemany("INSERT INTO record VALUES (?, ?, ?, ?, ?, ?)", _records(library))
        connection.executemany("INSERT INTO phrase VALUES (?, ?, ?)", _phrases(library))
        connection.executemany("INSERT INTO search VALUES (?, ?, ?, ?)", _search_rows(library))
        connection.commit()
        connection.execute("VACUUM")
    finally:
        connection.close()


def _records(library: Library) -> Iterator[tuple[Any, ...]]:
    for kind, records in library.records.items():
        for position, (key, record) in enumerate(records.items()):
            data = msgspec.to_builtins(record)
            body = json.dumps(
                {name: value for name, value in data.items() if value not in (None, [])},
                ensure_ascii=False,
            )
            yield kind, key, position, data.get("analyte"), data.get("direction"), body


def _phrases(library: Library) -> Iterator[tuple[str, str, str]]:
    """Yield every name by which a question may speak of a record."""
    named: list[tuple[str, str, tuple[str, ...]]] = []
    articles = library.tables["language"]["asked"]["article"]
    for analyte in library.of("analyte", Analyte).values():
        if not analyte.asked:
            continue
        names = (analyte.name, analyte.short, *analyte.synonyms)
        named.append(("analyte", analyte.id, names))
    for condition in library.of("condition", Condition).values():
        names = (condition.name, condition.plain_name, *condition.synonyms)
        named.append(("condition", condition.id, names))
    named += [
        (
            "test",
            test.id,
            (
                test.name,
                *_with_and_without(test.asked_as, articles),
                test.plain_name,
                *test.synonyms,
            ),
        )
        for test in library.of("test", FollowUpTest).values()
    ]
    named += [
        ("term", term.id, (term.term, *term.synonyms))
        for term in library.of("term", GlossaryTerm).values()
    ]
    named += [
        ("finding", finding.id, (finding.name, *finding.synonyms))
        for finding in library.of("finding", Finding).values()
    ]
    # Of two findings that are called the same, the one whose own name it is comes first.
    named += [
        ("finding", words.id, (words.plain,))
        for words in library.of("finding_words", FindingWords).values()
    ]
    for kind, key, names in named:
        yield from ((name, kind, key) for name in names)


def _with_and_without(name: str, articles: list[str]) -> tuple[str, ...]:
    """Return a name, and what is left of it without an article in front."""
    first, _, rest = name.partition(" ")
    return (name, rest) if first in articles and rest else (name,)


def _search_rows(library: Library) -> Iterator[tuple[str, str, str, str]]:
    """Yield title, body, kind and id of what can be searched: every page, every source."""
    for question in library.of("question", QuestionEntry).values():
        words = (question.id.replace("-", " "), *_words_of(question, library))
        yield question.question, " ".join(words), "question", question.id
    for source in library.of("source", Source).values():
        beside = (source.publisher, source.year, source.pmid, source.doi)
        yield source.title, " ".join(str(part) for part in beside if part), "source", source.id


def _words_of(question: QuestionEntry, library: Library) -> tuple[str, ...]:
    """Return the names, beside those in its title, by which a question may be looked for."""
    if question.condition is not None:
        condition = library.of("condition", Condition)[question.condition]
        about = (SLOT.sub("", sentence.text) for sentence in condition.about)
        return (condition.plain_name, *condition.synonyms, *about)
    if question.test is not None:
        test = library.of("test", FollowUpTest)[question.test]
        return (test.name, test.plain_name, *test.synonyms)
    if question.term is not None:
        term = library.of("term", GlossaryTerm)[question.term]
        return (SLOT.sub("", term.text), *term.synonyms)
    if question.analyte is not None:
        return library.of("analyte", Analyte)[question.analyte].synonyms
    return ()
