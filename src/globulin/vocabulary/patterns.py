"""Patterns of wording: words, choices, gaps and kinds of names, compiled to one expression.

A pattern is a row of parts with spaces between them:

- `word`, or a choice `a|b|c`; a part with `?` behind it may be missing, and `_` joins the words
  of a phrase
- `{name}`: one of the words or phrases of a class of words
- `<kind>`: a name of that kind (analyte, condition, test), or `<number>`
- `*itis`: a word with this ending
- `...`: up to four words of any kind; `..`: up to two
- `^` and `$`: the text begins or ends here

Patterns are matched in a text of plain words, in which names stand as their kinds.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from globulin.vocabulary.words import normalize

# Letters before an ending.
SHORTEST_STEM = 3
GAPS = {"...": 4, "..": 2}
_IS_CHOICE = re.compile(r"[{|?_]")


def compile_patterns(
    patterns: Iterable[str], classes: Mapping[str, Sequence[str]]
) -> re.Pattern[str]:
    """Return one expression that finds any of the patterns in a text of `spaced` words.

    Raises:
        LookupError: a pattern names a class that is not there.
    """
    wholes = [_expression(pattern, classes) for pattern in patterns]
    # An empty list finds nothing.
    return re.compile("|".join(wholes) if wholes else r"(?!)")


def spaced(words: Sequence[str]) -> str:
    """Return words as a text in which patterns are looked for.

    >>> bool(compile_patterns(["why ... high"], {}).search(spaced(("why", "is", "it", "high"))))
    True
    """
    return f" {' '.join(words)} "


def _expression(pattern: str, classes: Mapping[str, Sequence[str]]) -> str:
    parts = pattern.split()
    start, end = "(?<= )", ""
    if parts[0] == "^":
        start, parts = "^ ", parts[1:]
    if parts[-1] == "$":
        end, parts = "$", parts[:-1]
    return start + "".join(_part(part, classes) for part in parts) + end


def _part(part: str, classes: Mapping[str, Sequence[str]]) -> str:
    """Return the expression of one part, with the space behind it."""
    if part in GAPS:
        return rf"(?:\S+ ){{0,{GAPS[part]}}}?"
    if not _IS_CHOICE.search(part):
        if part.startswith("*"):
            return rf"\S{{{SHORTEST_STEM},}}{re.escape(part[1:])} "
        return f"{re.escape(part if part.startswith('<') else normalize(part))} "
    choices = {
        "".join(_part(word, classes) for word in phrase.split())
        for choice in part.removesuffix("?").split("|")
        for phrase in _phrases(choice, classes)
    }
    # A longer phrase is tried before one that it begins with.
    group = f"(?:{'|'.join(sorted(choices, key=lambda choice: (-len(choice), choice)))})"
    return f"{group}?" if part.endswith("?") else group


def _phrases(choice: str, classes: Mapping[str, Sequence[str]]) -> Sequence[str]:
    if not choice.startswith("{"):
        return [choice.replace("_", " ")]
    name = choice.strip("{}")
    if name not in classes:
        message = f"word class {name}: not in the table of classes"
        raise LookupError(message)
    return classes[name]
