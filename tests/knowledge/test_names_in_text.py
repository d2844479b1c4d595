"""Names are found in a text as a reader would find them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from globulin.knowledge.names_in_text import NameFinder

NAMES = ("clone", "B cell", "B cell clone", "ALL", "class", "half-life", "M-protein")
WORDS = ["clone", "Clones", "cyclone", "B", "cell", "cells", "all", "ALL", "half-life", "M-protein"]


@pytest.fixture(scope="module")
def finder() -> NameFinder:
    """Return a finder whose names are their own owners."""
    return NameFinder((name, name) for name in NAMES)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A clone, or two Clones.", ["clone", "clone"]),
        ("A cyclone and a cloned cell.", []),
        ("One B cell clone of B cells.", ["B cell clone", "B cell"]),
        ("Not all classes; in ALL, yes.", ["class", "ALL"]),
        ("The half-life of an M-protein.", ["half-life", "M-protein"]),
        ("", []),
    ],
)
def test_names_are_found_in_reading_order(finder: NameFinder, text: str, names: list[str]) -> None:
    """Whole words, plural too, the longest name; an abbreviation only in its capitals."""
    assert names == [found.owner for found in finder.find(text)]


def test_the_first_use_counts(finder: NameFinder) -> None:
    """Each name once; names that begin together in the order of the alphabet."""
    text = "A half-life, a B cell clone, a half-life, a class."

    assert ["half-life", "B cell", "B cell clone", "clone", "class"] == finder.first_uses(text)


def test_of_two_owners_of_a_name_the_first_one_stays() -> None:
    """A name means one thing."""
    finder = NameFinder([("clone", "one"), ("clone", "two")])

    assert ["one"] == finder.first_uses("A clone.")


def test_a_name_without_a_letter_is_never_found() -> None:
    """Nothing and a dash stand everywhere."""
    assert [] == NameFinder([("", "nothing"), ("-", "dash")]).first_uses("s - es")


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from([*WORDS, ".", "and"]), max_size=12).map(" ".join))
def test_what_is_found_is_used(text: str) -> None:
    """The two ways to look agree, and putting a word in leaves the rest as it was."""
    finder = NameFinder((name, name) for name in NAMES)
    found = list(finder.find(text))
    rest = "".join(
        text[before:after]
        for before, after in zip(
            [0, *(f.end for f in found)], [*(f.start for f in found), len(text)], strict=True
        )
    )

    assert {f.owner for f in found} <= set(finder.first_uses(text))
    assert rest == finder.replace(text, "")
