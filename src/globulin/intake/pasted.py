"""Reads text pasted from a portal: results on one line or over several, in any order of parts."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from globulin.errors import InputError
from globulin.intake.desk import Desk, Readers
from globulin.intake.pasted_ages import AgeBook
from globulin.intake.pasted_beside import Listener
from globulin.intake.pasted_block import Block, Taker
from globulin.intake.pasted_dates import DATE
from globulin.intake.pasted_followed import Follower
from globulin.intake.pasted_header import HeaderReader, is_another
from globulin.intake.pasted_names import NameFinder, Segment
from globulin.intake.pasted_parts import Parts, PartScanner
from globulin.intake.pasted_told import Teller, as_written
from globulin.vocabulary import tokenize

# Findings that a person tells; a laboratory's findings come as results.
TOLD_KINDS = frozenset({"symptom", "sign", "history", "demographic"})
LONG_HEADING = 8
# A longer line is read in pieces, so that the time stays in proportion to the text.
LONGEST_LINE = 1000
# Longer than any report that somebody pastes; a record of years belongs into FHIR.
LONGEST_TEXT = 200_000
DATES_OF_A_TABLE = 2
_NARROW = re.compile(r"(?<=\d)[\u00a0\u202f\u2009](?=\d{3}(?!\d))")


@dataclass(frozen=True, eq=False, slots=True)
class Tools:
    """The readers of the parts of a text, made once."""

    scanner: PartScanner
    finder: NameFinder
    header: HeaderReader
    teller: Teller
    class_words: frozenset[str]


@lru_cache(maxsize=4)
def _tools(readers: Readers) -> Tools:
    scanner = PartScanner(readers.table, readers.amounts)
    finder = NameFinder(readers.names, scanner)
    header = HeaderReader(readers.table, finder.names_class)
    teller = Teller(readers.table, readers.findings.negations)
    classes = frozenset(key.lower() for key in readers.names.readable)
    return Tools(scanner, finder, header, teller, classes)


def read_pasted(text: str, make_desk: Callable[[], Desk]) -> list[Desk]:
    """Return the desks of the persons whose results a text holds, one as a rule.

    Raises:
        InputError: the text is too long to be a report.
    """
    if len(text) > LONGEST_TEXT:
        message = f"a text of {len(text)} characters: expected at most {LONGEST_TEXT}"
        raise InputError(message)
    desk = make_desk()
    tools = _tools(desk.readers)
    of_kin = tools.teller.is_of_kin(text, tools.class_words)
    readers = [PastedReader(desk, tools, of_kin=of_kin)]
    for number, line in enumerate(text.splitlines(), start=1):
        for piece in _pieces(_NARROW.sub("", line).strip()):
            if readers[-1].ends_before(piece):
                readers.append(PastedReader(make_desk(), tools, of_kin=of_kin))
            readers[-1].read_line(piece, number)
    for reader in readers:
        reader.finish()
    return [reader.desk for reader in readers]


class PastedReader:
    """Reads line by line; a name without its value waits for the lines after it."""

    def __init__(self, desk: Desk, tools: Tools, *, of_kin: bool) -> None:
        """Begin with nothing read; `of_kin` tells that the results are a relative's."""
        self._desk = desk
        self._tools = tools
        self._of_kin = of_kin
        self._identity: dict[str, frozenset[str]] = {}
        self._book = AgeBook(desk, of_kin)
        self._taker = Taker(desk)
        self._follower = Follower(desk.readers.followed, tools.scanner, self._taker)
        self._listener = Listener(desk, tools.scanner)
        self._open: Block | None = None
        self._blocks: list[Block] = []
        self._section: str | None = None
        self._columns: tuple[str | None, ...] = ()
        self._collected: str | None = None
        self._all_collected: set[str] = set()
        self._has_stray_amount = False
        self._has_results = False

    @property
    def desk(self) -> Desk:
        """Return the desk of the person."""
        return self._desk

    def ends_before(self, line: str) -> bool:
        """Tell whether a line begins another person, after results of this one were read."""
        said = self._tools.header.identity(line)
        has_results = self._has_results or (self._open is not None and self._open.parts.has_any)
        if has_results and is_another(self._identity, said):
            return True
        self._identity = {**said, **self._identity}
        return False

    def read_line(self, line: str, number: int) -> None:
        """Read one line that is not empty."""
        where = f"line {number}"
        rest, collected = self._tools.header.strip(line, where, self._book)
        if collected is not None:
            self._collected = collected
            self._all_collected.add(collected)
        if rest != line and not any(c.isalnum() for c in rest):
            return
        sentences = self._tools.teller.sentences(rest.strip())
        is_spoken = any(self._is_spoken(sentence) for sentence in sentences)
        if len(sentences) < 2 or not is_spoken:  # noqa: PLR2004 - one sentence is the line
            sentences = sentences if is_spoken or self._is_condition(rest) else [rest.strip()]
        for sentence in sentences:
            if len(sentences) == 1 or any(c.isalnum() for c in sentence):
                self._read_sentence(sentence, number)

    def _is_condition(self, text: str) -> bool:
        teller = self._tools.teller
        return bool(teller.split_condition(text)[1] or teller.split_general(text)[1])

    def _read_sentence(self, sentence: str, number: int) -> None:
        teller = self._tools.teller
        if not self._is_spoken(sentence) and not self._is_condition(sentence):
            # "IgM 6 g/L, ALP 240 U/L (35-120) H": two results, and no two numbers of one.
            own, sentence = self._listener.cut(sentence)
            for clause in own:
                self._desk.leave(f"line {number}", clause, "other_test")
                self._listen(clause, number)
        said, condition = teller.split_condition(sentence)
        says = self._says_something
        if not condition:
            said, condition = teller.split_general(sentence)
            says = self._states_amount
        if condition and not says(said):
            # "If your IgM is above ..., call": no result and no symptom of this person.
            self._leave_remark(sentence, sentence, number)
            return
        if self._is_spoken(said):
            self._read_spoken(said, number)
        elif said:
            self._read_part(said, number)
        if condition:
            self._leave_remark(condition, sentence, number)

    def _says_something(self, text: str) -> bool:
        return self._tools.finder.names_class(text) or self._tools.teller.has_known(
            text, self._desk
        )

    def _states_amount(self, text: str) -> bool:
        """Tell whether a class stands there with its number; "above 230" is nobody's."""
        return any(
            segment.parts.numbers and all(one.sign is None for one in segment.parts.numbers)
            for segment in self._tools.finder.segments(text)
        )

    def _read_spoken(self, sentence: str, number: int) -> None:
        """Read what somebody says: a symptom and a number may share a sentence."""
        clauses = self._tools.teller.clauses(sentence)
        told: list[bool] = []
        for clause in clauses:
            told.append(not (self._tools.finder.names_class(clause) or self._attaches(clause)))
            if not told[-1]:
                self._read_part(clause, number)
        if all(told):
            self._tell(sentence, number)
        elif any(told):
            self._tell(as_written(sentence, clauses, told), number)

    def _attaches(self, text: str) -> bool:
        parts = self._tools.scanner.scan(text)
        return self._open is not None and self._open.can_take(parts)

    def _read_part(self, line: str, number: int) -> None:
        segments = self._tools.finder.segments(line)
        if any(segment.parts.early for segment in segments) and self._tells_beside(line):
            self._read_spoken(line, number)
            return
        if segments:
            for segment in segments:
                self._begin(segment, number)
            return
        if self._is_table_head(line):
            self._columns = tuple(self._tools.scanner.scan(line).dates)
            self._desk.drop("heading")
            return
        parts = self._tools.scanner.scan(line)
        if self._open is not None and self._open.can_take(parts):
            self._open.take(parts, line, number)
        else:
            self._read_other(line, parts, number)

    def _tells_beside(self, line: str) -> bool:
        """Tell whether a clause beside the result names a symptom: "no fever, IgM 412"."""
        clauses = self._tools.teller.clauses(line)
        return len(clauses) > 1 and any(
            not self._tools.finder.names_class(clause)
            and self._is_symptom(clause, len(tokenize(clause)))
            for clause in clauses
        )

    def _is_table_head(self, line: str) -> bool:
        if len(DATE.findall(line)) < DATES_OF_A_TABLE:
            return False
        parts = self._tools.scanner.scan(line)
        return len(parts.dates) >= DATES_OF_A_TABLE and not parts.has_any

    def finish(self) -> None:
        """Hand everything over, in the order of the text."""
        self._close()
        if self._has_stray_amount and any(not block.parts.has_any for block in self._blocks):
            for block in self._blocks:
                block.is_unordered |= block.began_alone
        only = self._all_collected.pop() if len(self._all_collected) == 1 else None
        for block in self._blocks:
            block.collected = block.collected or only
            comments = self._taker.take(block)
            for comment in comments:
                self._tell_comment(comment, block.number)
        self._follower.finish(only)
        self._listener.finish(only)
        self._book.settle()
        self._desk.findings.sort(key=lambda finding: _first_line(finding.where))
        self._desk.left.sort(key=lambda left: _first_line(left.where))

    def _begin(self, segment: Segment, number: int) -> None:
        """Begin a result; one that has no value yet waits for it."""
        before = self._open
        self._close()
        parts = segment.parts
        names_only = not parts.has_any and not parts.late
        block = Block(
            number=number,
            name=segment.name,
            lines=[segment.text],
            parts=parts,
            classes=segment.classes,
            section=self._section,
            collected=self._collected,
            columns=self._columns,
            began_alone=names_only,
            is_remark=bool(parts.early) and not parts.has_any,
        )
        if before is not None and before.began_alone and not before.parts.has_any:
            block.is_unordered = block.began_alone and before.classes != block.classes
        self._open = block

    def _close(self) -> None:
        if self._open is not None:
            self._blocks.append(self._open)
            self._has_results |= self._open.parts.has_any
        self._open = None

    def _read_other(self, line: str, parts: Parts, number: int) -> None:
        """Read a line that is no result of ours: another test, a symptom, a comment, a heading."""
        tokens = tokenize(line)
        if parts.is_plain and not parts.has_any and not parts.dates:
            self._desk.drop("heading")
            return
        is_symptom = self._is_symptom(line, len(tokens))
        has_amount = parts.numbers or parts.odd or parts.unclear or parts.ranges
        has_part = parts.is_plain and (parts.units or (parts.flags and not parts.labels))
        if (has_amount or has_part) and not is_symptom:
            self._leave_other(line, parts, number)
            return
        if not is_symptom and not parts.has_any:
            self._take_heading(tokens)
            self._follower.begin_section(line)
            self._listener.begin_section(line)
        self._tell(line, number)

    def _leave_other(self, line: str, parts: Parts, number: int) -> None:
        """Leave a line with a number that belongs to no class."""
        has_words = bool(parts.words)
        self._has_stray_amount |= not has_words and bool(parts.units or parts.ranges)
        self._close()
        is_result = has_words and bool(parts.units or parts.ranges or parts.flags or parts.odd)
        code = "other_test" if is_result else "line_not_understood"
        self._desk.leave(f"line {number}", line, code)
        if code in self._desk.readers.followed.left_as:
            self._follower.note(
                line, parts, number, collected=self._collected, columns=self._columns
            )
            self._listen(line, number)

    def _listen(self, line: str, number: int) -> None:
        """Keep a line that may be of another test which tells a finding."""
        self._listener.note(line, number, collected=self._collected, columns=self._columns)

    def _take_heading(self, tokens: tuple[str, ...]) -> None:
        """Note what a heading says of the lines below it: a germ, or another specimen."""
        if len(tokens) <= LONG_HEADING and not self._tools.teller.is_spoken(tokens):
            self._section = self._desk.readers.names.changed_to(tokens)

    def _tell(self, text: str, number: int) -> None:
        """Read words without a result: symptoms that are told, a comment, or a heading."""
        teller, desk = self._tools.teller, self._desk
        self._close()
        has_told = self._tell_comment(text, number, is_quiet=True)
        if has_told:
            return
        if self._has_results or teller.is_spoken(tokenize(text)):
            desk.leave(f"line {number}", text, "comment")
        else:
            # Before the first result a line without a number may be a name or an address.
            desk.overhear(text)

    def _tell_comment(self, text: str, number: int, *, is_quiet: bool = False) -> bool:
        """Take the findings of words beside a result; leave the words where there is none."""
        teller, desk = self._tools.teller, self._desk
        where = f"line {number}"
        tokens = tokenize(text)
        is_told = teller.is_spoken(tokens) or self._is_symptom(text, len(tokens))
        if is_told and teller.tell(text, where, desk, of_kin=self._of_kin):
            return True
        if not is_quiet and any(c.isalnum() for c in text):
            desk.leave(where, text, "comment")
        return False

    def _leave_remark(self, text: str, sentence: str, number: int) -> None:
        """Leave what a sentence says under a condition or in general."""
        self._close()
        code = self._tools.teller.remark_code(sentence)
        self._desk.leave(f"line {number}", text, code)

    def _is_spoken(self, text: str) -> bool:
        return self._tools.teller.is_spoken(tokenize(text))

    def _is_symptom(self, text: str, size: int) -> bool:
        """Tell whether a short text names a symptom, as in a list of complaints."""
        findings = self._desk.readers.findings
        return size <= LONG_LINE and any(
            findings.kind(told.id) in TOLD_KINDS
            for clause in self._tools.teller.clauses(text)
            for told in findings.find(clause)
        )


LONG_LINE = 24


def _first_line(where: str) -> int:
    found = re.search(r"\d+", where)
    return int(found[0]) if found else 0


def _pieces(line: str) -> list[str]:
    """Return a line in pieces of bounded length, cut at spaces where there are any."""
    pieces = []
    while len(line) > LONGEST_LINE:
        space = line.rfind(" ", 1, LONGEST_LINE)
        end = LONGEST_LINE if space < 0 else space
        pieces.append(line[:end].strip())
        line = line[end:].strip()
    return [*pieces, line] if line else pieces
