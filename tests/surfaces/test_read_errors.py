"""`globulin read` from outside: what it says of inputs that it cannot read."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

GLOBULIN = str(Path(sys.executable).with_name("globulin"))
# What must never show in a message.
CANARY = "Xantippe-4711"


def run(*arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command and return what it said."""
    return subprocess.run(
        [GLOBULIN, "read", *arguments],
        capture_output=True,
        text=True,
        check=False,
        input=typed,
        env=dict(os.environ),
    )


def patient(**more: object) -> str:
    """Return a document of ours with a person in it."""
    return json.dumps({"schema": "globulin/input/1", "patient": more, "results": []})


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "the input is empty: expected FHIR JSON"),
        ('{"resourceType": "Observation",\n "x": ' + CANARY, "not valid JSON at line 2, column 7"),
        (patient(age=CANARY), "$.patient.age: expected years"),
        (patient(sex=[CANARY]), "$.patient.sex: expected a text or null"),
        (f"MSH|^~\\&|{CANARY}", "HL7 v2 is not read: expected FHIR JSON"),
        (f"%PDF-1.7 {CANARY}", "PDF is not read"),
        (f'{{"{CANARY}": 1}}', "$.schema: expected globulin/input/1"),
    ],
)
def test_an_input_that_cannot_be_read(content: str, expected: str, tmp_path: Path) -> None:
    """Exit code 2 and one line with file and place; no traceback, no word of the person."""
    path = tmp_path / "report.json"
    path.write_text(content, encoding="utf-8")
    done = run(str(path))

    assert (2, "") == (done.returncode, done.stdout)
    assert done.stderr.startswith(f"globulin: {path}: {expected}")
    assert 1 == len(done.stderr.splitlines())
    assert CANARY not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["no-such-file.json"], "no-such-file.json: cannot be read: No such file or directory"),
        (["."], ".: cannot be read: Is a directory"),
        (["-", "--age", CANARY], "--age: expected years (54), months (18m) or days (20d)"),
        (["-", "--as-of", CANARY], "--as-of: expected a date such as 2024-03-01"),
        (["-", "--setting", "moon"], "setting 'moon': expected one of "),
        (["-", "--finding", f"{CANARY}=often"], "--finding: expected NAME, NAME=yes, NAME=no"),
        (["-", "--from", "hl7"], "'hl7' is not one of 'fhir', 'globulin', 'text'"),
        ([], "Missing argument 'FILE...'"),
    ],
)
def test_wrong_usage_of_read(arguments: list[str], expected: str) -> None:
    """A missing file, a folder or a wrong option is exit code 2 and one line."""
    done = run(*arguments, typed="IgM 412 mg/dL")

    assert (2, "") == (done.returncode, done.stdout)
    assert expected in done.stderr
    assert 1 == len(done.stderr.splitlines())
    assert CANARY not in done.stderr


def test_standard_input_is_named_in_messages() -> None:
    """With `-` the message speaks of standard input."""
    done = run("-", typed="{")

    assert done.stderr.startswith("globulin: standard input: not valid JSON at line 1, column 2")


def test_nothing_to_read_is_exit_3() -> None:
    """An input that is understood and holds none of our classes is outside the knowledge."""
    done = run("-", "--format", "json", typed='{"resourceType": "Bundle"}')

    assert (3, "") == (done.returncode, done.stderr)
    assert [] == json.loads(done.stdout)["results"]
