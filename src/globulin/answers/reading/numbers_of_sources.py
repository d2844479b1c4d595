"""The sources of an interpretation, by the numbers that its page gives them."""

from collections.abc import Iterable
from functools import cached_property

from globulin.answers.reading.telling import Telling
from globulin.model import Interpretation


class Renumbered:
    """Turns the source numbers of an interpretation into those of its page."""

    def __init__(self, interpretation: Interpretation, telling: Telling) -> None:
        """Take an interpretation, and the words of its page."""
        self._interpretation, self._telling = interpretation, telling

    @cached_property
    def _ids(self) -> dict[int, str]:
        return {source.n: source.id for source in self._interpretation.sources}

    def numbers(self, sources: Iterable[int]) -> tuple[int, ...]:
        """Return the page's numbers; a source that is new on the page gets the next one."""
        return tuple(sorted(self._telling.filler.number(self._ids[n]) for n in sources))
