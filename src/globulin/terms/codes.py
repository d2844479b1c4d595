"""LOINC codes and HPO terms, checked for form."""

import re
from dataclasses import dataclass

_LOINC = re.compile(r"(\d{1,7})-(\d)")
_HPO = re.compile(r"HP:\d{7}")


def _check_digit(number: str) -> int:
    """Return the mod 10 check digit of a LOINC number (LOINC Users' Guide, appendix on it)."""
    odd = number[::-1][0::2]
    even = number[::-1][1::2]
    doubled = str(int(odd) * 2)
    total = sum(int(digit) for digit in even + doubled)
    return -total % 10


@dataclass(frozen=True, slots=True)
class LoincCode:
    """A LOINC code whose check digit is right.

    >>> LoincCode("2472-9").text
    '2472-9'
    """

    text: str

    def __post_init__(self) -> None:
        """Refuse a code of another form or with a wrong check digit.

        Raises:
            ValueError: the code is not a LOINC code.
        """
        match = _LOINC.fullmatch(self.text)
        if match is None or _check_digit(match[1]) != int(match[2]):
            message = f"{self.text!r} is not a LOINC code: expected digits, a hyphen, check digit"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class HpoTerm:
    """A term of the Human Phenotype Ontology.

    >>> HpoTerm("HP:0003496").text
    'HP:0003496'
    """

    text: str

    def __post_init__(self) -> None:
        """Refuse another form.

        Raises:
            ValueError: the text is not an HPO id.
        """
        if _HPO.fullmatch(self.text) is None:
            message = f"{self.text!r} is not an HPO term: expected HP: and seven digits"
            raise ValueError(message)
