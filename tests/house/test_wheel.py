"""The package as it is installed elsewhere: the knowledge travels inside it."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.house.source_files import ROOT


def test_a_wheel_answers_without_the_checkout(tmp_path: Path) -> None:
    """A wheel holds the compiled knowledge, and answers from a folder of its own."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    wheel = next(tmp_path.glob("*.whl"))
    unpacked = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(unpacked)
    program = (
        f"import sys; sys.path.insert(0, {str(unpacked)!r})\n"
        "import globulin; from globulin.surfaces.cli import main\n"
        "assert globulin.__file__.startswith(sys.path[0])\n"
        "sys.argv = ['globulin', 'ask', 'why is my igm high', '--format', 'json']; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert "answered" == json.loads(done.stdout)["status"]
    assert (unpacked / "globulin" / "knowledge" / "knowledge.sqlite").is_file()
    assert (unpacked / "globulin" / "py.typed").is_file()
