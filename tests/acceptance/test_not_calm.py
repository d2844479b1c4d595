"""Where every number lies inside its range, the main message keeps what must not be lost."""

from typing import Any

import pytest

from globulin.knowledge import Knowledge
from tests.reading import page_of, result


def answer(knowledge: Knowledge, *results: Any, findings: tuple[str, ...] = ()) -> str:
    """Return the main message about results of a woman of 54."""
    document = {
        "schema": "globulin/input/1",
        "as_of": "2026-07-01",
        "patient": {"age": "54", "sex": "female", "pregnant": None},
        "results": list(results),
        "findings": [{"name": name, "present": True} for name in findings],
    }
    return " ".join(s.text for s in page_of(document, knowledge).answer)


def igm(value: float, day: str = "2026-06-01", **more: Any) -> Any:
    """Return one IgM with its printed range."""
    return result("IgM", value, "mg/dL", **{"interval": (40, 230), "collected": day, **more})


@pytest.mark.parametrize(
    ("rows", "findings", "words"),
    [
        ([igm(120)], ("monoclonal IgM",), "A band of one antibody"),
        ([igm(120)], ("known MGUS",), "A band of one antibody"),
        ([igm(220, flag="H")], (), "the laboratory marked a result"),
        ([igm(60, "2026-01-01"), igm(170)], (), "moved, perhaps by more than chance"),
        ([igm(120)], ("IVIG infusion",), "can change these numbers"),
    ],
)
def test_what_is_said_beside_all_inside(
    knowledge: Knowledge, rows: list[Any], findings: tuple[str, ...], words: str
) -> None:
    """A known band, the mark of the laboratory, a change, a treatment."""
    said = answer(knowledge, *rows, findings=findings)

    assert words in said


def test_nothing_is_said_beside_it_without_a_reason(knowledge: Knowledge) -> None:
    """A steady value inside, and nothing told."""
    said = answer(knowledge, igm(120, "2026-01-01"), igm(125))

    assert "inside its range" in said
    assert "But" not in said
    assert "band" not in said
