"""Which sentences stand at a place: of the audience, the part asked about, and the closest side."""

import pytest

from globulin.answers.select import narrowest, select_sentences
from globulin.model import Analyte, AnalyteTitle, Direction, Sentence


def sentence(key: str, *, direction: Direction | None = None, part: str | None = None) -> Sentence:
    """Return a sentence for the short answer."""
    return Sentence(id=key, place="answer", text=key, direction=direction, part=part)


ALL = [
    sentence("any"),
    sentence("high", direction="high"),
    sentence("low", direction="low"),
    sentence("part", part="ratio"),
    sentence("part-low", direction="low", part="ratio"),
]


@pytest.mark.parametrize(
    ("side", "part", "expected"),
    [
        (None, None, ["any"]),
        ("high", None, ["high"]),
        (None, "ratio", ["part"]),
        ("high", "ratio", ["part"]),
        ("low", "ratio", ["part-low"]),
        ("low", "other", ["low"]),
    ],
)
def test_the_closest_words_answer(
    side: Direction | None, part: str | None, expected: list[str]
) -> None:
    """What is said of the part comes before what is said of the side, and both before the rest."""
    chosen = select_sentences(ALL, place="answer", intent="meaning", audience="patient", part=part)

    assert expected == [found.id for found in narrowest(chosen, side)]


def test_nothing_is_made_of_nothing() -> None:
    """A place without sentences stays empty."""
    assert [] == narrowest([], "high")


@pytest.mark.parametrize(
    ("intent", "direction", "part", "expected"),
    [
        ("meaning", "low", "ratio", "of the low ratio"),
        ("meaning", "high", "ratio", "of high"),
        ("meaning", "low", None, "of either"),
        ("what_is", None, "ratio", "of the ratio"),
        ("what_is", None, None, None),
        ("causes", None, None, None),
    ],
)
def test_a_page_has_the_title_closest_to_the_question(
    intent: str, direction: Direction | None, part: str | None, expected: str | None
) -> None:
    """The title of part and side wins over one of less; without one there is no such page."""
    analyte = Analyte(
        id="toy",
        name="toy",
        short="toy",
        titles=(
            AnalyteTitle(intent="meaning", title="of either"),
            AnalyteTitle(intent="meaning", direction="high", title="of high"),
            AnalyteTitle(intent="meaning", direction="low", part="ratio", title="of the low ratio"),
            AnalyteTitle(intent="what_is", part="ratio", title="of the ratio"),
        ),
    )

    assert expected == analyte.title_of(intent, direction, part)
