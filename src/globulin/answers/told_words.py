"""The words and patterns by which the values of a question are found."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from globulin.intake.desk import Readers, make_readers
from globulin.intake.pasted_names import NameFinder
from globulin.intake.pasted_parts import PartScanner
from globulin.intake.phrases import alternatives, joined
from globulin.knowledge import Knowledge
from globulin.vocabulary import Lexicon

NUMBER = r"(?>\d+(?:[.,'’]\d+)*|\.\d+)"  # noqa: RUF001 - an apostrophe as printed
# Shorter words for a side are letters.
SHORTEST_SIDE = 3


@dataclass(frozen=True, slots=True)
class LimitWords:
    """The patterns of ranges and limits, and of changes, which look like a range."""

    change: re.Pattern[str]
    one_end: re.Pattern[str]
    far_end: re.Pattern[str]
    labeled: re.Pattern[str]
    more_than: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class LineReader:
    """The words and patterns by which a question becomes a line, made once."""

    readers: Readers
    finder: NameFinder
    table: dict[str, Any]
    lexicon: Lexicon
    plain: frozenset[str]
    kept: re.Pattern[str]
    unit_as_typed: re.Pattern[str]
    no_values: tuple[re.Pattern[str], ...]
    ranges: LimitWords
    limits: re.Pattern[str]
    cut_short: re.Pattern[str]
    own: re.Pattern[str]
    side: re.Pattern[str]
    flag_behind: re.Pattern[str]
    birth: re.Pattern[str]


@lru_cache(maxsize=4)
def line_reader(knowledge: Knowledge) -> LineReader:
    """Return the reader of one opened knowledge."""
    readers = make_readers(knowledge)
    table, pasted = knowledge.table("told_values"), readers.table["pasted"]
    scanner = PartScanner(readers.table, readers.amounts)
    none = table["no_value"]
    units = joined([*readers.amounts.units.spellings(), *table["units"]])
    side_words = [
        word
        for letter in ("H", "L", "HH", "LL")
        for word in readers.table["flags"][letter]
        if word.isalpha() and len(word) >= SHORTEST_SIDE
    ]
    return LineReader(
        readers=readers,
        finder=NameFinder(readers.names, scanner),
        table=table,
        lexicon=Lexicon(knowledge.phrases()),
        plain=frozenset({*table["plain"]["words"], *pasted["filler"], *pasted["labels"]}),
        kept=_kept(units, pasted),
        unit_as_typed=alternatives(table["units"]),
        no_values=_no_values(none),
        ranges=_limit_words(table["range"], pasted, units),
        limits=alternatives(none["limits"]),
        cut_short=re.compile(
            rf"[\s:=]*(?:(?:{joined(table['range']['link'])})\s+)?{NUMBER}\s*"
            rf"(?P<unit>{joined(none['cut_short'])})"
            rf"(?![^\W_])(?!\s*[/%]|\s+(?:{joined(none['goes_on'])})(?![^\W_]))",
            re.IGNORECASE,
        ),
        own=alternatives(table["own"]["words"]),
        side=alternatives(side_words),
        flag_behind=re.compile(
            rf"(?<![^\W_])(?:{joined(table['flags']['behind'])})\s*:?\s*$", re.IGNORECASE
        ),
        birth=re.compile(
            rf"(?<![^\W_])(?:{joined(pasted['birth_labels'])})(?:\s+on)?\s*:?\s*$", re.IGNORECASE
        ),
    )


def _limit_words(ends: dict[str, Any], pasted: dict[str, Any], units: str) -> LimitWords:
    """Return the patterns of ranges; `ends` are the words of told values for them."""
    labels = joined([*pasted["range_labels"], *ends["labels"]])
    link = rf"(?:\s+(?:{joined(ends['link'])})\b|\s*[:=(\[,])*\s*"
    unit = rf"(?:\s*(?:{units})(?![^\W_]))?"
    more = joined([*pasted["more_words"], *ends["beyond"]])
    return LimitWords(
        change=re.compile(
            rf"(?:\bfrom|(?<![^\W_])(?:{joined(ends['changes'])})(?![^\W_])[^\d,;]{{0,24}}?)\s+"
            rf"({NUMBER})(\D{{0,24}}?)\b({joined(ends['onto'])})(\D{{0,16}}?)\s({NUMBER})",
            re.IGNORECASE,
        ),
        one_end=re.compile(
            rf"(?<![^\W_])(?:(?P<high>{joined(ends['high'])})|(?P<low>{joined(ends['low'])}))"
            rf"(?![^\W_])(?:\s+of\s+[^\W\d_]+)?{link}(?P<n>{NUMBER})",
            re.IGNORECASE,
        ),
        far_end=re.compile(
            rf"(?<![^\W_])(?:{joined([*ends['high'], *ends['low']])})(?![^\W_])\D{{0,30}}{NUMBER}"
            rf"{unit}",
            re.IGNORECASE,
        ),
        labeled=re.compile(
            rf"(?<![^\W_])(?:{labels})(?![^\W_])(?:\s+(?:{joined(ends['more'])}))*{link}"
            rf"{NUMBER}(?:\s*(?:{units}))?"
            rf"(?P<dash>\s*(?:-|–|—|−|~|\.\.|\b(?:{joined(ends['to'])})\b)\s*){NUMBER}",  # noqa: RUF001
            re.IGNORECASE,
        ),
        more_than=re.compile(rf"(?<![^\W_])(?:{more})\s+{NUMBER}{unit}", re.IGNORECASE),
    )


def _kept(units: str, pasted: dict[str, Any]) -> re.Pattern[str]:
    """Return the pattern of what stays in a line beside names, numbers and flags."""
    labels = joined([*pasted["range_labels"], *pasted["less_words"], *pasted["more_words"]])
    return re.compile(rf"(?:(?<=\d)|(?<![^\W_]))(?:{units}|{labels})(?![^\W_])", re.IGNORECASE)


def _no_values(none: dict[str, Any]) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of numbers that are no values, each with all that belongs to it."""
    counts, labels, years = (joined(none[name]) for name in ("counts", "labels", "years"))
    return (
        re.compile(rf"{NUMBER}\s*-?\s*(?:{counts})(?![^\W_/])(?!\s*/)", re.IGNORECASE),
        re.compile(rf"(?<![^\W_])(?:{labels})\s+{NUMBER}(?!\s*(?:mg|g|ug|µg)\b)", re.IGNORECASE),
        re.compile(
            rf"(?<![^\W_])(?:{years})\s+(?:19|20)\d\d(?![\w.,]*\d)(?!\s*(?:mg|g)\b)", re.IGNORECASE
        ),
        re.compile(r"(?<![^\W_])#\s*\d+"),
    )
