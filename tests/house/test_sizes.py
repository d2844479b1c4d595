"""Small files, small functions, documented rooms."""

import ast
import importlib
import pkgutil
import types

import globulin
from tests.house.source_files import ROOT, modules

MOST_LINES = 400
MOST_IN_A_FUNCTION = 60


def test_no_file_is_long() -> None:
    """A file has one idea; past four hundred lines it has two."""
    lengths = {name: len((ROOT / name).read_text("utf-8").splitlines()) for name in modules()}

    assert {} == {name: length for name, length in lengths.items() if length > MOST_LINES}


def test_no_function_is_long() -> None:
    """A function past sixty lines does more than its name says."""
    long = [
        (name, node.name)
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno > MOST_IN_A_FUNCTION
    ]

    assert [] == long


def packages() -> list[str]:
    """Return the names of all packages of the house."""
    found = pkgutil.walk_packages(globulin.__path__, "globulin.")
    return ["globulin", *(entry.name for entry in found if entry.ispkg)]


def test_every_room_says_what_it_is_for() -> None:
    """Each package opens with a paragraph."""
    silent = [name for name in packages() if not importlib.import_module(name).__doc__]

    assert [] == silent


def test_public_names_are_all_listed() -> None:
    """`__all__` of every room names all that the room offers."""
    rooms = [name for name in packages() if name.count(".") == 1]
    for name in rooms:
        module = importlib.import_module(name)
        offered = {
            key
            for key, value in vars(module).items()
            if not key.startswith("_")
            and not isinstance(value, types.ModuleType)
            and getattr(value, "__module__", "").startswith(name)
        }

        assert offered <= set(getattr(module, "__all__", ())), name
