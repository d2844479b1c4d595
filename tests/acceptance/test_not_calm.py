"""Where every number lies inside its range, the main message keeps what must not be lost."""

from typing import Any

import pytest

from globulin.knowledge import Knowledge
from globulin.model import statements_of
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


def texts(knowledge: Knowledge, *results: Any, findings: tuple[str, ...] = ()) -> str:
    """Return every sentence of the page, without its fixed words."""
    page = page_of(
        {
            "schema": "globulin/input/1",
            "as_of": "2026-07-01",
            "patient": {"age": "54", "sex": "female", "pregnant": None},
            "results": list(results),
            "findings": [{"name": name, "present": True} for name in findings],
        },
        knowledge,
    )
    return " ".join(s.text for s in statements_of(page))


@pytest.mark.parametrize(
    ("rows", "findings"),
    [
        ([igm(7000)], ()),
        ([igm(240)], ("nosebleeds",)),
        ([igm(240)], ("night sweats", "weight loss")),
        ([igm(240)], ("monoclonal IgM",)),
        ([igm(240, flag="HH")], ()),
        ([igm(7000, "2026-01-01"), igm(240)], ()),
        ([result("IgG", 80, "mg/dL", interval=(700, 1600), collected="2026-06-01")], ()),
    ],
)
def test_nothing_is_chance_or_put_off_by_months(
    knowledge: Knowledge, rows: list[Any], findings: tuple[str, ...]
) -> None:
    """Far out, a warning sign, a known band, a critical mark, an earlier value far out."""
    said = texts(knowledge, *rows, findings=findings)

    assert "may well lie inside" not in said
    assert "have IgM repeated after 3 to 6 months" not in said
    assert "measured again after 3 to 6 months" not in said


def test_a_value_just_outside_alone_is_still_told_as_that(knowledge: Knowledge) -> None:
    """Without any of these the calm sentence is true, and stays."""
    said = texts(knowledge, igm(240))

    assert "may well lie inside" in said
    assert "3 to 6 months" in said


def test_an_earlier_result_far_out_is_not_forgotten(knowledge: Knowledge) -> None:
    """70 g/L in January and inside in June is no end of an infection."""
    rows = [igm(7000, "2026-01-01"), igm(200)]

    assert "earlier result lay far outside" in answer(knowledge, *rows)
    assert "as it does after many infections" not in texts(knowledge, *rows)
    assert "No date of its own" not in texts(knowledge, *rows)
