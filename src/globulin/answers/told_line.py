"""Brings a question to the form of a pasted line: only names, numbers, units, ranges and flags.

Everything else is blanked, so that the reader of pasted text reads the rest; whatever is no value
(an age, a year, a count, a limit in general) is blanked with its number.
"""

import re
from dataclasses import dataclass

from globulin.answers.told_ages import ToldAge, age_finder
from globulin.answers.told_words import NUMBER, LineReader, line_reader
from globulin.intake.pasted_dates import DATE, read_date
from globulin.knowledge import Knowledge
from globulin.vocabulary import Match, find_phrases, mend_spelling, words_with_places

_HAS_NUMBER = re.compile(r"\d")
# What is neither a change nor under a label of a range is a range all the same, and no value.
_TO = re.compile(r"\d\s*(to)\s*\d", re.IGNORECASE)
_BEHIND_NUMBER = re.compile(r"\d\s*\(?(?:HH?|LL?)?\)?$", re.IGNORECASE)
# "~17": about so much.
_ABOUT = re.compile(r"(?<!\d)(?<!\d )[~≈](?=\s?\d)")
_GLUED = re.compile(r"-(?=\d{2}|\d\.\d|[05-9])")
_BREAK = re.compile(r"[;!?\n]|[.,](?!\d)")
# How many words before a class may make it another test.
NEAR = 3
# Behind a value, so much may count something.
MOST_COUNTED = 20


@dataclass(frozen=True, slots=True)
class ToldLine:
    """A question as a pasted line, with the ages and dates in it, and results of other tests."""

    line: str
    ages: tuple[ToldAge, ...] = ()
    dates: tuple[str | None, ...] = ()
    others: tuple[str, ...] = ()


def make_line(text: str, knowledge: Knowledge) -> ToldLine | None:
    """Return a question as a line; None where it holds no class with a number."""
    if _HAS_NUMBER.search(text) is None:
        return None
    reader = line_reader(knowledge)
    words = _words(text, reader)
    names = _class_names(text, words, reader)
    if not names or find_phrases([w for w, *_ in words], reader.table["no_value"]["animals"]):
        return None
    finder = age_finder(knowledge)
    ages = finder.find(text)
    blank = _Blanked(_ABOUT.sub(" ", text))
    _part_names(blank, words, names)
    for age in ages:
        blank.out(age.start, age.end)
    days = list(DATE.finditer(text))
    for day in days:
        blank.out(day.start(), day.end())
    _mark_ranges(blank, reader)
    _blank_cut_units(blank, words, names, reader)
    _join_changes(blank, reader)
    _blank_no_values(blank, reader)
    for age in finder.at(blank.text):
        if _HAS_NUMBER.search(blank.text[: age.start]):
            ages.append(age)
            blank.out(age.start, age.end)
    others = _blank_words(blank, text, words, names, reader)
    return ToldLine(
        line=_in_order(_typed_units(blank.text, reader), reader),
        ages=tuple(age for age in ages if age.days),
        # A date of birth is none of a sample.
        dates=tuple(
            read_date(day[0]) for day in days if not reader.birth.search(text[: day.start()])
        ),
        others=tuple(text[start:end] for start, end in others.items()),
    )


def _part_names(
    blank: "_Blanked", words: list[tuple[str, int, int]], names: list[tuple[Match, bool]]
) -> None:
    """Part a class from its number: "IgM-52" is no range, while "IgG-4" is a subclass."""
    for match, _ in names:
        end = words[match.end - 1][2]
        if _GLUED.match(blank.text, end):
            blank.out(end, end + 1)


class _Blanked:
    """A text in which parts give way to spaces, so that every place stays where it is."""

    def __init__(self, text: str) -> None:
        self.text = text

    def out(self, start: int, end: int) -> None:
        """Blank a part."""
        self.put(start, end, "")

    def put(self, start: int, end: int, other: str) -> None:
        """Put a shorter text in the place of a part."""
        self.text = self.text[:start] + other.ljust(end - start) + self.text[end:]


def _words(text: str, reader: LineReader) -> list[tuple[str, int, int]]:
    """Return the words with their places, long misspelt ones mended."""
    places = words_with_places(text)
    mended = mend_spelling(
        [word for word, _, _ in places], known=reader.lexicon.words, keep=reader.plain
    )
    return [(word, start, end) for word, (_, start, end) in zip(mended, places, strict=True)]


def _class_names(
    text: str, words: list[tuple[str, int, int]], reader: LineReader
) -> list[tuple[Match, bool]]:
    """Return the classes named, and whether words beside each make it another test.

    A name that is part of the longer name of a condition is not one.
    """
    whole = reader.lexicon.find([word for word, _, _ in words])
    longer = [match for match in whole if match.kind == "condition"]
    names = []
    for match in reader.finder.classes(text, words):
        size = match.end - match.start
        if any(
            c.start <= match.start and match.end <= c.end and c.end - c.start > size for c in longer
        ):
            continue
        names.append((match, _is_changed(match, text, words, reader)))
    return names


def _is_changed(
    match: Match, text: str, words: list[tuple[str, int, int]], reader: LineReader
) -> bool:
    """Tell whether a germ or another specimen stands beside a class: "covid IgM 2.3"."""
    near: list[str] = []
    apart = reader.table["no_value"]["apart"]
    for steps in (range(match.start - 1, -1, -1), range(match.end, len(words))):
        last = match.start if steps.step < 0 else match.end - 1
        side: list[str] = []
        for at in steps:
            between = sorted((words[at], words[last]), key=lambda word: word[1])
            is_cut = _BREAK.search(text[between[0][2] : between[1][1]]) is not None
            is_cut = is_cut or words[at][0] in apart or words[at][0][0].isdigit()
            if is_cut or len(side) == NEAR:
                break
            side.append(words[at][0])
            last = at
        near += reversed(side) if steps.step < 0 else side
    # The letter of a germ ("hepatitis A") is no filler here.
    told = [word for word in near if word not in reader.plain or len(word) == 1]
    return reader.readers.names.is_changed_by(told) or bool(
        find_phrases(near, reader.table["no_value"]["other_names"])
    )


def _mark_ranges(blank: _Blanked, reader: LineReader) -> None:
    """Write ranges told in words as printed ones; blank the limits that belong to no value."""
    for found in reader.ranges.labeled.finditer(blank.text):
        blank.put(found.start("dash"), found.end("dash"), "-")
    for found in reader.ranges.one_end.finditer(blank.text):
        sign = "<" if found["high"] else ">"
        blank.put(found.start(), found.start("n"), f"ref {sign}")
    for found in reader.ranges.far_end.finditer(blank.text):
        blank.out(found.start(), found.end())


def _blank_cut_units(
    blank: _Blanked,
    words: list[tuple[str, int, int]],
    names: list[tuple[Match, bool]],
    reader: LineReader,
) -> None:
    """Blank a unit cut short behind a class and its number: "IgM 412 mg"."""
    for match, _ in names:
        end = words[match.end - 1][2]
        found = reader.cut_short.match(blank.text, end)
        if found is not None:
            blank.out(found.start("unit"), found.end("unit"))


def _blank_no_values(blank: _Blanked, reader: LineReader) -> None:
    """Blank numbers that count, name or limit something."""
    for pattern in reader.no_values:
        for found in pattern.finditer(blank.text):
            blank.out(found.start(), found.end())
    if reader.own.search(blank.text):
        return
    # Nobody tells of a result of their own: what is asked about is a limit.
    for found in reader.ranges.more_than.finditer(blank.text):
        blank.out(found.start(), found.end())
    if reader.limits.search(blank.text):
        blank.text = re.sub(r"\d", " ", blank.text)


def _join_changes(blank: _Blanked, reader: LineReader) -> None:
    """Let "from 260 to 225" be two numbers."""
    for found in reader.ranges.change.finditer(blank.text):
        if reader.ranges.labeled.search(
            blank.text, max(0, found.start() - NEAR_LABEL), found.end()
        ):
            continue
        blank.out(found.start(), found.start(1))
        blank.put(found.start(3), found.end(3), ";")
    for found in reversed(list(_TO.finditer(blank.text))):
        blank.put(found.start(1), found.end(1), "-")


# Within so many letters before a change, the label of a range makes it one.
NEAR_LABEL = 30


def _blank_words(
    blank: _Blanked,
    text: str,
    words: list[tuple[str, int, int]],
    names: list[tuple[Match, bool]],
    reader: LineReader,
) -> dict[int, int]:
    """Blank all words but names, units, labels of ranges and flags.

    With a word that names another test, the number behind it goes too.

    Returns:
        Where the results of other tests begin and end.
    """
    first = words[names[0][0].start][1]
    inside = _inside(blank.text, words, names)
    keep = [(found.start(), found.end()) for found in reader.kept.finditer(blank.text)]
    labeled = [found.span() for found in reader.ranges.labeled.finditer(blank.text)]
    tests = _other_tests(words, reader)
    others: dict[int, int] = {}
    is_lost, has_number, begin = False, False, None
    for at, (word, start, end) in enumerate(words):
        written = blank.text[start:end]
        if written != text[start:end]:
            # It gave way already, or stands for something else now.
            continue
        if at in inside:
            is_lost, has_number = inside[at], False
            begin = start if is_lost else None
            if is_lost:
                blank.out(start, end)
        elif word[0].isdigit():
            is_of_range = begin is None and any(a <= start < b for a, b in labeled)
            if is_lost and not is_of_range:
                blank.out(start, end)
                others |= {} if begin is None else {begin: end}
            elif has_number and _is_count(text, at, words, reader):
                blank.out(start, end)
            has_number = True
        elif not (
            _is_kept(blank.text, start, end, keep, reader)
            or _is_flag(text, start, end, reader, first=first)
        ):
            is_lost = _loses(word, at, words, is_lost=is_lost, reader=reader)
            # Before the first class only plain words may lead to its number.
            is_lost = is_lost or (start < first and word not in reader.plain)
            is_lost = is_lost and word not in reader.table["no_value"]["own_number"]
            begin = start if at in tests else begin
            blank.out(start, end)
    return others


def _is_count(text: str, at: int, words: list[tuple[str, int, int]], reader: LineReader) -> bool:
    """Tell whether a small whole number stands before what it counts: "2 sinus infections"."""
    word, _, end = words[at]
    if not word.isdecimal() or int(word) > MOST_COUNTED or at + 1 == len(words):
        return False
    behind, start, _ = words[at + 1]
    is_apart = bool(text[end:start].strip())
    is_unit = reader.kept.match(text, start) is not None
    return behind.isalpha() and not (is_apart or is_unit or behind in reader.plain)


def _other_tests(words: list[tuple[str, int, int]], reader: LineReader) -> set[int]:
    """Return the first words of the names of other tests."""
    plain = [word for word, _, _ in words]
    named = {m.start for m in reader.lexicon.find(plain) if m.kind in {"test", "analyte"}}
    mixed = reader.table["no_value"]["mixed"]
    return named | {at for at, word in enumerate(plain) if word in mixed}


def _inside(
    text: str, words: list[tuple[str, int, int]], names: list[tuple[Match, bool]]
) -> dict[int, bool]:
    """Return the words inside the names of classes, and whether each is of no use.

    It is, where words beside it make it another test, and where no number stands before or behind
    it: in "IgM normal but IgG 550" the number is of the second.
    """
    found: dict[int, bool] = {}
    for place, (match, is_changed) in enumerate(names):
        begin = words[names[place - 1][0].end - 1][2] if place else 0
        is_last = place + 1 == len(names)
        end = len(text) if is_last else words[names[place + 1][0].start][1]
        start, stop = words[match.start][1], words[match.end - 1][2]
        around = text[begin:start] + text[stop:end]
        is_other = not is_last and names[place + 1][0].id != match.id
        is_lone = is_other and _HAS_NUMBER.search(around) is None
        found |= dict.fromkeys(range(match.start, match.end), is_changed or is_lone)
    return found


def _loses(
    word: str, at: int, words: list[tuple[str, int, int]], *, is_lost: bool, reader: LineReader
) -> bool:
    """Tell whether a number behind this word is of something else than a class."""
    if word in reader.table["no_value"]["mixed"]:
        return True
    is_next = at + 1 < len(words) and words[at + 1][0][0].isdigit()
    return is_lost or (is_next and word not in reader.plain)


def _is_kept(
    text: str, start: int, end: int, keep: list[tuple[int, int]], reader: LineReader
) -> bool:
    """Tell whether a word is of a unit, of the label of a range, or of a sign before a number."""
    for first, last in keep:
        if first <= start and end <= last:
            is_unit = reader.readers.amounts.units.read(text[first:last]) is not None
            is_typed = reader.unit_as_typed.fullmatch(text[first:last]) is not None
            behind, before = text[:first].rstrip(), text[last:].lstrip(" :=([.,isway")
            if is_unit or is_typed:
                return _BEHIND_NUMBER.search(behind) is not None
            return before[:1].isdigit() or before[:3] in {"ran", "for"}
    return False


def _is_flag(text: str, start: int, end: int, reader: LineReader, *, first: int) -> bool:
    """Tell whether a letter or a word for a side is the laboratory's flag, and not the question.

    "350 H", "350 (high)" and "350 High" are flags; in "350 high" somebody may ask. Where such a
    word stands before the `first` class, each stands before its own: "High IgM 350 Low IgG 500".
    """
    written = text[start:end]
    before = text[:start].rstrip(" (")
    is_behind = bool(before) and (
        before[-1].isdigit() or before[-1] in ")]lL%" or _has_unit(before)
    )
    if written.upper() in {"H", "L", "HH", "LL"}:
        return is_behind
    if reader.side.fullmatch(written) is None:
        return False
    if reader.flag_behind.search(text[:start]) is not None:
        return True
    is_marked = text[start - 1 : start] == "(" and text[end : end + 1] == ")"
    is_printed = written[0].isupper() and not text.isupper() and text[end:].lstrip()[:1] != "?"
    is_ahead = reader.side.search(text, 0, first) is not None
    return is_behind and (is_marked or (is_printed and not is_ahead))


def _has_unit(before: str) -> bool:
    return re.search(r"\d\s*[a-z%]+(?:\s*/\s*[a-z]+)?$", before, re.IGNORECASE) is not None


def _typed_units(line: str, reader: LineReader) -> str:
    """Return a line with units typed in words as they are printed."""

    def unit(found: re.Match[str]) -> str:
        units: dict[str, str] = reader.table["units"]
        return units.get(" ".join(found[0].lower().split()), found[0])

    return reader.unit_as_typed.sub(unit, line)


def _in_order(line: str, reader: LineReader) -> str:
    """Return a line in which every number stands behind its class: "350 of IgM" turned round."""
    places = words_with_places(line)
    matches = reader.finder.classes(line, places)
    if not matches:
        return line
    spans = [(places[m.start][1], places[m.end - 1][2]) for m in matches]
    begin, pieces = 0, []
    for start, end in spans:
        piece = line[begin:start]
        if len(re.findall(NUMBER, re.sub(r"\d\s*-\s*\d", " ", piece))) != 1:
            return line
        pieces.append(f"{line[start:end]} {piece.strip(' ,;')}")
        begin = end
    rest = line[begin:]
    return line if _HAS_NUMBER.search(rest) else " ; ".join(pieces)
