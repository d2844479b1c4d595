"""Reads text pasted from a portal: results on one line or over several, in any order of parts."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from globulin.intake.desk import Desk, Readers
from globulin.intake.pasted_header import HeaderReader
from globulin.intake.pasted_parts import Parts, PartScanner
from globulin.intake.raw import RawResult
from globulin.vocabulary import Match, find_phrases, tokenize, words_with_places

# Findings that a person tells; a laboratory's findings come as results.
TOLD_KINDS = frozenset({"symptom", "sign", "history", "demographic"})


@dataclass(slots=True)
class Pending:
    """A result whose parts stand on several lines."""

    where: str
    name: str
    lines: list[str]
    parts: Parts = field(default_factory=Parts)


@lru_cache(maxsize=4)
def _tools(readers: Readers) -> tuple[PartScanner, HeaderReader]:
    return PartScanner(readers.table, readers.amounts), HeaderReader(readers.table)


def read_pasted(text: str, make_desk: Callable[[], Desk]) -> list[Desk]:
    """Return the desk of the one person whose results a text holds."""
    desk = make_desk()
    reader = PastedReader(desk)
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            reader.read_line(line.strip(), f"line {number}")
    reader.finish()
    return [desk]


class PastedReader:
    """Reads line by line; a name without its value waits for the lines after it."""

    def __init__(self, desk: Desk) -> None:
        """Begin with nothing read."""
        self._desk = desk
        self._scanner, self._header = _tools(desk.readers)
        self._words = desk.readers.table["pasted"]
        self._pending: Pending | None = None
        self._collected: str | None = None
        self._has_results = False

    def read_line(self, line: str, where: str) -> None:
        """Read one line that is not empty."""
        tokens = tokenize(line)
        if find_phrases(tokens, self._words["conditional"]):
            # "If your IgM is above ..., call": no result and no symptom of this person.
            self._read_remark(line, tokens, where)
        elif self._is_spoken(tokens):
            for clause in _CLAUSE.split(line):
                if clause.strip():
                    self._read_part(clause.strip(), where)
        else:
            self._read_part(line, where)

    def _read_part(self, line: str, where: str) -> None:
        places = words_with_places(line)
        tokens = [word for word, _, _ in places]
        classes = self._classes(line, places)
        if classes:
            rest = self._header.take_person(line, places[classes[0].start][1], self._desk)
            if rest != line:
                self._read_part(rest, where)
                return
            for name, after in self._segments(line, places, classes):
                self._read_result(name, after, where)
            return
        date = self._header.take(line, self._desk)
        if date is not None:
            self._collected = date or self._collected
            return
        parts = self._scanner.scan(line)
        if self._pending is not None and parts.is_plain and (parts.has_any or parts.labels):
            self._pending.parts.add(parts)
            self._pending.lines.append(line)
        else:
            self._read_other(line, tokens, parts, where)

    def finish(self) -> None:
        """Close what still waits."""
        self._close()

    def _classes(self, line: str, places: list[tuple[str, int, int]]) -> list[Match]:
        """Return where classes are named; the number of an amount is no part of a name.

        "IgG 4 g/L" is an amount of IgG, while "IgG 4" begins the name of a subclass.
        """
        words = [
            AMOUNT if word[0].isdigit() and self._scanner.is_amount(line, start) else word
            for word, start, _ in places
        ]
        return self._desk.readers.names.spans(words)

    def _segments(
        self, line: str, places: list[tuple[str, int, int]], classes: Sequence[Match]
    ) -> list[tuple[str, str]]:
        """Return (name, rest) for each result on a line.

        A class named after a number begins a new result, with the words before it that are no
        part of the one before.
        """
        cuts = [0]
        for match in classes[1:]:
            start = places[match.start][1]
            between = self._scanner.scan(self._after_name(line[cuts[-1] : start])[1])
            if between.numbers or between.titers:
                first = between.words[0] if between.words else None
                at = line.rfind(first, cuts[-1], start) if first else start
                cuts.append(at)
        ends = [*cuts[1:], len(line)]
        return [self._after_name(line[a:b]) for a, b in zip(cuts, ends, strict=True)]

    def _after_name(self, segment: str) -> tuple[str, str]:
        """Return the name at the beginning of a segment, and what follows it."""
        places = words_with_places(segment)
        classes = self._classes(segment, places)
        if not classes:
            return segment, ""
        last = places[classes[0].end - 1][2]
        for match in classes[1:]:
            # Names in a row, such as "IgM (Immunoglobulin M)", are one name.
            gap = segment[last : places[match.start][1]]
            if not any(c.isdigit() for c in gap):
                last = places[match.end - 1][2]
        for word, start, end in places:
            if start >= last and word in self._desk.readers.names.neutral and word.isalpha():
                last = end
            elif start >= last:
                break
        return segment[:last], segment[last:].lstrip(")*")

    def _read_result(self, name: str, rest: str, where: str) -> None:
        self._close()
        parts = self._scanner.scan(rest)
        pending = Pending(where, name.strip(" ,;:|\t("), [f"{name}{rest}".strip()], parts)
        if parts.numbers or parts.titers:
            self._take(pending)
        elif parts.words and not self._sort_words(parts.words)[0] and not parts.has_any:
            # A sentence about the class, without a number.
            self._read_remark(pending.lines[0], tokenize(pending.lines[0]), where)
        else:
            self._pending = pending

    def _close(self) -> None:
        pending, self._pending = self._pending, None
        if pending is not None:
            self._take(pending)

    def _take(self, pending: Pending) -> None:
        """Hand a result over, or leave its lines unread."""
        desk, parts = self._desk, pending.parts
        numbers = _without_axis(parts)
        for text in parts.previous:
            desk.leave(pending.where, text, "previous_result")
        if len(numbers) > 1 or len(parts.ranges) > 1 or (numbers and parts.titers):
            desk.leave(pending.where, " ".join(pending.lines), "several_numbers")
            return
        sign, value = numbers[0] if numbers else (None, None)
        limits = parts.ranges[0] if parts.ranges else None
        beside, comments = self._sort_words(parts.words)
        dates = [date for date in parts.dates if date]
        units = list(dict.fromkeys(parts.units))
        was_taken = desk.take(
            RawResult(
                where=pending.where,
                line=" ".join(pending.lines),
                names=(" ".join([pending.name, *beside]),),
                value=value,
                comparator=sign,
                text=parts.titers[0] if parts.titers else None,
                # Two units are one that is not known.
                unit=" / ".join(units) or None,
                low=limits.low if limits else None,
                high=limits.high if limits else None,
                flag=parts.flags[0] if parts.flags else None,
                collected=dates[0] if dates else self._collected,
            )
        )
        if was_taken:
            self._has_results = True
            if comments:
                self._read_remark(" ".join(comments), tokenize(" ".join(comments)), pending.where)

    def _sort_words(self, words: list[str]) -> tuple[list[str], list[str]]:
        """Return the words that change what was measured, and those that are a comment."""
        names = self._desk.readers.names
        is_other = names.is_changed_by(tokenize(" ".join(words)))
        return (words, []) if is_other else ([], words)

    def _read_other(self, line: str, tokens: Sequence[str], parts: Parts, where: str) -> None:
        """Read a line that is no result of ours: another test, a symptom, a comment, a heading."""
        if parts.is_plain and not parts.has_any:
            self._desk.drop("heading")
            return
        is_symptom = self._is_spoken(tokens) or self._is_symptom(line, tokens)
        if (parts.numbers or parts.titers) and not is_symptom:
            self._close()
            is_result = bool(parts.words) and (parts.units or parts.ranges or parts.flags)
            self._desk.leave(where, line, "other_test" if is_result else "line_not_understood")
            return
        self._read_remark(line, tokens, where)

    def _read_remark(self, text: str, tokens: Sequence[str], where: str) -> None:
        """Read words without a result: a symptom that is told, a comment, or a heading."""
        desk = self._desk
        is_conditional = bool(find_phrases(tokens, self._words["conditional"]))
        if not is_conditional and (self._is_spoken(tokens) or self._is_symptom(text, tokens)):
            desk.tell(text, present=True, where=where)
        elif self._has_results or desk.readers.names.spans(tokens):
            self._close()
            desk.leave(where, text, "comment")
        else:
            # Before the first result a line without a number may be a name or an address.
            desk.drop("heading")

    def _is_spoken(self, tokens: Sequence[str]) -> bool:
        """Tell whether somebody speaks, of themselves or of the person."""
        return bool(find_phrases(tokens, self._words["spoken"]))

    def _is_symptom(self, line: str, tokens: Sequence[str]) -> bool:
        """Tell whether a short line names a symptom, as in a list of complaints."""
        if len(tokens) > LONG_LINE:
            return False
        findings = self._desk.readers.findings
        return any(findings.kind(told.id) in TOLD_KINDS for told in findings.find(line))


LONG_LINE = 12
# Stands for a number that is an amount; it is in no name.
AMOUNT = "#"
# What somebody says is read clause by clause: a symptom and a number may share a sentence.
_CLAUSE = re.compile(r"[,;]\s+|\.\s+|\s+(?:and|but|with)\s+", re.IGNORECASE)


def _without_axis(parts: Parts) -> list[tuple[str | None, float]]:
    """Return the numbers without those of a drawn scale, which repeat the ends of the range."""
    if len(parts.numbers) < 2 or len(parts.ranges) != 1:  # noqa: PLR2004 - one number is the value
        return parts.numbers
    ends = {parts.ranges[0].low, parts.ranges[0].high}
    rest = [(sign, number) for sign, number in parts.numbers if number not in ends]
    return rest or parts.numbers
