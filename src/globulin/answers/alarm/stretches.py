"""Stretches of a text: the sentence of a sign, the part in which words speak of it."""

from collections.abc import Sequence
from functools import cached_property

from globulin.answers.alarm.hearing import Hearing, Occurrence, Span


class Stretches:
    """The parts of one text, and the words of the frames that stand in them."""

    def __init__(self, hearing: Hearing) -> None:
        """Take what was heard."""
        self._hearing = hearing
        self._passage = hearing.passage

    def segment(self, occurrence: Occurrence) -> range:
        """Return the stretch around a sign in which words speak of it.

        It ends at punctuation, at words that turn the sentence, at an immunoglobulin, and at
        "and" where somebody begins anew.
        """
        start, end = occurrence.start, occurrence.end
        while start > 0 and not self._begins_anew(start):
            start -= 1
        while end < len(self._passage.words) and not self._begins_anew(end):
            end += 1
        return range(start, end)

    def _begins_anew(self, place: int) -> bool:
        return place in self._breaks

    @cached_property
    def _breaks(self) -> frozenset[int]:
        clause = self._passage.clause
        changes = {place for place in range(1, len(clause)) if clause[place] != clause[place - 1]}
        alone = self._lonely_frames("past")
        joints = {start for start, end in self._hearing.spans("and") if self._starts_subject(end)}
        turns = {start for start, _ in self._hearing.spans("turn")}
        return frozenset((changes - alone) | joints | turns)

    def _lonely_frames(self, frame: str) -> set[int]:
        """Return the edges of clauses that say nothing but when: they belong to the next one."""
        edges: set[int] = set()
        clause = self._passage.clause
        for start, end in self._hearing.spans(frame):
            opens = start == 0 or clause[start - 1] != clause[start]
            closes = end == len(clause) or clause[end] != clause[end - 1]
            if opens and closes:
                edges |= {start, end}
        return edges

    def _starts_subject(self, place: int) -> bool:
        return any(start == place for start, _ in self._hearing.spans("subject"))

    @property
    def whole(self) -> range:
        """The whole sentence."""
        return range(len(self._passage.words))

    def has(self, frame: str, stretch: range, occurrence: Occurrence | None) -> bool:
        """Tell whether words of a frame stand in a stretch, beside those of the sign."""
        own = set(occurrence.places()) if occurrence is not None else set()
        return any(
            start in stretch and end - 1 in stretch and not own.issuperset(range(start, end))
            for start, end in self._hearing.spans(frame)
        )

    def places_of(self, frame: str) -> set[int]:
        """Return the places of all words of a frame."""
        if frame not in self._kept:
            spans: Sequence[Span] = self._hearing.spans(frame)
            self._kept[frame] = {place for span in spans for place in range(*span)}
        return self._kept[frame]

    @cached_property
    def _kept(self) -> dict[str, set[int]]:
        return {}
