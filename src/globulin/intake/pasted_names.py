"""Where the classes are named on a pasted line, and which part of the line belongs to each."""

from collections.abc import Sequence
from dataclasses import dataclass

from globulin.intake.names import NameReader
from globulin.intake.pasted_parts import Parts, PartScanner
from globulin.vocabulary import Match, words_with_places

# Stands for a number that is an amount; it is in no name.
AMOUNT = "#"
Places = Sequence[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class Segment:
    """One result on a line: its name with the words beside it, its parts, and its text."""

    name: str
    parts: Parts
    text: str
    classes: frozenset[str]


class NameFinder:
    """Finds the classes of a line."""

    def __init__(self, names: NameReader, scanner: PartScanner) -> None:
        """Find with these names and parts."""
        self._names = names
        self._scanner = scanner

    def names_class(self, text: str) -> bool:
        """Tell whether a class is named."""
        return bool(self.classes(text, words_with_places(text)))

    def classes(self, line: str, places: Places) -> list[Match]:
        """Return where classes are named; the number of an amount is no part of a name.

        "IgG 4 g/L" is an amount of IgG, while "IgG 4" begins the name of a subclass.
        """
        words = [
            AMOUNT if word[0].isdigit() and self._scanner.is_amount(line, start) else word
            for word, start, _ in places
        ]
        return self._names.spans(words)

    def segments(self, line: str) -> list[Segment]:
        """Return the results of a line, in order; none where no class is named."""
        places = words_with_places(line)
        groups = self._groups(line, places, self.classes(line, places))
        found: list[Segment] = []
        begin = 0
        for number, (first, last, classes) in enumerate(groups):
            limit = groups[number + 1][0] if number + 1 < len(groups) else len(line)
            after = self._scanner.scan(line[last:limit])
            is_cut = limit < len(line) and after.tail is not None
            end = last + after.tail if is_cut and after.tail is not None else limit
            if is_cut:
                after = self._scanner.scan(line[last:end])
            found.append(
                self._segment(line[begin:end], first - begin, last - begin, after, classes)
            )
            begin = end
        return found

    def _groups(
        self, line: str, places: Places, matches: Sequence[Match]
    ) -> list[tuple[int, int, frozenset[str]]]:
        """Return where names begin and end; "IgM (Immunoglobulin M)" is one."""
        groups: list[tuple[int, int, frozenset[str]]] = []
        for match in matches:
            start, end = places[match.start][1], places[match.end - 1][2]
            if groups and not self._scanner.scan(line[groups[-1][1] : start]).has_value:
                groups[-1] = (groups[-1][0], end, groups[-1][2] | {match.id})
            else:
                groups.append((start, end, frozenset({match.id})))
        return groups

    def _segment(
        self, text: str, first: int, last: int, after: Parts, classes: frozenset[str]
    ) -> Segment:
        before = self._scanner.scan(text[:first])
        start = first if before.tail is None else before.tail
        words = [*before.words, text[first:last], *after.early]
        name = text[start : last + after.head].strip(" ,;:|\t([*•=.-")
        said = words_with_places(" ".join(words))
        if len(words_with_places(name)) != len(said):
            # Something that changes nothing stands between the words of the name.
            name = " ".join(words)
        parts = Parts()
        parts.add(before)
        parts.add(after)
        parts.early, parts.late = [*before.words, *after.early], after.late
        parts.remarks = after.remarks
        return Segment(name, parts, text.strip(), classes)
