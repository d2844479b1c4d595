"""What stands in a question: words, names, sides, numbers, the person; nothing decided yet."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any

from globulin.answers.understanding.sides import Said
from globulin.answers.understanding.told_person import ToldPerson, find_person
from globulin.knowledge import Knowledge
from globulin.vocabulary import (
    Lexicon,
    Match,
    find_phrases,
    is_negated,
    is_number,
    mend_spelling,
    spaced,
    spoken_numbers,
    tokenize,
)

FLAG_LETTERS = frozenset({"h", "l"})
FLAG_REACH = 4
NAMES = ("analyte", "condition", "test")
# What a longer name of an analyte may end with, and a wording ask for.
LEVELS = frozenset({"level", "levels"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """The readable parts of one question; positions are token numbers.

    `said` are the words of a side, outside of names; `values` the positions of numbers that may
    be a result, `numbers` those of all that are no age; `text` is the question as plain words in
    which names stand as their kinds, `plain` the same with the names. `breaks` are the places
    that begin a sentence or a part of one; `renamed` are the words that others stand for here;
    `accented` counts the words with a letter beyond plain English; `marks` tells that signs of a
    program stand in it. `asking` is that part of `text` which ends with the last question mark,
    and all of it where there is one sentence.
    """

    tokens: tuple[str, ...]
    renamed: tuple[str, ...]
    analytes: tuple[Match, ...]
    conditions: tuple[Match, ...]
    tests: tuple[Match, ...]
    terms: tuple[Match, ...]
    said: tuple[Said, ...]
    values: tuple[int, ...]
    numbers: tuple[int, ...]
    person: ToldPerson
    text: str
    plain: str
    breaks: frozenset[int]
    accented: int
    marks: bool
    asking: str

    def has_any(self, phrases: Sequence[str]) -> bool:
        """Tell whether one of the phrases stands in the question."""
        return bool(find_phrases(self.tokens, phrases))


@lru_cache(maxsize=4)
def _lexicon(knowledge: Knowledge) -> tuple[Lexicon, frozenset[str], frozenset[str]]:
    """Return the names, the plain words, and those to mend to, of one opened knowledge."""
    language = knowledge.table("language")
    plain_names = set(language["spelling"]["no_names"])
    own = [(name, "analyte", key) for key, names in language["names"].items() for name in names]
    known = [row for row in knowledge.phrases() if row[0].lower() not in plain_names]
    lexicon = Lexicon([*own, *known])
    right = {word for phrase in language["spelling"]["right"] for word in tokenize(phrase)}
    for side in language["direction"].values():
        right |= {word for phrase in side for word in tokenize(phrase)}
    return lexicon, frozenset(_plain_words(language)), frozenset(lexicon.words | right)


def english_words(knowledge: Knowledge) -> frozenset[str]:
    """Return the plain words of our own patterns."""
    return _lexicon(knowledge)[1]


def own_words(knowledge: Knowledge) -> frozenset[str]:
    """Return the words of our own names."""
    return _lexicon(knowledge)[2]


def read_signals(text: str, knowledge: Knowledge, language: dict[str, Any]) -> Signals:
    """Return what stands in a question."""
    lexicon, plain_words, right_words = _lexicon(knowledge)
    plain = _plain_signs(text, language["marks"]["signs"])
    parts = [
        spoken_numbers(tuple(_parted(tokenize(part), language["number"]["joined"])))
        for part in _BREAK.split(_plain_numbers(plain))
    ]
    mended = [mend_spelling(part, known=right_words, keep=plain_words) for part in parts]
    joined = tuple(token for part in mended for token in part)
    renamed = _renamed(joined, lexicon, language)
    tokens, places = _rewrite(joined, renamed, language["rewrite"])
    begins = set(accumulate(len(part) for part in mended))
    breaks = frozenset(new for new, old in enumerate(places) if old in begins)
    found = _by_class(lexicon.find(tokens), tokens, language)
    matches = _outermost(found)
    of_kind = {
        kind: tuple(match for match in matches if match.kind == kind) for kind in (*NAMES, "term")
    }
    person = find_person(plain, tokens, knowledge, language)
    accented = sum(_is_accented(word, right_words) for word in plain.split())
    named = [m for m in matches if m.kind in {"analyte", "condition"}]
    taken = {
        place for match in (*named, *of_kind["test"]) for place in range(match.start, match.end)
    }
    taken |= person.places
    numbers = [p for p, token in enumerate(tokens) if is_number(token) and p not in taken]
    values = tuple(_values(tokens, numbers, language["number"]))
    return Signals(
        tokens=tokens,
        renamed=tuple(phrase for _, _, phrase in renamed),
        analytes=of_kind["analyte"],
        conditions=of_kind["condition"],
        tests=of_kind["test"],
        terms=of_kind["term"],
        said=tuple(_said(tokens, named, values, breaks, language)),
        values=values,
        numbers=tuple(numbers),
        person=person,
        text=spaced(tuple(_with_kinds(tokens, (*named, *of_kind["test"])))),
        plain=spaced(tokens),
        breaks=breaks,
        accented=accented,
        asking=spaced(tuple(_asking(text, tokens, (*named, *of_kind["test"])))),
        marks=any(mark in text.lower() for mark in language["marks"]["program"]),
    )


def _is_accented(word: str, own: frozenset[str]) -> bool:
    """Tell whether a word has a letter beyond plain English, and is none of our names."""
    has_letter = any(sign.isalpha() and not sign.isascii() for sign in word)
    return has_letter and own.isdisjoint(tokenize(word))


def _by_class(
    matches: Sequence[Match], tokens: Sequence[str], language: dict[str, Any]
) -> Iterator[Match]:
    """Yield the matches; a name that lists classes ("IgG, IgA and IgM") as each of them.

    Where an "a" behind the family is an article, the family alone.
    """
    article, several = language["article"], language["several"]
    for match in matches:
        places = range(match.start, match.end)
        listed = [place for place in places if tokens[place] in several["classes"]]
        is_lettered = match.kind == "analyte" and tokens[match.end - 1] == article["letter"]
        if match.id == several["analyte"] and len(listed) > 1:
            for place in listed:
                yield Match("analyte", several["classes"][tokens[place]], place, place + 1)
        elif is_lettered and tokens[match.end : match.end + 1] in [
            (word,) for word in article["before"]
        ]:
            yield Match("analyte", several["analyte"], match.start, match.end - 1)
        else:
            yield match


def _with_kinds(tokens: Sequence[str], matches: Iterable[Match]) -> Iterator[str]:
    """Yield the tokens with each name as its kind; of two that overlap one."""
    kind_at: dict[int, str] = {}
    inside: set[int] = set()
    # An analyte stays; else the longer name: "hepatitis B test" is a test, and no condition.
    ranked = sorted(matches, key=lambda m: (m.kind != "analyte", m.start - m.end))
    for match in ranked:
        places = set(range(match.start, match.end))
        if not inside & places:
            inside |= places
            kind_at[match.start] = f"<{match.kind}>"
    for place, token in enumerate(tokens):
        if place in kind_at:
            yield kind_at[place]
        elif place in inside and token in LEVELS and place + 1 not in inside:
            yield token
        elif place not in inside:
            yield "<number>" if is_number(token) else token


# Spaces without width, joiners, soft hyphens and marks of direction, copied from pages.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
# "1:256" is a titer, and no number of a range.
_RATIO = re.compile(r"\b1\s?:\s?(?=\d+)")
_BREAK = re.compile(r"[,;!?\n]|[.:](?:\s|$)")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d{1,2}(?!\d))")
_JOINED = re.compile(r"(\d+(?:\.\d+)?)([a-z]+)")


def _plain_signs(text: str, signs: dict[str, str]) -> str:
    """Return a text with arrows and Greek letters as words, and without what nobody sees."""
    for sign, word in signs.items():
        text = text.replace(sign, word)
    return _INVISIBLE.sub("", text)


def _plain_numbers(text: str) -> str:
    """Return a text with "1,200" as 1200, "2,6" as 2.6 and "1:256" as a titer of 256."""
    return _RATIO.sub(" titer ", _DECIMAL_COMMA.sub(".", _THOUSANDS.sub("", text)))


def _parted(tokens: Sequence[str], endings: Sequence[str]) -> Iterator[str]:
    """Yield the tokens, a number apart from the unit or letter written on to it ("54yo")."""
    for token in tokens:
        joined = _JOINED.fullmatch(token)
        if joined is not None and joined[2] in endings:
            yield from joined.groups()
        else:
            yield token


def _values(
    tokens: Sequence[str], numbers: Sequence[int], words: dict[str, list[str]]
) -> Iterator[int]:
    """Yield the places of numbers that may be a result: no date, count, dose or grade."""
    for place in numbers:
        before = tokens[place - 1] if place > 0 else ""
        if before in words["of"] and place > 1:
            before = tokens[place - 2]
        behind = tokens[place + 1 : place + 2]
        is_counted = bool(behind) and behind[0] in words["behind"]
        is_numbered = before in words["before"]
        if not is_counted and not is_numbered:
            yield place


def _said(
    tokens: Sequence[str],
    named: Sequence[Match],
    values: Sequence[int],
    breaks: frozenset[int],
    language: dict[str, Any],
) -> Iterator[Said]:
    """Yield the words of a side outside of names, in order.

    What is denied ("not high") is neither high nor low, and what a longer phrase holds counts
    for nothing ("high blood pressure").
    """
    inside = {i for match in named for i in range(match.start, match.end)}
    for words in (language["units"]["words"], language["other_sides"]["words"]):
        for start, end, _ in find_phrases(tokens, words):
            inside |= set(range(start, end))
    found: dict[int, Said] = {}
    for word in _side_words(tokens, named, values, breaks, language):
        if inside.isdisjoint(range(word.at, word.end)):
            _keep_longer(found, word)
    denials = language["negation"]["side"]
    for at in sorted(found):
        word = found[at]
        is_denied = word.side != "normal" and is_negated(tokens, at, denials, reach=2)
        yield Said(word.at, word.end, "normal") if is_denied else word


def _side_words(
    tokens: Sequence[str],
    named: Sequence[Match],
    values: Sequence[int],
    breaks: frozenset[int],
    language: dict[str, Any],
) -> Iterator[Said]:
    """Yield every word of a side; a lone letter counts only as a flag.

    Words that compare ("above") count only where nothing follows that they compare with.
    """
    for side, phrases in language["direction"].items():
        for start, end, phrase in find_phrases(tokens, phrases):
            is_behind = any(match.end == start for match in named)
            if phrase not in FLAG_LETTERS or is_behind or _is_flag(tokens, start, values):
                yield Said(start, end, side)
    for side, phrases in language["ending"].items():
        for start, end, _ in find_phrases(tokens, phrases):
            if _ends_there(tokens, end, breaks):
                yield Said(start, end, side)


def _keep_longer(found: dict[int, Said], word: Said) -> None:
    """Add a word to those found, unless one that is longer stands there."""
    rivals = [w for w in found.values() if w.at < word.end and word.at < w.end]
    if any(rival.end - rival.at >= word.end - word.at for rival in rivals):
        return
    for rival in rivals:
        del found[rival.at]
    found[word.at] = word


def _ends_there(tokens: Sequence[str], end: int, breaks: frozenset[int]) -> bool:
    """Tell whether a part of a sentence ends, or another one is joined to it."""
    return end >= len(tokens) or end in breaks or tokens[end] in {"and", "but", "while"}


def _is_flag(tokens: Sequence[str], place: int, values: Sequence[int]) -> bool:
    after_number = any(0 < place - number <= FLAG_REACH for number in values)
    return after_number or place == len(tokens) - 1


def _renamed(
    tokens: Sequence[str], lexicon: Lexicon, language: dict[str, Any]
) -> list[tuple[int, int, str]]:
    """Return the phrases of the table that stand for others, where they are not kept.

    A phrase that is asked for as a word, or is part of a longer name, stays as it is.
    """
    asked = {end for _, end, _ in find_phrases(tokens, language["asked"]["word"])}
    names = lexicon.find(tokens)
    return [
        (start, end, phrase)
        for start, end, phrase in find_phrases(tokens, language["rewrite"])
        if start not in asked
        and not any(
            name.start <= start and end <= name.end and name.end - name.start > end - start
            for name in names
        )
    ]


def _rewrite(
    tokens: Sequence[str], found: Sequence[tuple[int, int, str]], table: dict[str, str]
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the tokens with the phrases found replaced, and the old place of each new token."""
    result: list[tuple[str, int]] = []
    position = 0
    for start, end, phrase in found:
        if start >= position:
            result += [(tokens[place], place) for place in range(position, start)]
            result += [(word, start) for word in tokenize(table[phrase])]
            position = end
    result += [(tokens[place], place) for place in range(position, len(tokens))]
    return tuple(word for word, _ in result), tuple(place for _, place in result)


_SENTENCE = re.compile(r"[^.!?\n]*\?")


def _asking(text: str, tokens: Sequence[str], matches: Sequence[Match]) -> Iterator[str]:
    """Yield the words of the last sentence that asks, with names as their kinds."""
    questions = [part for part in _SENTENCE.findall(text) if part.strip(" ?")]
    words = tokenize(questions[-1]) if questions else ()
    size = len(words)
    if words and tuple(tokens[-size:]) == words:
        start = len(tokens) - size
        moved = [
            Match(m.kind, m.id, m.start - start, m.end - start) for m in matches if m.start >= start
        ]
        yield from _with_kinds(words, moved)
    else:
        yield from _with_kinds(tokens, matches)


def _plain_words(table: object) -> set[str]:
    """Return every word of the language's table: none of them is a misspelt name."""
    if isinstance(table, str):
        return set(tokenize(table))
    parts = table.values() if isinstance(table, dict) else table if isinstance(table, list) else ()
    return {word for part in parts for word in _plain_words(part)}


def _outermost(found: Iterable[Match]) -> list[Match]:
    """Return the matches without the analytes that are part of a condition's longer name."""
    matches = list(found)
    conditions = [match for match in matches if match.kind == "condition"]
    return [
        match
        for match in matches
        if match.kind != "analyte" or not any(_is_part(match, longer) for longer in conditions)
    ]


def _is_part(match: Match, longer: Match) -> bool:
    is_inside = longer.start <= match.start and match.end <= longer.end
    return is_inside and longer.end - longer.start > match.end - match.start
