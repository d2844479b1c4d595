"""Which side each name of a question is said to lie on."""

import pytest

from globulin.answers.sides import assign_sides
from globulin.answers.signals import read_signals
from globulin.knowledge import Knowledge


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("high igm low igg", {"IgM": "high", "IgG": "low"}),
        ("igm high igg low", {"IgM": "high", "IgG": "low"}),
        ("igm is high but igg is normal", {"IgM": "high", "IgG": "normal"}),
        ("low igg, iga and ige", {"IgG": "low", "IgA": "low", "IgE": "low"}),
        ("both igg and iga are low, igm is high", {"IgG": "low", "IgA": "low", "IgM": "high"}),
        ("elevated igm with a normal igg", {"IgM": "high", "IgG": "normal"}),
        ("my igm is not high, it is low", {"IgM": "low"}),
        ("igm above, iga below", {"IgM": "high", "IgA": "low"}),
        ("IgG ↓ IgM ↑", {"IgG": "low", "IgM": "high"}),
        ("high blood pressure and igm", {"IgM": None}),
        ("is igm above 300", {"IgM": None}),
    ],
)
def test_a_word_belongs_to_the_name_it_leans_on(
    knowledge: Knowledge, text: str, expected: dict[str, str | None]
) -> None:
    """Before a name or behind it, and shared by a list."""
    language = knowledge.table("language")
    signals = read_signals(text, knowledge, language)
    found = assign_sides(
        signals.analytes,
        signals.said,
        tokens=signals.tokens,
        fillers=frozenset(language["fillers"]["words"]),
    )

    assert expected == {match.id: side for match, side in found}
