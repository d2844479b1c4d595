"""Numbers that are spoken."""

import pytest

from globulin.vocabulary import spoken_numbers


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [
        ("igm three hundred and ninety two", "igm 392"),
        ("igg four point six", "igg 4.6"),
        ("three thousand two hundred", "3200"),
        ("zero point zero seven", "0.07"),
        ("i am fifty four years old", "i am 54 years old"),
        ("one of them", "one of them"),
        ("two three times", "two three times"),
        ("ninety", "ninety"),
        ("a hundred questions", "a hundred questions"),
        ("high and low", "high and low"),
    ],
)
def test_a_spoken_number_is_one_in_digits(spoken: str, expected: str) -> None:
    """A number of one word stays, since "one" is mostly no number."""
    assert tuple(expected.split()) == spoken_numbers(spoken.split())
