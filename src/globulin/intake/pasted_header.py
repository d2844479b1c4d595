"""Parts of a pasted text that tell of the person or the sample: age, sex, dates, identifiers."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from globulin.intake.pasted_ages import UNIT, AgeBook, AgeReader
from globulin.intake.pasted_dates import DATE, read_date, year_of
from globulin.intake.phrases import joined
from globulin.vocabulary import tokenize

# How the content of a label without a colon must look, by the kind of the label.
_BARE = {
    "identifier": r"(?=[A-Za-z]{0,3}[-\s]?\d)",
    "contact": r"(?=[+(]?\d[\d\s()-]{5,})",
    "birth": rf"(?=(?:{DATE.pattern})|(?:19|20)\d{{2}}(?!\d))",
    "collected": rf"(?:\bon\s+)?(?=(?:{DATE.pattern}))",
    "date": rf"(?=(?:{DATE.pattern}))",
    # "Age 18 to 65: 40-230" is a range for an age, and no age.
    "age": r"(?=\d{1,3}(?!\d|\s*(?:-|to\b)\s*\d))",
}
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR = re.compile(r"(?:19|20)\d{2}(?!\d)")
_BEGINS = re.compile(r"(?:^|\t|\s{2,}|[|;,.\d])\W*$")
_NEXT_WORD = re.compile(r"\s*\S+")
_GAP = re.compile(r"\t|\s{2,}|[|;]")
_AGED = re.compile(rf"\d{{1,3}}\s*{UNIT}?(?![^\W_])", re.IGNORECASE)
DATES_OF_A_TABLE = 2
ABOUT = frozenset({"age", "sex", "age_sex"})
BRIEF_KINDS = frozenset({"age", "sex", "age_sex", "birth", "collected", "date"})


class HeaderReader:
    """Takes labelled content by the labels of the knowledge, and ages as people tell them."""

    def __init__(self, table: dict[str, Any], names_class: Callable[[str], bool]) -> None:
        """Compile the labels, the longest first."""
        words = table["pasted"]
        self._names_class = names_class
        self._kinds = {
            label: kind for kind, labels in table["identifiers"].items() for label in labels
        }
        for kind in ("age", "sex", "age_sex", "collected", "birth"):
            self._kinds |= dict.fromkeys(words[f"{kind}_labels"], kind)
        self._labels = [re.compile(self._label_pattern(), re.IGNORECASE)]
        self._ages = AgeReader(words, names_class)
        self._labels += [
            re.compile(rf"{self._one_of(kind)}\s+{look}", re.IGNORECASE | re.VERBOSE)
            for kind, look in _BARE.items()
        ]
        sex = joined(self._ages.sexes)
        self._labels.append(
            re.compile(rf"{self._one_of('sex')}\s+(?=(?:{sex})(?![^\W_]))", re.IGNORECASE)
        )
        # "Age 34 IgM 412", "Age 45 male. IgM 35": an age and a sex, and nothing else.
        old = joined(words["old"])
        self._brief = re.compile(
            rf"\s*(?:\d{{1,3}}\s*{UNIT}?(?:[\s./-]*(?:{old}))?(?![^\W_])[\s,/]*)?"
            rf"(?:(?:{sex})(?![^\W_]))?",
            re.IGNORECASE,
        )
        self._street = re.compile(
            rf"^\W*\d+\w?\s+(?:[^\W\d]+\s+){{1,3}}(?:{joined(words['street'])})(?![^\W_])",
            re.IGNORECASE,
        )
        self._named = re.compile(
            rf"(?<![^\W_])(?:{joined(words['name_leads'])})\s+[^.,;!?]*[.,;!?]?", re.IGNORECASE
        )

    def _label_pattern(self) -> str:
        return rf"(?<![^\W_])({joined(self._kinds)})\s*(?:\([^)]*\))?\s*[:#]\s*"

    def _one_of(self, kind: str) -> str:
        labels = joined(label for label, own in self._kinds.items() if own == kind)
        return rf"(?<![^\W_])({labels})"

    def strip(self, line: str, where: str, book: AgeBook) -> tuple[str, str | None]:
        """Take what a line tells of the person; return the rest, and the date of the sample.

        Whatever is taken is counted; the content of an identifier is not kept.
        """
        rest, collected = self._take_labels(line, where, book)
        for pattern, kind in (
            (_EMAIL, "contact"),
            (self._named, "name"),
            (self._street, "address"),
        ):
            rest, count = pattern.subn(" ", rest)
            if count:
                book.desk.drop(kind, count)
        return self._ages.take(rest, where, book), collected

    def identity(self, line: str) -> dict[str, frozenset[str]]:
        """Return what a line says of who the person is: words of the name, or the birth date."""
        said: dict[str, frozenset[str]] = {}
        labels = self._find_labels(line)
        for number, label in enumerate(labels):
            kind = self._kinds[" ".join(label[1].lower().split())]
            limit = labels[number + 1].start() if number + 1 < len(labels) else len(line)
            content = line[label.end() : self._content_end(line, label.end(), limit)]
            if kind == "birth" and (birth := _birth(content)):
                said[kind] = frozenset({birth})
            elif kind == "name" and self._is_persons(line, label, content):
                said[kind] = frozenset(tokenize(content))
        return said

    def _is_persons(self, line: str, label: re.Match[str], content: str) -> bool:
        """Tell whether a label is that of a person: "test name:" and "Quest name:" are not."""
        is_alone = _BEGINS.search(line[: label.start()]) is not None
        return is_alone and bool(tokenize(content)) and not self._names_class(content)

    def _find_labels(self, line: str) -> list[re.Match[str]]:
        """Return the labels of a line, from left to right, none inside another."""
        found = [match for pattern in self._labels for match in pattern.finditer(line)]
        found.sort(key=lambda match: (match.start(), -match.end()))
        kept: list[re.Match[str]] = []
        for match in found:
            if not kept or match.start() >= kept[-1].end():
                kept.append(match)
        return kept

    def _take_labels(self, line: str, where: str, book: AgeBook) -> tuple[str, str | None]:
        labels = self._find_labels(line)
        if not labels or (len(labels) == 1 and len(DATE.findall(line)) >= DATES_OF_A_TABLE):
            return line, None
        rest, collected, position = "", None, 0
        for number, label in enumerate(labels):
            limit = labels[number + 1].start() if number + 1 < len(labels) else len(line)
            end = self._content_end(line, label.end(), limit)
            kind = self._kinds[" ".join(label[1].lower().split())]
            if kind in ABOUT and self._ages.is_others(line, label.start(), end, book):
                rest += line[position:end]
                position = end
                continue
            if kind in BRIEF_KINDS and self._names_class(line[label.end() : end]):
                end = self._word_end(kind, line, label.end(), end)
            content = line[label.end() : end].strip(" ,;|\t")
            rest += line[position : label.start()]
            position = label.end()
            if self._names_class(content):
                continue
            kept, date = self._take_content(kind, content, where, book)
            collected = date or collected
            rest += f"  {kept}  "
            position = end
        return rest + line[position:], collected

    def _content_end(self, line: str, start: int, limit: int) -> int:
        """Return where the content of a label ends: at the next label, or at a gap."""
        first = re.compile(r"\s*").match(line, start)
        begin = start if first is None else first.end()
        gap = _GAP.search(line, begin, limit)
        return limit if gap is None else gap.start()

    def _word_end(self, kind: str, line: str, start: int, limit: int) -> int:
        """Return where an age and a sex end that stand before a result."""
        pattern = self._brief if kind in ABOUT else _NEXT_WORD
        found = pattern.match(line, start, limit) or _NEXT_WORD.match(line, start, limit)
        if found is not None and not found[0].strip():
            found = _NEXT_WORD.match(line, start, limit)
        return limit if found is None else found.end()

    def _take_content(
        self, kind: str, content: str, where: str, book: AgeBook
    ) -> tuple[str, str | None]:
        """Take the content of a label; return what does not belong to it, and a sample's date."""
        if not content:
            book.desk.drop("heading")
            return "", None
        if kind in {"collected", "birth", "date"}:
            return self._take_dated(kind, content, where, book)
        if kind in ABOUT:
            return self._take_about(kind, content, where, book), None
        book.desk.drop(kind)
        return "", None

    def _take_dated(
        self, kind: str, content: str, where: str, book: AgeBook
    ) -> tuple[str, str | None]:
        match = DATE.search(content)
        date = None if match is None else read_date(match[0])
        if kind == "birth":
            year = _YEAR.fullmatch(content)
            if match is not None:
                book.desk.birth = date or year_of(match[0])
            elif year is not None:
                book.desk.birth = year[0]
            book.desk.drop("birth_date")
            return "", None
        if kind == "collected" and date is None:
            book.desk.leave(where, content, "date_not_clear")
            return "", None
        book.desk.drop("date")
        return "", date if kind == "collected" else None

    def _take_about(self, kind: str, content: str, where: str, book: AgeBook) -> str:
        """Take an age, a sex or both; return the words behind them."""
        ends = [0]
        if kind != "sex" and (age := _AGED.search(content)) is not None:
            book.take(age[0], where, is_firm=True)
            ends.append(age.end())
        # A sex may stand behind the age: "Age: 34 Y F".
        if (sex := self._ages.sex.search(content)) is not None:
            book.desk.person = replace(book.desk.person, sex=self._ages.sexes[sex[1].lower()])
            ends.append(sex.end())
        if max(ends) == 0:
            book.desk.leave(where, content, "line_not_understood")
            return ""
        book.desk.drop("person")
        return ""


def _birth(content: str) -> str | None:
    """Return a birth date so that two can be compared: a day, a year, or the numbers as written."""
    match = DATE.search(content) or _YEAR.search(content)
    if match is None:
        return None
    numbers = ".".join(str(int(number)) for number in re.findall(r"\d+", match[0]))
    return read_date(match[0]) or numbers


def is_another(known: dict[str, frozenset[str]], said: dict[str, frozenset[str]]) -> bool:
    """Tell whether what a line says of the person contradicts what was said before.

    >>> is_another({"name": frozenset({"ann", "fox"})}, {"name": frozenset({"fox", "ann", "b"})})
    False
    """
    if "name" in known and "name" in said:
        first, second = known["name"], said["name"]
        if not (first <= second or second <= first):
            return True
    births = [next(iter(one["birth"])) for one in (known, said) if "birth" in one]
    return len(births) > 1 and not _is_same_birth(births[0], births[1])


def _is_same_birth(first: str, second: str) -> bool:
    """Tell whether two dates can be the same day: one of them may be a year only."""
    if first == second:
        return True
    years = {year_of(birth) for birth in (first, second)}
    is_open = not all(_ISO_DAY.fullmatch(birth) for birth in (first, second))
    is_mixed = bool(_ISO_DAY.fullmatch(first)) != bool(_ISO_DAY.fullmatch(second))
    is_year = any(_YEAR.fullmatch(birth) for birth in (first, second))
    return len(years) == 1 and is_open and (is_mixed or is_year)
