"""The project's own knowledge for tests: compiled once for all of them, beside the checkout."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from globulin.knowledge import Knowledge, open_knowledge

# Where a submission is judged, the same examples are tried each time; elsewhere new ones.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

ROOT = Path(__file__).parents[1]
KNOWLEDGE = ROOT / "knowledge"


@pytest.fixture(scope="session")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knowledge]:
    """Return the knowledge of the checkout."""
    compiled = tmp_path_factory.mktemp("knowledge") / "knowledge.sqlite"
    with open_knowledge(KNOWLEDGE, compiled=compiled) as knowledge:
        yield knowledge


@pytest.fixture
def knowledge_copy(tmp_path: Path) -> Path:
    """Return a copy of the knowledge files that a test may spoil."""
    target = tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE, target, ignore=shutil.ignore_patterns(".*"))
    return target
