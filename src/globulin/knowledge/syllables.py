"""How many syllables an English word has, by its letters.

Groups of vowels are counted, and the letters around them say where a group is two syllables or
none. `tests/knowledge/test_syllables.py` compares the count with a dictionary's, word by word.
"""

import re
from collections.abc import Mapping

_GROUPS = re.compile(r"[aeiouy]+")
# Places where two vowels that stand together are spoken apart.
_HIATUS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![cstgx])i(?=ou)",  # various, but cautious
        r"(?<![cstgxln])i(?=on)",  # clarion, but region and million
        r"i(?=o(?!u|n))",  # biopsy, ratio
        r"i(?=a)(?<![cstg]i(?=a[ln]))(?<![cs]i(?=a$))",  # material, but special
        r"i(?=um|us)",  # calcium
        r"i(?=et)",  # diet
        r"(?<![ct])i(?=en[ct])",  # experience, but patient
        r"(?<=[lnrt])i(?=er$|est$)",  # earlier
        r"(?<![gq])u(?=a)",  # usual, but equal
        r"[aeiouy](?=ing)",  # doing
        r"(?<=[aeo])y(?=[aou]|er)",  # beyond
        r"(?<!p)e(?=o)",  # video, but people
        r"(?<=^r)e(?=act)|(?<=^cr)e(?=at)",  # react, create
        r"(?<=re)(?=a$)",  # area
    )
)
# Endings that are spoken with a vowel that is not written.
_UNWRITTEN = re.compile(r"(?:sms?|thms?|[^aeiouy]n't)$")
# Vowels that are written and not spoken.
_SILENT = (
    re.compile(r"(?:[^aeiouyl]e|[aeiouy]le|[aeiouy][gq]ue)$"),
    re.compile(r"(?:[^aeiouydtl]|[aeiouyl]l)(?<!dr)ed$"),
    re.compile(r"(?:[^aeiouysxzcghl]|[tp]h|[aeiouyl]l|[aeiouy][gq]u)es$"),
    re.compile(r"(?:[^aeiouyl]|[aeiouy]l)e(?:ly|ments?|ful|fully|less|ness)$"),
    re.compile(r"^(?:some|there|where|else|life|nose)(?=[a-z]{2})"),
    re.compile(r"^every"),
)
_LONGEST_SPELLED = 5
_LETTERS_OF_THREE = "W"


def syllables_of(word: str, known: Mapping[str, int] | None = None) -> int:
    """Return the syllables of a word, at least one; `known` holds words that the rules miscount.

    >>> [syllables_of(word) for word in ("range", "ranges", "infection", "area", "US")]
    [1, 2, 3, 3, 2]
    """
    return sum(_part(part, known or {}) for part in word.split("-") if part)


def _part(word: str, known: Mapping[str, int]) -> int:
    """Return the syllables of a word without a hyphen."""
    plain = word.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").removesuffix("'s")
    if plain in known:
        return known[plain]
    if word.isupper() and 1 < len(word) <= _LONGEST_SPELLED:
        return len(word) + 2 * word.count(_LETTERS_OF_THREE)
    spoken = len(_GROUPS.findall(plain))
    spoken += sum(len(apart.findall(plain)) for apart in _HIATUS)
    spoken += bool(_UNWRITTEN.search(plain))
    return max(1, spoken - sum(1 for silent in _SILENT if silent.search(plain)))
