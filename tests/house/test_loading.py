"""What loads with the package, and what reads the clock."""

import ast
import subprocess
import sys

from tests.house.source_files import ROOT, modules

HEAVY = "click jinja2 litestar mcp msgspec numpy polars pyarrow pypdfium2 pyspark rapidfuzz scipy"
CLOCK_AND_CHANCE = {"random", "secrets", "time", "uuid"}
CLOCK = "src/globulin/surfaces/clock.py"


def test_importing_the_package_loads_nothing_heavy() -> None:
    """`import globulin` costs nothing: every heavy import stays in its room."""
    program = "import sys, globulin; print(*(m for m in sys.argv[1:] if m in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program, *HEAVY.split()], capture_output=True, text=True, check=True
    )

    assert [] == done.stdout.split()


def test_one_place_reads_the_clock() -> None:
    """An answer depends on input and knowledge alone: what day it is comes from one module."""
    imported = [
        (name, alias)
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in [getattr(node, "module", None) or "", *(a.name for a in node.names)]
        if alias.split(".")[0] in CLOCK_AND_CHANCE
    ]
    asked = [
        (name, node.attr)
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in {"now", "today", "utcnow"}
        and ast.unparse(node.value) in {"datetime", "date"}
    ]

    assert [] == imported
    assert {CLOCK} == {name for name, _ in asked}


def test_no_index_host_and_no_path_of_a_machine_is_tracked() -> None:
    """Pins and files name neither a package index nor a folder of one machine."""
    files = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    # Written in two halves, so that this file does not find itself.
    halves = (("--index", "-url"), ("/sim", "ple/"), ("files.python", "hosted"), ("/ro", "ot/"))
    marks = ["".join(pair) for pair in halves]
    found = [
        (name, mark)
        for name in files
        if name and not name.endswith((".csv", ".png"))
        for mark in marks
        if mark in (ROOT / name).read_text(encoding="utf-8")
    ]

    assert [] == found
