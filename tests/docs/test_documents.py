"""What the documentation says is what the program does."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from globulin import errors
from globulin.surfaces.cli.app import cli
from tools.running_site import running_site

ROOT = Path(__file__).parents[2]
GLOBULIN = str(Path(sys.executable).with_name("globulin"))
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_the_readme_shows_the_real_answer() -> None:
    """The answer in the README is what the command prints today."""
    readme = (ROOT / "README.md").read_text("utf-8")
    shown = re.search(r"<!-- answer -->\n```text\n(.*?)```", readme, re.DOTALL)
    question = "what causes high immunoglobulin m qn serum"
    printed = subprocess.run(
        [GLOBULIN, "ask", question], capture_output=True, text=True, check=True
    ).stdout

    assert shown is not None
    assert len(shown[1].splitlines()) > 10
    assert printed.strip().startswith(shown[1].strip())


@pytest.mark.parametrize("path", DOCUMENTS, ids=[path.name for path in DOCUMENTS])
def test_links_lead_somewhere(path: Path) -> None:
    """Every relative link of a document names a file that is there."""
    links = re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text("utf-8"))
    lost = [link for link in links if not (path.parent / link).exists()]

    assert [] == lost


def commands() -> list[str]:
    """Return every command line that the documents show."""
    text = "\n".join(path.read_text("utf-8") for path in DOCUMENTS)
    return sorted(set(re.findall(r"^    \.venv/bin/(globulin .+)$", text, re.MULTILINE)))


@pytest.mark.parametrize("line", commands())
def test_shown_commands_work(line: str, tmp_path: Path) -> None:
    """Every command in a document runs as typed; a site starts, on a port that is free."""
    arguments = shlex.split(line)[1:]
    if arguments[0] == "serve":
        with running_site(*arguments[1:]) as base:
            assert base.startswith("http")
        return
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    done = subprocess.run([GLOBULIN, *arguments], cwd=tmp_path, capture_output=True, check=False)

    assert 0 == done.returncode


def test_every_error_and_command_is_documented() -> None:
    """The errors page lists every code; the README names every command."""
    page = (ROOT / "docs" / "reference" / "errors.md").read_text("utf-8")
    codes = {getattr(errors, name).code for name in errors.__all__}
    readme = (ROOT / "README.md").read_text("utf-8")

    assert {code for code in codes if f"`{code}`" not in page} == set()
    assert {name for name in cli.commands if f"globulin {name}" not in readme} == set()
