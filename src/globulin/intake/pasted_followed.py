"""Followed amounts of a pasted text: whole lines with one name, one number and its unit."""

from globulin.intake.followed import FollowedReader
from globulin.intake.pasted_block import Block, Taker
from globulin.intake.pasted_dates import DATE
from globulin.intake.pasted_parts import Parts, PartScanner
from globulin.vocabulary import tokenize, words_with_places


class Follower:
    """Keeps the lines that may be of a followed amount, until all dates are known.

    Behind a line that names another specimen nothing is kept, until the next heading.
    """

    def __init__(self, reader: FollowedReader, scanner: PartScanner, taker: Taker) -> None:
        """Begin with no line."""
        self._reader = reader
        self._scanner = scanner
        self._taker = taker
        self._blocks: list[Block] = []
        self._is_elsewhere = False

    def begin_section(self, heading: str) -> None:
        """Note a heading: what stands below it belongs to it."""
        self._is_elsewhere = self._reader.is_elsewhere(heading)

    def note(
        self,
        line: str,
        parts: Parts,
        number: int,
        *,
        collected: str | None,
        columns: tuple[str | None, ...],
    ) -> None:
        """Keep a line that names a followed amount and says nothing that is not understood."""
        self._is_elsewhere |= self._reader.is_elsewhere(line)
        name = self._name(line)
        if self._is_elsewhere or not self._reader.names(name) or not self._is_plain(name, parts):
            return
        self._blocks.append(
            Block(
                number=number,
                name=name,
                lines=[line],
                parts=parts,
                classes=frozenset(),
                section=None,
                collected=collected,
                columns=columns,
                began_alone=False,
                is_remark=False,
            )
        )

    def finish(self, only: str | None) -> None:
        """Hand every line over; one without a date has the only one of the text."""
        for block in self._blocks:
            block.collected = block.collected or only
            self._taker.follow(block)

    def _is_plain(self, name: str, parts: Parts) -> bool:
        """Tell whether a line has one date at most, and no words that may change the number."""
        is_dated = len(parts.dates) <= 1 and None not in parts.dates
        is_named = set(tokenize(" ".join(parts.early))) <= set(tokenize(name))
        is_alone = not parts.asides and self._reader.says_nothing(parts.late)
        return is_dated and is_named and is_alone

    def _name(self, line: str) -> str:
        """Return the words before the amount, without a date that stands before them."""
        date = DATE.match(line)
        rest = line if date is None else line[date.end() :]
        starts = (
            start
            for word, start, _ in words_with_places(rest)
            if word[0].isdigit() and self._scanner.is_amount(rest, start)
        )
        return rest[: next(starts, len(rest))].strip(" ,;:|\t([*•=.-<>≤≥")
