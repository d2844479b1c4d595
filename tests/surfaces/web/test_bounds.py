"""The heaviest requests that a form allows: refused with one line, before they hold others."""

import json
import time

import pytest

from tests.site import SiteClient

NOTES = "\n".join(f"nosbleeds{n} feever" for n in range(40_000))
RESULT = {"name": "IgM", "value": 4, "unit": "g/L"}
DOCUMENT = {"schema": "globulin/input/1", "results": [RESULT] * 5_000}
HEAVY: dict[str, dict] = {
    "notes": {"data": {"pasted": "IgM 4 g/L", "notes": NOTES}},
    "different findings": {
        "data": {"class-0": "IgM", "value-0": "4", "finding": [f"x{n}" for n in range(5_000)]}
    },
    "pasted": {"data": {"pasted": "IgM 412 mg/dL " * 60_000}},
    "one line": {"data": {"pasted": "IgM 412 mg/dL " * 1_400}},
    "original": {"data": {"original": "IgM 412 mg/dL " * 60_000, "corrected": "1"}},
    "text file": {"files": {"file": ("a.txt", b"nosebleedz 1 2 3 - / . \n" * 8_000)}},
    "our document": {"files": {"file": ("a.json", json.dumps(DOCUMENT).encode())}},
    "large file": {"files": {"file": ("a.json", json.dumps(DOCUMENT).encode() * 4)}},
}


@pytest.mark.parametrize("name", HEAVY)
def test_more_than_one_report_is_refused_at_once(site: SiteClient, name: str) -> None:
    """One sender cannot hold the site for minutes."""
    site.get("/read")
    start = time.process_time()
    answer = site.post("/read", **HEAVY[name])
    took = time.process_time() - start

    assert 400 == answer.status_code
    assert "That is more than" in answer.text
    assert took < 4


def test_a_long_report_is_read(site: SiteClient) -> None:
    """A hundred results of one person, and twenty thousand characters, are no attack."""
    text = "\n".join(f"IgM {100 + n} mg/dL 2024-01-01" for n in range(100))
    answer = site.post("/read", data={"pasted": text + "\n" + "albumin 4\n" * 1_000})

    assert 200 == answer.status_code
