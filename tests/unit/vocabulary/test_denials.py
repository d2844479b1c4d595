"""How far a denial reaches."""

import pytest

from globulin.vocabulary import is_negated, tokenize


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("no fever but nosebleeds", "nosebleeds", False),
        ("no fever however nosebleeds", "nosebleeds", False),
        ("fever but no nosebleeds", "nosebleeds", True),
        ("no nosebleeds or fever", "fever", True),
    ],
)
def test_a_denial_ends_where_the_sentence_turns(
    text: str,
    word: str,
    expected: bool,  # noqa: FBT001 - a table
) -> None:
    """After "but" the words stand for themselves again."""
    tokens = tokenize(text)

    assert expected == is_negated(tokens, tokens.index(word), ["no"])
