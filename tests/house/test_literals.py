"""No medical name and no reader's sentence stands in code: they are data."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.source_files import ROOT, SOURCE, modules

KNOWLEDGE = ROOT / "knowledge"
SHORTEST_NAME = 3
# Calls whose texts are help, error or log messages.
MESSAGE_CALLS = re.compile(r"(Error|option|argument|command|group|warning|info|debug|dedent)$")
PROSE = re.compile(r"(?:[A-Za-z’']+[ ,;:]+){3}[A-Za-z’']+")
# Files whose texts are messages: of the check, and of inputs that cannot be read at all.
MESSAGES_ONLY = re.compile(r"knowledge/check\w*\.py$|intake/(?:read|globulin_input)\.py$")
SQL = re.compile(r"^\s*(SELECT|INSERT|CREATE|DELETE| WHERE| AND)\b")


def _message_nodes(tree: ast.Module) -> set[int]:
    """Return the ids of nodes inside docstrings, raised errors, messages and help texts."""
    found: set[int] = set()
    for node in ast.walk(tree):
        inside: list[ast.AST] = []
        if isinstance(node, ast.Raise):
            inside = [node]
        elif isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            inside = [node] if MESSAGE_CALLS.search(name) else []
        elif isinstance(node, ast.Assign):
            targets = [ast.unparse(target) for target in node.targets]
            inside = [node.value] if targets == ["message"] else []
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            inside = [node]
        for part in inside:
            found |= {id(child) for child in ast.walk(part)}
    return found


def literals() -> Iterator[tuple[str, int, str]]:
    """Yield file, line and text of every string that is no message."""
    for name, tree in modules().items():
        messages = _message_nodes(tree)
        for node in ast.walk(tree):
            is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
            if is_text and id(node) not in messages:
                yield name, node.lineno, node.value


def names() -> set[str]:
    """Return the names and synonyms of all analytes and conditions."""
    found: set[str] = set()
    for path in [*KNOWLEDGE.glob("analytes/*.toml"), *KNOWLEDGE.glob("conditions/*.toml")]:
        record = tomllib.loads(path.read_text(encoding="utf-8"))
        found |= {record["name"], record.get("short", ""), *record.get("synonyms", [])}
    # The program is called like one of the analytes.
    return {name.lower() for name in found if len(name) >= SHORTEST_NAME} - {"globulin"}


def test_no_name_of_the_knowledge_stands_in_code() -> None:
    """No analyte, condition or synonym is written into a module."""
    pattern = re.compile(
        r"\b(?:" + "|".join(map(re.escape, sorted(names()))) + r")\b", re.IGNORECASE
    )
    found = [
        (file, line, text)
        for file, line, text in literals()
        if pattern.search(text) and not MESSAGES_ONLY.search(file)
    ]

    assert [] == found


def test_no_prose_stands_in_code() -> None:
    """Four words in a row are a sentence on its way to a reader."""
    found = [
        (file, line, text)
        for file, line, text in literals()
        if PROSE.search(text)
        and not MESSAGES_ONLY.search(file)
        and not SQL.search(text)
        and not text.lstrip().startswith("CREATE TABLE")
    ]

    assert [] == found


@pytest.mark.parametrize(
    "path", sorted((SOURCE / "render" / "templates").rglob("*.j2")), ids=lambda path: path.name
)
def test_templates_hold_no_words(path: Path) -> None:
    """Every label of a template comes with the page."""
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", path.read_text("utf-8"), flags=re.DOTALL)
    text = re.sub(r"<style>.*?</style>|<[^>]*>", " ", text, flags=re.DOTALL)
    words = [word for word in re.findall(r"[A-Za-z]{2,}", text) if word not in {"PMID", "doi"}]

    assert [] == words
