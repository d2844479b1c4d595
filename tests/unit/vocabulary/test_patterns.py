"""Patterns of wording, each compiled when its words are there."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from globulin.vocabulary import compile_patterns, spaced

CLASSES = {
    "move": ["lower", "bring .. down"],
    "who": ["i", "my wife"],
    "person": ["my mother", "*son"],
}
WORDS = ["why", "is", "my", "mother", "child", "high", "low", "24", "hour", "person", "<analyte>"]
PATTERNS = [
    "why ... high",
    "my_mother is",
    "is high|low",
    "{person} is",
    "my? child",
    "^ low",
    "high $",
    "24-hour",
    "<analyte> .. high|low",
    "*other",
]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("why ... high", "why is my igm so high", "why is my igm so high "),
        ("why ... high", "why is my own igm so very high", None),
        ("why .. high", "why is it high", "why is it high "),
        ("how|what to", "what to do", "what to "),
        ("how to? go", "how go", "how go "),
        ("how to? go", "how to go", "how to go "),
        ("should {who} {move}", "should my wife bring it down", "should my wife bring it down "),
        ("^ igm $", "igm", "igm "),
        ("^ igm $", "igm high", None),
        ("high <analyte>", "high <analyte> level", "high <analyte> "),
        ("*itis", "is hepatitis bad", "hepatitis "),
        ("*itis", "is itis bad", None),
        ("see_a|the doctor", "see a doctor", "see a doctor "),
        ("back", "come back", "back "),
        ("back", "setback", None),
        ("haemoglobin", "hemoglobin", "hemoglobin "),
    ],
)
def test_a_pattern_finds_its_wording(pattern: str, text: str, expected: str | None) -> None:
    """Choices, gaps, classes, kinds of names, endings and edges."""
    found = compile_patterns([pattern], CLASSES).search(spaced(text.split()))

    assert expected == (None if found is None else found[0].removeprefix(" "))


def test_no_pattern_finds_nothing() -> None:
    """An empty list of patterns is never there."""
    assert compile_patterns([], {}).search(spaced(["why"])) is None


def test_an_unknown_class_is_told() -> None:
    """A class that the table does not hold is a fault of the data."""
    with pytest.raises(LookupError, match="word class wish: not in the table of classes"):
        compile_patterns(["how to {wish}"], CLASSES)


@given(st.lists(st.sampled_from(WORDS), max_size=8))
@settings(deadline=None, max_examples=200)
def test_many_patterns_find_what_each_finds_alone(words: list[str]) -> None:
    """The first place at which any of them stands; of several that begin there the first one."""
    text = spaced(words)
    alone = [compile_patterns([one], CLASSES).search(text) for one in PATTERNS]
    first = min((m for m in alone if m), key=lambda m: m.start(), default=None)
    found = compile_patterns(PATTERNS, CLASSES).search(text)

    assert (first and first.span()) == (found and found.span())
