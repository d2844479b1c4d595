"""`globulin read --explain CAUSE` and `--rest-normal`."""

import pytest

from tests.surfaces.test_cli import run

REPORT = ("read", "examples/input.json")


def test_explain_speaks_to_a_clinician() -> None:
    """Without `--for` the arithmetic is shown as it is to a clinician."""
    done = run(*REPORT, "--explain", "pbc")

    assert 0 == done.returncode
    assert "The arithmetic of Primary biliary cholangitis" in done.stdout


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--explain", "pcb"), "pbc"),
        (("--explain", "mgus"), "igm-mgus"),
        (("--explain", "pbc", "--for", "patient"), "--for clinician"),
    ],
)
def test_what_cannot_be_explained_is_one_line(options: tuple[str, ...], expected: str) -> None:
    """An id that is unknown, a group of causes, a patient: what would be right, and exit code 2."""
    done = run(*REPORT, *options)

    assert (2, "") == (done.returncode, done.stdout)
    assert 1 == len(done.stderr.splitlines())
    assert expected in done.stderr


def test_the_rest_is_normal_when_asked() -> None:
    """The page says that it was taken so."""
    assert "taken as normal" in " ".join(run(*REPORT, "--rest-normal").stdout.split())
    assert "taken as normal" not in " ".join(run(*REPORT).stdout.split())
