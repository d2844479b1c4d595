"""`globulin read`, from outside: formats, exit codes, determinism, what it keeps to itself."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contract_interpretation import interpretation_problems
from tests.surfaces.test_cli import run

ROOT = Path(__file__).parents[2]
PORTAL = str(ROOT / "examples" / "portal.txt")
FHIR = str(ROOT / "examples" / "fhir-bundle.json")
OWN = str(ROOT / "examples" / "input.json")
GLOBULIN = str(Path(sys.executable).with_name("globulin"))


def read_from_stdin(text: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `globulin read -` on a text."""
    return subprocess.run(
        [GLOBULIN, "read", "-", *arguments], input=text, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("file", [PORTAL, FHIR, OWN], ids=lambda file: Path(file).name)
def test_one_report_is_one_document(file: str) -> None:
    """Standard output holds exactly the interpretation, indented or on one line."""
    done = run("read", file, "--format", "json")
    line = run("read", file, "--format", "ndjson")

    assert (0, "", 0, "") == (done.returncode, done.stderr, line.returncode, line.stderr)
    assert [] == interpretation_problems(json.loads(done.stdout))
    assert 1 == len(line.stdout.splitlines())
    assert json.loads(done.stdout) == json.loads(line.stdout)


def test_several_reports_are_one_document_or_a_line_each() -> None:
    """Two files give two people, in the order of the command line."""
    document = json.loads(run("read", FHIR, PORTAL, "--format", "json").stdout)
    lines = run("read", FHIR, PORTAL, "--format", "ndjson").stdout.splitlines()

    assert "globulin/interpretations/1" == document["schema"]
    assert ["2026-05-02", "2026-03-14"] == [item["as_of"] for item in document["items"]]
    assert document["items"] == [json.loads(line) for line in lines]


@pytest.mark.parametrize("output_format", ["text", "json", "markdown", "html"])
def test_the_same_report_gives_the_same_bytes(output_format: str) -> None:
    """Another process, hash seed and time zone change nothing."""
    arguments = ("read", FHIR, "--format", output_format, "--as-of", "2026-06-01")
    first = run(*arguments, PYTHONHASHSEED="1", TZ="UTC")
    second = run(*arguments, PYTHONHASHSEED="2", TZ="Pacific/Auckland")

    assert 0 == first.returncode
    assert first.stdout == second.stdout


def test_standard_input_is_read() -> None:
    """`-` takes what is piped in."""
    done = read_from_stdin("IgM 412 mg/dL (40-230)", "--age", "54", "--format", "json")
    (result,) = json.loads(done.stdout)["results"]

    assert (0, "IgM", 412, "mg/dL", "H") == (
        done.returncode,
        result["analyte"],
        result["value"],
        result["unit"],
        result["flag"],
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("IgM 412 mg/dL", 0),
        ("EBV VCA IgM 4.2 index", 3),
        ("Dear diary, nothing happened", 3),
        ("EBV VCA IgM 4.2 index\nI am confused and have nosebleeds", 0),
    ],
)
def test_exit_codes_tell_whether_anything_was_covered(text: str, code: int) -> None:
    """3 where nothing is covered, never where something is urgent."""
    done = read_from_stdin(text)

    assert (code, "") == (done.returncode, done.stderr)
    assert done.stdout


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["read"], "Missing argument"),
        (["read", "no-such-file.txt"], "no-such-file.txt: cannot be read"),
        (["read", PORTAL, "--age", "old"], "--age: expected years"),
        (["read", PORTAL, "--sex", "unknown"], "'unknown' is not one of"),
        (["read", PORTAL, "--as-of", "yesterday"], "--as-of: expected a date"),
        (["read", PORTAL, "--units", "IU/mL"], "expected one of mg/dL, g/L"),
        (["read", PORTAL, "--setting", "moon"], "expected one of"),
        (["read", PORTAL, "--finding", "fever=perhaps"], "NAME=yes"),
        (["read", PORTAL, "--from", "hl7"], "'hl7' is not one of"),
        (["read", FHIR, PORTAL, "--format", "html"], "shows one person"),
        (["read", PORTAL, "--output", "/no/such/folder/x"], "cannot be written"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(arguments: list[str], expected: str) -> None:
    """An error is one line that says what would be right."""
    done = run(*arguments)

    assert (2, "") == (done.returncode, done.stdout)
    assert 1 == len(done.stderr.splitlines())
    assert expected in done.stderr


def test_what_is_told_beside_the_report_goes_first() -> None:
    """Age, sex and findings of the command line win, and the difference is noted."""
    document = json.loads(
        run(
            "read",
            OWN,
            "--age",
            "70",
            "--sex",
            "male",
            "--finding",
            "night sweats",
            "--finding",
            "rash=unknown",
            "--format",
            "json",
        ).stdout
    )
    presence = {finding["given"]: finding["present"] for finding in document["findings"]}

    assert (70, "male") == (document["patient"]["age_years"], document["patient"]["sex"])
    assert {"age_overridden", "sex_overridden"} <= {check["code"] for check in document["checks"]}
    assert (True, None, False) == (presence["night sweats"], presence["rash"], presence["fever"])


def test_the_unit_asked_for_comes_first_and_the_value_stays() -> None:
    """`--units g/L` changes the words of the page, never what was reported."""
    done = run("read", PORTAL, "--units", "g/L")
    document = json.loads(run("read", PORTAL, "--units", "g/L", "--format", "json").stdout)

    assert "Your IgM is 4.12 g/L (412 mg/dL)." in " ".join(done.stdout.split())
    assert (412, "mg/dL") == (document["results"][-1]["value"], document["results"][-1]["unit"])


def test_a_fault_inside_names_no_value() -> None:
    """A fault of ours is one line: no traceback, and nothing of the report."""
    program = (
        "import sys; import globulin.answers.reading as r\n"
        "def fail(*_): raise ValueError('secret 41.37')\n"
        "r.compose_report = fail\n"
        "from globulin.surfaces.cli import main\n"
        f"sys.argv = ['globulin', 'read', {PORTAL!r}]; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )

    assert (1, "") == (done.returncode, done.stdout)
    assert "globulin: internal fault (ValueError)\n" == done.stderr


def test_names_and_numbers_of_a_person_leave_no_trace() -> None:
    """Name, record number and birth date stand in no output of any format."""
    for output_format in ("text", "json", "markdown", "html"):
        said = run("read", PORTAL, "--format", output_format).stdout

        assert "Example Person" not in said
        assert "000000-EXAMPLE" not in said
        # A source's address may hold any number.
        assert not re.search(r"(?<![\w.])1970(?![\w.])|1970-\d\d", said)


def test_reading_loads_no_web_no_data_frames_no_scipy() -> None:
    """Heavy rooms stay shut for one report."""
    program = (
        "import sys\n"
        "from globulin.surfaces.cli import main\n"
        f"sys.argv = ['globulin', 'read', {FHIR!r}, '--format', 'json', '--output', '/dev/null']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(*[m for m in ('jinja2', 'litestar', 'polars', 'pyarrow', 'scipy', 'rapidfuzz')"
        " if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert [] == done.stdout.split()
