"""Patterns of wording in a text of plain words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from globulin.vocabulary import compile_patterns, spaced

CLASSES = {"person": ["my mother", "child", "*son"]}
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
    ("pattern", "text", "found"),
    [
        ("why ... high", "so why is my mother high", "why is my mother high "),
        ("why ... high", "why is my own dear mother high", None),
        ("why .. high|low", "why is it low", "why is it low "),
        ("my? child", "the child", "child "),
        ("my? child", "in my child", "my child "),
        ("my? own? $", "is it my own", "my own "),
        ("{person} is", "grandson is", "grandson is "),
        ("{person} is", "my mother is", "my mother is "),
        ("{person} is", "father is", None),
        ("*itis", "my hepatitis", "hepatitis "),
        ("^ why", "why not", " why "),
        ("^ why", "and why", None),
        ("low $", "is it low", "low "),
        ("low $", "a low one", None),
        ("<analyte> is", "my <analyte> is", "<analyte> is "),
        ("24-hour urine", "a 24 hour urine", "24 hour urine "),
    ],
)
def test_a_pattern_is_found_where_it_stands(pattern: str, text: str, found: str | None) -> None:
    """Choices, gaps, words that may be missing, classes, endings, kinds, and both ends."""
    match = compile_patterns([pattern], CLASSES).search(spaced(text.split()))

    assert found == (None if match is None else match[0])


@given(st.lists(st.sampled_from(WORDS), max_size=8))
@settings(deadline=None, max_examples=200)
def test_many_patterns_find_what_each_finds_alone(words: list[str]) -> None:
    """The first place at which any of them stands; of several that begin there the first one."""
    text = spaced(words)
    alone = [compile_patterns([one], CLASSES).search(text) for one in PATTERNS]
    first = min((m for m in alone if m), key=lambda m: m.start(), default=None)
    found = compile_patterns(PATTERNS, CLASSES).search(text)

    assert (first and first.span()) == (found and found.span())


def test_no_pattern_finds_nothing() -> None:
    """An empty list is found nowhere."""
    assert compile_patterns([], CLASSES).search(" why ") is None


@pytest.mark.parametrize("pattern", ["{nobody} is", "why {nobody}? high", "a|{nobody} b"])
def test_a_class_that_is_not_there_is_a_fault(pattern: str) -> None:
    """A wrong name is told when the patterns are read, and not when a question comes."""
    with pytest.raises(LookupError, match="nobody"):
        compile_patterns([pattern], CLASSES)
