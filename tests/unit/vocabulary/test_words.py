"""Questions as plain words, and names found in them."""

import pytest

from globulin.vocabulary import (
    Lexicon,
    find_phrases,
    is_negated,
    mend_spelling,
    normalize,
    tokenize,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Immunoglobulin M, QN, Serum", "immunoglobulin m qn serum"),
        ("what’s Waldenström's?", "whats waldenstroms"),
        ("IgM: 2.3 g/L!", "igm 2.3 g l"),
        ("COVID-19", "covid 19"),
        ("anaemia and leukaemia", "anemia and leucemia"),
        ("", ""),
    ],
)
def test_punctuation_accents_and_spelling_are_levelled(text: str, expected: str) -> None:
    """Two ways to write the same words read the same."""
    assert expected == normalize(text)


def test_phrases_are_whole_words() -> None:
    """A phrase is not found inside another word."""
    assert [] == find_phrases(tokenize("a highly useful page"), ["high"])
    assert [(1, 2, "high")] == find_phrases(tokenize("is high bad"), ["high"])


def test_a_negation_reaches_three_words() -> None:
    """No fever is not fever; a no at the other end of the question is."""
    near = tokenize("no sign of fever")
    far = tokenize("no doctor has called me yet and I have fever")

    assert is_negated(near, 3, ["no"])
    assert not is_negated(far, len(far) - 1, ["no"])


def test_the_longest_name_wins() -> None:
    """A name inside a longer name is not a second thing asked about."""
    lexicon = Lexicon(
        [("foo", "analyte", "foo"), ("foo bar", "analyte", "foobar"), ("bar", "condition", "bar")]
    )
    found = [(match.kind, match.id) for match in lexicon.find(tokenize("why foo bar"))]

    assert [("analyte", "foobar"), ("condition", "bar")] == found


def test_spelling_is_mended_from_our_own_words_only() -> None:
    """A long misspelt word becomes the known one; short and ordinary words stay."""
    mended = mend_spelling(
        tokenize("imunoglobulin igm ign serums"),
        known={"immunoglobulin", "igg"},
        keep={"serums"},
    )

    assert ("immunoglobulin", "igm", "ign", "serums") == mended
