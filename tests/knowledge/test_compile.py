"""The compiled knowledge: one read-only file, made anew when a fact is newer."""

import os
import sqlite3
from pathlib import Path

import pytest

from globulin.errors import KnowledgeError
from globulin.knowledge import open_knowledge
from globulin.knowledge.compile import compile_knowledge, knowledge_version
from globulin.knowledge.library import load_library


def test_the_version_is_that_of_the_facts_and_not_of_the_files(knowledge_copy: Path) -> None:
    """A comment or a moved file changes nothing; a changed fact changes the version."""
    before = knowledge_version(load_library(knowledge_copy))
    path = sorted((knowledge_copy / "conditions").glob("*.toml"))[0]
    path.write_text("# a comment\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    path.rename(path.with_name("zz-" + path.name))
    same = knowledge_version(load_library(knowledge_copy))
    facts = knowledge_copy / "facts" / "limits_and_codes.csv"
    facts.write_text(facts.read_text(encoding="utf-8").replace("2026-", "2025-"), "utf-8")
    after = knowledge_version(load_library(knowledge_copy))

    assert before == same
    assert before != after


def test_it_is_compiled_again_when_a_file_is_newer(knowledge_copy: Path) -> None:
    """Somebody who corrects a fact in a checkout sees the correction at once."""
    with open_knowledge(knowledge_copy) as first:
        before = first.version
    facts = knowledge_copy / "facts" / "limits_and_codes.csv"
    facts.write_text(facts.read_text(encoding="utf-8").replace("2026-", "2025-"), "utf-8")
    with open_knowledge(knowledge_copy) as second, open_knowledge(knowledge_copy) as third:
        assert before != second.version
        assert second.version == third.version


def test_it_is_not_compiled_again_without_need(knowledge_copy: Path) -> None:
    """A second start opens the file that is there."""
    with open_knowledge(knowledge_copy) as first:
        path = first.path
    before = path.stat().st_mtime_ns
    open_knowledge(knowledge_copy).close()

    assert before == path.stat().st_mtime_ns


def test_it_cannot_be_written_to(knowledge_copy: Path) -> None:
    """The file is opened read-only and immutable."""
    with (
        open_knowledge(knowledge_copy) as knowledge,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        knowledge._connection.execute("DELETE FROM record")  # noqa: SLF001 - the point of the test


def test_a_fault_leaves_no_file_behind(knowledge_copy: Path, tmp_path: Path) -> None:
    """An entry that cannot be read stops the compiler with its place, and no half file stays."""
    (knowledge_copy / "texts" / "zz.toml").write_text('[[text]]\nid = "x"\n', encoding="utf-8")
    target = tmp_path / "out" / "knowledge.sqlite"
    with pytest.raises(KnowledgeError, match=r"texts/zz\.toml:text 1"):
        compile_knowledge(source=knowledge_copy, target=target)

    assert not target.exists()
    assert not target.parent.exists() or [] == os.listdir(target.parent)


def test_a_torn_file_is_made_again(knowledge_copy: Path) -> None:
    """A compiled file that was cut short is not trusted and not fatal."""
    with open_knowledge(knowledge_copy) as first:
        path = first.path
    path.write_bytes(path.read_bytes()[:1000])

    with open_knowledge(knowledge_copy) as again:
        assert again.all("fact", object)


def test_a_directory_without_knowledge_is_told_in_one_line(tmp_path: Path) -> None:
    """The wrong directory gives a line that says what would be right."""
    with pytest.raises(KnowledgeError, match=r"expected sources\.csv"):
        open_knowledge(tmp_path)
