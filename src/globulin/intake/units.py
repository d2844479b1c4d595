"""Units as reports write them, to UCUM; a unit that is not known stays unknown."""

from globulin.knowledge import Knowledge


class UnitReader:
    """Every spelling of a unit that the knowledge holds."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Index the spellings, exactly and without regard to case."""
        self._exact: dict[str, str] = {}
        for spelling, unit in knowledge.spellings():
            self._exact.setdefault(spelling, unit)
        # A sender may write the UCUM code itself, brackets and all.
        for unit in sorted({unit for _, unit in knowledge.spellings()} - self._exact.keys()):
            self._exact[unit] = unit
        for row in knowledge.factors().rows:
            for unit in (row.from_unit, row.to_unit):
                self._exact.setdefault(unit, unit)
        folded: dict[str, set[str]] = {}
        for spelling, unit in self._exact.items():
            folded.setdefault(_fold(spelling), set()).add(unit)
        # Two units that differ in case only are told apart, or not read at all.
        self._folded = {key: units.pop() for key, units in folded.items() if len(units) == 1}

    def spellings(self) -> list[str]:
        """Return every spelling."""
        return list(self._exact)

    def read(self, text: str | None) -> str | None:
        """Return the UCUM unit of a spelling, or None."""
        if text is None or not text.strip():
            return None
        whole = text.strip()
        plain = whole.strip(".,;()[]").strip()
        return next(
            (
                unit
                for spelling in (whole, plain)
                if (unit := self._exact.get(spelling) or self._folded.get(_fold(spelling)))
            ),
            None,
        )


def _fold(text: str) -> str:
    return "".join(text.split()).lower().replace("µ", "u").replace("μ", "u")
