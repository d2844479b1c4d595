"""`globulin reference show`, from outside."""

import json

import pytest

from tests.surfaces.test_cli import run


def test_json_is_one_document_and_nothing_else() -> None:
    """Standard output holds exactly the document; standard error stays empty."""
    done = run("reference", "show", "igm", "--format", "json")
    told = json.loads(done.stdout)

    assert (0, "") == (done.returncode, done.stderr)
    assert ("globulin/reference/1", "IgM", None) == (told["schema"], told["analyte"], told["value"])
    assert {"tables", "curve", "sources", "unit"} <= told.keys()


def test_a_name_of_several_words_and_a_value() -> None:
    """The name needs no quotation marks, and the value stands among the tables."""
    done = run(
        *("reference", "show", "immunoglobulin", "m", "--value", "2.4", "--unit", "g/L"),
        *("--age", "54", "--sex", "female", "--format", "ndjson"),
    )
    told = json.loads(done.stdout)

    assert 1 == len(done.stdout.splitlines())
    assert ("g/L", 2.4, "g/L") == (told["unit"], told["value"]["value"], told["value"]["unit"])
    agreement = told["value"]["agreement"]
    assert agreement["of"] == sum(agreement[side] for side in ("below", "within", "above"))


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["nonsense"], 2, "no analyte is called 'nonsense'"),
        (["igm", "--value", "-1"], 2, "--value: expected a number of zero or more"),
        (["igm", "--value", "nan"], 2, "--value: expected a number of zero or more"),
        (["igm", "--value", "240"], 2, "no --unit: expected mg/dL or g/L"),
        (["igm", "--units", "kg"], 2, "expected mg/dL or g/L"),
        (["igm", "--age", "old"], 2, "--age: expected years"),
        (["ige", "--value", "5"], 2, "no result of IgE is judged"),
    ],
)
def test_an_error_is_one_line(arguments: list[str], code: int, told: str) -> None:
    """What was wrong and what would be right, on standard error, with the exit code."""
    done = run("reference", "show", *arguments)

    assert (code, "") == (done.returncode, done.stdout)
    assert 1 == len(done.stderr.splitlines())
    assert told in done.stderr


def test_an_analyte_without_tables_exits_with_three() -> None:
    """It is understood, but outside the knowledge; the output says so."""
    done = run("reference", "show", "cryoglobulin")

    assert 3 == done.returncode
    assert "No published reference interval" in done.stdout
    assert "" == done.stderr


def test_the_tables_need_no_arrays() -> None:
    """Without a value nothing is judged, and numpy stays out."""
    import subprocess
    import sys

    program = (
        "import sys\n"
        "from globulin.surfaces.cli import main\n"
        "sys.argv = ['globulin', 'reference', 'show', 'igm']\n"
        "try:\n    main()\n"
        "except SystemExit:\n    pass\n"
        "print('numpy' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert "False" == done.stderr.strip()
