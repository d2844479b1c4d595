"""Short notations for many wordings, and the phrases found in a row of words."""

import pytest

from globulin.vocabulary import Phrasing, Slips, WordTree, tokenize


def written(phrase: str, **lists: list[str]) -> set[str]:
    """Return every wording of a phrase."""
    rows = Phrasing(lists).write_out(phrase)
    found: set[str] = set()
    for row in rows:
        wordings = [""]
        for slot in row:
            wordings = [f"{before} {word}".strip() for before in wordings for word in slot]
        found.update(wordings)
    return found


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("his|her nose", {"his nose", "her nose"}),
        ("my? nose", {"nose", "my nose"}),
        ("gone|at_rest", {"gone", "at rest"}),
        ("@part hurts", {"eye hurts", "big toe hurts"}),
        ("#hours", {"#hours"}),
    ],
)
def test_a_notation_is_written_out(phrase: str, expected: set[str]) -> None:
    """Choices, words that may be missing, other lists and numbers."""
    assert expected == written(phrase, part=["eye", "big toe"])


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("bleed~", "bleeding"),
        ("stop~", "stopped"),
        ("cry~", "cries"),
        ("cry~", "cried"),
        ("gush~", "gushes"),
        ("breathe~", "breathing"),
        ("play~", "plays"),
    ],
)
def test_inflections_are_known(word: str, form: str) -> None:
    """Of regular words, those that end in a vowel, a hiss or a consonant."""
    assert form in written(word)


def test_a_list_that_does_not_exist_is_an_error() -> None:
    """A wrong name is not silently nothing."""
    with pytest.raises(KeyError):
        written("@nowhere")


def test_phrases_are_found_with_their_places() -> None:
    """Each with the name of its list; a number counts where it lies between the ends."""
    phrasing = Phrasing({})
    rows = [("fever", row) for row in phrasing.write_out("temp~ of? #warm")]
    rows += [("nose", row) for row in phrasing.write_out("nose")]
    tree = WordTree(rows, {"warm": (38, 43)})

    assert {"fever": [(0, 3)], "nose": [(4, 5)]} == tree.find(tokenize("temp of 38.5 red nose"))
    assert {} == tree.find(tokenize("temp of 37"))
    assert {"temp", "temps", "nose"} <= tree.words
    assert "#warm" not in tree.words


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("confusde", "confused"),
        ("cofused", "confused"),
        ("confuused", "confused"),
        ("confuzed", "confused"),
        ("confuses", "confuses"),
        ("bonfused", "bonfused"),
        ("confusing", "confusing"),
        ("nose", "nose"),
        ("nosr", "nosr"),
        ("conf3sed", "conf3sed"),
    ],
)
def test_one_slip_is_mended(typed: str, expected: str) -> None:
    """A letter swapped, missing, doubled or wrong; never the first one, never a short word."""
    slips = Slips(["confused", "nose"], keep=["confuses"])

    assert expected == slips.mend(typed)
