"""One result as a format's reader hands it over, before anything is understood."""

from dataclasses import dataclass

from globulin.intake.numbers import write_number, write_range
from globulin.model import Code


@dataclass(frozen=True, slots=True, kw_only=True)
class RawResult:
    """The parts of one result as received; `where` is its place in the input.

    `names` are all names that the sender gave it, the one to show first. A `refusal` is the
    code of a reason why it must not be read, such as a status of cancelled. `absent` is the reason
    the sender gives for a missing value. `headings` are the names of panels and reports that it
    stands under. `line` is the text that it stands in, where there is one; `range_where` the place
    of the range, where it has one of its own.
    """

    where: str
    names: tuple[str, ...] = ()
    codes: tuple[Code, ...] = ()
    value: float | None = None
    comparator: str | None = None
    text: str | None = None
    unit: str | None = None
    unit_code: str | None = None
    low: float | None = None
    high: float | None = None
    range_unit: str | None = None
    range_text: str | None = None
    flag: str | None = None
    collected: str | None = None
    method: str | None = None
    laboratory: str | None = None
    specimen: str | None = None
    refusal: str | None = None
    absent: str | None = None
    headings: tuple[str, ...] = ()
    line: str | None = None
    range_where: str | None = None

    @property
    def name(self) -> str | None:
        """Return the name to show."""
        return self.names[0] if self.names else None

    @property
    def has_content(self) -> bool:
        """Tell whether there is anything beside a name."""
        parts = (self.value, self.text, self.flag, self.low, self.high, self.range_text)
        return any(part is not None for part in parts)

    def as_text(self) -> str:
        """Return the result on one line, as received."""
        if self.line is not None:
            return self.line
        name = self.name or (self.codes[0].code if self.codes else None)
        value = self.text
        if self.value is not None:
            value = f"{self.comparator or ''}{write_number(self.value)}"
        span = self.range_as_text() or self.range_text
        parts = (name, value, self.unit, self.absent, span, self.flag)
        return " ".join(part.strip() for part in parts if part and part.strip())

    def range_as_text(self) -> str:
        """Return the range in numbers, with its unit where that is another one."""
        span = write_range(self.low, self.high)
        unit = None if self.range_unit in {self.unit, self.unit_code} else self.range_unit
        return " ".join(part for part in (span, unit) if part)
