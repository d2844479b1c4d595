"""How a sign is meant: denied, past, feared, somebody else's, asked in general, or there now."""

from collections.abc import Sequence

from globulin.answers.alarm.book import Sign, SignBook
from globulin.answers.alarm.hearing import GAP, Hearing, Occurrence
from globulin.answers.alarm.stretches import Stretches

# Words between a sign and a question about it that follows.
AFTER = 2
# Behind every word.
NOWHERE = 10**6


class Framing:
    """The frames of one sentence."""

    def __init__(self, hearing: Hearing, book: SignBook, *, is_told: bool, is_own: bool) -> None:
        """Take what was heard.

        `is_told`: somebody says this of a person, and asks nothing; `is_own`: they say that it
        is there, maybe in another sentence.
        """
        self._hearing = hearing
        self._passage = hearing.passage
        self._stretches = Stretches(hearing)
        self._book = book
        self._is_told = is_told
        self._is_own = is_own

    def is_there(self, occurrence: Occurrence) -> bool:
        """Tell whether a sign is meant as one that somebody has now."""
        sign = self._book.signs[occurrence.sign]
        if self._is_denied(occurrence) or self._is_long_past(occurrence):
            return False
        if sign.around:
            return True
        if self._is_of_another_past(occurrence, sign) or self._is_animal(occurrence):
            return False
        return sign.direct or self._is_somebodys(occurrence, sign)

    def _is_somebodys(self, occurrence: Occurrence, sign: Sign) -> bool:
        """Tell whether somebody has it: no history, no fear, no question in general."""
        if self._is_history(occurrence, sign) or self._is_feared(occurrence):
            return False
        if self._is_general(occurrence, sign):
            return sign.joins and self._joins_immunoglobulin()
        return not sign.disease or self._is_told or self._has_it(occurrence)

    # What stands right before: a denial, a history.

    def _is_denied(self, occurrence: Occurrence) -> bool:
        own = set(occurrence.places())
        for start, end in self._hearing.spans("denial"):
            if own.intersection(range(start, end)):
                continue
            inside = occurrence.start < start and end < occurrence.end
            if (inside or self._reaches(end, occurrence)) and not self._is_first_time(occurrence):
                return True
        return self._is_denied_after(occurrence)

    def _is_denied_after(self, occurrence: Occurrence) -> bool:
        words = len(self._passage.words)
        for start, end in self._hearing.spans("denied-after"):
            ends_here = end == words or self._passage.clause[end] != self._passage.clause[end - 1]
            if start == occurrence.end and ends_here:
                return True
        return False

    def _is_first_time(self, occurrence: Occurrence) -> bool:
        """Tell whether it says "never like this before": then it is there now."""
        return any(
            0 <= start - occurrence.end <= 1 for start, _ in self._hearing.spans("first-time")
        )

    def _is_history(self, occurrence: Occurrence, sign: Sign) -> bool:
        frames = ("history", "aftermath") if sign.disease else ("history",)
        return any(
            self._reaches(end, occurrence)
            for frame in frames
            for start, end in self._hearing.spans(frame)
            if not set(occurrence.places()).intersection(range(start, end))
        ) and not self._stretches.has("present", self._stretches.segment(occurrence), occurrence)

    def _reaches(self, end: int, occurrence: Occurrence) -> bool:
        """Tell whether a word that ends at `end` speaks of a sign: nothing else stands between."""
        if end > occurrence.start:
            return False
        clause = self._passage.clause
        crosses = False
        for place in range(end, occurrence.start):
            crosses |= clause[place] != clause[place - 1] or place in self._stretches.places_of(
                "and"
            )
            if not self._may_stand_between(place, crosses=crosses):
                return False
        crosses |= clause[occurrence.start] != clause[occurrence.start - 1]
        if clause[end] != clause[end - 1]:
            return False
        return not crosses or not self._is_said_anew(occurrence)

    def _may_stand_between(self, place: int, *, crosses: bool) -> bool:
        if place in self._stretches.places_of("turn"):
            return False
        if place in self._stretches.places_of("symptom") or place in self._stretches.places_of(
            "listed"
        ):
            return True
        return not crosses and place in self._stretches.places_of("filler")

    def _is_said_anew(self, occurrence: Occurrence) -> bool:
        """Tell whether a sign behind a comma is told for itself: "no fever, my chest hurts"."""
        clause = self._passage.clause[occurrence.end - 1]
        after = range(occurrence.end, len(self._passage.words))
        places = [place for place in after if self._passage.clause[place] == clause]
        near = {*occurrence.places(), *range(occurrence.start, occurrence.end), *places[:GAP]}
        return bool(
            near & (self._stretches.places_of("present") | self._stretches.places_of("somebody"))
        )

    # What stands in the same stretch of the sentence.

    def _is_long_past(self, occurrence: Occurrence) -> bool:
        segment = self._stretches.segment(occurrence)
        return self._stretches.has("past", segment, occurrence) and not self._stretches.has(
            "present", segment, occurrence
        )

    def _is_of_another_past(self, occurrence: Occurrence, sign: Sign) -> bool:
        """Tell whether somebody who has died had it, or somebody else had the illness."""
        segment, has = self._stretches.segment(occurrence), self._stretches.has
        if has("present", segment, occurrence):
            return False
        if has("died", segment, None) and has("relation", segment, None):
            return True
        if not has("event", segment, None):
            return False
        if sign.disease and has("relation", segment, None):
            return True
        whole = self._stretches.whole
        is_of_the_dead = has("died", whole, None) and has("relation", whole, None)
        return is_of_the_dead and not has("first-person", segment, None)

    def _is_animal(self, occurrence: Occurrence) -> bool:
        return self._stretches.has("beast", self._stretches.whole, occurrence)

    def _is_feared(self, occurrence: Occurrence) -> bool:
        segment = self._stretches.segment(occurrence)
        return self._stretches.has("hypothetical", segment, occurrence) and not self._stretches.has(
            "present", segment, occurrence
        )

    def _has_it(self, occurrence: Occurrence) -> bool:
        segment = self._stretches.segment(occurrence)
        polite = self._stretches.places_of("polite")
        return self._stretches.has("having", segment, occurrence) or any(
            start in segment and start not in polite for start, _ in self._hearing.spans("somebody")
        )

    # Questions in general.

    def _is_general(self, occurrence: Occurrence, sign: Sign) -> bool:
        segment = self._stretches.segment(occurrence)
        if self._is_own or self._is_personal(segment, occurrence, sign):
            return False
        before = [
            start
            for start, end in self._hearing.spans("general")
            if start < occurrence.start and not self._asks_of_immunoglobulin(end, occurrence)
        ]
        if any(start in segment for start in before):
            return True
        if any(
            0 <= start - occurrence.end <= AFTER
            for start, _ in self._hearing.spans("general-after")
        ):
            return True
        return bool(before) and self._is_listed_with_others(occurrence, min(before))

    def _asks_of_immunoglobulin(self, end: int, occurrence: Occurrence) -> bool:
        """Tell whether the question before a sign is one of its own: "what is IgM and ..."."""
        own = [stop for start, stop in self._hearing.spans("asked-about") if start >= end]
        return any(
            min(own, default=occurrence.start) <= start < occurrence.start
            for start, _ in self._hearing.spans("and")
        )

    def _is_listed_with_others(self, occurrence: Occurrence, start: int) -> bool:
        """Tell whether another sign stands between the question and this one: a list."""
        opening = self._passage.clause[start]
        return any(
            other.start >= start
            and self._passage.clause[other.start] == opening
            and other.end <= occurrence.start
            for other in self._hearing.occurrences
        )

    def _is_personal(self, segment: range, occurrence: Occurrence, sign: Sign) -> bool:
        """Tell whether the stretch speaks of somebody, or of now; what is only polite does not."""
        polite = self._stretches.places_of("polite")
        frames = ("somebody",) if sign.disease else ("personal", "present")
        return any(
            place in segment and place not in polite
            for frame in frames
            for start, end in self._hearing.spans(frame)
            for place in range(start, end)
            if frame != "present" or place not in set(occurrence.places())
        )

    def _joins_immunoglobulin(self) -> bool:
        fine = self._stretches.places_of("asked-fine")
        return any(start not in fine for start, _ in self._hearing.spans("asked-about"))


def is_igm_fine(hearings: Sequence[Hearing]) -> bool:
    """Tell whether a text says that IgM is normal or low now, and nowhere that it is raised.

    "What is a normal IgM?" says nothing of the sort.
    """
    if any(hearing.spans("raised") for hearing in hearings):
        return False
    return any(
        asked > start
        for hearing in hearings
        if not hearing.spans("past")
        for asked in [min((place for place, _ in hearing.spans("general")), default=NOWHERE)]
        for start, _ in hearing.spans("fine")
    )


def tells_own(hearings: Sequence[Hearing]) -> bool:
    """Tell whether somebody says anywhere in a text that it is there: then nothing is general."""
    return any(hearing.spans("own") for hearing in hearings)
